"""The duties that must be covered, written down a second time from the design's table.

``TWO_LINES`` is a policy for tests: several duties for one target, narrow spans, rare permissions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tests.oracle.facts import Life

if TYPE_CHECKING:
    from collections.abc import Sequence

REFORM = date(2025, 7, 1)

_BEFORE, _AFTER, _ALWAYS = Life(until=REFORM), Life(since=REFORM), Life()
_CHARGE, _CHARGE_OR_ATTENDS = ("in_charge",), ("in_charge", "attends")
_CHARGE_OR_FOLLOWS = ("in_charge", "follows")


@dataclass(frozen=True)
class Duty:
    """Targets of one kind must have somebody from a post of this tier and line."""

    key: str
    target: str
    post_tier: str
    line: str
    life: Life
    span: int
    kinds: tuple[str, ...]
    span_groups: int | None = None
    accepts_group: bool = False
    accepts_member: bool = False
    visit_months: int | None = None


@dataclass(frozen=True)
class Rule:
    """What else is a gap; ``number``: of days, or of villages."""

    key: str
    subject: str
    number: int | None = None
    life: Life = _ALWAYS


DUTIES = (
    Duty("district_by_province", "district", "province", "state", _BEFORE, 3, _CHARGE,
         visit_months=3),
    Duty("village_by_district", "village", "district", "state", _BEFORE, 20, _CHARGE,
         visit_months=3),
    Duty("commune_by_province", "commune", "province", "state", _AFTER, 5, _CHARGE,
         accepts_group=True, visit_months=3),
    Duty("village_by_commune", "village", "commune", "state", _AFTER, 5, _CHARGE,
         visit_months=3),
    Duty("household_by_commune_or_member", "household", "commune", "either", _ALWAYS, 150, _CHARGE,
         span_groups=15, accepts_member=True, visit_months=3),
    Duty("organisation_by_province", "organisation", "province", "party", _ALWAYS, 5,
         _CHARGE_OR_ATTENDS, visit_months=3),
    Duty("cell_by_district", "cell", "district", "party", _BEFORE, 5, _CHARGE_OR_ATTENDS,
         visit_months=1),
    Duty("cell_by_commune", "cell", "commune", "party", _AFTER, 5, _CHARGE_OR_ATTENDS,
         visit_months=1),
)  # fmt: skip

RULES = (
    Rule("acting", "acting", 180),
    Rule("expiring", "expiring", 90),
    Rule("sole", "sole", 3),
    Rule("span", "span"),
    Rule("assignment", "assignment"),
    Rule("line", "line"),
    Rule("cell_secretary", "cell_secretary"),
    Rule("village_head", "village_head"),
    Rule("front_head", "front_head"),
    Rule("names", "names"),
    Rule("visits", "visits", life=_AFTER),
)

TWO_LINES = (
    Duty("village_in_charge", "village", "commune", "state", _ALWAYS, 1, _CHARGE),
    Duty("village_of_the_party", "village", "commune", "party", _AFTER, 1, _CHARGE_OR_FOLLOWS),
    Duty("village_of_any_line", "village", "district", "either", _BEFORE, 2, _CHARGE),
    Duty("commune_by_group", "commune", "province", "party", _ALWAYS, 1, _CHARGE_OR_FOLLOWS,
         accepts_group=True, accepts_member=True),
    Duty("commune_in_charge", "commune", "province", "state", _AFTER, 2, _CHARGE),
    Duty("household_of_the_state", "household", "commune", "state", _ALWAYS, 1, _CHARGE,
         span_groups=1),
    Duty("household_of_members", "household", "commune", "party", _ALWAYS, 1, _CHARGE_OR_FOLLOWS,
         accepts_group=True, accepts_member=True),
    Duty("cell_attended", "cell", "province", "either", _ALWAYS, 1, _CHARGE_OR_ATTENDS),
)  # fmt: skip


def asked(target: str, day: date, duties: Sequence[Duty] = DUTIES) -> list[Duty]:
    """Return the duties that ask for such targets on a day."""
    return [duty for duty in duties if duty.target == target and duty.life.holds(day)]
