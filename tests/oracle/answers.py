"""The two questions, answered by brute force: the chain of a target, and the gaps in a scope.

Answers are plain dicts in the shape of the program's JSON, keyed by codes: a unit, household or
organisation is its code and tier, for ids are the program's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.oracle import duties, standing
from tests.oracle.facts import OPEN_START, Group, Unit
from tests.oracle.policy import DUTIES, asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tests.oracle.duties import Charge
    from tests.oracle.facts import Facts, Target
    from tests.oracle.policy import Duty

Answer = dict[str, Any]


def named(target: Target) -> Answer:
    """Name a target by code and tier."""
    return {"code": target.code, "tier": target.tier}


def targets(facts: Facts, day: date) -> list[Target]:
    """Return everything that a policy may ask for and that lives on a day."""
    everything: list[Target] = [*facts.units, *facts.households, *facts.organisations]
    return [one for one in everything if one.tier is not None and one.life.holds(day)]


# --- the chain of a target ----------------------------------------------------------------------


def chain(
    facts: Facts, target: Target, day: date, line: str = "state", policy: Sequence[Duty] = DUTIES
) -> Answer:
    """Answer who is responsible for a target, up to the province, in both readings."""
    links = [link(facts, one, day, policy) for one in (target, *duties.above(facts, target, day))]
    states = duties.ordered(state for one in links for state in one["states"])
    return {
        "target": named(target),
        "as_of": day.isoformat(),
        "line": line,
        "grade": states[0] if states else "complete",
        "states": states,
        "by_unit": links,
        **by_person(facts, target, day, line, policy),
    }


def link(facts: Facts, target: Target, day: date, policy: Sequence[Duty] = DUTIES) -> Answer:
    """Answer for one step of the chain by unit: of several duties, the first broken one shows."""
    asking = asked(target.tier or "", day, policy)
    reasons = {duty.key: duties.broken(facts, target, duty, day) for duty in asking}
    shown = next((duty for duty in asking if reasons[duty.key]), next(iter(asking), None))
    states = duties.ordered(s for duty in asking for s in duties.states(facts, target, duty, day))
    why = reasons[shown.key] if shown else None
    return {
        "unit": named(target),
        "required": bool(asking),
        "policy_row": shown.key if shown else None,
        "responsible": [
            one
            for charge in duties.in_force(facts, target, day)
            for one in _responsible(facts, charge, shown, day)
        ],
        "states": states,
        "broken": {"reason": why.reason, "since": _iso(why.since)} if why else None,
    }


def _responsible(facts: Facts, charge: Charge, duty: Duty | None, day: date) -> list[Answer]:
    """Show an assignment in force, once for each head of a group; a headless group once."""
    a = charge.assignment
    people: list[str | None] = [*standing.answering(facts, a.holder, day)] or [None]
    duty = duty if duty and a.kind in duty.kinds else None
    why = duties.unsound(facts, charge, duty, day) if duty else None
    shared = {
        "assignment": a.code,
        "group": a.holder.name if isinstance(a.holder, Group) else None,
        "kind": a.kind,
        "decision": a.decision,
        "since": _iso(charge.life.since),
        "until_inclusive": _iso(charge.life.last_day),
        "unsound": why.reason if why else None,
    }
    return [{"person": p, **_capacity(facts, p, duty, day), **shared} for p in people]


def _capacity(facts: Facts, person: str | None, duty: Duty | None, day: date) -> Answer:
    """Tell through which post, of which line, somebody answers."""
    through = standing.answers_through(facts, person, duty, day) if person else None
    if through is None:
        member = person is not None and standing.in_cell(facts, person, day)
        line = "party" if member else None
        return {"post": None, "line": line, "acting": False, "in_force": False}
    return {
        "post": through.post.code,
        "line": through.post.organisation.line,
        "acting": through.acting,
        "in_force": through.life.holds(day),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None or day == OPEN_START else day.isoformat()


# --- the line of people -------------------------------------------------------------------------


def by_person(
    facts: Facts, target: Target, day: date, line: str, policy: Sequence[Duty] = DUTIES
) -> Answer:
    """Walk from the target's person to a province post; people in the line are passed over."""
    found = _in_charge(facts, target, day)
    if not any(duty.line == "either" for duty in asked(target.tier or "", day, policy)):
        found = [person for person in found if line in standing.lines(facts, person, day)]
    walked: list[str] = []
    steps: list[Answer] = []
    cycle: list[str] = []
    how, through = "target", None
    while found:
        walked.append(found[0])
        steps.append({"person": found[0], "by": how, "through": through, "others": found[1:]})
        if _at_top(facts, walked[-1], day):
            break
        how, through, found, passed = _next(facts, walked, day, line)
        cycle += [person for person in passed if person not in cycle]
    complete = bool(walked) and _at_top(facts, walked[-1], day)
    return {"by_person": walked, "by_person_complete": complete, "steps": steps, "cycle": cycle}


def _in_charge(facts: Facts, target: Target, day: date) -> list[str]:
    """Return those responsible for a target, leading one first, groups by their heads."""
    return _distinct(
        person
        for charge in duties.in_force(facts, target, day)
        for person in standing.answering(facts, charge.assignment.holder, day)
    )


def _superiors(facts: Facts, person: str, day: date) -> list[str]:
    over = [s for s in facts.supervisions if s.inferior == person and s.life.holds(day)]
    return _distinct(s.superior for s in sorted(over, key=lambda s: (s.life.since, s.superior)))


def _at_top(facts: Facts, person: str, day: date) -> bool:
    """Tell whether somebody holds a post of the province and has no superior."""
    held = standing.in_force(facts, person, day)
    at_province = any(tenure.post.organisation.unit.tier == "province" for tenure in held)
    return at_province and not _superiors(facts, person, day)


def _next(
    facts: Facts, walked: list[str], day: date, line: str
) -> tuple[str, Answer | None, list[str], list[str]]:
    """Return how the line goes on, through which unit, with whom, and who was passed over."""
    person, passed = walked[-1], []
    if superiors := _superiors(facts, person, day):
        fresh = [one for one in superiors if one not in walked]
        return "supervises", None, fresh, [one for one in superiors if one in walked]
    for unit in _units_of(facts, person, day):
        others = [one for one in _in_charge(facts, unit, day) if one != person]
        standing_in = [one for one in others if line in standing.lines(facts, one, day)]
        passed += [one for one in standing_in if one in walked]
        if fresh := [one for one in standing_in if one not in walked]:
            return "unit", named(unit), fresh, passed
    return "unit", None, [], passed


def _units_of(facts: Facts, person: str, day: date) -> list[Unit]:
    """Return the living units of somebody's posts, highest post first."""
    units = [t.post.organisation.unit for t in standing.posts(facts, person, day)]
    return [unit for unit in dict.fromkeys(units) if unit.life.holds(day)]


def _distinct(people: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(people))


# --- gaps ---------------------------------------------------------------------------------------


def gaps(
    facts: Facts, scope: Unit, day: date, tier: str, policy: Sequence[Duty] = DUTIES
) -> Answer:
    """Answer which targets of a tier in a scope have nobody, and tally them by unit above."""
    asking = asked(tier, day, policy)
    asked_for = [
        one
        for one in targets(facts, day)
        if asking and one.tier == tier and scope in (one, *duties.above(facts, one, day))
    ]
    bare = [_missing(facts, one, asking, day) for one in asked_for]
    return {
        "as_of": day.isoformat(),
        "scope": named(scope),
        "target_tier": tier,
        "policy_rows": [duty.key for duty in asking],
        "gaps": sorted((gap for one in bare for gap in one["gaps"]), key=_gap_order),
        "by": _tallies(facts, scope, bare, day),
        **_sums(bare),
        "wrong_tier": sum(one["wrong_tier"] for one in bare),
        "not_in_post": sorted(_code(one["target"]) for one in bare if one["not_in_post"]),
    }


def _missing(facts: Facts, target: Target, asking: list[Duty], day: date) -> Answer:
    """Look at one target: its gaps, whether anybody is in post, whether all are of a wrong tier."""
    uncovered = [duty for duty in asking if not duties.counted(facts, target, duty, day)]
    return {
        "target": target,
        "gaps": [_gap(facts, target, duty, day) for duty in uncovered],
        "not_in_post": any(not duties.in_post_covered(facts, target, d, day) for d in asking),
        "wrong_tier": any(_all_wrong(facts, target, d, day) for d in asking),
    }


def _gap(facts: Facts, target: Target, duty: Duty, day: date) -> Answer:
    why = duties.uncovered(facts, target, duty, day)
    since = _iso(why.since)
    row = {"reason": why.reason, "since": since, "policy_row": duty.key}
    return {"target": named(target), **row}


def _all_wrong(facts: Facts, target: Target, duty: Duty, day: date) -> bool:
    found = [duties.unsound(facts, c, duty, day) for c in duties.counted(facts, target, duty, day)]
    return bool(found) and all(why is not None and why.reason == "wrong_tier" for why in found)


def _sums(bare: list[Answer]) -> Answer:
    return {
        "numerator": sum(bool(one["gaps"]) for one in bare),
        "denominator": len(bare),
        "in_post_numerator": sum(one["not_in_post"] for one in bare),
    }


def _tallies(facts: Facts, scope: Unit, bare: list[Answer], day: date) -> list[Answer]:
    """Sum up under every province, district and commune inside the scope that has targets."""
    under: dict[Unit, list[Answer]] = {}
    for one in bare:
        for unit in duties.above(facts, one["target"], day):
            inside = scope in (unit, *duties.above(facts, unit, day))
            if inside and unit.tier != "village":
                under.setdefault(unit, []).append(one)
    tallies = [{"unit": named(unit), **_sums(found)} for unit, found in under.items()]
    return sorted(tallies, key=lambda tally: _named_order(tally["unit"]))


def _code(target: Target) -> str:
    return target.code or ""


def _gap_order(gap: Answer) -> tuple[str, str]:
    return gap["target"]["code"], gap["policy_row"]


def _named_order(name: Answer) -> tuple[str, str]:
    return name["tier"], name["code"]
