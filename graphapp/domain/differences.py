"""What differs between two chains: unit by unit, holder by holder, step by step.

A chain is taken apart into parts, each at a place; two chains are compared place by place. So the
differences, put into the first chain's parts, give the second's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from graphapp.domain.holders import TIER_RANK
from graphapp.domain.results import Break, Chain, Link, PersonRef, Responsible, State, Step, Target

Aspect = Literal["unit", "state", "holder", "step", "end"]
Change = Literal["same", "added", "gone", "changed"]
ASPECTS: tuple[Aspect, ...] = ("unit", "state", "holder", "step", "end")
_ABOVE_ALL = len(TIER_RANK)


@dataclass(frozen=True)
class Place:
    """Where in a chain a part stands.

    ``rung``: the tier of a unit (``number`` of several of one tier), or the line of a step
    (``number``: which step). ``holder``: whom an assignment is of; ``nth`` of several.
    """

    aspect: Aspect
    rung: str
    number: int = 0
    holder: str = ""
    nth: int = 0


@dataclass(frozen=True)
class Standing:
    """How a link stands: whether a duty asks for it, its states, and why it is broken."""

    unit: Target
    required: bool
    states: tuple[State, ...]
    broken: Break | None


@dataclass(frozen=True)
class End:
    """How a line by person ends."""

    complete: bool
    cycle: tuple[PersonRef, ...]


Part = Target | Standing | Responsible | Step | End


@dataclass(frozen=True)
class Compared:
    """One place of two chains; ``before`` or ``after`` is None where the chain has no such place.

    ``fields``: what of the part differs, by the names of its fields.
    """

    place: Place
    before: Part | None
    after: Part | None
    fields: tuple[str, ...] = ()

    @property
    def change(self) -> Change:
        """Tell whether it came, went, is another or the same."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "gone"
        return "changed" if self.fields else "same"


def parts(chain: Chain) -> dict[Place, Part]:
    """Take a chain apart, from the target up, then the line by person."""
    return dict(_parts(chain))


def compare(before: Chain, after: Chain) -> tuple[Compared, ...]:
    """Compare two chains of one target on two days, or of two targets, in the order of the parts.

    What a reader cannot see does not differ: ids of assignments, or a load within the span.
    """
    first, second = parts(before), parts(after)
    places = sorted({*first, *second}, key=lambda place: _order(place, first, second))
    return tuple(_compared(place, first.get(place), second.get(place)) for place in places)


def differences(before: Chain, after: Chain) -> tuple[Compared, ...]:
    """Return what differs alone."""
    return tuple(each for each in compare(before, after) if each.change != "same")


def _parts(chain: Chain) -> Iterator[tuple[Place, Part]]:
    tiers: Counter[str] = Counter()
    for link in chain.by_unit:
        tier = link.unit.tier
        yield from _of_link(link, tiers[tier])
        tiers[tier] += 1
    for number, step in enumerate(chain.by_person, start=1):
        yield Place("step", chain.line, number), step
    yield Place("end", chain.line), End(chain.by_person_complete, chain.cycle)


def _of_link(link: Link, number: int) -> Iterator[tuple[Place, Part]]:
    tier = link.unit.tier
    yield Place("unit", tier, number), link.unit
    standing = Standing(link.unit, link.required, link.states, link.broken)
    yield Place("state", tier, number), standing
    met: Counter[str] = Counter()
    for each in link.responsible:
        holder = each.person.id if each.person else each.group or ""
        yield Place("holder", tier, number, holder, met[holder]), each
        met[holder] += 1


def _order(
    place: Place, first: Mapping[Place, Part], second: Mapping[Place, Part]
) -> tuple[bool, int, str, int, int, bool, int]:
    """Put the target first and the province last, then the line by person and how it ends."""
    by_person = place.aspect in {"step", "end"}
    rank = -TIER_RANK.get(place.rung, _ABOVE_ALL)
    known = first if place in first else second
    aspect = ASPECTS.index(place.aspect)
    kept = (place.number, aspect) if not by_person else (aspect, place.number)
    return (by_person, rank, place.rung, *kept, place not in first, list(known).index(place))


def _compared(place: Place, before: Part | None, after: Part | None) -> Compared:
    if before is None or after is None:
        return Compared(place, before, after)
    one, other = told(before), told(after)
    differing = (f.name for f in fields(one) if getattr(one, f.name) != getattr(other, f.name))
    return Compared(place, before, after, tuple(differing))


def told(part: Part) -> Part:
    """Return a part without what a reader cannot see of it."""
    if isinstance(part, Standing):  # the unit is a part of its own
        return replace(part, unit=_NOWHERE)
    if not isinstance(part, Responsible):
        return part
    over = part.load is not None and part.span is not None and part.load > part.span
    plain = replace(part, assignment_id="", assignment_code=None)
    return plain if over else replace(plain, load=None, span=None)


_NOWHERE = Target("", "", "", "")
