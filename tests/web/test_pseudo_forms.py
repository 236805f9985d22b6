"""Forms of the policy, accepted gaps and tasks show messages and data alone, refused or not."""

from __future__ import annotations

import getpass
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from graphapp import create_app
from graphapp.clock import today
from graphapp.i18n import LANGUAGES
from graphapp.model.policy import COLUMNS, cells_of, default_policy
from graphapp.write import open_store
from tests.web import scene
from tests.web.addresses import GAP
from tests.web.conftest import ladybug_settings
from tests.web.handing import Worker
from tests.web.pseudo import Data, findings, pseudo_language, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# in the remedy of a cell: what a file says, in the language of the file
WORDS = {text for c in COLUMNS for text in (c.vi, c.en)}
WORDS |= {text for c in COLUMNS for each in c.choices for text in (each.vi, each.en)}
TYPED = {"policy.csv", "hamlet", "2201-01-01", "QĐ 5", "thiếu biên chế", "gấp", "again"}
DATA = Data(frozenset(scene.texts() | {getpass.getuser(), "test"} | WORDS | TYPED))
DUTY = {
    "key": "village_by_commune", "target": "village", "post_tier": "commune", "line": "state",
    "kinds": "in_charge", "span": "4", "visit_months": "3", "from": "01/07/2025", "note": "QĐ 5",
    "entry": "0",
}  # fmt: skip


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    settings = ladybug_settings(tmp_path)
    with open_store(settings) as store, pseudo_language():
        scene.fill(store)
        yield Worker(create_app(store, settings).test_client())


def file_of(*rows: dict[str, str]) -> tuple[io.BytesIO, str]:
    lines = [",".join(row[column.name] for column in COLUMNS) for row in rows]
    text = "\n".join([",".join(column.name for column in COLUMNS), *lines])
    return io.BytesIO(text.encode()), "policy.csv"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_untranslated_of_the_forms(worker: Worker, lang: str) -> None:
    left: list[str] = []
    rows = cells_of(default_policy())
    soon = f"{today() + timedelta(days=1):%d/%m/%Y}"

    def post(address: str, status: int, **fields: Any) -> None:
        joined = "&" if "?" in address else "?"
        answer = worker.post(f"{address}{joined}lang={lang}", **fields)
        assert answer.status_code == status
        if status != 303:
            left.extend(findings(told_by(answer.get_data(as_text=True)), lang, DATA))

    post("/policy/row", 400, **{**DUTY, "post_tier": "hamlet", "to": "2201-01-01", "span": "0"})
    post("/policy/row", 400, **{**DUTY, "key": "", "change_from": ""})
    post("/policy/row", 303, **DUTY)
    post("/policy/row", 400, **{**DUTY, "span": "3"})
    post("/policy/check", 200, file=file_of({**rows[0], "span": "9"}, *rows[2:]))
    post("/policy/check", 400, file=file_of({**rows[0], "post_tier": "hamlet"}))
    post("/policy/check", 400, file=file_of(*rows, {**rows[3], "key": "again", "span": "9"}))
    post("/policy/import", 400)
    post(f"/accepted/new?key={GAP}", 400, why="thiếu biên chế")
    post(f"/accepted/new?key={GAP}", 400, why="", until=soon)
    post(f"/accepted/new?key={GAP}", 400, why="gấp", until="01/01/2020")
    post(f"/accepted/new?key={GAP}", 303, why="thiếu biên chế", until=soon)
    post(f"/accepted/new?key={GAP}", 400, why="gấp", until=soon)
    post(f"/tasks/new?key={GAP}", 400, due=soon)
    post(f"/tasks/new?key={GAP}", 400, person="p1-6")
    post(f"/tasks/new?key={GAP}", 303, due=soon, person="p1-6", note="gấp")
    post("/tasks/note", 303, number="4", note="gấp")
    for address in ("/policy", "/accepted", "/tasks"):
        page = worker.client.get(f"{address}?lang={lang}")
        left.extend(findings(told_by(page.get_data(as_text=True)), lang, DATA))
    post("/tasks/withdraw", 303, number="4")
    post("/accepted/end", 303, number="3")
    for address in ("/accepted", "/tasks"):
        page = worker.client.get(f"{address}?lang={lang}")
        left.extend(findings(told_by(page.get_data(as_text=True)), lang, DATA))
    assert left == []
