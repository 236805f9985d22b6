"""The question library: what planners and inspectors really ask, each declared once."""

from __future__ import annotations

from graphapp.domain.question_library.cover import COVER
from graphapp.domain.question_library.declared import Asker, Question, Topic
from graphapp.domain.question_library.documents import DOCUMENTS, UNITS
from graphapp.domain.question_library.party import PARTY
from graphapp.domain.question_library.people import PEOPLE

QUESTIONS: tuple[Question, ...] = (*COVER, *PARTY, *PEOPLE, *DOCUMENTS, *UNITS)
"""Every question, those of a topic together."""

__all__ = ["QUESTIONS", "Asker", "Question", "Topic"]
