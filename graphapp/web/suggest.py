"""Suggestions as one types, in the words of the page: what each is, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, request

from graphapp.domain.results import DecisionRef, PersonRef, Target
from graphapp.domain.suggest import KINDS, Suggestion, suggestions
from graphapp.errors import Place, UsageError
from graphapp.model.schema import MODEL
from graphapp.web.search import LONGEST
from graphapp.web.site import site
from graphapp.web.targets import chain_address, record_address
from graphapp.web.view import view

if TYPE_CHECKING:
    from werkzeug import Response

    from graphapp.domain.suggest import Kind

suggest = Blueprint("suggest", __name__, url_prefix="/api/v1")


@suggest.get("/suggest")
def show() -> Response:
    """Return what a text that is being typed may mean; ``kinds`` keeps some of them."""
    now, text = site(), request.args.get("q", "")[:LONGEST]
    found = suggestions(now.reader, now.scope, text, view().as_of, _kinds())
    key = "search.suggested" if found else "search.suggested_none"
    return jsonify(
        text=text,
        as_of=view().as_of.isoformat(),
        said=view().words.text(key, n=len(found)),
        suggestions=[_shown(each) for each in found],
    )


def _kinds() -> tuple[Kind, ...]:
    """Read which kinds the address asks for; UsageError when there is no such kind."""
    given = [each for each in request.args.get("kinds", "").split(",") if each]
    wrong = [each for each in given if each not in KINDS]
    if wrong:
        values = (("choices", ", ".join(KINDS)),)
        place = Place(column="kinds", value=wrong[0], remedy="problem.choice.remedy", values=values)
        raise UsageError("problem.choice", (place,), given=wrong[0])
    return tuple(kind for kind in KINDS if kind in given) or KINDS


def _shown(each: Suggestion) -> dict[str, Any]:
    record = each.record
    return {
        "id": record.id,
        "kind": each.kind,
        "kind_name": view().words.text(f"search.kind.{each.kind}"),
        "code": each.code,
        "name": each.name,
        "about": about(each),
        "href": _address(record),
    }


def _address(record: Target | PersonRef | DecisionRef) -> str:
    """Return the chain of a unit, which is what is asked most, and the page of anything else."""
    if isinstance(record, Target) and MODEL.label_of(record.id) == "Unit":
        return chain_address(record)
    return record_address(record)


def about(each: Suggestion) -> str:
    """Tell what it is, so that two of one name are told apart."""
    return " · ".join(part for part in _about(each) if part)


def _about(each: Suggestion) -> tuple[str, ...]:
    words, record = view().words, each.record
    if isinstance(record, PersonRef):
        posts = ", ".join(words.post(post) for post in each.posts)
        return (posts or words.text("search.no_post", as_of=view().as_of),)
    if isinstance(record, DecisionRef):
        day = words.text("chain.decision_date", day=record.date) if record.date else ""
        return (day, record.issuer or "")
    level = words.level(record.tier)
    return (level, _formerly(each) or ", ".join(each.above), _life(each))


def _formerly(each: Suggestion) -> str:
    if each.was is None:
        return ""
    words, old = view().words, each.was
    until = words.until(old.until)
    return words.text("search.formerly", name=old.unit.name, code=old.unit.code, until=until)


def _life(each: Suggestion) -> str:
    words, day = view().words, view().as_of
    if each.until <= day:
        return words.text("search.ended", until=words.until(each.until))
    return words.text("search.not_yet", since=words.since(each.since)) if each.since > day else ""
