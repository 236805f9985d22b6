"""The program's answers in the oracle's shape: by codes, without ids and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphapp.model.interval import end_to_edge, start_to_edge

if TYPE_CHECKING:
    from datetime import date

    from graphapp.domain.results import (
        Chain,
        GapReport,
        Link,
        Responsible,
        Step,
        Target,
    )

Answer = dict[str, Any]


def shape_of_chain(chain: Chain) -> Answer:
    """Give a chain as ``tests.oracle.answers.chain`` does."""
    return {
        "target": named(chain.target),
        "as_of": chain.as_of.isoformat(),
        "line": chain.line,
        "grade": chain.grade.value,
        "states": [state.value for state in chain.states],
        "by_unit": [shape_of_link(link) for link in chain.by_unit],
        "by_person": [step.person.code for step in chain.by_person],
        "by_person_complete": chain.by_person_complete,
        "steps": [_step(step) for step in chain.by_person],
        "cycle": [person.code for person in chain.cycle],
    }


def shape_of_gaps(report: GapReport) -> Answer:
    """Give a gap report as ``tests.oracle.answers.gaps`` does."""
    gaps = [
        {
            "target": named(gap.target),
            "reason": gap.reason.value,
            "since": _iso(gap.since),
            "policy_row": gap.policy_row,
        }
        for gap in report.gaps
    ]
    tallies = [
        {
            "unit": named(tally.unit),
            "numerator": tally.numerator,
            "denominator": tally.denominator,
            "in_post_numerator": tally.in_post_numerator,
        }
        for tally in report.by
    ]
    return {
        "as_of": report.as_of.isoformat(),
        "scope": named(report.scope),
        "target_tier": report.tier,
        "policy_rows": list(report.policy_rows),
        "gaps": sorted(gaps, key=lambda gap: (gap["target"]["code"], gap["policy_row"])),
        "by": sorted(tallies, key=lambda tally: (tally["unit"]["tier"], tally["unit"]["code"])),
        "numerator": report.numerator,
        "denominator": report.denominator,
        "in_post_numerator": report.in_post_numerator,
        "wrong_tier": report.wrong_tier,
        "not_in_post": sorted(target.code for target in report.not_in_post),
    }


def named(target: Target) -> Answer:
    """Name a target by code and tier."""
    return {"code": target.code, "tier": target.tier}


def shape_of_link(link: Link) -> Answer:
    """Give a step of a chain as ``tests.oracle.answers.link`` does."""
    broken = link.broken
    return {
        "unit": named(link.unit),
        "required": link.required,
        "policy_row": link.policy_row,
        "responsible": [_responsible(one) for one in link.responsible],
        "states": [state.value for state in link.states],
        "broken": {"reason": broken.reason.value, "since": _iso(broken.since)} if broken else None,
    }


def _responsible(one: Responsible) -> Answer:
    return {
        "person": one.person.code if one.person else None,
        "post": one.post.code if one.post else None,
        "line": one.line,
        "acting": bool(one.post and one.post.acting),
        "in_force": bool(one.post and one.post.in_force),
        "assignment": one.assignment_code,
        "group": one.group,
        "kind": one.kind,
        "decision": one.decision.number if one.decision else None,
        "since": _iso(start_to_edge(one.since)),
        "until_inclusive": _iso(end_to_edge(one.until)),
        "unsound": one.unsound.value if one.unsound else None,
    }


def _step(step: Step) -> Answer:
    return {
        "person": step.person.code,
        "by": step.by,
        "through": named(step.through) if step.through else None,
        "others": [person.code for person in step.others],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
