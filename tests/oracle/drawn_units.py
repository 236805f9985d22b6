"""Draws the units: a province whose communes merge and split on the day of the reform."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tests.oracle.facts import Life, Unit
from tests.oracle.policy import REFORM

if TYPE_CHECKING:
    from tests.oracle.draft import Draft

BEFORE, AFTER = Life(until=REFORM), Life(since=REFORM)
WORDS = {"province": "tỉnh", "district": "huyện", "commune": "xã", "village": "thôn"}
CLOSING = date(2025, 10, 1)
NAMES = ("Nà Lùng", "Bản Chang", "Khuổi Mươi", "Pò Mánh", "Cốc Nam", "Lũng Vài")


@dataclass
class Units:
    """The units drawn so far; ``leads_to`` are the pairs of old and new communes."""

    province: Unit
    districts: list[Unit] = field(default_factory=list)
    old: list[Unit] = field(default_factory=list)
    new: list[Unit] = field(default_factory=list)
    leads_to: list[tuple[Unit, Unit]] = field(default_factory=list)
    villages: list[Unit] = field(default_factory=list)

    @property
    def all(self) -> list[Unit]:
        """Return every unit."""
        return [self.province, *self.districts, *self.old, *self.new, *self.villages]

    def shares_code(self, unit: Unit) -> bool:
        """Tell whether the unit's code was or will be another one's too."""
        return sum((one.code, one.tier) == (unit.code, unit.tier) for one in self.all) > 1


def draw_units(draft: Draft, *, crowded: bool) -> Units:
    """Draw the units of one province; a crowded one has many villages that outlive the reform."""
    units = Units(Unit("20", "Tỉnh Thử Nghiệm", "province", Life()))
    _unit_row(draft, units.province, None)
    for number in range(draft.one((1, 2, 3, 0))):
        district = Unit(f"20{number}", f"Huyện {number}", "district", BEFORE)
        _unit_row(draft, district, units.province)
        units.districts.append(district)
    _draw_communes(draft, units)
    _draw_mergers(draft, units)
    for number in range(8 if crowded else draft.count(3, 7)):
        _draw_village(draft, units, number, crowded=crowded)
    if draft.chance(35):
        _merge_villages(draft, units)
    return units


def _unit_row(draft: Draft, unit: Unit, parent: Unit | None) -> None:
    cells = {"Mã đơn vị": unit.code, "Tên đơn vị": unit.name, "Cấp": WORDS[unit.tier]}
    cells["Mã đơn vị cha"] = parent.code if parent else ""
    draft.add("don_vi", cells, unit.life)


def _draw_communes(draft: Draft, units: Units) -> None:
    """Old communes end with the reform; new ones often take over the code of one of them."""
    for number in range(draft.count(2, 4)):
        since = date(2024, 3, 1) if draft.chance(15) else BEFORE.since
        old = Unit(f"2000{number}", f"Xã Cũ {number}", "commune", Life(since, REFORM))
        units.old.append(old)
        if units.districts and draft.chance(70):
            cells = {"Mã xã cũ": old.code, "Tên xã cũ": old.name}
            district = draft.one(units.districts)
            draft.add("xa_cu", cells | {"Mã huyện": district.code}, old.life)
        else:
            parent = draft.one(units.districts) if units.districts else units.province
            _unit_row(draft, old, parent)
    for number in range(draft.one((2, 3, 1))):
        code = units.old[number].code if number < 2 and draft.chance(75) else f"2010{number}"
        new = Unit(code, f"Xã Mới {number}", "commune", AFTER)
        units.new.append(new)
        _unit_row(draft, new, units.province)


def _draw_mergers(draft: Draft, units: Units) -> None:
    """Each old commune goes into one new commune, or is split between two."""
    for old in units.old:
        first = draft.one(units.new)
        others = [new for new in units.new if new is not first]
        parts = [first, draft.one(others)] if others and draft.chance(30) else [first]
        for new in parts:
            units.leads_to.append((old, new))
            extent = "toàn bộ" if len(parts) == 1 else "một phần"
            _merger_row(draft, old, new, {"Phạm vi": extent})


def _merger_row(draft: Draft, old: Unit, new: Unit, more: dict[str, str]) -> None:
    cells = {"Mã cũ": old.code, "Mã mới": new.code, "Cấp": WORDS[old.tier]}
    day = draft.dates(Life(since=new.life.since), first="Ngày hiệu lực")["Ngày hiệu lực"]
    draft.add("chuyen_doi", cells | more | {"Ngày hiệu lực": day})


# --- villages ----------------------------------------------------------------------------------


def _draw_village(draft: Draft, units: Units, number: int, *, crowded: bool) -> None:
    fates = ("kept", "kept", "kept", "kept", "renumbered", "founded", "closed")
    how = "kept" if crowded else draft.one(fates)
    old, new = draft.one(units.leads_to)
    code = f"{new.code}-{number:02}"
    if how == "kept":
        _kept_village(draft, units, code, (old, new))
    elif how == "founded":
        since = draft.one((REFORM, date(2025, 8, 1), date(2025, 10, 15)))
        _new_village(draft, units, code, new, Life(since=since))
    elif how == "closed":
        since = date(2024, 3, 1) if draft.chance(30) else old.life.since
        _old_village(draft, units, code, old, Life(since, date(2025, 3, 15)))
    else:
        before = _old_village(draft, units, f"{old.code}-{number:02}", old, old.life)
        after = _new_village(draft, units, code, new, AFTER)
        _merger_row(draft, before, after, {})


def _kept_village(draft: Draft, units: Units, code: str, communes: tuple[Unit, Unit]) -> None:
    """Draw a village that keeps its identity while its commune changes."""
    old, new = communes
    since = old.life.since
    if draft.chance(25):
        since = draft.one((date(2024, 3, 1), date(2025, 2, 1)))
    until = CLOSING if draft.chance(10) else new.life.until
    village = Unit(code, _name(draft), "village", Life(since, until))
    _village_row(draft, units, village, {"Mã xã": new.code, "Mã xã cũ": old.code})


def _new_village(draft: Draft, units: Units, code: str, new: Unit, life: Life) -> Unit:
    village = Unit(code, _name(draft), "village", life)
    return _village_row(draft, units, village, {"Mã xã": new.code})


def _old_village(draft: Draft, units: Units, code: str, old: Unit, life: Life) -> Unit:
    """Draw a village that ends in its old commune."""
    village = Unit(code, _name(draft), "village", life)
    _unit_row(draft, village, old)
    units.villages.append(village)
    return village


def _village_row(draft: Draft, units: Units, village: Unit, communes: dict[str, str]) -> Unit:
    cells = {"Mã thôn": village.code, "Tên thôn": village.name, **communes, "Loại": "thôn"}
    draft.add("thon", cells | draft.dates(village.life, "Ngày thành lập", "Ngày kết thúc"))
    units.villages.append(village)
    return village


def _merge_villages(draft: Draft, units: Units) -> None:
    """Found a village on the day when others are closed, in their place."""
    closed = [village for village in units.villages if village.life.until == CLOSING]
    if closed:
        new = next(new for new in units.new if closed[0].code.startswith(new.code))
        code = f"{new.code}-{len(units.villages):02}"
        after = _new_village(draft, units, code, new, Life(since=CLOSING))
        for village in closed:
            _merger_row(draft, village, after, {})


def _name(draft: Draft) -> str:
    return f"Thôn {draft.one(NAMES)}"
