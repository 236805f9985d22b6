"""Posts that must be filled, people who act for too long, and officials whom a file misnames."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.oracle import duties, standing
from tests.oracle.facts import OPEN_END, Group, Life, Post

if TYPE_CHECKING:
    from datetime import date

    from tests.oracle.facts import Facts, Unit

_VILLAGE = "thôn|khối|khu|bản|xóm|làng|ấp|buôn|khóm"
_ROLES = (
    ("village_head", re.compile(rf"(trưởng ({_VILLAGE})|tổ trưởng (tổ )?dân phố)\b")),
    ("front_head", re.compile(r"trưởng ban (công tác )?mặt trận\b")),
)
_SECRETARY = re.compile(r"bí thư( chi bộ)?\b")
_ADDRESSED = re.compile(r"^(ong|ba|dong chi|d/c|dc)\.? ")


def roles(post: Post) -> list[str]:
    """Return which of the posts that must be filled one is, by its title."""
    titles = unicodedata.normalize("NFC", post.title).casefold().split(" kiêm ")
    found = {role for role, words in _ROLES for title in titles if words.match(title)}
    if post.organisation.kind == "cell" and any(map(_SECRETARY.match, titles)):
        found.add("cell_secretary")
    return sorted(found)


def vacant(facts: Facts, post: Post, day: date) -> bool:
    """Tell whether a post is there that day and nobody holds it."""
    held = [one for one in facts.tenures if one.post is post and one.life.holds(day)]
    return post.life.holds(day) and not held


def acting(facts: Facts, post: Post, day: date, most: int | None) -> list[str]:
    """Return who has been acting in a post for more than so many days without a break."""
    if most is None:
        return []
    lives: dict[str, list[Life]] = {}
    for one in facts.tenures:
        if one.post is post and one.acting:
            lives.setdefault(one.person, []).append(one.life)
    began = {person: run_of(found, day) for person, found in lives.items()}
    return sorted(p for p, since in began.items() if since and (day - since).days >= most)


def run_of(lives: list[Life], day: date) -> date | None:
    """Return when the run of days began that lives cover up to a day; None when they do not."""
    since = min((life.since for life in lives if life.holds(day)), default=None)
    while since is not None:
        before = [life.since for life in lives if life.since < since <= life.until]
        if not before:
            return since
        since = min(before)
    return None


# --- the official whom a village's own file names -------------------------------------------------


def misnamed(facts: Facts, village: Unit, day: date) -> bool:
    """Tell whether a file names none of those in charge, since the last of them took over."""
    stretch, people = _last_in_charge(facts, village)
    names = {name for person in people for name in _spellings(facts.names[person])}
    told = [name for name in re.split("[;,\n]", village.named) if name.strip()]
    known = any(_spellings(name) & names for name in told)
    return bool(told) and stretch.holds(day) and not known


def _last_in_charge(facts: Facts, village: Unit) -> tuple[Life, frozenset[str]]:
    """Return the last stretch of days on which the same people were in charge, and who."""
    bounds = {bound for c in duties.charges(facts, village) for bound in c.life}
    for one in facts.memberships:
        bounds |= set(one.life) if isinstance(one.body, Group) else set()
    last, who = Life(OPEN_END, OPEN_END), frozenset[str]()
    for since, until in pairwise(sorted(bounds)):
        people = _in_charge(facts, village, since)
        if people and people == who and last.until == since:
            last = Life(last.since, until)
        elif people:
            last, who = Life(since, until), people
    return last, who


def _in_charge(facts: Facts, village: Unit, day: date) -> frozenset[str]:
    return frozenset(
        person
        for charge in duties.in_force(facts, village, day)
        if charge.assignment.kind == "in_charge"
        for person in standing.answering(facts, charge.assignment.holder, day)
    )


def _spellings(name: str) -> set[str]:
    """Return a name without marks, as it stands and without how people are addressed."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    bare = " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
    return {bare, _ADDRESSED.sub("", bare)}
