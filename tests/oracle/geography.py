"""Which units there are, what is part of what, and which unit a code means.

A code alone is no identity: communes took over the codes of others. A unit is its code and tier on
its days, and a reference means the unit of that code, tier and date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tests.oracle.cells import TIER_WORDS, Row, read_day, read_life
from tests.oracle.facts import DAY, OPEN_END, OPEN_START, TIERS, Facts, Life, Link, Unit
from tests.oracle.registers import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

T = TypeVar("T")


class UnknownReferenceError(LookupError):
    """A row names something that no file makes, or that does not exist on the row's date."""


class Geography:
    """Reads the units into ``facts`` and then answers which unit is meant."""

    def __init__(self, facts: Facts, rows: dict[str, list[Row]], reform: date | None) -> None:
        self.facts = facts
        self.units: Register[Unit] = Register()
        self.reform = reform
        general = [*rows["units"], *map(_old_commune, rows["old_communes"])]
        general += [unit for row in rows["communes_before"] for unit in self._before(row)]
        general += [unit for row in rows["communes_after"] for unit in self._after(row)]
        for row in general:
            self._unit(row["Mã đơn vị"], row["Tên đơn vị"], TIER_WORDS[row["Cấp"]], read_life(row))
        for row in rows["villages"]:
            named = row.get("Cán bộ phụ trách", "")
            self._unit(row["Mã thôn"], row["Tên thôn"], "village", _village_life(row), named)
        for row in general:
            self._parent(row)
        for row in rows["villages"]:
            self._village(row)
        for row in rows["mergers"]:
            self._succession(row)

    # --- which unit is meant -----------------------------------------------------------------

    def alive(self, code: str, tier: str, day: date) -> Unit:
        """Return the unit of that code and tier that lives on the day."""
        found = [unit for unit in self._coded(code, tier) if unit.life.holds(day)]
        return last(found, f"{tier} {code} on {day}")

    def meant(self, code: str, tier: str, first_fact: date | None) -> Unit:
        """Return the unit live at a row's first dated fact; where it has none, the newest."""
        if first_fact is not None and first_fact != OPEN_START:
            return self.alive(code, tier, first_fact)
        return last(self._coded(code, tier), f"{tier} {code}")

    def _coded(self, code: str, *tiers: str) -> list[Unit]:
        """Return the units that ever had the code, oldest first."""
        found = [unit for unit in self.units.having(code) if unit.tier in tiers]
        return sorted(found, key=lambda unit: unit.life.since)

    def _sharing(self, code: str, tiers: Sequence[str], life: Life) -> list[Unit]:
        return [unit for unit in self._coded(code, *tiers) if not unit.life.within(life).empty]

    # --- units ---------------------------------------------------------------------------------

    def _before(self, row: Row) -> Iterator[Row]:
        """Units of the file that ends with the reform; it dates districts and communes."""
        province, district = row["provinceCode"], row["districtCode"]
        end = {"Đến ngày": (self._day() - DAY).isoformat()}
        yield _row(province, row["province"], "tỉnh")
        yield _row(district, row["district"], "huyện", province) | end
        yield _row(row["wardCode"], row["ward"], "xã", district) | end

    def _after(self, row: Row) -> Iterator[Row]:
        province, start = row["provinceCode"], {"Từ ngày": self._day().isoformat()}
        yield _row(province, row["province"], "tỉnh")
        yield _row(row["wardCode"], row["ward"], "xã", province) | start

    def _day(self) -> date:
        if self.reform is None:
            message = "files of communes carry no date: a day is needed"
            raise ValueError(message)
        return self.reform

    def _unit(self, code: str, name: str, tier: str, life: Life, named: str = "") -> None:
        """Add a unit, unless it is known: the same code and tier on a common day."""
        known = self._sharing(code, (tier,), life)
        if not known:
            self.units.append(Unit(code, name, tier, life, named))
            self.facts.units.append(self.units[-1])
        elif [unit.life for unit in known] != [life]:
            message = f"{tier} {code} is told twice, with different dates"
            raise ValueError(message)

    # --- what is part of what --------------------------------------------------------------------

    def _parent(self, row: Row) -> None:
        tier = TIER_WORDS[row["Cấp"]]
        if parent := row.get("Mã đơn vị cha"):
            child = last(self._sharing(row["Mã đơn vị"], (tier,), read_life(row)), "")
            above = self._sharing(parent, TIERS[: TIERS.index(tier)], child.life)
            self._part_of(child, last(above, f"{parent} above {child.code}"))

    def _village(self, row: Row) -> None:
        """Hang a village on the old commune, which ended, and then on the newest of the other."""
        village = last(self._sharing(row["Mã thôn"], ("village",), _village_life(row)), "")
        if old := row.get("Mã xã cũ"):
            ended = [unit for unit in self._coded(old, "commune") if unit.life.until != OPEN_END]
            self._part_of(village, last(ended, f"ended commune {old}"))
        self._part_of(village, last(self._coded(row["Mã xã"], "commune"), row["Mã xã"]))

    def _part_of(self, child: Unit, parent: Unit) -> None:
        """Join two units, once, for the child's life within the parent's."""
        life = child.life.within(parent.life)
        known = any(p.child is child and p.parent is parent for p in self.facts.part_of)
        if not life.empty and not known:
            self.facts.part_of.append(Link(child, parent, life))

    def _succession(self, row: Row) -> None:
        """A merger leads from a unit of the day before to one of the day itself."""
        tier = TIER_WORDS[row.get("Cấp") or "xã"]
        day = read_day(row.get("Ngày hiệu lực", "")) or self._day()
        old, new = row.get("Mã cũ") or row["old"], row.get("Mã mới") or row["new"]
        self.facts.succeeded.append((self.alive(old, tier, day - DAY), self.alive(new, tier, day)))


def last(found: Iterable[T], what: str) -> T:
    """Return the last of what was found, which is the newest where units are concerned."""
    for one in reversed(list(found)):
        return one
    raise UnknownReferenceError(what)


def _village_life(row: Row) -> Life:
    return read_life(row, "Ngày thành lập", "Ngày kết thúc")


def _old_commune(row: Row) -> Row:
    """Return a row of ended communes as a row of units."""
    unit = _row(row["Mã xã cũ"], row["Tên xã cũ"], "xã", row["Mã huyện"])
    return unit | {name: row[name] for name in ("Từ ngày", "Đến ngày") if name in row}


def _row(code: str, name: str, tier: str, parent: str = "") -> Row:
    return {"Mã đơn vị": code, "Tên đơn vị": name, "Cấp": tier, "Mã đơn vị cha": parent}
