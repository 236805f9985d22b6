"""Draws organisations of all lines, their posts, who holds them when, and who is a member."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.oracle.drawn_units import WORDS
from tests.oracle.facts import OPEN_START, Group, Life, Organisation, Unit

if TYPE_CHECKING:
    from datetime import date

    from tests.oracle.draft import Draft
    from tests.oracle.drawn_units import Units

LINES = {"state": "chính quyền", "party": "Đảng", "front": "Mặt trận và đoàn thể"}
KINDS = {
    "committee": "cấp ủy",
    "grassroots": "tổ chức cơ sở đảng",
    "cell": "chi bộ",
    "other": "khác",
}
NEVER_HELD = 3


@dataclass(frozen=True)
class Held:
    """Somebody's time on a post of a tier and line."""

    person: str
    unit: Unit
    line: str
    life: Life


@dataclass
class Bodies:
    """Organisations, groups and people drawn so far."""

    people: list[str] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    members: list[str] = field(default_factory=list)

    def holders(self, tier: str, line: str, day: date) -> list[str]:
        """Return who holds a post of that tier and line on a day; "either" is any line."""
        return [
            one.person
            for one in self.held
            if one.unit.tier == tier and line in {"either", one.line} and one.life.holds(day)
        ]


def draw_bodies(draft: Draft, units: Units) -> Bodies:
    """Draw everybody; the last few people never hold a post."""
    bodies = Bodies([f"CB{number:02}" for number in range(draft.count(8, 16))])
    for number, person in enumerate(bodies.people):
        name = f"Nông Văn {'ABCDEFGH'[number % 8]}"
        draft.add("can_bo", {"Mã cán bộ": person, "Họ và tên": name})
    for unit in units.all:
        if unit.tier != "village" or draft.chance(8):
            for _ in range(draft.count(0, 2) if unit.tier != "province" else draft.count(1, 3)):
                _draw_post(draft, units, bodies, unit)
    _draw_organisations(draft, units, bodies)
    for number in range(draft.count(0, 2)):
        _draw_group(draft, bodies, number)
    return bodies


# --- organisations -----------------------------------------------------------------------------


def _draw_organisations(draft: Draft, units: Units, bodies: Bodies) -> None:
    """Party committees of the tiers, organisations at the grass roots under them, cells below."""
    _organisation(draft, units, bodies, ("TU", "party", "committee"), units.province)
    if draft.chance(30):
        _organisation(draft, units, bodies, ("MT", "front", "other"), units.province)
    for number, unit in enumerate([*units.districts, *units.new, *units.old[:1]]):
        if draft.chance(60):
            _organisation(draft, units, bodies, (f"DU{number}", "party", "committee"), unit)
    for number in range(draft.count(0, 2)):
        unit = draft.one([*units.new, units.province])
        _organisation(draft, units, bodies, (f"CS{number}", "party", "grassroots"), unit)
    for number in range(draft.count(0, 3)):
        unit = draft.one([*units.villages, *units.new])
        _organisation(draft, units, bodies, (f"CB{number}", "party", "cell"), unit)


def _organisation(
    draft: Draft, units: Units, bodies: Bodies, what: tuple[str, str, str], unit: Unit
) -> None:
    """Draw an organisation; it is dated wherever the unit's code was given twice."""
    code, line, kind = what
    life = unit.life
    if draft.chance(20) or (units.shares_code(unit) and life.since == OPEN_START):
        life = draft.life(life, lasting=80)
    body = Organisation(code, line, kind, unit, life)
    cells = {
        "Mã tổ chức": code,
        "Tên tổ chức": f"{KINDS[kind].capitalize()} {code}",
        "Hệ": LINES[line],
        "Loại tổ chức": KINDS[kind],
        "Mã đơn vị": unit.code,
        "Cấp": WORDS[unit.tier],
        "Mã tổ chức cấp trên": _superior(draft, bodies, body),
        "Mã thôn phụ trách": unit.code if kind == "cell" and unit.tier == "village" else "",
    }
    draft.add("to_chuc", cells, life, open_end=life.until == unit.life.until and draft.chance(50))
    bodies.organisations.append(body)
    for _ in range(draft.count(0, 1 if kind in {"cell", "grassroots"} else 2)):
        _draw_post(draft, units, bodies, body)
    if kind == "cell":
        _draw_members(draft, bodies, body)


def _superior(draft: Draft, bodies: Bodies, body: Organisation) -> str:
    """Return the code of a party organisation over it that lives all its days, or none."""
    kinds = ("committee", "grassroots") if body.kind == "cell" else ("committee",)
    known = [
        one.code or ""
        for one in bodies.organisations
        if one.line == body.line and one.kind in kinds and one.life.within(body.life) == body.life
    ]
    return draft.one(known) if known and body.line == "party" else ""


# --- posts and tenures -------------------------------------------------------------------------


def _draw_post(draft: Draft, units: Units, bodies: Bodies, where: Unit | Organisation) -> None:
    """Draw a post of a unit or of an organisation, and who holds it one after the other."""
    number = len(draft.files.get("chuc_vu", ()))
    unit = where if isinstance(where, Unit) else where.unit
    line = "state" if isinstance(where, Unit) else where.line
    cells = {"Mã chức vụ": f"CV{number:02}", "Tên chức vụ": f"Chức vụ {number}"}
    if isinstance(where, Unit):
        cells |= {"Mã đơn vị": unit.code, "Cấp": WORDS[unit.tier]}
    else:
        cells |= {"Mã tổ chức": where.code or ""}
    seats = 2 if draft.chance(15) else 1
    lives = [life for _ in range(seats) for life in _terms(draft, where.life)]
    held = [Held(person, unit, line, life) for person, life in _filled(draft, bodies, lives)]
    needs_date = units.shares_code(unit) and not held and unit.life.since == OPEN_START
    dated = draft.life(where.life, lasting=100) if needs_date else Life()
    draft.add("chuc_vu", cells | {"Số người": str(seats) if seats > 1 else ""}, dated)
    for one in held:
        _tenure_row(draft, cells["Mã chức vụ"], one, where.life)
    bodies.held += held


def draw_holder(draft: Draft, bodies: Bodies, held: Held) -> str:
    """Make a post of a unit for somebody alone, and return who holds it."""
    number = len(draft.files.get("chuc_vu", ()))
    cells = {"Mã chức vụ": f"CV{number:02}", "Tên chức vụ": f"Chức vụ {number}"}
    unit = {"Mã đơn vị": held.unit.code, "Cấp": WORDS[held.unit.tier]}
    draft.add("chuc_vu", cells | unit, Life())
    _tenure_row(draft, cells["Mã chức vụ"], held, held.unit.life)
    bodies.held.append(held)
    return held.person


def _terms(draft: Draft, inside: Life) -> list[Life]:
    """Draw none, one or two stretches, one after the other."""
    lives: list[Life] = []
    for _ in range(draft.one((1, 1, 1, 1, 2, 2, 0))):
        left = Life(lives[-1].until, inside.until) if lives else inside
        if not left.empty:
            lives.append(draft.life(left, lasting=65))
    return lives


def _filled(draft: Draft, bodies: Bodies, lives: list[Life]) -> list[tuple[str, Life]]:
    """Draw who holds each stretch; nobody twice on one post."""
    free = bodies.people[:-NEVER_HELD]
    filled: list[tuple[str, Life]] = []
    for life in lives:
        person = draft.one(free)
        free = [one for one in free if one != person]
        filled.append((person, life))
    return filled


def _tenure_row(draft: Draft, post: str, held: Held, inside: Life) -> None:
    acting = draft.chance(35)
    cells = {
        "Mã cán bộ": held.person,
        "Mã chức vụ": post,
        "Tạm quyền": "có" if acting else "",
        "Hình thức": draft.one(("", "bầu", "bổ nhiệm", "chỉ định")),
        "Số quyết định": f"QĐ-{len(draft.files.get('bo_nhiem', ()))}" if draft.chance(50) else "",
    }
    open_end = held.life.until == inside.until and draft.chance(50)
    draft.add("bo_nhiem", cells, held.life, open_end=open_end)


# --- groups and members --------------------------------------------------------------------------


def _draw_group(draft: Draft, bodies: Bodies, number: int) -> None:
    """Draw a working group; its head may be missing, late, or gone."""
    life = Life() if draft.chance(70) else draft.life(Life(), lasting=60)
    group = Group(f"TO{number}", f"Tổ {number}", life)
    draft.add("to_cong_tac", {"Mã tổ": group.code, "Tên tổ": group.name}, life)
    bodies.groups.append(group)
    people = draft.draw_some(bodies.people, 1, 3)
    heads = draft.one((1, 1, 1, 2, 0, 0))
    for place, person in enumerate(people):
        _member_row(draft, person, {"Mã tổ": group.code}, life, head=place < heads)


def _draw_members(draft: Draft, bodies: Bodies, cell: Organisation) -> None:
    for person in draft.draw_some(bodies.people, 0, 4):
        bodies.members.append(person)
        _member_row(draft, person, {"Mã tổ chức": cell.code or ""}, cell.life, head=False)


def _member_row(
    draft: Draft, person: str, body: dict[str, str], inside: Life, *, head: bool
) -> None:
    life = inside if draft.chance(50) else draft.life(inside, lasting=50)
    cells = {"Mã cán bộ": person, "Mã tổ": "", "Mã tổ chức": ""} | body
    draft.add("thanh_vien", cells | {"Đứng đầu": "có" if head else "không"}, life)
