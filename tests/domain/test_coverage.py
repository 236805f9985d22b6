"""Gaps counted holder by holder equal every target judged by itself, on a whole small province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from benchmarks.province import Size, province
from graphapp.domain.assignments import (
    Subject,
    assignments_to,
    household_subject,
    organisation_subject,
    unit_subject,
)
from graphapp.domain.coverage import gaps
from graphapp.domain.holders import Holders, learn
from graphapp.domain.links import Known, Verdict, judge
from graphapp.domain.past import past_of
from graphapp.domain.results import GapReport
from graphapp.domain.units import find
from graphapp.graph.port import Engine, Reader, Row
from graphapp.graph.projection import project
from graphapp.model.policy import TARGET_TIERS, Policy, default_policy
from graphapp.model.scope import WHOLE
from tests.conftest import LONG
from tests.oracle.policy import TWO_LINES
from tests.test_organisations import policy_of

DAYS = (date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 15))
SIZE = Size(1_700, 20, 60, 5, 17_000, 1_200, 3_000) if LONG else Size(30, 4, 9, 2, 1_200, 60, 120)
POLICIES = {"default": default_policy(), "two lines": policy_of(TWO_LINES)}


@pytest.fixture(scope="module")
def reader(module_graph: Engine, module_reader: Reader) -> Iterator[Reader]:
    """A province made from a seed, with gaps of all kinds."""
    project(module_graph, module_reader, province(1, SIZE), 1)
    yield module_reader
    module_graph.clear()


def subjects(reader: Reader, tier: str, day: date) -> list[Subject]:
    """Return every target of a tier in the province, from the queries that list them whole."""
    asked = {"unit_id": find(reader, WHOLE, "20", day).id, "as_of": day}
    if tier == "household":
        return [household_subject(row) for row in reader.rows("households/below", **asked)]
    if tier in ("organisation", "cell"):
        kind = {"organisation": "grassroots"}.get(tier, tier)
        rows: list[Row] = reader.rows("organisations/below", kind=kind, **asked)
        return [organisation_subject(row) for row in rows]
    return [unit_subject(row) for row in reader.rows("units/below", tier=tier, **asked)]


def judged(
    reader: Reader, tier: str, day: date, policy: Policy
) -> list[tuple[Subject, list[Verdict]]]:
    """Judge every target by itself, with all that was ever assigned to it."""
    targets = subjects(reader, tier, day)
    assigned = assignments_to(reader, targets)
    holders = learn(reader, Holders(), (a.holder_id for rows in assigned.values() for a in rows))
    known = Known(day, holders, past_of(reader, targets, day))
    asked = policy.asked(tier, day)
    return [(s, [judge(s, assigned[s.target.id], row, known) for row in asked]) for s in targets]


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_gaps_equal_every_target_judged_by_itself(reader: Reader, policy: Policy) -> None:
    seen: Counter[str] = Counter()
    for day, tier in product(DAYS, TARGET_TIERS):
        if policy.asked(tier, day):
            report = gaps(reader, WHOLE, "20", day, tier=tier, policy=policy)
            each = judged(reader, tier, day, policy)
            compare(report, each)
            seen.update(gap.reason for gap in report.gaps)
    assert set(seen) >= {"never_assigned", "assignment_expired", "tier_abolished"}


def compare(report: GapReport, each: list[tuple[Subject, list[Verdict]]]) -> None:
    """Hold every part of a report to the verdicts on each target."""
    bare = [(s.target.id, v) for s, verdicts in each for v in verdicts if not v.covered]
    assert [(g.target.id, g.reason, g.since, g.policy_row) for g in report.gaps] == [
        (i, v.broken.reason, v.broken.since, v.row.key) for i, v in bare if v.broken
    ]
    idle = [s.target for s, verdicts in each if not all(v.in_post for v in verdicts)]
    assert list(report.not_in_post) == idle
    figures = (len({i for i, _ in bare}), len(each), len(idle))
    assert (report.numerator, report.denominator, report.in_post_numerator) == figures
    assert report.wrong_tier == sum(any(v.wrong_tier for v in vs) for _, vs in each)
    by_tier = {
        tier: [t for t in report.by if t.unit.tier == tier] for tier in ("province", "commune")
    }
    counts = [(t.numerator, t.denominator, t.in_post_numerator) for t in by_tier["province"]]
    assert counts == ([figures] if each else [])
    if report.tier in ("village", "household", "cell"):
        assert sum(t.denominator for t in by_tier["commune"]) == len(each)
