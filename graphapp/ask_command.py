"""``graphapp ask``: the question library at the command line; without a name it lists them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from graphapp.clock import today
from graphapp.domain.question_library import QUESTIONS
from graphapp.domain.question_library.declared import Parameter
from graphapp.domain.question_values import Ground, question_named
from graphapp.domain.questions import ask
from graphapp.model.scope import WHOLE
from graphapp.options import as_json_option, on_option
from graphapp.question_file import save_answer
from graphapp.question_words import answer_json, answer_lines, library_json, library_lines
from graphapp.session import Session

Command = Callable[..., Any]
_PARAMETERS: dict[str, Parameter] = {
    parameter.name: parameter for question in QUESTIONS for parameter in question.parameters
}


def _options(command: Command) -> Command:
    """Give a command an option for each parameter that some question takes."""
    for parameter in reversed(_PARAMETERS.values()):
        choices = ", ".join(choice.value for choice in parameter.choices)
        told = f"{parameter.en}{f': {choices}' if choices else ''}."
        command = click.option(f"--{parameter.name}", f"given_{parameter.name}", help=told)(command)
    return command


@click.command("ask")
@click.argument("name", required=False)
@on_option
@_options
@click.option("--xlsx", type=click.Path(path_type=Path), help="Write it to this file, too.")
@as_json_option
@click.pass_obj
def ask_command(
    session: Session,
    /,
    name: str | None,
    on: date | None,
    xlsx: Path | None,
    **given: str | None,
) -> None:
    """Answer the question NAME of the library; without a name, list the questions."""
    if name is None:
        list_questions(session)
        return
    question, words = question_named(name), session.words
    told = {key.removeprefix("given_"): text for key, text in given.items() if text is not None}
    with session.store() as store:
        ground = Ground(store.reader(), WHOLE, store.policy(), on or today())
        answer = ask(question, told, ground)
    if xlsx is not None:
        save_answer(session.cwd / xlsx, answer, words)
    engine = session.settings.engine
    session.answer(answer_json(answer, words, engine), answer_lines(answer, words))


@click.command("questions")
@as_json_option
@click.pass_obj
def questions_command(session: Session) -> None:
    """List the questions of the library; with --json an array, one entry a question."""
    list_questions(session)


def list_questions(session: Session) -> None:
    """Print every question; needs no data folder."""
    if session.as_json:
        session.say(json.dumps(library_json(session.words), ensure_ascii=False))
        return
    for line in library_lines(session.words):
        session.say(line)
