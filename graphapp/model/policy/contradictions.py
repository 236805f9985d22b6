"""What of a policy contradicts itself, or what is known of the tiers (``docs/rules.md``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from graphapp.errors import Place
from graphapp.model.choices import TIERS
from graphapp.model.policy.columns import COLUMN
from graphapp.model.policy.rows import Policy, PolicyRow, Rule

_ASKED = ("post_tier", "span", "span_groups", "visit_months", "accepts_group", "accepts_member")
_TIERS = [tier.value for tier in TIERS]


def contradictions(policy: Policy, ended: Mapping[str, date]) -> Iterator[tuple[str, Place]]:
    """Yield what is wrong, with the key of the row to be told; ``ended``: since when, by tier."""
    rows: tuple[PolicyRow | Rule, ...] = (*policy.rows, *policy.rules)
    for row in rows:
        if row.interval.empty:
            yield _told(row, "to", "policy.bad.order")
    for one, other in combinations(rows, 2):
        if one.key == other.key:
            yield _told(other, "key", "policy.bad.key_twice")
    yield from _of_duties(policy.rows)
    for first, second in combinations(policy.rules, 2):
        if first.subject == second.subject and first.interval.overlaps(second.interval):
            yield _told(second, "target", "policy.bad.rule_twice", other=first.key)
    for duty in policy.rows:
        yield from _of_tiers(duty, ended)


def _of_duties(rows: Iterable[PolicyRow]) -> Iterator[tuple[str, Place]]:
    """Yield pairs of duties that one assignment would answer and that both ask on some day."""
    for one, other in combinations(rows, 2):
        if not _meet(one, other):
            continue
        differ = [COLUMN[name] for name in _ASKED if getattr(one, name) != getattr(other, name)]
        if not differ:
            yield _told(other, "key", "policy.bad.same_duty", other=one.key)
            continue
        what = {
            "what_vi": "; ".join(column.vi for column in differ),
            "what_en": "; ".join(column.en for column in differ),
        }
        yield _told(other, differ[0].name, "policy.bad.differs", other=one.key, **what)


def _meet(one: PolicyRow, other: PolicyRow) -> bool:
    return (
        one.target == other.target
        and (one.line == other.line or "either" in {one.line, other.line})
        and bool({*one.kinds} & {*other.kinds})
        and one.interval.overlaps(other.interval)
    )


def _of_tiers(row: PolicyRow, ended: Mapping[str, date]) -> Iterator[tuple[str, Place]]:
    if row.target in _TIERS and _TIERS.index(row.post_tier) > _TIERS.index(row.target):
        yield _told(row, "post_tier", "policy.bad.below")
    for column, tier in (("target", row.target), ("post_tier", row.post_tier)):
        if tier in ended and ended[tier] < row.interval.until:
            choice = next(choice for choice in TIERS if choice.value == tier)
            values = {"tier_vi": choice.vi, "tier_en": choice.en, "day": ended[tier]}
            yield _told(row, column, "policy.bad.tier_ended", **values)


def _told(row: PolicyRow | Rule, column: str, remedy: str, **values: object) -> tuple[str, Place]:
    told = (("row", row.key), *values.items())
    return row.key, Place(column=column, remedy=remedy, values=told)
