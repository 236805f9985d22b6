"""The JSON shapes of chain, gaps and search, shared by command line and web (``interface.md``).

Dates are ISO; the last day is inclusive; open ends are null.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from graphapp.domain.person_chain import PersonChain
from graphapp.domain.results import (
    Break,
    Chain,
    DecisionRef,
    Gap,
    GapReport,
    Link,
    Responsible,
    SearchResult,
    Target,
    UnitVersion,
)
from graphapp.errors import GraphappError, Place
from graphapp.i18n import Translator
from graphapp.model.interval import end_to_edge, start_to_edge

Json = dict[str, Any]


def chain_json(chain: Chain) -> Json:
    """Return a chain as an object."""
    return {
        "target": target_json(chain.target),
        "as_of": chain.as_of.isoformat(),
        "line": chain.line,
        "grade": chain.grade.value,
        "states": [state.value for state in chain.states],
        "by_unit": [link_json(link) for link in chain.by_unit],
        "by_person": [step.person.code for step in chain.by_person],
        "by_person_complete": chain.by_person_complete,
        "cycle": [person.code for person in chain.cycle],
    }


def lines_json(chains: Sequence[Chain]) -> Json:
    """Return one chain in some lines; of several, the first in full and each line by itself."""
    found = chain_json(chains[0])
    if len(chains) == 1:
        return found
    ways = ("by_person", "by_person_complete", "cycle")
    lines = {each.line: chain_json(each) for each in chains}
    return {
        **found,
        "lines": {name: {way: each[way] for way in ways} for name, each in lines.items()},
    }


def person_chain_json(chain: PersonChain) -> Json:
    """Return the way up from a person, and how much the person answers for, as an object."""
    return {
        "person": {"code": chain.person.code, "name": chain.person.name},
        "as_of": chain.as_of.isoformat(),
        "line": chain.line,
        "by_person": [step.person.code for step in chain.by_person],
        "by_person_complete": chain.by_person_complete,
        "cycle": [person.code for person in chain.cycle],
        "charges": [
            {
                "tier": each.tier,
                "kind": each.kind,
                "count": each.count,
                "load": each.load and each.load.count,
                "span": each.load and each.load.span,
            }
            for each in chain.charges
        ],
    }


def gaps_json(report: GapReport) -> Json:
    """Return a gap report as an object; numerators count targets without anyone."""
    return {
        "as_of": report.as_of.isoformat(),
        "scope": target_json(report.scope),
        "target_tier": report.tier,
        "numerator": report.numerator,
        "denominator": report.denominator,
        "in_post_numerator": report.in_post_numerator,
        "wrong_tier": report.wrong_tier,
        "gaps": [_gap(gap) for gap in report.gaps],
        "not_in_post": [target_json(target) for target in report.not_in_post],
        "by": [
            {
                "unit": target_json(tally.unit),
                "numerator": tally.numerator,
                "denominator": tally.denominator,
                "in_post_numerator": tally.in_post_numerator,
            }
            for tally in report.by
        ],
    }


def search_json(result: SearchResult) -> Json:
    """Return what a search found as an object."""
    return {
        "text": result.text,
        "as_of": result.as_of.isoformat(),
        "units": [
            {
                **_version(hit.found),
                "above": list(hit.above),
                "now": [_version(version) for version in hit.now],
            }
            for hit in result.units
        ],
        "households": [target_json(household) for household in result.households],
        "people": [
            {
                "id": hit.person.id,
                "code": hit.person.code,
                "name": hit.person.name,
                "posts": [f"{post.title}, {post.unit.name}" for post in hit.posts],
            }
            for hit in result.people
        ],
        "organisations": [
            {
                **target_json(hit.target),
                "since": _day(start_to_edge(hit.since)),
                "until_inclusive": _day(end_to_edge(hit.until)),
            }
            for hit in result.organisations
        ],
        "decisions": [decision_json(each) for each in result.decisions],
        "more": result.more,
        "near": list(result.near),
    }


def target_json(target: Target) -> Json:
    """Return a unit, household or organisation as an object."""
    return {"id": target.id, "code": target.code, "name": target.name, "tier": target.tier}


def broken_json(broken: Break) -> Json:
    """Return why and since when a link is broken as an object."""
    return {"reason": broken.reason.value, "since": _day(broken.since)}


def decision_json(decision: DecisionRef) -> Json:
    """Return a decision as an object; its date only where a file told it."""
    return {
        "id": decision.id,
        "number": decision.number,
        "date": _day(decision.date),
        "issuer": decision.issuer,
    }


def _version(version: UnitVersion) -> Json:
    return {
        **target_json(version.unit),
        "since": _day(start_to_edge(version.since)),
        "until_inclusive": _day(end_to_edge(version.until)),
    }


def link_json(link: Link) -> Json:
    """Return one step of a chain by unit as an object."""
    broken = link.broken
    return {
        "unit": target_json(link.unit),
        "required": link.required,
        "policy_row": link.policy_row,
        "states": [state.value for state in link.states],
        "responsible": [responsible_json(each) for each in link.responsible],
        "broken": broken and broken_json(broken),
    }


def responsible_json(each: Responsible) -> Json:
    """Return one assignment of a chain as an object."""
    person = each.person
    return {
        "person": person and {"code": person.code, "name": person.name},
        "group": each.group,
        "kind": each.kind,
        "line": each.line,
        "post": each.post.title if each.post else None,
        "acting": bool(each.post and each.post.in_force and each.post.acting),
        "decision": each.decision.number if each.decision else None,
        "since": _day(start_to_edge(each.since)),
        "until_inclusive": _day(end_to_edge(each.until)),
        "unsound": each.unsound.value if each.unsound else None,
    }


def _gap(gap: Gap) -> Json:
    return {
        "target": target_json(gap.target),
        "reason": gap.reason.value,
        "since": _day(gap.since),
        "policy_row": gap.policy_row,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def error_json(error: GraphappError, translator: Translator) -> Json:
    """Return an error as an object, its message and remedies in the reader's words."""
    return {
        "error": {
            "kind": error.kind,
            "message": translator.text(error.message, **error.values),
            "places": [place_json(place, translator) for place in error.places],
        }
    }


def place_json(place: Place, translator: Translator) -> Json:
    """Return a place of an error as an object."""
    remedy = translator.text(place.remedy, **dict(place.values)) if place.remedy else ""
    return {
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "value": place.value,
        "remedy": remedy,
    }
