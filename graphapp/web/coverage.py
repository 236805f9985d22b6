"""The gap page: what nobody answers for, in a unit, on a day; the same rows as a CSV file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from graphapp.domain.coverage import gaps
from graphapp.domain.results import Reason
from graphapp.domain.search import search
from graphapp.domain.units import find, provinces
from graphapp.errors import Place, UnknownCodeError, UsageError
from graphapp.model.policy import TARGET_TIERS
from graphapp.model.text import sort_key
from graphapp.web.paging import page_of
from graphapp.web.remembered import Remembered
from graphapp.web.site import site
from graphapp.web.view import choice, here, view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug import Response as BaseResponse

    from graphapp.domain.results import Gap, GapReport, Tally, Target

coverage = Blueprint("coverage", __name__)

DEFAULT_TIER = "village"
COUNTS = ("anyone", "in_post")
REASONS = tuple(reason.value for reason in Reason)
LONGEST = 200
_KEPT = "graphapp.coverage"
_MOST_KEPT = 32
_LARGEST_KEPT = 10_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


@dataclass(frozen=True)
class Row:
    """A row of the table: a gap, or a target that only somebody out of post covers."""

    target: Target
    above: tuple[Target, ...] = ()
    gap: Gap | None = None

    @property
    def place(self) -> str:
        """Name the units that it lies in, nearest first; the province is in the heading."""
        return ", ".join(unit.name for unit in self.above if unit.tier != "province")


@coverage.get("/gaps")
def show() -> str | BaseResponse:
    """Show the gaps of a unit, told by id, code or name; where several may be meant, offer them."""
    name = _wanted()
    choices = _called_so() if name else _provinces()
    if name and len(choices) == 1:
        return redirect(here(**{"in": choices[0].id}))
    if len(choices) > 1 or not (choices or name):
        return render_template("coverage/choose.html", choices=choices, name=name)
    report = ask()
    rows = _rows(report)
    return render_template(
        "coverage/page.html",
        report=report,
        sheet=page_of(rows),
        tallies=_by_tier(report.by),
        tiers=TARGET_TIERS,
        reasons=REASONS,
        reason=_reason(),
        counts=COUNTS,
        count=_count(),
        csv_address=url_for("coverage.file", **_kept()),
    )


@coverage.get("/gaps.csv")
def file() -> Response:
    """Send every row of the table as a CSV file that office programs open."""
    report = ask()
    name = f"{view().words.text('coverage.file')}-{report.scope.code}-{report.tier}"
    disposition = f'attachment; filename="{name}-{report.as_of.isoformat()}.csv"'
    return Response(
        _BOM + _csv(report),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


def ask() -> GapReport:
    """Return the gap report that the address asks for.

    Raises UsageError when several provinces are in sight and the address names no unit.
    """
    now, day = site(), view().as_of
    tier = choice("tier", TARGET_TIERS, DEFAULT_TIER)
    wanted = _wanted() or _only_province()
    entry = now.store.head()
    kept: Remembered[GapReport] = current_app.extensions.setdefault(_KEPT, Remembered(_MOST_KEPT))
    return kept.get(
        (wanted, tier, day, now.scope, entry),
        lambda: gaps(now.reader, now.scope, wanted, day, tier=tier, policy=now.policy),
        lambda report: len(report.gaps) + len(report.not_in_post) <= _LARGEST_KEPT,
    )


def _wanted() -> str:
    return request.args.get("in", "").strip()


def _provinces() -> list[Target]:
    now = site()
    return provinces(now.reader, now.scope, view().as_of)


def _called_so() -> list[Target]:
    """Return the units above the villages that are called as the address says, if it is no code."""
    now, day = site(), view().as_of
    try:
        find(now.reader, now.scope, _wanted(), day)
    except UnknownCodeError:
        hits = search(now.reader, now.scope, _wanted()[:LONGEST], day).units
        living = [hit.found for hit in hits if hit.found.since <= day < hit.found.until]
        return [version.unit for version in living if version.unit.tier != "village"]
    return []


def _only_province() -> str:
    found = _provinces()
    if len(found) == 1:
        return found[0].id
    codes = ", ".join(f"{unit.code} ({unit.name})" for unit in found)
    place = Place(column="in", remedy="problem.no_unit.remedy", values=(("choices", codes),))
    raise UsageError("problem.no_unit", (place,))


def _reason() -> str:
    return choice("reason", REASONS, "")


def _count() -> str:
    return choice("count", COUNTS, "anyone")


def _rows(report: GapReport) -> list[Row]:
    """Return the rows behind the figure that is looked at, of one reason if one is asked for."""
    reason = _reason()
    known = [Row(g.target, g.above, g) for g in report.gaps]
    if _count() == "in_post":
        by_target = {row.target.id: row for row in known}
        known = [by_target.get(t.id, Row(t, report.places[t.id])) for t in report.not_in_post]
    if not reason:
        return known
    return [row for row in known if row.gap and row.gap.reason == reason]


def _by_tier(tallies: Sequence[Tally]) -> dict[str, list[Tally]]:
    """Group tallies by tier, highest first, each by the Vietnamese alphabet."""
    found: dict[str, list[Tally]] = {}
    for tally in tallies:
        found.setdefault(tally.unit.tier, []).append(tally)
    for group in found.values():
        group.sort(key=lambda tally: sort_key(tally.unit.name))
    return found


def _kept() -> dict[str, Any]:
    """Return the address's own parts, for the file of the same rows."""
    now = view()
    given = {name: value for name, value in request.args.items() if name != "page"}
    return {**given, "as_of": now.as_of.isoformat(), "lang": now.lang}


def _csv(report: GapReport) -> str:
    words = view().words
    heads = ("code", "name", "tier", "parent", "reason", "since", "duty", "scope", "as_of")
    lines = [[words.text(f"coverage.column.{head}") for head in heads]]
    lines += [_cells(row, report) for row in _rows(report)]
    out = io.StringIO()
    csv.writer(out).writerows([[csv_cell(cell) for cell in line] for line in lines])
    return out.getvalue()


def _cells(row: Row, report: GapReport) -> list[str]:
    words, gap = view().words, row.gap
    return [
        row.target.code,
        row.target.name,
        words.tier(row.target.tier),
        row.place,
        words.reason(gap.reason) if gap else words.text("coverage.only_out_of_post"),
        words.date(gap.since) if gap else "",
        words.duty(gap.policy_row) if gap else "",
        report.scope.name,
        words.date(report.as_of),
    ]


def csv_cell(cell: str) -> str:
    """Keep a cell from being read as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
