"""The policy as JSON: the same shape for the site and the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphapp.model.interval import Interval, end_to_edge, start_to_edge
from graphapp.model.policy import Policy, PolicyRow, RowChange, Rule

Json = dict[str, Any]


def policy_json(policy: Policy) -> Json:
    """Return a policy: its duties and rules, the last day of each inclusive."""
    return {
        "duties": [_duty(row) for row in policy.rows],
        "rules": [_rule(rule) for rule in policy.rules],
    }


def changes_json(changes: Iterable[RowChange]) -> list[Json]:
    """Return what differs between two policies; cells as the ledger holds them."""
    return [
        {
            "change": each.kind,
            "row": each.key,
            "columns": [
                {"column": name, "before": each.before[name], "after": each.after[name]}
                for name in each.columns
            ],
        }
        for each in changes
    ]


def _duty(row: PolicyRow) -> Json:
    return {
        "row": row.key,
        "target": row.target,
        "post_tier": row.post_tier,
        "line": row.line,
        "accepts_group": row.accepts_group,
        "accepts_member": row.accepts_member,
        **_edges(row.interval),
        "span": row.span,
        "span_groups": row.span_groups,
        "kinds": list(row.kinds),
        "visit_months": row.visit_months,
    }


def _rule(rule: Rule) -> Json:
    return {
        "row": rule.key,
        "subject": rule.subject,
        "number": rule.number,
        **_edges(rule.interval),
    }


def _edges(days: Interval) -> Json:
    first, last = start_to_edge(days.since), end_to_edge(days.until)
    return {"from": first and first.isoformat(), "to": last and last.isoformat()}
