"""The chain of a person: who stands above, up to the province, and what hangs below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.duties import duties_of, in_order
from graphapp.domain.holders import Holders, learn
from graphapp.domain.lines import walks_from
from graphapp.domain.people import find_person
from graphapp.domain.results import PersonRef, Step
from graphapp.domain.span import Load, loads_of
from graphapp.graph.port import Reader
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope


@dataclass(frozen=True)
class Charge:
    """How many targets of a tier somebody has in one way; ``load``: against the span, if any."""

    tier: str
    kind: str
    count: int
    load: Load | None


@dataclass(frozen=True)
class PersonChain:
    """The way up from a person in a line on a date; the first step is the person."""

    person: PersonRef
    as_of: date
    line: str
    by_person: tuple[Step, ...]
    by_person_complete: bool
    cycle: tuple[PersonRef, ...]
    charges: tuple[Charge, ...]


def person_chains(
    reader: Reader,
    scope: Scope,
    wanted: str,
    as_of: date,
    *,
    policy: Policy,
    lines: Sequence[str],
) -> tuple[PersonChain, ...]:
    """Answer for a person, by id or code, in each of some lines.

    Charges that the user may not see are not counted among them; a load is, against its span, of
    all that the person carries. Raises what ``people.find_person`` raises.
    """
    person = find_person(reader, scope, wanted)
    held = _charges(reader, scope, person, as_of, policy)
    ways = walks_from(reader, person, as_of, lines)
    return tuple(
        PersonChain(person, as_of, line, way.steps, way.complete, way.cycle, held)
        for line, way in zip(lines, ways, strict=True)
    )


def _charges(
    reader: Reader, scope: Scope, person: PersonRef, as_of: date, policy: Policy
) -> tuple[Charge, ...]:
    duties = duties_of(reader, scope, person.id)
    now = in_order(d for d in duties if d.since <= as_of < d.until)
    once = {(duty.target.id, duty.kind): duty for duty in now}
    counts = Counter((duty.target.tier, duty.kind) for duty in once.values())
    tiers = dict.fromkeys(tier for tier, _ in counts)
    rows = [row for tier in tiers for row in policy.asked(tier, as_of)]
    holders = learn(reader, Holders(), [person.id])
    loads = loads_of(reader, holders, [person.id], rows, as_of)

    def load(tier: str, kind: str) -> Load | None:
        asked = [loads.of(person.id, r) for r in rows if r.target == tier and kind in r.kinds]
        return max(asked, key=lambda each: each.count / each.span, default=None)

    return tuple(Charge(tier, kind, n, load(tier, kind)) for (tier, kind), n in counts.items())
