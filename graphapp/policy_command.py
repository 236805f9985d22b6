"""``graphapp policy``: show the one in force, check a file, record what a file says."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphapp.domain.policy_json import changes_json, policy_json
from graphapp.model.policy import cells_of, changes_between
from graphapp.options import as_json_option
from graphapp.policy_words import change_lines, policy_lines
from graphapp.session import Session
from graphapp.write import check_policy, record_policy
from loaders import read_policy_file
from loaders.reading import ReadingLimits

if TYPE_CHECKING:
    from graphapp.model.policy import Policy
    from graphapp.write import Store

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("policy")
def policy_commands() -> None:
    """Show, check and record who must answer for what, and what else is a gap."""


@policy_commands.command("show")
@as_json_option
@click.pass_obj
def show_command(session: Session) -> None:
    """Show the policy in force."""
    with session.store() as store:
        policy = store.policy()
    session.answer(policy_json(policy), policy_lines(policy, cells_of(policy), session.words))


@policy_commands.command("check")
@FILE
@as_json_option
@click.pass_obj
def check_command(session: Session, file: Path) -> None:
    """Tell what the policy in FILE would change, or all that is wrong with it."""
    with session.store() as store:
        changes = changes_between(store.policy(), _read(session, store, file))
    lines = [*change_lines(changes, session.words)] or [session.words.text("policy.same")]
    session.answer({"changes": changes_json(changes)}, lines)


@policy_commands.command("import")
@FILE
@click.option("--note", default="", help="Why; the history shows it.")
@as_json_option
@click.pass_obj
def import_command(session: Session, file: Path, note: str) -> None:
    """Record the policy in FILE as the one in force."""
    with session.store() as store:
        policy, recorded = _read(session, store, file), store.registers().policies
        changes = changes_between(store.policy(), policy)
        based_on = recorded[-1].entry if recorded else 0
        entry = record_policy(store, policy, getpass.getuser(), note, based_on)
    words = session.words
    last = words.text("policy.recorded", entry=entry.seq) if entry else words.text("policy.same")
    answer = {"entry": entry and entry.seq, "changes": changes_json(changes)}
    session.answer(answer, [*change_lines(changes, words), last])


def _read(session: Session, store: Store, file: Path) -> Policy:
    path, limits = session.cwd / file, ReadingLimits.of(session.settings)
    found = read_policy_file(path, str(file), limits)
    check_policy(store.reader(), found.policy, found.numbers)
    return found.policy
