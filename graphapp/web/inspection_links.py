"""Where an inspection leads: to its rows, to records, and to what can be done about a gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from graphapp.domain.spells_places import PERSON
from graphapp.inspection_words import InspectionWords
from graphapp.model.schema import MODEL
from graphapp.web.targets import PATHS, chain_address, record_address
from graphapp.web.view import here, view

if TYPE_CHECKING:
    from graphapp.domain.gap_rows import GapRow
    from graphapp.domain.inspector import Handled
    from graphapp.domain.results import Target

Way = tuple[str, str, str]
"""An address, the words of its link, and what the link says to whoever does not see the row."""
_ID = "this-one"
_WITH_DOSSIER = frozenset({"commune", "village", PERSON})
_NONE = dict.fromkeys(("kind", "tier", "reason", "state", "page"))


@dataclass(frozen=True)
class InspectionLinks(InspectionWords):
    """Words and addresses of the page."""

    handled: Handled
    _addresses: dict[str, str] = field(default_factory=dict, compare=False)
    _said: dict[str, str] = field(default_factory=dict, compare=False)
    _rules: dict[str, str] = field(default_factory=dict, compare=False)

    def rows_of(self, name: str, tier: str = "") -> str:
        """Return where the rows of a kind are."""
        return here(**{**_NONE, "kind": name, "tier": tier or None}) + "#rows"

    def address(self, row: GapRow) -> str:
        """Return where what has a gap is shown; blank for what has no page."""
        return self._chain(row.subject) if _has_chain(row.subject) else record_address(row.subject)

    def rule(self, row: GapRow) -> str:
        """Name the policy row that a gap breaks."""
        key = row.spell.policy_row
        if key not in self._rules:
            self._rules[key] = self.words.duty(key)
        return self._rules[key]

    def handling_of(self, row: GapRow) -> str:
        """Say how a gap is dealt with; blank when it is not."""
        return self.handling(row, self.handled)

    def ways(self, row: GapRow) -> Iterator[Way]:
        """Yield what can be done about a gap."""
        name, kind, text = row.subject.name, self.name(row.spell.kind), self.words.text
        for endpoint, word in (("accepted.new", "accept"), ("tasks.new", "give")):
            label = text(f"inspection.{word}_one", name=name, kind=kind)
            yield self._to(endpoint, "key", row.key), self._word(word), label
        if row.subject.tier in _WITH_DOSSIER:
            yield self._about("dossier.show", "wanted", row.subject, "to_dossier")
        place = row.subject if _has_chain(row.subject) else next(iter(row.above), None)
        if place:
            chain = self._word("to_chain")
            yield self._chain(place), chain, f"{chain}: {place.name}"
        centre = _centre(row)
        if centre:
            yield self._about("network.show", "centre", centre, "to_network")

    def _about(self, endpoint: str, parameter: str, target: Target, word: str) -> Way:
        said = self._word(word)
        return self._to(endpoint, parameter, target.id), said, f"{said}: {target.name}"

    def _to(self, endpoint: str, parameter: str, value: str) -> str:
        """Return an address; Flask builds one for each kind, a page has a thousand."""
        if endpoint not in self._addresses:
            self._addresses[endpoint] = view().link(endpoint, **{parameter: _ID})
        return self._addresses[endpoint].replace(_ID, quote(value))

    def _chain(self, target: Target) -> str:
        label = MODEL.label_of(target.id) or ""
        if label not in self._addresses:
            self._addresses[label] = chain_address(target).replace(target.id, _ID)
        return self._addresses[label].replace(_ID, target.id)

    def _word(self, word: str) -> str:
        if word not in self._said:
            self._said[word] = self.words.text(f"inspection.{word}")
        return self._said[word]

    def doors(self, unit: Target) -> Iterator[tuple[str, str]]:
        """Yield what else is told of a unit."""
        text = self.words.text
        yield view().link("trend.show", **{"in": unit.id}), text("inspection.to_trend")
        yield view().link("accepted.show"), text("inspection.to_accepted")
        yield view().link("tasks.show"), text("inspection.to_tasks")
        yield view().link("policy.show"), text("inspection.to_policy")
        if unit.tier in {"commune", "village"}:
            yield view().link("dossier.show", wanted=unit.id), text("inspection.to_dossier")
        yield view().link("lived.show", **{"in": unit.id}), text("lived.title")
        yield view().link("sheet.show", wanted=unit.id), text("inspection.to_sheet")
        yield view().link("network.show", centre=unit.id), text("inspection.to_network")
        yield chain_address(unit), text("inspection.to_chain")


def _has_chain(target: Target) -> bool:
    return MODEL.label_of(target.id) in PATHS


def _centre(row: GapRow) -> Target | None:
    """Return what stands in the middle of a gap's network: a household is in none."""
    if MODEL.label_of(row.subject.id) == "Household":
        return next(iter(row.above), None)
    return row.subject
