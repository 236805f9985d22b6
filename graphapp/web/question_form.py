"""The form of a question: what stands in its fields, why it is refused, what to ask instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import request

from graphapp.domain.assignments import Subject
from graphapp.domain.instead import instead_of
from graphapp.domain.question_library import QUESTIONS
from graphapp.domain.question_library.declared import default_of
from graphapp.domain.results import DecisionRef, PersonRef, Target
from graphapp.domain.search import search
from graphapp.domain.units import subject_by_id
from graphapp.model.interval import Interval
from graphapp.question_words import QuestionWords
from graphapp.web.question_index import address
from graphapp.web.site import site
from graphapp.web.targets import day_of
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.domain.question_library import Question
    from graphapp.domain.question_library.declared import Parameter
    from graphapp.domain.questions import Answer
    from graphapp.domain.results import UnitVersion
    from graphapp.errors import GraphappError, NotOnDateError

LONGEST = 200


def form(question: Question, answer: Answer | None = None) -> dict[str, Any]:
    """Return what the form needs: each parameter with what stands in its field."""
    say = QuestionWords(view().words)
    return {
        "question": question,
        "say": say,
        "fields": [(each, _shown(each, answer)) for each in question.parameters],
        "others": [q for q in QUESTIONS if q.topic is question.topic and q is not question],
        "address": address,
    }


def _shown(parameter: Parameter, answer: Answer | None) -> str:
    """Return what a field shows: a code or number, a day as people write it, else as given."""
    if answer is None:
        default = default_of(parameter, site().policy, view().as_of) or ""
        return request.args.get(parameter.name, default)[:LONGEST]
    value = answer.values[parameter.name]
    if isinstance(value, Target | PersonRef):
        return value.code
    if isinstance(value, DecisionRef):
        return value.number
    return view().words.date(value) if isinstance(value, date) else str(value)


def labelled(error: GraphappError, question: Question) -> GraphappError:
    """Return an error that names a parameter as the form does."""
    labels = {each.name: QuestionWords(view().words).heading(each) for each in question.parameters}
    name = labels.get(str(error.values.get("name")))
    if name is None:
        return error
    places = tuple(
        replace(
            place,
            column=labels.get(place.column or "", place.column),
            values=(*(pair for pair in place.values if pair[0] != "name"), ("name", name)),
        )
        for place in error.places
    )
    return type(error)(error.message, places, **{**error.values, "name": name})


def instead(error: NotOnDateError) -> list[tuple[UnitVersion, date]]:
    """Return what to ask about instead of a unit that does not exist on the day, each with a day.

    What stands in its place that day, and the unit itself on the nearest day on which it existed.
    """
    return [*_in_its_place(error), *((each, day_of(each)) for each in _meant(error))]


def _meant(error: NotOnDateError) -> list[UnitVersion]:
    """Return the units of other days that an id or a code means, as far as they may be seen."""
    now, wanted = site(), str(error.values.get("code", ""))
    known = subject_by_id(now.reader, wanted)
    code = known.target.code if known else wanted
    hits = search(now.reader, now.scope, code, view().as_of).units
    same = [hit.found for hit in hits if hit.found.unit.code == code]
    return [each for each in same if known is None or each.unit.id == wanted]


def _in_its_place(error: NotOnDateError) -> Iterator[tuple[UnitVersion, date]]:
    now, day = site(), view().as_of
    found: dict[str, UnitVersion] = {}
    for version in _meant(error):
        subject = Subject(version.unit, Interval(version.since, version.until))
        for each in instead_of(now.reader, now.scope, subject, day):
            found.setdefault(each.unit.id, each)
    yield from ((each, day) for each in found.values())
