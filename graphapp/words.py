"""Puts what the domain answers into the words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.results import Break, Reason, Responsible, State
from graphapp.model.choices import (
    ASSIGNMENT_KINDS,
    BASES,
    DECISION_KINDS,
    LINES,
    ORGANISATION_KINDS,
    SUCCESSIONS,
    VISIT_KINDS,
)
from graphapp.model.interval import end_to_edge, start_to_edge
from graphapp.model.kinds import ValueType

if TYPE_CHECKING:
    import datetime as dt

    from graphapp.domain.gap_kinds import GapKind
    from graphapp.domain.records import Fact
    from graphapp.domain.results import DecisionRef, PostRef, UnitVersion
    from graphapp.i18n import Translator
    from graphapp.model.kinds import Choice, Property
    from graphapp.model.policy import Policy, PolicyRow


@dataclass(frozen=True)
class Words:
    """Speaks of dates, tiers, states, reasons and duties."""

    translator: Translator
    policy: Policy

    @property
    def lang(self) -> str:
        """Return the language."""
        return self.translator.lang

    def text(self, message: str, /, **values: object) -> str:
        """Return a message with its values."""
        return self.translator.text(message, **values)

    def date(self, day: dt.date | None) -> str:
        """Return dd/mm/yyyy, blank for none."""
        return self.translator.date(day)

    def number(self, number: float) -> str:
        """Return a number as this language writes it."""
        return self.translator.number(number)

    def since(self, day: dt.date) -> str:
        """Return the first day of an interval, blank when it is open."""
        return self.date(start_to_edge(day))

    def until(self, day: dt.date) -> str:
        """Return the last day of an interval, inclusive, blank when it is open."""
        return self.date(end_to_edge(day))

    def life(self, version: UnitVersion | Responsible) -> str:
        """Tell from when to when something exists or holds; blank when both ends are open."""
        since, until = start_to_edge(version.since), end_to_edge(version.until)
        if since and until:
            return self.text("layout.from_to", since=since, until=until)
        if since:
            return self.text("layout.from", since=since)
        return self.text("layout.to", until=until) if until else ""

    def decision(self, found: DecisionRef) -> str:
        """Name a decision by number, date and issuer."""
        parts = [found.number]
        if found.date:
            parts.append(self.text("chain.decision_date", day=found.date))
        return " ".join(parts) + (f", {found.issuer}" if found.issuer else "")

    def tier(self, tier: str) -> str:
        """Name a tier or another kind of target: xã, hộ gia đình."""
        message = f"tier.{tier}"
        if self.translator.has(message):
            return self.text(message)
        return self._choice(ORGANISATION_KINDS, tier)

    def level(self, tier: str) -> str:
        """Name the tier that a unit is of: cấp xã, also for a ward; any other target as it is."""
        message = f"tier.of.{tier}"
        return self.text(message) if self.translator.has(message) else self.tier(tier)

    def tiers(self, tier: str) -> str:
        """Name many of a tier: villages (in Vietnamese the same word)."""
        message = f"tier.many.{tier}"
        return self.text(message) if self.translator.has(message) else self.tier(tier)

    def state(self, state: State) -> str:
        """Name a state: gián đoạn."""
        return self.text(f"state.{state}")

    def states(self, states: tuple[State, ...]) -> str:
        """Name several states, worst first."""
        return ", ".join(self.state(state) for state in states)

    def reason(self, reason: Reason) -> str:
        """Name a reason: chưa phân công."""
        return self.text(f"reason.{reason}")

    def gap_kind(self, kind: GapKind) -> str:
        """Name a kind of gap: chưa từng phân công."""
        return self.text(f"gap_kind.{kind}")

    def broken(self, found: Break) -> str:
        """Tell that a link is broken, since when where a day is known, and why."""
        why = self.reason(found.reason)
        if found.since is None:
            return self.text("chain.broken", reason=why)
        return self.text("chain.broken_since", since=found.since, reason=why)

    def kind(self, kind: str) -> str:
        """Name a kind of assignment: phụ trách."""
        return self._choice(ASSIGNMENT_KINDS, kind)

    def line(self, line: str) -> str:
        """Name a line: chính quyền, Đảng."""
        return self._choice(LINES, line)

    def basis(self, basis: str) -> str:
        """Name how a post came to somebody: bổ nhiệm."""
        return self._choice(BASES, basis)

    def change(self, kind: str) -> str:
        """Name a kind of entry of the ledger: nạp."""
        message = f"home.change.{kind}"
        return self.text(message if self.translator.has(message) else "home.change.other")

    def extent(self, extent: str) -> str:
        """Name how much of a unit went into another: toàn bộ."""
        return self._choice(SUCCESSIONS, extent)

    def document(self, kind: str) -> str:
        """Name a kind of decision: nghị quyết."""
        return self._choice(DECISION_KINDS, kind)

    def visit(self, kind: str) -> str:
        """Name a kind of visit: dự sinh hoạt."""
        return self._choice(VISIT_KINDS, kind)

    def property(self, found: Property) -> str:
        """Name a property: Số khẩu."""
        return found.vi if self.lang == "vi" else found.en

    def fact(self, fact: Fact) -> str:
        """Return the value of a fact that is told."""
        if fact.property.choices:
            return self._choice(fact.property.choices, str(fact.value))
        if fact.property.type is ValueType.TEXT:
            return str(fact.value)
        return self.translator.value(fact.value)

    def post(self, post: PostRef, *, bare: bool = False) -> str:
        """Name a post with its unit, and that it is held no longer or, unless bare, as acting."""
        place = post.unit.name
        name = post.title if place.casefold() in post.title.casefold() else f"{post.title}, {place}"
        if not post.in_force:
            return self.text("chain.post_left", post=name, until=end_to_edge(post.until))
        return self.text("chain.post_acting", post=name) if post.acting and not bare else name

    def overload(self, responsible: Responsible) -> str:
        """Tell by how much a person's span is exceeded; blank when it is not."""
        load, span = responsible.load, responsible.span
        if load is None or span is None or load <= span:
            return ""
        return self.text("chain.overload", load=load, span=span)

    def duty(self, key: str) -> str:
        """Put a row of the policy into words; a key the policy lacks stays as it is."""
        row = next((row for row in self.policy.rows if row.key == key), None)
        rule = next((rule for rule in self.policy.rules if rule.key == key), None)
        if rule:
            return self.text(f"policy.rule.{rule.subject}", number=rule.number)
        return self._duty(row) if row else key

    def choice(self, choices: tuple[Choice, ...], value: str) -> str:
        """Name one of some choices; anything else stays as it is."""
        return self._choice(choices, value)

    def _duty(self, row: PolicyRow) -> str:
        accepted = [self.text("policy.post", level=self.text(f"tier.level.{row.post_tier}"))]
        if row.line != "either":
            accepted = [
                self.text("policy.post_of_line", post=accepted[0], line=self.line(row.line))
            ]
        if row.accepts_group:
            accepted.append(self.text("policy.group"))
        if row.accepts_member:
            accepted.append(self.text("policy.member"))
        return self.text(
            "policy.duty",
            target=self.tier(row.target),
            who=self.text("policy.or").join(accepted),
            kinds=self.text("policy.or").join(self.kind(kind) for kind in row.kinds),
        )

    def _choice(self, choices: tuple[Choice, ...], value: str) -> str:
        found = next((choice for choice in choices if choice.value == value), None)
        if found is None:
            return value
        return found.vi if self.lang == "vi" else found.en
