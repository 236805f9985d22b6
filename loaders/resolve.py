"""Finds what a row refers to: by code, tier and date; by name only where nobody shares it.

A reference that cannot be decided is refused with what would decide it, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.interval import end_to_edge
from graphapp.model.text import fold
from loaders.codes import with_zeros
from loaders.problems import in_both

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from loaders.draft import Draft
    from loaders.facts import Node
    from loaders.rows import Row

_SHOWN = 5
_UNKNOWN = {
    "Unit": "load.unknown_unit",
    "Person": "load.unknown_person",
    "Organisation": "load.unknown_organisation",
    "Post": "load.unknown_post",
    "Household": "load.unknown_household",
    "HouseholdGroup": "load.unknown_household_group",
    "WorkingGroup": "load.unknown_group",
}


def known(
    draft: Draft, row: Row, key: str, label: str, code: str | None = None,
    *, tiers: Collection[str] = (),
) -> Sequence[Node]:  # fmt: skip
    """Return all nodes of the code in a column; refuses an unknown code.

    ``tiers``: of a unit, where lost zeros are to be put back.

    The code of a refused row means nothing here: its own row has been told.
    """
    wanted = code or row.text(key)
    if wanted is None:
        return ()
    if (label, wanted) in draft.tainted or draft.may_be_told(wanted):
        return ()
    nodes = draft.find(label, wanted)
    padded = None if nodes else with_zeros(draft, label, wanted, tiers)
    if padded is not None:
        draft.problems.remark(row, key, "reading.zeros_restored", code=padded)
        return draft.find(label, padded)
    if not nodes:
        alike = draft.alike(label, wanted)
        remedy = _UNKNOWN[label] if alike is None else "load.unknown_but_alike"
        draft.problems.in_row(row, key, remedy, code=wanted, **({"alike": alike} if alike else {}))
    return nodes


def units(
    draft: Draft, row: Row, key: str, tiers: Collection[str] = (), code: str | None = None
) -> Sequence[Node]:
    """Return the units of a code that are of one of the tiers; no tiers: of any."""
    every = known(draft, row, key, "Unit", code, tiers=tiers)
    fitting = [unit for unit in every if not tiers or unit.value("tier") in tiers]
    if every and not fitting:
        draft.problems.in_row(
            row, key, "load.wrong_unit_tier", code=every[0].code,
            **_tiers(draft, every, "tier"), **_names(draft, tiers, "wanted"),
        )  # fmt: skip
    if len({unit.value("tier") for unit in fitting}) > 1:
        told = _tiers(draft, fitting, "tiers")
        draft.problems.in_row(row, key, "load.unit_of_which_tier", **told)
        return ()
    return fitting


def on_day(draft: Draft, row: Row, key: str, nodes: Sequence[Node], day: date) -> Node | None:
    """Return the one that lives on a day; refuses a code valid only before or after it."""
    if not nodes:
        return None
    live = [node for node in nodes if node.life.holds(day)]
    if live:
        return max(live, key=lambda node: node.since)
    later = [node.since for node in nodes if node.since > day]
    if later:
        draft.problems.in_row(
            row, key, "load.not_yet", code=nodes[0].code, day=day, first=min(later)
        )
    else:
        last = end_to_edge(max(node.until for node in nodes))
        draft.problems.in_row(row, key, "load.no_longer", code=nodes[0].code, day=day, last=last)
    return None


def undated(nodes: Sequence[Node], first_day: date | None) -> Node | None:
    """Return the one that lives on the first dated fact of an undated row, else the newest."""
    if not nodes:
        return None
    if first_day is not None:
        live = [node for node in nodes if node.life.holds(first_day)]
        if live:
            return max(live, key=lambda node: node.since)
    return max(nodes, key=lambda node: (node.since, node.until))


def person(draft: Draft, row: Row) -> Node | None:
    """Return the person of a row, by code, else by a name that nobody shares."""
    name = row.text("person_name")
    if row.text("person") is None:
        return _by_name(draft, row, name)
    found = known(draft, row, "person", "Person")
    if not found:
        return None
    if name is not None and fold(name) != fold(found[0].name):
        draft.problems.in_row(
            row, "person_name", "load.name_of_another", code=found[0].code, name=found[0].name
        )
        return None
    return found[0]


def _by_name(draft: Draft, row: Row, name: str | None) -> Node | None:
    key = "person_name" if "person_name" in row.table.places else "person"
    if name is None:
        if not row.unread("person", "person_name"):
            draft.problems.in_row(row, key, "load.blank_person")
        return None
    found = draft.people_named(name)
    if len(found) == 1:
        return found[0]
    if found:
        codes = ", ".join(sorted(node.code for node in found)[:_SHOWN])
        draft.problems.in_row(
            row, key, "load.name_shared", name=name, count=len(found), codes=codes
        )
    elif not draft.may_be_told(name):
        draft.problems.in_row(row, key, "load.unknown_name", name=name)
    return None


def _names(draft: Draft, tiers: Collection[str], name: str) -> dict[str, str]:
    """Return the names of tiers under a name for each language: ``wanted_vi``, ``wanted_en``."""
    declared = next(p for p in draft.table("Unit").properties if p.name == "tier")
    return in_both(name, [declared.choice(tier) for tier in tiers])


def _tiers(draft: Draft, nodes: Sequence[Node], name: str) -> dict[str, str]:
    return _names(draft, list(dict.fromkeys(str(node.value("tier")) for node in nodes)), name)
