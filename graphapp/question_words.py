"""Puts a question of the library and its answer into the words of one language, and into JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from cypher.catalogue import Catalogue
from graphapp.domain.as_json import target_json
from graphapp.domain.question_library import QUESTIONS
from graphapp.domain.question_library.declared import Holds
from graphapp.domain.questions import Ref
from graphapp.domain.results import DecisionRef, PersonRef, Target
from graphapp.model.text import fold

if TYPE_CHECKING:
    from graphapp.domain.question_library import Question
    from graphapp.domain.question_library.declared import Column, Parameter, Value
    from graphapp.domain.questions import Answer, AnswerRow, Cell, Run
    from graphapp.words import Words

Json = dict[str, Any]


@dataclass(frozen=True)
class QuestionWords:
    """Speaks of questions and answers."""

    words: Words

    @property
    def lang(self) -> str:
        """Return the language."""
        return self.words.lang

    def _of(self, vi: str, en: str) -> str:
        return vi if self.lang == "vi" else en

    def question(self, question: Question) -> str:
        """Return the question as somebody asks it."""
        return self._of(question.vi, question.en)

    def about(self, question: Question) -> str:
        """Tell what exactly is counted."""
        return self._of(question.about_vi, question.about_en)

    def topic(self, topic: str) -> str:
        """Name a topic."""
        return self.words.text(f"questions.topic.{topic}")

    def asker(self, asker: str) -> str:
        """Name who asks."""
        return self.words.text(f"questions.asker.{asker}")

    def heading(self, named: Column | Parameter) -> str:
        """Name a column or a parameter."""
        return self._of(named.vi, named.en)

    def choice(self, named: Column | Parameter, value: str) -> str:
        """Name one of the values of a column or a parameter; any, where none is chosen."""
        found = next((each for each in named.choices if each.value == value), None)
        if found is not None:
            return self._of(found.vi, found.en)
        return value or self.words.text("questions.any")

    def value(self, parameter: Parameter, value: Value) -> str:
        """Say what stands for a parameter."""
        if isinstance(value, Target | PersonRef):
            return f"{value.name} ({value.code})"
        if isinstance(value, DecisionRef):
            return self.words.decision(value)
        if parameter.choices and isinstance(value, str):
            return self.choice(parameter, value)
        return self.words.translator.value(value)

    def sentence(self, answer: Answer) -> str:
        """Say the answer with its n and N, day and scope."""
        text, question = self.words.text, answer.question
        if not answer.asked:
            return text("questions.not_asked", as_of=answer.as_of)
        told = {p.name: self.value(p, answer.values[p.name]) for p in question.parameters}
        told["unit"] = answer.unit.name if answer.unit else ""
        told["as_of"] = self.words.date(answer.as_of)
        told["n"] = self.words.number(answer.numerator)
        told["total"] = self.words.number(answer.denominator)
        return self._of(question.answer_vi, question.answer_en).format(**told)

    def cell(self, column: Column, cell: Cell) -> str:
        """Say a cell; blank where there is nothing, or nothing that may be seen."""
        if isinstance(cell, Ref):
            return cell.name
        if isinstance(cell, DecisionRef):
            return self.words.decision(cell)
        if column.holds is Holds.CHOICE and isinstance(cell, str):
            return self.choice(column, cell)
        return self.words.translator.value(cell)

    def row(self, answer: Answer, row: AnswerRow) -> str:
        """Say a row on one line, as the command line does."""
        cells = ((column, row.cells[column.key]) for column in answer.question.columns)
        said = (self._coded(column, cell) for column, cell in cells)
        return " · ".join(each for each in said if each)

    def _coded(self, column: Column, cell: Cell) -> str:
        named = self.cell(column, cell)
        if isinstance(cell, Ref):
            return named if cell.code == cell.name else f"{named} ({cell.code})"
        return f"{self.heading(column)}: {named}" if named else ""


@cache
def _catalogue(engine: str) -> Catalogue:
    return Catalogue.load(engine)


def query_text(name: str, engine: str) -> str:
    """Return the Cypher of a query, as an engine is asked it."""
    return _catalogue(engine).get(name).text.rstrip()


def run_values(run: Run) -> list[tuple[str, str]]:
    """Return the values that a query was asked with, as they are written in Cypher."""
    return [(f"${name}", _literal(value)) for name, value in run.parameters.items()]


def _literal(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_literal(each) for each in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    return f"'{value}'" if isinstance(value, str) else str(value)


# --- JSON ---------------------------------------------------------------------------------------


def library_json(words: Words) -> list[Json]:
    """Return every question with its parameters, in the order of the library."""
    say = QuestionWords(words)
    return [
        {
            "name": question.name,
            "asker": question.asker.value,
            "topic": question.topic.value,
            "question": say.question(question),
            "about": say.about(question),
            "query": question.query,
            "parameters": [
                {
                    "name": parameter.name,
                    "type": parameter.takes.value,
                    "label": say.heading(parameter),
                    "choices": [choice.value for choice in parameter.choices],
                }
                for parameter in question.parameters
            ],
        }
        for question in QUESTIONS
    ]


def answer_json(answer: Answer, words: Words, engine: str) -> Json:
    """Return an answer as an object: every row, whatever the page shows of them."""
    say, question = QuestionWords(words), answer.question
    return {
        "question": question.name,
        "text": say.question(question),
        "as_of": answer.as_of.isoformat(),
        "scope": target_json(answer.unit) if answer.unit else None,
        "parameters": {name: _plain(value) for name, value in answer.values.items()},
        "asked": answer.asked,
        "numerator": answer.numerator,
        "denominator": answer.denominator,
        "sentence": say.sentence(answer),
        "columns": [
            {"key": column.key, "label": say.heading(column)} for column in question.columns
        ],
        "rows": [_row_json(question, row) for row in answer.rows],
        "queries": [
            {
                "name": run.query,
                "cypher": query_text(run.query, engine),
                "parameters": {name: _plain(value) for name, value in run.parameters.items()},
            }
            for run in answer.runs
        ],
    }


def _row_json(question: Question, row: AnswerRow) -> Json:
    told: Json = {column.key: _plain(row.cells[column.key]) for column in question.columns}
    return {**told, "counted": row.counted}


def _plain(value: object) -> object:
    """Return a value as JSON has it; a thing by id, code and name."""
    if isinstance(value, Ref | Target | PersonRef):
        return {"id": value.id, "code": value.code, "name": value.name}
    if isinstance(value, DecisionRef):
        day = value.date.isoformat() if value.date else None
        return {"id": value.id, "number": value.number, "date": day, "issuer": value.issuer}
    return value.isoformat() if isinstance(value, date) else value


# --- the command line ---------------------------------------------------------------------------


def library_lines(words: Words) -> Iterator[str]:
    """Say every question, by who asks."""
    say = QuestionWords(words)
    for asker in dict.fromkeys(question.asker for question in QUESTIONS):
        yield say.asker(asker)
        for question in QUESTIONS:
            if question.asker is asker:
                yield f"  {question.name}: {say.question(question)}"
                options = ", ".join(f"--{p.name} ({say.heading(p)})" for p in question.parameters)
                yield f"      {options}"


def answer_lines(answer: Answer, words: Words) -> Iterator[str]:
    """Say an answer: the question, the sentence, each row."""
    say = QuestionWords(words)
    yield say.question(answer.question)
    yield say.sentence(answer)
    for row in answer.rows:
        yield f"  {say.row(answer, row)}"


def matching(answer: Answer, text: str, words: Words) -> tuple[AnswerRow, ...]:
    """Return the rows in which a text stands, marks or none."""
    key, say = fold(text), QuestionWords(words)
    if not key:
        return answer.rows
    return tuple(row for row in answer.rows if key in fold(say.row(answer, row)))
