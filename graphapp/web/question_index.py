"""The index of the question library: every question by who asks and topic, or those looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import render_template

from graphapp.domain.as_json import error_json
from graphapp.domain.question_library import QUESTIONS, Asker, Topic
from graphapp.domain.question_values import near_names
from graphapp.model.text import fold
from graphapp.question_words import QuestionWords
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphapp.domain.question_library import Question
    from graphapp.errors import UnknownCodeError


@dataclass(frozen=True)
class Group:
    """Questions of one who asks and one topic."""

    asker: Asker
    topic: Topic
    questions: tuple[Question, ...]


def index_page(text: str, error: UnknownCodeError | None = None) -> str:
    """Return the page; with an error, why there is no such question and which come near it."""
    words = view().words
    key, say = fold(text), QuestionWords(words)
    found = [each for each in QUESTIONS if _meant(key, each)]
    near = near_names(str(error.values["name"])) if error else []
    return render_template(
        "questions/index.html",
        say=say,
        text=text,
        groups=list(_groups(found)),
        found=len(found),
        refused=error and error_json(error, words.translator)["error"],
        near=[each for each in QUESTIONS if each.name in near],
        address=address,
    )


def _meant(key: str, question: Question) -> bool:
    """Tell whether every word stands somewhere in a question, in either language."""
    own = (question.vi, question.en, question.about_vi, question.about_en, question.name)
    told = fold(" ".join(each.replace("_", " ") for each in own))
    return all(word in told for word in key.split())


def _groups(found: Sequence[Question]) -> Iterator[Group]:
    for asker in Asker:
        for topic in Topic:
            own = tuple(each for each in found if (each.asker, each.topic) == (asker, topic))
            if own:
                yield Group(asker, topic, own)


def address(question: Question) -> str:
    """Return where a question is answered, on the page's day."""
    return view().link("questions.answer", name=question.name)
