"""``graphapp dossier``: the dossier of a village, a commune or a person, written to a file."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path

import click

from graphapp.clock import now, today
from graphapp.domain.dossier import MONTHS, asked_for
from graphapp.dossier.as_json import paper_json
from graphapp.dossier.file import FORMS, content_of, dossier_of, save
from graphapp.dossier.paper import Copy, paper_of
from graphapp.model.scope import WHOLE
from graphapp.options import as_json_option, on_option
from graphapp.session import Session


@click.command("dossier")
@click.argument("code")
@on_option
@click.option("--format", "form", type=click.Choice(FORMS), default="pdf", show_default=True)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option(
    "--months", type=click.IntRange(1, 600), default=MONTHS, help="Visits of so many months; 12."
)
@as_json_option
@click.pass_obj
def dossier_command(  # noqa: PLR0917 - one parameter an option
    session: Session, code: str, on: date | None, form: str, out: Path, months: int
) -> None:
    """Write all that is known of the village, commune or person CODE on a date to a file."""
    with session.store() as store:
        registers = store.registers()
        asked = asked_for(
            store.reader(),
            WHOLE,
            on or today(),
            store.gap_days(),
            dealt=(registers.acceptances, registers.tasks),
            months=months,
        )
        found = dossier_of(asked, code)
        last = next(iter(store.last_entries(1)), None)
    words = session.words
    paper = paper_of(found, words, Copy(getpass.getuser(), now(), last, months))
    content = content_of(paper, form, words)
    save(session.cwd / out, content)
    file = {"path": str(out), "format": form, "bytes": len(content)}
    told = words.text("dossier.written", path=str(out))
    session.answer({"file": file, **paper_json(paper)}, [told])
