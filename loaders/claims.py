"""What each kind of file says of nodes: the claims that ``identity`` settles."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphapp.model.text import normal
from loaders.codes import lost_zeros
from loaders.identity import Claim, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.draft import Draft
    from loaders.facts import Node
    from loaders.rows import FileTable, Row, Value

Key = tuple[str, str, str | None]
_LABELS = {
    "units": "Unit",
    "old_communes": "Unit",
    "villages": "Unit",
    "people": "Person",
    "organisations": "Organisation",
    "posts": "Post",
    "households": "Household",
    "household_groups": "HouseholdGroup",
    "groups": "WorkingGroup",
    "visits": "Visit",
}
_DIGITS = (2, 3, 5)  # of the codes of provinces, districts and communes: a lost 0 is found again
_TIERS = {"old_communes": "commune", "villages": "village"}
_TARGETS = {
    "household": "Household",
    "household_group": "HouseholdGroup",
    "organisation": "Organisation",
    "cell": "Organisation",
    "person": "Person",
}


def target_label(kind: str) -> str:
    """Return the label that an assignment's kind of target means."""
    return _TARGETS.get(kind, "Unit")


def taint(draft: Draft, table: FileTable, ragged: Iterable[list[str]]) -> None:
    """Remember the codes of rows that were refused before they were read."""
    label, place = _LABELS.get(table.kind.name), table.places.get("code")
    for cells in ragged:
        if label is not None and place is not None and place[0] < len(cells):
            draft.tainted.add((label, normal(cells[place[0]])))


def covered_codes(row: Row) -> list[str]:
    """Return the village codes of an organisation's row, separated by semicolons."""
    return [code.strip() for code in (row.text("covered") or "").split(";") if code.strip()]


def settle_nodes(draft: Draft) -> None:
    """Turn the rows into nodes, new or standing, and fetch the nodes that rows refer to."""
    claims = _claims(draft)
    _fetch_names(draft)
    standing = _standing(draft, claims)
    for key in dict.fromkeys([*claims, *standing]):
        table = draft.table(key[0])
        for node in settle(table, claims.get(key, ()), standing.get(key, ()), draft.problems):
            draft.add(node)


def _claims(draft: Draft) -> dict[Key, list[Claim]]:
    claims: dict[Key, list[Claim]] = defaultdict(list)
    for kind, label in _LABELS.items():
        for row in draft.of_kind(kind):
            for claim in _of_row(row, kind):
                tier = _text(claim.values.get("tier"))
                code = str(claim.values["code"])
                if label == "Unit" and tier is None:
                    draft.tainted.add((label, code))
                else:
                    claims[label, code, tier if label == "Unit" else None].append(claim)
    for row in draft.of_kind("communes_before", "communes_after"):
        for claim in _of_commune(draft, row):
            tier = _text(claim.values["tier"])
            claims["Unit", str(claim.values["code"]), tier].append(claim)
    return claims


def _of_row(row: Row, kind: str) -> Iterator[Claim]:
    """Yield what a row says of its own node; nothing where its code was refused."""
    if row.values.get("code") is None:
        return
    values = _own(row)
    if kind in _TIERS:
        values["tier"] = _TIERS[kind]
    yield Claim(values, row)


def _own(row: Row) -> dict[str, Value]:
    kept = row.table.own_keys
    return {key: value for key, value in row.values.items() if key in kept}


def _of_commune(draft: Draft, row: Row) -> Iterator[Claim]:
    """Yield commune, district and province of a row of the real communes."""
    before = row.table.kind.name == "communes_before"
    life: dict[str, Value] = {"until": draft.day} if before else {"since": draft.day}
    if row.values.get("code") is not None:
        yield Claim({**_own(row), "tier": "commune", **life}, row)
    for tier in ("district", "province"):
        code, name = row.text(tier), row.text(f"{tier}_name")
        if code is not None and name is not None:
            values: dict[str, Value] = {"code": code, "name": name, "tier": tier}
            limits = life if tier == "district" else {}
            keys = {"code": tier, "name": f"{tier}_name"}
            yield Claim({**values, **limits}, row, keys, main=False)


def _standing(draft: Draft, claims: dict[Key, list[Claim]]) -> dict[Key, list[Node]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for label, code, _ in claims:
        wanted[label].add(code)
    for rows in draft.rows.values():
        for row in rows:
            for label, code in _references(row):
                wanted[label].add(code)
    wanted["Unit"] |= {code.zfill(n) for code in wanted["Unit"] if code.isdigit() for n in _DIGITS}
    found: dict[Key, list[Node]] = defaultdict(list)
    for label, codes in wanted.items():
        for node in draft.standing.nodes(label, "code", codes):
            found[_key(node)].append(node)
    for node in draft.standing.known("Person"):
        if node not in found[_key(node)]:
            found[_key(node)].append(node)
    return found


def _key(node: Node) -> Key:
    return node.label, node.code, _text(node.value("tier")) if node.label == "Unit" else None


def _references(row: Row) -> Iterator[tuple[str, str]]:
    if row.types is not None:
        yield from lost_zeros(row)
    for key, label in row.table.references:
        if key == "covered":
            yield from ((label, code) for code in covered_codes(row))
        elif (code := row.text(key)) is not None:
            yield label, code
    target, kind = row.text("target"), row.text("target_kind")
    if target is not None and kind is not None:
        yield target_label(kind), target
    elif target is not None:  # the kind was refused: whether any has the code is told all the same
        yield from ((label, target) for label in ("Unit", *_TARGETS.values()))


def _fetch_names(draft: Draft) -> None:
    """Fetch the people whom rows name without a code."""
    names = {
        name
        for rows in draft.rows.values()
        for row in rows
        if row.text("person") is None and (name := row.text("person_name")) is not None
    }
    draft.standing.nodes("Person", "name", names)


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
