"""What is given for the parameters of a question: read, looked up, or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from graphapp.domain.decisions import find_decision
from graphapp.domain.people import find_person
from graphapp.domain.question_library import QUESTIONS
from graphapp.domain.question_library.declared import Parameter, Question, Takes, Value, default_of
from graphapp.domain.results import DecisionRef, PersonRef, Target
from graphapp.domain.suggest import Kind, Suggestion, suggestions
from graphapp.domain.units import find, provinces
from graphapp.errors import InputError, NotOnDateError, Place, UnknownCodeError, UsageError
from graphapp.graph.port import Reader
from graphapp.model.interval import OPEN_END, OPEN_START, day_from_text
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope

_LONGEST = 200
_DIGITS = 5
_KINDS: Mapping[Takes, Kind] = {
    Takes.UNIT: "unit",
    Takes.PERSON: "person",
    Takes.DECISION: "decision",
}


@dataclass(frozen=True)
class Ground:
    """On what a question is asked: the graph, what may be seen of it, the policy, the day."""

    reader: Reader
    scope: Scope
    policy: Policy
    as_of: date


def question_named(name: str) -> Question:
    """Return the question of that name.

    Raises:
        UnknownCodeError: there is none; the names that come near it are told.
    """
    found = next((each for each in QUESTIONS if each.name == name), None)
    if found is not None:
        return found
    near = near_names(name)
    remedy = "questions.unknown.near" if near else "questions.unknown.remedy"
    place = Place(value=name, remedy=remedy, values=(("near", ", ".join(near)),))
    raise UnknownCodeError("questions.unknown", (place,), name=name)


def near_names(name: str) -> list[str]:
    """Return the names of questions that come near a name."""
    return get_close_matches(name, [each.name for each in QUESTIONS], 3, 0.5)


def read_values(
    question: Question, given: Mapping[str, str], ground: Ground
) -> tuple[Target | None, dict[str, Value]]:
    """Return the unit asked about, if the question has one, and what stands for each parameter.

    Raises:
        UsageError: something is missing, is no day, number or choice, or is no parameter.
        UnknownCodeError, NotOnDateError, InputError: what is named is nothing, or several things.
    """
    known = {parameter.name for parameter in question.parameters}
    for name in given:
        if name not in known:
            raise _refused(
                "questions.no_parameter", "questions.no_parameter.remedy", name, given[name]
            )
    values: dict[str, Value] = {}
    unit: Target | None = None
    for parameter in question.parameters:
        text = given.get(parameter.name, "").strip()[:_LONGEST]
        value = _value(parameter, text, ground)
        if parameter.takes is Takes.UNIT and isinstance(value, Target):
            unit = value
        values[parameter.name] = value
    _check_days(question, values, ground)
    return unit, values


def _value(parameter: Parameter, text: str, ground: Ground) -> Value:
    text = text or default_of(parameter, ground.policy, ground.as_of) or ""
    if not text and parameter.takes is not Takes.CHOICE:
        if parameter.takes is Takes.UNIT:
            return _only_province(parameter, ground)
        raise _refused("questions.missing", "questions.missing.remedy", parameter.name, None)
    return _READERS[parameter.takes](parameter, text, ground)


def _only_province(parameter: Parameter, ground: Ground) -> Target:
    found = provinces(ground.reader, ground.scope, ground.as_of)
    if len(found) == 1:
        return found[0]
    codes = ", ".join(f"{unit.code} ({unit.name})" for unit in found)
    remedy = "questions.which_unit.remedy" if found else "questions.no_unit.remedy"
    place = Place(column=parameter.name, remedy=remedy, values=(("choices", codes),))
    raise UsageError("questions.which_unit", (place,))


def _number(parameter: Parameter, text: str, _: Ground) -> Value:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise _refused("questions.no_number", "questions.no_number.remedy", parameter.name, text)
    number = int(text)
    if not parameter.least <= number <= parameter.most:
        raise _refused(
            "questions.out_of_range",
            "questions.out_of_range.remedy",
            parameter.name,
            text,
            least=parameter.least,
            most=parameter.most,
        )
    return number


def _day(parameter: Parameter, text: str, _: Ground) -> Value:
    try:
        return day_from_text(text)
    except ValueError:
        place = Place(column=parameter.name, value=text, remedy="error.date.remedy")
        raise UsageError("error.date", (place,), value=text) from None


def _choice(parameter: Parameter, text: str, _: Ground) -> Value:
    allowed = [choice.value for choice in parameter.choices]
    meant = next((c.value for c in parameter.choices if text in (c.value, c.vi, c.en)), None)
    if meant is None and text:
        values = (("choices", ", ".join(allowed)),)
        place = Place(
            column=parameter.name, value=text, remedy="problem.choice.remedy", values=values
        )
        raise UsageError("problem.choice", (place,), given=text)
    return meant or ""


def _unit(parameter: Parameter, text: str, ground: Ground) -> Value:
    return _found(
        parameter,
        text,
        ground,
        lambda: find(ground.reader, ground.scope, text, ground.as_of, ("Unit",)),
    )


def _person(parameter: Parameter, text: str, ground: Ground) -> Value:
    return _found(parameter, text, ground, lambda: find_person(ground.reader, ground.scope, text))


def _decision(parameter: Parameter, text: str, ground: Ground) -> Value:
    return _found(parameter, text, ground, lambda: find_decision(ground.reader, ground.scope, text))


_READERS: Mapping[Takes, Callable[[Parameter, str, Ground], Value]] = {
    Takes.UNIT: _unit,
    Takes.PERSON: _person,
    Takes.DECISION: _decision,
    Takes.DAY: _day,
    Takes.NUMBER: _number,
    Takes.CHOICE: _choice,
}


def _found(
    parameter: Parameter,
    text: str,
    ground: Ground,
    look_up: Callable[[], Target | PersonRef | DecisionRef],
) -> Value:
    """Return what an id or a code means, else the one thing that is called so."""
    try:
        return look_up()
    except NotOnDateError:
        raise
    except UnknownCodeError:
        called = suggestions(
            ground.reader, ground.scope, text, ground.as_of, (_KINDS[parameter.takes],)
        )
        there = [each for each in called if each.since <= ground.as_of < each.until]
        if not there:
            raise
        if len(there) > 1:
            raise _several(parameter, text, there) from None
        return there[0].record


def _several(parameter: Parameter, text: str, found: list[Suggestion]) -> InputError:
    choices = ", ".join(f"{each.name} ({each.code or each.record.id})" for each in found)
    values = (("choices", choices),)
    place = Place(
        column=parameter.name, value=text, remedy="questions.several.remedy", values=values
    )
    return InputError("questions.several", (place,), text=text)


def _check_days(question: Question, values: Mapping[str, Value], ground: Ground) -> None:
    """Refuse days that lie after the day asked about, and numbers that lead out of the calendar."""
    for parameter in question.parameters:
        value = values[parameter.name]
        if parameter.takes is Takes.DAY and isinstance(value, date) and value > ground.as_of:
            raise _refused(
                "questions.later_day",
                "questions.later_day.remedy",
                parameter.name,
                value.isoformat(),
            )
        room = min((OPEN_END - ground.as_of).days, (ground.as_of - OPEN_START).days)
        if parameter.name == "days" and isinstance(value, int) and value > room:
            raise _refused(
                "questions.out_of_range",
                "questions.out_of_range.remedy",
                parameter.name,
                str(value),
                least=0,
                most=room,
            )


def _refused(
    message: str, remedy: str, name: str, value: str | None, **values: object
) -> UsageError:
    told = tuple({"name": name, **values}.items())
    place = Place(column=name, value=value, remedy=remedy, values=told)
    return UsageError(message, (place,), name=name, value=value or "", **values)
