"""A province of any size, made from a seed in seconds, as rows for one entry: for measuring alone.

It has no files and passes no loader; the demo (``loaders.demo``) is the province to show. Every way
of being answered for, or not, is in it: gaps of all reasons, people who left, wrong tiers, working
groups with and without a head, households through groups and by themselves.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from graphapp.model.change import Change, ChangeSet, frame
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

REFORM = date(2025, 7, 1)
CODE = "20"


def _words(text: str) -> list[str]:
    return text.split()


_FAMILIES = _words("Nông Hoàng Lương Vi Lý Triệu Hứa Chu Bế Mã Đàm Lành Dương Nguyễn Trần")
_MIDDLES = _words("Văn Thị Đức Minh Thu Hữu Ngọc Quang Thanh Xuân")
_GIVEN = _words("Đạt Hà Hùng Lan Mai Nam Phương Quân Sơn Thảo Tú Vân Yến Bình Cường Dũng")
_FIRSTS = _words("Nà Bản Khuổi Pò Cốc Lũng Co Kéo Pác Phai Tềnh Nậm")
_LASTS = _words("Lùng Pàn Mòn Chang Vài Mươi Mánh Nam Sla Làng Đon Tậu Hấu Cáy Phầy Mò Lài Ca")
_BEFORE = {"since": OPEN_START, "until": REFORM}
_AFTER = {"since": REFORM, "until": OPEN_END}
_ALWAYS = {"since": OPEN_START, "until": OPEN_END}


@dataclass(frozen=True)
class Size:
    """How many there are of what counts."""

    villages: int = 1650
    communes: int = 65
    old_communes: int = 194
    districts: int = 11
    households: int = 200_000
    officials: int = 3_000
    members: int = 30_000

    def scaled(self, scale: float) -> Size:
        """Return a smaller or larger province; at least one of each."""
        return Size(*(max(1, round(each * scale)) for each in vars(self).values()))


def province(seq: int, size: Size | None = None, seed: int = 20) -> ChangeSet:
    """Return all rows of a province as entry ``seq``; the same seed gives the same rows."""
    made = _Province(seq, size or Size(), random.Random(seed))
    made.units()
    made.bodies()
    made.people()
    made.assignments()
    made.households()
    return made.changes()


@dataclass
class _Province:
    """A province in the making: rows by table."""

    seq: int
    size: Size
    draw: random.Random
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    province: str = ""
    districts: list[str] = field(default_factory=list)
    old: list[str] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)
    villages: list[tuple[str, str, str]] = field(default_factory=list)  # id, old, new commune
    posts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    cells: list[str] = field(default_factory=list)
    staff: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    local: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    decisions: list[str] = field(default_factory=list)

    def changes(self) -> ChangeSet:
        """Return everything made, tables in the model's order."""
        tables = [t for t in MODEL.tables() if t.key in self.rows]
        return ChangeSet(tuple(Change(t, "new", frame(t, self.rows[t.key])) for t in tables))

    # --- the ground ------------------------------------------------------------------------------

    def units(self) -> None:
        """Make the units with their old and new parents and what succeeded what."""
        self.province = self._unit("province", CODE, "Tỉnh Thử Nghiệm", _ALWAYS)
        for number in range(self.size.districts):
            unit = self._unit("district", f"{178 + number}", f"Huyện {self._name()}", _BEFORE)
            self._link("PART_OF:Unit:Unit", unit, self.province, **_BEFORE)
            self.districts.append(unit)
        for number in range(self.size.old_communes):
            unit = self._unit("commune", f"{5971 + number:05}", f"Xã {self._name()}", _BEFORE)
            above = self.districts[number % len(self.districts)]
            self._link("PART_OF:Unit:Unit", unit, above, **_BEFORE)
            self.old.append(unit)
        for number in range(self.size.communes):
            unit = self._unit("commune", f"{5971 + 3 * number:05}", f"Xã {self._name()}", _AFTER)
            self._link("PART_OF:Unit:Unit", unit, self.province, **_AFTER)
            self.communes.append(unit)
        for number, old in enumerate(self.old):
            new = self.communes[number % len(self.communes)]
            self._link("SUCCEEDED_BY:Unit:Unit", old, new, day=REFORM, extent="whole")
        for number in range(self.size.villages):
            self._village(number)

    def _village(self, number: int) -> None:
        place = number % len(self.old)
        old, new = self.old[place], self.communes[place % len(self.communes)]
        code = f"{5971 + place:05}-{1 + number // len(self.old):02}"
        village = self._unit("village", code, f"Thôn {self._name()}", _ALWAYS)
        self._link("PART_OF:Unit:Unit", village, old, **_BEFORE)
        self._link("PART_OF:Unit:Unit", village, new, **_AFTER)
        self.villages.append((village, old, new))

    def bodies(self) -> None:
        """Make committees with their posts, grass-roots organisations and cells."""
        self._committees(self.province, "T", 300, 40, _ALWAYS)
        for units, prefix, posts, days in (
            (self.districts, "H", 40, _BEFORE), (self.old, "C", 8, _BEFORE),
            (self.communes, "X", 30, _AFTER),
        ):  # fmt: skip
            for number, unit in enumerate(units):
                self._committees(unit, f"{prefix}{number}", posts, posts // 4, days)
        for number, unit in enumerate(self.communes):
            self._body("grassroots", "party", f"CS{number}", unit, _AFTER)
        for number, (village, _, _) in enumerate(self.villages):
            self.cells.append(self._body("cell", "party", f"CB{number}", village, _ALWAYS))
        for number in range(500):
            self.decisions.append(
                self._node("Decision", number=f"{number}-QĐ/TU", date=REFORM, date_told=True)
            )

    def _committees(
        self, unit: str, code: str, state: int, party: int, days: dict[str, date]
    ) -> None:
        for line, kind, seats in (
            ("state", "people_committee", state), ("party", "committee", party),
        ):  # fmt: skip
            body = self._body(kind, line, f"{kind[:2]}-{code}", unit, days)
            for number in range(seats):
                post = self._node(
                    "Post", code=f"CV-{line[0]}-{code}-{number}", title="Chuyên viên", **days
                )
                self._link("BELONGS_TO:Post:Organisation", post, body, **days)
                self.posts[f"{unit} {line}"].append(post)

    def _body(self, kind: str, line: str, code: str, unit: str, days: dict[str, date]) -> str:
        body = self._node(
            "Organisation", code=code, name=f"{kind} {code}", line=line, kind=kind, **days
        )
        self._link("SERVES:Organisation:Unit", body, unit, **days)
        return body

    # --- people ----------------------------------------------------------------------------------

    def people(self) -> None:
        """Make officials with an old and a new post, one in twelve gone, and members of cells."""
        seats = [self.province] * 4 + self.communes * 2
        for number in range(self.size.officials):
            person = self._person(f"CB{number:05}")
            before = self.draw.choice([*self.districts, *self.old])
            self._hold(person, before, "state", date(2021, 1, 1), REFORM)
            self.staff[f"{before} before"].append(person)
            now = seats[number % len(seats)]
            left = number % 12 == 0
            until = REFORM + timedelta(days=90) if left else OPEN_END
            line = "party" if number % 4 == 1 else "state"
            self._hold(person, now, line, REFORM, until)
            (self.gone if left else self.staff)[f"{now} {line}"].append(person)
        for number in range(self.size.members):
            person = self._person(f"DV{number:05}")
            place = number % len(self.villages)
            joined = date(2020, 1, 1) + timedelta(days=number % 900)
            until = REFORM + timedelta(days=60) if number % 29 == 0 else OPEN_END
            days = {"since": joined, "until": until}
            self._link("MEMBER_OF:Person:Organisation", person, self.cells[place], **days)
            self.local[self.villages[place][0]].append(person)

    def _hold(self, person: str, unit: str, line: str, since: date, until: date) -> None:
        post = self.draw.choice(self.posts[f"{unit} {line}"])
        acting = self.draw.random() < 0.03  # noqa: PLR2004 - a few act
        self._link(
            "HOLDS:Person:Post", person, post,
            since=since, until=until, acting=acting, decision_id=self.draw.choice(self.decisions),
        )  # fmt: skip

    def _person(self, code: str) -> str:
        name = " ".join(self.draw.choice(part) for part in (_FAMILIES, _MIDDLES, _GIVEN))
        return self._node("Person", code=code, name=name)

    # --- who answers -----------------------------------------------------------------------------

    def assignments(self) -> None:
        """Assign villages, communes and party organisations, about one in twelve of each badly."""
        for village, old, new in self.villages:
            self._village_assigned(village, old, new)
        for number, commune in enumerate(self.communes):
            if number % 9 == 0:
                self._working_group(number, commune)
            elif number % 13:
                self._assign("Unit", commune, self._of(self.province, "state"), REFORM)
        cells = self.rows["Organisation"]
        served = dict(zip(self.cells, self.villages, strict=True))
        for row in cells:
            if row["kind"] == "grassroots":
                self._assign("Organisation", row["id"], self._of(self.province, "party"), REFORM)
            elif row["kind"] == "cell" and self.draw.random() > 0.08:  # noqa: PLR2004 - gaps
                holder = self._of(served[row["id"]][2], "party")
                self._assign("Organisation", row["id"], holder, REFORM, kind="attends")

    def _village_assigned(self, village: str, old: str, new: str) -> None:
        """Give a village a past and, mostly, somebody of its commune; every break has its share."""
        luck = self.draw.random()
        before = self._of(self.draw.choice(self.districts), "before")
        if luck > 0.02:  # noqa: PLR2004 - the rest was never assigned
            self._assign("Unit", village, before, date(2022, 3, 1), REFORM)
        if luck < 0.05:  # noqa: PLR2004 - nobody since the districts ended
            return
        if luck < 0.07:  # noqa: PLR2004 - expired
            self._assign("Unit", village, self._of(new, "state"), REFORM, date(2025, 9, 1))
        elif luck < 0.09:  # noqa: PLR2004 - of the wrong tier
            self._assign("Unit", village, self._of(self.province, "state"), REFORM)
        elif luck < 0.11:  # noqa: PLR2004 - left the post
            left = self.gone[f"{new} state"] or self.gone[f"{self.province} state"]
            self._assign("Unit", village, self.draw.choice(left or [self._any()]), REFORM)
        else:
            self._assign("Unit", village, self._of(new, "state"), REFORM)
            if luck > 0.9:  # noqa: PLR2004 - somebody follows too
                self._assign("Unit", village, self._of(old, "state"), REFORM, kind="follows")

    def _working_group(self, number: int, commune: str) -> None:
        group = self._node("WorkingGroup", code=f"TCT{number}", name=f"Tổ {number}", **_AFTER)
        for place in range(3):
            self._link(
                "MEMBER_OF:Person:WorkingGroup", self._of(self.province, "state"), group,
                since=REFORM, until=OPEN_END, head=place == 0 and number % 2 == 0,
            )  # fmt: skip
        self._assign("Unit", commune, group, REFORM, by="WorkingGroup")

    def households(self) -> None:
        """Make households in groups of thirteen, most groups with a party member of the village."""
        each = max(1, self.size.households // len(self.villages))
        for village, _, new in self.villages:
            code = self.rows["Unit"][int(village.split("-")[1]) - 1]["code"]
            groups: list[str] = []
            for number in range(each):
                if number % 13 == 0:
                    groups.append(self._household_group(f"{code}-N{number // 13:02}", village, new))
                home = self._node("Household", code=f"{code}-H{number:04}", **_ALWAYS)
                self._link("LIVES_IN:Household:Unit", home, village, **_ALWAYS)
                luck = self.draw.random()
                often = number % 30 - 26  # one in thirty is in two groups, one in three
                for group in groups[-max(1, often) :] if luck > 0.02 else ():  # noqa: PLR2004 - or none
                    self._link("IN_GROUP:Household:HouseholdGroup", home, group, **_ALWAYS)
                if luck > 0.95:  # noqa: PLR2004 - by itself
                    until = OPEN_END if luck > 0.96 else date(2025, 9, 1)  # noqa: PLR2004 - expired
                    self._assign("Household", home, self._of(new, "state"), REFORM, until)

    def _household_group(self, code: str, village: str, new: str) -> str:
        group = self._node("HouseholdGroup", code=code, name=f"Nhóm {code}", **_ALWAYS)
        if self.draw.random() > 0.08:  # noqa: PLR2004 - gaps
            members = self.local[village]
            holder = self.draw.choice(members) if members else self._of(new, "state")
            self._assign("HouseholdGroup", group, holder, date(2024, 1, 1))
        return group

    # --- rows ------------------------------------------------------------------------------------

    def _of(self, unit: str, line: str) -> str:
        people: Sequence[str] = self.staff[f"{unit} {line}"]
        return self.draw.choice(people) if people else self._any()

    def _any(self) -> str:
        return str(self.rows["Person"][self.draw.randrange(self.size.officials)]["id"])

    def _assign(  # noqa: PLR0913 - an assignment has this many sides
        self, label: str, target: str, holder: str, since: date, until: date = OPEN_END,
        *, kind: str = "in_charge", by: str = "Person",
    ) -> None:  # fmt: skip
        key = f"RESPONSIBLE_FOR:{by}:{label}"
        self._link(
            key, holder, target,
            code=f"PC{self.counts['r']}", kind=kind, since=since, until=until,
            decision_id=self.draw.choice(self.decisions),
        )  # fmt: skip

    def _name(self) -> str:
        return f"{self.draw.choice(_FIRSTS)} {self.draw.choice(_LASTS)}"

    def _unit(self, tier: str, code: str, name: str, days: dict[str, date]) -> str:
        return self._node("Unit", code=code, name=name, tier=tier, **days)

    def _node(self, label: str, **values: object) -> str:
        made = self._id(MODEL.label(label).prefix)
        self.rows[label].append({"id": made, **values})
        return made

    def _link(self, key: str, start: str, end: str, **values: object) -> None:
        self.rows[key].append({"id": self._id("r"), "from_id": start, "to_id": end, **values})

    def _id(self, prefix: str) -> str:
        self.counts[prefix] += 1
        return f"{prefix}{self.seq}-{self.counts[prefix]}"
