"""The JSON shape of the assignment sheet, shared by command line and web.

Dates are ISO; the last day is inclusive; open ends are null.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphapp.domain.as_json import Json, link_json, target_json
from graphapp.domain.sheet_table import Holder, Seat, Sheet, VillageRow
from graphapp.model.interval import start_to_edge


def sheet_json(sheet: Sheet) -> Json:
    """Return an assignment sheet as an object: its rows as they are asked for."""
    return {
        "as_of": sheet.as_of.isoformat(),
        "unit": target_json(sheet.unit),
        "above": [target_json(unit) for unit in sheet.above],
        "villages": sheet.total,
        "states": dict(sheet.tallies),
        "found": sheet.found,
        "page": sheet.number,
        "pages": sheet.pages,
        "rows": [_row(row) for row in sheet.rows],
    }


def _row(row: VillageRow) -> Json:
    return {
        "village": target_json(row.village),
        "commune": row.commune and target_json(row.commune),
        "state": row.state,
        "link": link_json(row.link),
        "above": [link_json(link) for link in row.above],
        "cells": [link_json(link) for link in row.cells],
        "party_above": [link_json(link) for link in row.party_above],
        "secretary": _seats(row.secretary),
        "village_head": _seats(row.village_head),
        "front_head": _seats(row.front_head),
        "households": row.households
        and {"covered": row.households.covered, "total": row.households.total},
    }


def _seats(seats: Sequence[Seat]) -> list[Json]:
    return [
        {
            "post": {"id": seat.id, "code": seat.code, "title": seat.title},
            "holders": [
                {
                    "person": {"code": holder.person.code, "name": holder.person.name},
                    "acting": holder.acting,
                    "since": _iso(holder),
                }
                for holder in seat.holders
            ],
        }
        for seat in seats
    ]


def _iso(holder: Holder) -> str | None:
    since = start_to_edge(holder.since)
    return since.isoformat() if since else None
