"""Codes that a spreadsheet made numbers and that lost the zeros in front: found again, told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.reading.grid import NUMBER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from loaders.draft import Draft
    from loaders.rows import Row

WIDTHS = {"province": 2, "district": 3, "commune": 5}  # the national codes of units
_OWN = {
    "units": "Unit",
    "old_communes": "Unit",
    "communes_before": "Unit",
    "communes_after": "Unit",
    "people": "Person",
    "organisations": "Organisation",
    "posts": "Post",
    "households": "Household",
    "household_groups": "HouseholdGroup",
    "groups": "WorkingGroup",
}
_COMMUNES = {"old_communes": "commune", "communes_before": "commune", "communes_after": "commune"}
_MOST_LOST = 2  # zeros that a text may have lost: with more it is another code
_PADDED = 4


@dataclass(frozen=True)
class _Suspect:
    row: Row
    key: str
    code: str
    tier: str | None
    is_number: bool

    @property
    def candidates(self) -> list[str]:
        """Return the codes it may have been."""
        if self.tier is not None:
            return [self.code.zfill(WIDTHS[self.tier])]
        longest = len(self.code) + _PADDED
        return [self.code.zfill(n) for n in range(len(self.code) + 1, longest + 1)]


def mend_own_codes(draft: Draft) -> None:
    """Give the rows of units, people … their codes back: as they stand, else as the tier has it."""
    suspects: dict[str, list[_Suspect]] = defaultdict(list)
    for kind, label in _OWN.items():
        for row in draft.of_kind(kind):
            suspects[label].extend(_suspects(row, kind))
    for label, found in suspects.items():
        asked = {code for suspect in found for code in (suspect.code, *suspect.candidates)}
        standing = draft.standing.codes(label, asked)
        for suspect in found:
            _mend(draft, suspect, standing)


def _suspects(row: Row, kind: str) -> Iterator[_Suspect]:
    tier = _COMMUNES.get(kind) or row.text("tier") if _OWN[kind] == "Unit" else None
    keys = {"code": tier}
    if kind in ("communes_before", "communes_after"):
        keys |= {"district": "district", "province": "province"}
    for key, of_tier in keys.items():
        code = row.text(key)
        if code is None or not (code.isascii() and code.isdigit()):
            continue
        is_number = was_number(row, key)
        wide = WIDTHS.get(of_tier or "")
        if wide is None and is_number:
            yield _Suspect(row, key, code, None, is_number)
        elif wide is not None and len(code) < wide:
            yield _Suspect(row, key, code, of_tier, is_number)


def was_number(row: Row, key: str) -> bool:
    """Tell whether the cell of a column was a number in its workbook."""
    place = row.table.places.get(key)
    return row.types is not None and place is not None and row.types[place[0]] == NUMBER


def _mend(draft: Draft, suspect: _Suspect, standing: Collection[str]) -> None:
    if suspect.code in standing:
        return
    known = [code for code in suspect.candidates if code in standing]
    if len(known) != 1 and suspect.tier is not None:
        lost = WIDTHS[suspect.tier] - len(suspect.code)
        known = suspect.candidates if suspect.is_number or lost <= _MOST_LOST else []
    if len(known) == 1:
        suspect.row.values[suspect.key] = known[0]
        draft.problems.remark(suspect.row, suspect.key, "reading.zeros_restored", code=known[0])


def with_zeros(draft: Draft, label: str, code: str, tiers: Collection[str] = ()) -> str | None:
    """Return the one known code of which a reference has lost the zeros; None: none, or several."""
    if not (code.isascii() and code.isdigit()):
        return None
    if label != "Unit":
        longer = [known for known in draft.alikes(label, code) if len(known) > len(code)]
        return longer[0] if len(longer) == 1 and longer[0].isdigit() else None
    wide = {n for tier, n in WIDTHS.items() if n > len(code) and (not tiers or tier in tiers)}
    known = [code.zfill(n) for n in sorted(wide) if draft.find(label, code.zfill(n))]
    return known[0] if len(known) == 1 else None


def lost_zeros(row: Row) -> Iterator[tuple[str, str]]:
    """Yield (label, code) that references of a row may mean whose cells were numbers."""
    for key, label in row.table.references:
        code = row.text(key)
        if label != "Unit" and code is not None and was_number(row, key):
            for n in range(len(code) + 1, len(code) + _PADDED + 1):
                yield label, code.zfill(n)
