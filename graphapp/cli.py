"""The command line (``interface.md``): the same functions as the pages, in words and as JSON.

While the site runs it owns the data folder; a command then asks it through the door.
"""

from __future__ import annotations

import getpass
import signal
import sys
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import NoReturn

import click

import graphapp
from graphapp.ask_command import ask_command, questions_command
from graphapp.clock import today
from graphapp.console import (
    chain_lines,
    demo_json,
    demo_lines,
    gaps_lines,
)
from graphapp.domain.as_json import chain_json, gaps_json
from graphapp.domain.chain import chain as chain_of
from graphapp.domain.coverage import gaps as gaps_of
from graphapp.domain.sheet import sheet as sheet_of
from graphapp.domain.sheet_json import sheet_json
from graphapp.door import Reply, Request, serve_door
from graphapp.dossier_command import dossier_command
from graphapp.errors import GraphappError, Place, UsageError
from graphapp.follow_up_command import accept_command, accepted_command, tasks_command
from graphapp.inspect_command import inspect_command
from graphapp.lived_command import lived_command
from graphapp.load_command import LoadCall, load_files
from graphapp.model.policy import TARGET_TIERS
from graphapp.model.scope import WHOLE
from graphapp.options import as_json_option, on_option, read_day
from graphapp.policy_command import policy_commands
from graphapp.session import Answered, Session
from graphapp.settings import LANGUAGES
from graphapp.sheet_file import save_sheet
from graphapp.sheet_words import sheet_lines
from graphapp.tier_words import tier_of
from graphapp.trend_command import trend_command
from graphapp.undo_command import ABOUT, YES, asked, tell_load, undo_load
from graphapp.web.serving import serve as serve_site
from graphapp.write import Store
from loaders import load_province, load_small


def main() -> None:
    """Run the ``graphapp`` command and leave with its exit code."""
    # a scheduled task may have closed them
    sys.stdout, sys.stderr = (stream or StringIO() for stream in (sys.stdout, sys.stderr))
    for stream in filter(lambda each: hasattr(each, "reconfigure"), (sys.stdout, sys.stderr)):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console of Windows may speak another
    ask = click.confirm if sys.stdin is not None and sys.stdin.isatty() else None
    session = Session(sys.argv[1:], sys.stdout, sys.stderr, Path.cwd(), ask=ask)
    sys.exit(run(session))


def run(session: Session) -> int:
    """Run one call and return its exit code; every error of ours is put into words."""
    try:
        code = commands.main(list(session.argv), "graphapp", standalone_mode=False, obj=session)
    except Answered as answered:
        session.out.write(answered.reply.stdout)
        session.err.write(answered.reply.stderr)
        return answered.reply.exit
    except GraphappError as error:
        return session.complain(error)
    except click.exceptions.NoArgsIsHelpError as error:
        session.err.write(error.format_message() + "\n")
        return UsageError.exit_code
    except click.ClickException as error:
        return session.complain(UsageError("error.usage", detail=error.format_message()))
    except (click.Abort, KeyboardInterrupt):
        return 130
    return code if isinstance(code, int) else 0


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", type=click.Path(path_type=Path), help="The data folder.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of what is printed.")
@click.pass_obj
def commands(session: Session, home: Path | None, lang: str | None) -> None:
    """Tell who answers for a village or household, all the way up to the province."""
    folder = session.cwd / home if home else None
    session.settings = session.settings_for(folder, lang)


@commands.command("chain")
@click.argument("code")
@on_option
@click.option("--line", default="state", help="state or party; state unless given.")
@as_json_option
@click.pass_obj
def chain_command(session: Session, code: str, on: date | None, line: str) -> None:
    """Show who answers for the unit or household CODE on a date, and where the line is broken."""
    if line not in ("state", "party"):
        place = Place(value=line, remedy="error.line.remedy")
        raise UsageError("error.line", (place,), value=line)
    with session.store() as store:
        found = chain_of(
            store.reader(), WHOLE, code, on or today(), policy=session.policy, line=line
        )
    session.answer(chain_json(found), chain_lines(found, session.words))


@commands.command("gaps")
@click.option("--in", "inside", required=True, help="Code of the unit to look in.")
@on_option
@click.option("--tier", default="village", help=f"{', '.join(TARGET_TIERS)}; village unless given.")
@click.option("--fail-on-gaps", is_flag=True, help="Exit with 1 when there are gaps.")
@as_json_option
@click.pass_obj
def gaps_command(
    session: Session, inside: str, on: date | None, tier: str, *, fail_on_gaps: bool
) -> int:
    """List what nobody answers for inside a unit on a date, and why."""
    with session.store() as store:
        found = gaps_of(
            store.reader(), WHOLE, inside, on or today(), tier=tier_of(tier), policy=session.policy
        )
    session.answer(gaps_json(found), gaps_lines(found, session.words))
    return 1 if fail_on_gaps and found.numerator else 0


@commands.command("sheet")
@click.argument("unit")
@on_option
@click.option("--xlsx", type=click.Path(path_type=Path), help="Write it to this file, too.")
@as_json_option
@click.pass_obj
def sheet_command(session: Session, unit: str, on: date | None, xlsx: Path | None) -> None:
    """Show who answers for every village of UNIT on a date: its assignment sheet."""
    words = session.words
    with session.store() as store:
        found = sheet_of(store.reader(), WHOLE, unit, on or today(), policy=session.policy)
        if xlsx is not None:
            save_sheet(session.cwd / xlsx, store.reader(), found, words)
    session.answer(sheet_json(found), sheet_lines(found, words))


commands.add_command(dossier_command)
for command in (policy_commands, accept_command, accepted_command, tasks_command):
    commands.add_command(command)
commands.add_command(trend_command)
commands.add_command(lived_command)
commands.add_command(ask_command)
commands.add_command(inspect_command)
commands.add_command(questions_command)


@commands.command("load")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would be done; write nothing.")
@click.option(
    "--date", "day", callback=read_day, help="The day of unit and merger files without dates."
)
@click.option("--snapshot", metavar="SCOPE", help="The files tell all of this unit; the rest ends.")
@click.option(
    "--on", "on", callback=read_day, help="The day of the snapshot; what is missing is over."
)
@click.option(
    "--remarks",
    type=click.Path(path_type=Path),
    help="Write copies of the sheets with remarks: FILE.xlsx, or a folder.",
)
@as_json_option
@click.pass_obj
def load_command(  # noqa: PLR0913, PLR0917 - one parameter an option
    session: Session,
    paths: tuple[Path, ...],
    day: date | None,
    snapshot: str | None,
    on: date | None,
    remarks: Path | None,
    *,
    dry_run: bool,
) -> int:
    """Load FILE… in any order: all rows or none, every mistake shown."""
    if (snapshot is None) != (on is None):
        raise UsageError("error.snapshot")
    whole = (snapshot, on) if snapshot and on else None
    full = tuple(session.cwd / path for path in paths)
    copies = session.cwd / remarks if remarks else None
    return load_files(session, LoadCall(full, day, whole, dry_run=dry_run, remarks=copies))


@commands.command("demo")
@click.option(
    "--province/--small", help="A whole generated province, or the small roster that is carried."
)
@click.option(
    "--on", "on", callback=read_day, help="The last day of its history; today unless given."
)
@as_json_option
@click.pass_obj
def demo_command(session: Session, on: date | None, *, province: bool) -> None:
    """Load Lạng Sơn's real communes and generated people and villages, unless they are there."""
    words, actor = session.words, getpass.getuser()
    with session.store() as store:
        made = load_province(store, actor, on or today()) if province else load_small(store, actor)
    session.answer(demo_json(made, words.translator), demo_lines(made, words))


@commands.command("undo")
@click.argument("entry", type=click.IntRange(1))
@click.option(YES, "sure", is_flag=True, help="Do not ask.")
@click.option(ABOUT, "about", is_flag=True, hidden=True)
@as_json_option
@click.pass_obj
def undo_command(session: Session, entry: int, *, sure: bool, about: bool) -> int:
    """Undo load ENTRY as a whole, while nothing later rests on it; asks first."""
    if about:
        tell_load(session, entry)
        return 0
    if not (sure or session.as_json):
        code = asked(session, run)
        if code is not None:
            return code
    undo_load(session, entry)
    return 0


@commands.command("verify")
@as_json_option
@click.pass_obj
def verify_command(session: Session) -> None:
    """Check the ledger's chain, its files, and the graph against the ledger."""
    with session.store() as store:
        report = store.verify()
    rows = sum(table.ledger for table in report.tables)
    made = {
        "entries": report.entries,
        "files": report.files,
        "head_hash": report.head_hash,
        "rows": rows,
        "tables": {table.table: table.ledger for table in report.tables},
    }
    words = session.words
    session.answer(
        made, [words.text("cli.verified", entries=report.entries, files=report.files, rows=rows)]
    )


@commands.command("rebuild")
@as_json_option
@click.pass_obj
def rebuild_command(session: Session) -> None:
    """Build the graph anew from the ledger, compare it, and put it in the old one's place."""
    with session.store() as store:
        report = store.rebuild()
    rows = sum(table.graph for table in report.tables)
    made = {"entries": report.entries, "rows": rows, "seconds": round(report.seconds, 3)}
    words = session.words
    session.answer(made, [words.text("cli.rebuilt", entries=report.entries, rows=rows)])


@commands.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), help="Port on 127.0.0.1; 0 takes any.")
@click.pass_obj
def serve_command(session: Session, port: int | None) -> None:
    """Open the site on this machine; it owns the data folder until it is ended."""
    settings = session.settings
    with session.own_store() as store:
        signal.signal(signal.SIGTERM, _leave)
        app = graphapp.create_app(store, settings)
        with serve_door(settings.home, lambda request: _answer_at_door(request, session, store)):
            serve_site(app, settings.port if port is None else port, session.say_address)


def _leave(*_: object) -> NoReturn:
    """Treat a request to end like Ctrl+C: what runs is finished and the store is closed."""
    raise KeyboardInterrupt


def _answer_at_door(request: Request, site: Session, store: Store) -> Reply:
    """Run a command that another process asked for, in this one."""
    out, err = StringIO(), StringIO()
    settings = replace(site.settings, lang=request.lang)
    asked = Session(request.argv, out, err, Path(request.cwd), opened=store, settings=settings)
    code = run(asked)
    return Reply(code, out.getvalue(), err.getvalue())


if __name__ == "__main__":
    main()
