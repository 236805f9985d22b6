"""A hypothesis strategy: a random organisation as files that a load accepts.

It leans towards what is hard: codes given twice, posts that ended, assignments to the wrong people,
several people on one target, groups without a head, lines of people that run in a circle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.oracle.draft import DAYS, Draft, Sample
from tests.oracle.drawn_people import NEVER_HELD, Bodies, Held, draw_bodies, draw_holder
from tests.oracle.drawn_units import WORDS, Units, draw_units
from tests.oracle.facts import Group, Household, Life, Organisation, Unit
from tests.oracle.policy import REFORM

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from tests.oracle.facts import Target

KIND_WORDS = ("", "phụ trách", "theo dõi", "hỗ trợ", "dự sinh hoạt")
FIRST = DAYS[0]
RARE = (
    ("circle",),
    ("overload",),
    ("headless",),
    ("circle", "overload"),
    ("circle", "headless"),
    ("overload", "headless"),
    (),
)
BEFORE, AFTER = Life(until=REFORM), Life(since=REFORM)
Holder = str | Group


@st.composite
def organisations(draw: DrawFn) -> Sample:
    """Draw a whole organisation and some days to ask about."""
    draft = Draft(draw)
    draw_organisation(draft)
    return draft.sample()


def draw_organisation(draft: Draft) -> DrawnAssignments:
    """Draw units, people, bodies and assignments into a draft."""
    rare = draft.one(RARE)
    units = draw_units(draft, crowded="overload" in rare)
    drawn = DrawnAssignments(draft, units, draw_bodies(draft, units))
    if "overload" in rare:
        drawn.overload()
    if "headless" in rare:
        drawn.headless()
    circle = drawn.circle() if "circle" in rare else set()
    drawn.everything()
    drawn.supervisions(circle)
    return drawn


@dataclass(frozen=True)
class Row:
    """An assignment that was drawn, by the word for its target."""

    word: str
    target: Target | Group
    holder: Holder
    life: Life


@dataclass
class DrawnAssignments:
    """Draws who answers for what, mostly as the policy asks, and often not."""

    draft: Draft
    units: Units
    bodies: Bodies
    homes: list[Household] = field(default_factory=list)
    home_groups: list[Group] = field(default_factory=list)
    settled: list[Unit] = field(default_factory=list)
    taken: dict[tuple[Holder, object, str], list[Life]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def everything(self) -> None:
        """Draw households, and assignments of all targets that no rare case has settled."""
        self._households()
        self._groups_of_households()
        for village in self.units.villages:
            if village not in self.settled:
                self._village(village)
        for unit in (*self.units.districts, *self.units.old, *self.units.new):
            for _ in range(0 if unit in self.settled else self.draft.one((1, 1, 1, 0, 2))):
                self.assign(WORDS[unit.tier], unit, ("province", "state"), unit.life)
        for body in self.bodies.organisations:
            self._organisation(body)

    # --- targets ---------------------------------------------------------------------------------

    def _households(self) -> None:
        """Draw households in villages, some of them in groups."""
        for number in range(self.draft.count(0, 2)):
            life = Life() if self.draft.chance(60) else self.draft.life(Life(), lasting=70)
            group = Group(f"NH{number}", f"Nhóm hộ {number}", life)
            self.home_groups.append(group)
            cells = {"Mã nhóm hộ": group.code, "Tên nhóm hộ": group.name}
            self.draft.add("nhom_ho", cells, life)
        for number in range(self.draft.count(0, 6)):
            self._household(f"H{number:02}", self.draft.one(self.units.villages))

    def _household(self, code: str, village: Unit) -> None:
        """Draw a household; it is dated where the village's code was given twice."""
        dated = self.units.shares_code(village) or self.draft.chance(25)
        life = self.draft.life(village.life, lasting=75) if dated else village.life
        there = [g for g in self.home_groups if not dated or g.life.holds(life.since)]
        group = self.draft.one([None, *there])
        cells = {"Mã hộ": code, "Mã thôn": village.code, "Diện": "Hộ nghèo"}
        cells["Mã nhóm hộ"] = group.code if group else ""
        self.draft.add("ho", cells, life if dated else Life())
        self.homes.append(Household(code, village, group, life))

    # --- what the policy asks for ---------------------------------------------------------------

    def _groups_of_households(self) -> None:
        """Assign groups of households first, then households one by one."""
        for group in self.home_groups:
            if self.draft.chance(75):
                self.assign("nhóm hộ", group, ("commune", "either"), group.life)
        for home in self.homes:
            for _ in range(self.draft.one((1, 1, 0, 2))):
                self.assign("hộ", home, ("commune", "either"), home.life)

    def _village(self, village: Unit) -> None:
        """Assign a village to the district before the reform, to the commune afterwards."""
        if self.draft.chance(60):
            self.assign("thôn", village, ("district", "state"), village.life.within(BEFORE))
        if self.draft.chance(70):
            self.assign("thôn", village, ("commune", "state"), village.life.within(AFTER))
        if self.draft.chance(25):
            self.assign("thôn", village, ("commune", "state"), village.life)

    def _organisation(self, body: Organisation) -> None:
        """Assign organisations at the grass roots, and cells, in the party's line."""
        if body.kind == "grassroots":
            self.assign("tổ chức", body, ("province", "party"), body.life)
        elif body.kind == "cell":
            for tier, inside in (("district", BEFORE), ("commune", AFTER)):
                if self.draft.chance(70):
                    self.assign("chi bộ", body, (tier, "party"), body.life.within(inside))
        elif self.draft.chance(10):
            self.assign("tổ chức", body, ("province", "party"), body.life)

    # --- one assignment -------------------------------------------------------------------------

    def assign(self, word: str, target: Target | Group, fit: tuple[str, str], inside: Life) -> None:
        """Draw one assignment of a target to somebody who fits, or to anybody."""
        if inside.empty:
            return
        life = self.draft.life(inside, lasting=50)
        kind = self.draft.one(KIND_WORDS[:1] * 5 + KIND_WORDS)
        holder = self._holder(fit, life)
        if self.draft.chance(50) and life.until == inside.until:
            life = Life(life.since, target.life.until)
        self.row(word, target, holder, kind, life)

    def _holder(self, fit: tuple[str, str], life: Life) -> Holder:
        """Draw mostly somebody whose post fits, sometimes a member, a group, or anybody."""
        groups = [g for g in self.bodies.groups if g.life.within(life) == life]
        fitting = self.bodies.holders(*fit, life.since)
        if groups and self.draft.chance(30 if fit == ("province", "state") else 6):
            return self.draft.one(groups)
        if fit == ("commune", "either") and self.bodies.members and self.draft.chance(35):
            return self.draft.one(self.bodies.members)
        if fitting and self.draft.chance(80):
            return self.draft.one(fitting)
        return self.draft.one(self.bodies.people)

    def row(self, word: str, target: Target | Group, holder: Holder, kind: str, life: Life) -> None:
        """Write an assignment, unless the holder has the same one already on a common day."""
        if isinstance(holder, Group):
            life = life.within(holder.life)
        if not self._is_new(holder, target, kind, life):
            return
        self.rows.append(Row(word, target, holder, life))
        number = len(self.draft.files.get("phan_cong", ()))
        cells = {
            "Mã phân công": "" if self.draft.chance(10) else f"PC{number:03}",
            "Mã cán bộ": "" if isinstance(holder, Group) else holder,
            "Mã tổ": holder.code if isinstance(holder, Group) else "",
            "Loại đối tượng": word,
            "Mã đối tượng": target.code or "",
            "Hình thức phân công": kind,
            "Số quyết định": f"PCQĐ-{number}" if self.draft.chance(30) else "",
        }
        open_end = life.until == target.life.until and self.draft.chance(60)
        ends_with_target = open_end and not isinstance(holder, Group)
        self.draft.add("phan_cong", cells, life, open_end=ends_with_target)

    def _is_new(self, holder: Holder, target: Target | Group, kind: str, life: Life) -> bool:
        """Remember an assignment; through its group a household is assigned as well."""
        word = kind or KIND_WORDS[1]
        same = self.taken.setdefault((holder, target, word), [])
        group = target.group if isinstance(target, Household) else None
        through = self.taken.get((holder, group, word), []) if group else []
        if any(not known.within(life).empty for known in (*same, *through)):
            return False
        same.append(life)
        return True

    # --- what is rare ----------------------------------------------------------------------------

    def overload(self) -> None:
        """Give every village that lives after the reform to one person of a commune."""
        person = self.draft.one(self.bodies.people[:-NEVER_HELD])
        commune = self.draft.one(self.units.new)
        busy = draw_holder(self.draft, self.bodies, Held(person, commune, "state", AFTER))
        since = self.draft.one((REFORM, date(2025, 8, 1)))
        for village in self.units.villages:
            if village.life.holds(since):
                self.row("thôn", village, busy, "", Life(since, village.life.until))

    def headless(self) -> None:
        """Put a working group that nobody heads, or not any more, in charge of a unit."""
        group = Group("TO9", "Tổ 9", Life())
        self.draft.add("to_cong_tac", {"Mã tổ": group.code, "Tên tổ": group.name}, group.life)
        if self.draft.chance(50):
            cells = {"Mã cán bộ": self.draft.one(self.bodies.people), "Mã tổ": group.code}
            life = Life(FIRST, self.draft.one(DAYS[4:8]))
            self.draft.add("thanh_vien", cells | {"Mã tổ chức": "", "Đứng đầu": "x"}, life)
        unit = self.draft.one([*self.units.new, *self.units.villages])
        self.settled.append(unit)
        self.row(WORDS[unit.tier], unit, group, "", self.draft.life(unit.life, lasting=80))

    def circle(self) -> set[str]:
        """Put two people of two communes in charge of each other's commune, and of a village.

        They hold no other post that could lead the line elsewhere.
        """
        if len(self.units.new) == 1:
            return set()
        pair = self.units.new[:2]
        people = self.bodies.people[-2:]
        for unit, person in zip(pair, people, strict=True):
            draw_holder(self.draft, self.bodies, Held(person, unit, "state", AFTER))
        for unit, person in zip(reversed(pair), people, strict=True):
            self.settled.append(unit)
            self.row("xã", unit, person, "", unit.life)
        living = [village for village in self.units.villages if village.life.holds(REFORM)]
        if living:
            village = self.draft.one(living)
            self.settled.append(village)
            self.row("thôn", village, people[0], "", Life(REFORM, village.life.until))
        return set(people)

    def supervisions(self, without_superior: set[str]) -> None:
        """Draw who leads whom; a superior always stands before the inferior: no circle."""
        people = self.bodies.people
        pairs: set[tuple[str, str]] = set()
        for _ in range(self.draft.count(0, 6)):
            lower = self.draft.count(1, len(people) - 1)
            pairs.add((people[self.draft.count(0, lower - 1)], people[lower]))
        for superior, inferior in sorted(pairs):
            if inferior not in without_superior:
                self._supervision(superior, inferior)

    def _supervision(self, superior: str, inferior: str) -> None:
        number = len(self.draft.files.get("phan_cong", ()))
        cells = {
            "Mã phân công": f"PC{number:03}",
            "Mã cán bộ": superior,
            "Loại đối tượng": "cán bộ",
            "Mã đối tượng": inferior,
        }
        self.draft.add("phan_cong", cells, self.draft.life(Life(since=FIRST), lasting=60))
