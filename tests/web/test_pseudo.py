"""No page, error, file or answer shows a text that is neither a message nor data.

Every message is marked by a pseudo-language (`tests.web.pseudo`); what is unmarked was forgotten.
"""

from __future__ import annotations

import csv
import getpass
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from flask import render_template_string
from python_calamine import CalamineWorkbook
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from cypher.catalogue import Catalogue
from graphapp import create_app
from graphapp.domain.inspector import NAMES as GAP_NAMES
from graphapp.domain.need import SORTS as NEED_SORTS
from graphapp.domain.network_ties import RELATIONS
from graphapp.domain.sheet_table import STATE_CHOICES
from graphapp.domain.suggest import KINDS
from graphapp.domain.tasks import TaskState
from graphapp.errors import GraphDamagedError
from graphapp.i18n import LANGUAGES, Translator
from graphapp.model.policy import COLUMNS, TARGET_TIERS, default_policy
from graphapp.model.schema import MODEL
from graphapp.web.coverage import COUNTS, REASONS
from graphapp.web.people import PARTS
from graphapp.write import Notice, open_store
from loaders.kinds import kinds
from tests.loaders.world import OLD, UNITS, VILLAGES
from tests.web import scene
from tests.web.addresses import FAILURES, FILES, PAGES, TWINS, on
from tests.web.conftest import ladybug_settings
from tests.web.handing import Worker
from tests.web.pseudo import Data, findings, pseudo_language, strings, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from graphapp.settings import Settings
    from graphapp.write import Store

# a question of the library is shown as it is asked of the graph
QUERIES = [query for query in Catalogue.load("ladybug") if query.name.startswith("questions/")]
# no page of ours shows these: they are for machines, files, or forms that lead to a page
UNSEEN = {"assets.file", "health.live", "health.ready"}
# by whom it was loaded, is taken out; formats are called the same in any language
ASKED = {" ".join(text.split()) for q in QUERIES for text in (q.name, q.text)}
DATA = Data(scene.texts() | {"test", getpass.getuser(), "PNG", "SVG"} | ASKED)
# what an address may say, offered where it says something else
LINES = ("state", "party", "both")
CHOICES = (
    LANGUAGES,
    RELATIONS,
    LINES,
    LINES[:2],
    COUNTS,
    REASONS,
    STATE_CHOICES,
    GAP_NAMES,
    NEED_SORTS,
    TARGET_TIERS,
    PARTS,
    KINDS,
    tuple(TaskState),
    ("person",),
)
OFFERED = DATA.more(", ".join(choices) for choices in CHOICES)


def columns() -> set[str]:
    """Headers and values of files that are loaded again: they stand in Vietnamese."""
    every = [column for kind in kinds() for column in kind.columns]
    names = {name for column in every for name in (*column.names, column.shown)}
    names |= {choice.vi for column in every for choice in column.declared.choices}
    for column in COLUMNS:
        names |= {column.vi, column.en}
        names |= {text for choice in column.choices for text in (choice.vi, choice.en)}
    return names | {row.key for row in (*default_policy().rows, *default_policy().rules)}


FILED = DATA.more(columns())


@pytest.fixture(scope="module", autouse=True)
def _marked() -> Iterator[None]:
    with pseudo_language():
        yield


@pytest.fixture(scope="module")
def app(scene_store: Store, scene_settings: Settings) -> Flask:
    """The site over the small province, with tables so short that all of them have pages."""
    return create_app(scene_store, replace(scene_settings, table_rows=2, search_rows=3))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def given(address: str) -> list[str]:
    """What an address says: a page may repeat it."""
    parts = urlsplit(address)
    asked = [text for pair in parse_qsl(parts.query) for text in pair]
    return [*asked, *(unquote(part) for part in parts.path.split("/")), parts.path[1:]]


def shown(response: TestResponse) -> list[str]:
    """Every text that an answer shows, be it a page, an object or a file."""
    kind = response.mimetype
    if kind == "text/html":
        return told_by(response.get_data(as_text=True))
    if kind == "application/json":
        return strings(response.get_json())
    if kind == "text/csv":
        rows = csv.reader(io.StringIO(response.get_data(as_text=True)))
        return [cell for row in rows for cell in row]
    if kind == "application/pdf":  # says what the workbook says: test_dossier compares the two
        return []
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.get_data()))
    sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    return [
        *book.sheet_names,
        *(str(cell) for s in sheets for row in s.to_python() for cell in row),
    ]


def left_on(client: FlaskClient, address: str, lang: str, data: Data = DATA) -> list[str]:
    """What of an answer is left untouched."""
    response = client.get(on(address, lang), follow_redirects=True)
    found = findings(shown(response), lang, data.more(given(response.request.url)))
    response.close()
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", [*PAGES, *FAILURES, *TWINS, *FILES])
def test_nothing_is_left_untranslated(client: FlaskClient, address: str, lang: str) -> None:
    data = OFFERED if address in FAILURES else FILED if address in FILES else DATA
    assert left_on(client, address, "vi" if "lang=fr" in address else lang, data) == []


# --- what is handed in ---------------------------------------------------------------------------

BY_FORM = {
    "policy_import.check", "policy_import.confirm", "accepted.end", "tasks.note", "tasks.withdraw",
}  # fmt: skip  # walked by test_pseudo_forms
BY_WORKER = {
    "intake.submit", "intake.mend", "intake.check", "intake.confirm",
    "intake.discard", "intake.undo", "intake_api.job_as_json",
}  # fmt: skip
BAD = VILLAGES.replace("15/10/2025", "31/02/2025").replace("05983-02,Khối 2,05983", "a,b,5999")


@pytest.fixture
def worker(tmp_path: Path, lang: str) -> Iterator[Worker]:
    """Somebody who hands files in, at a site that speaks a language unless asked otherwise."""
    settings = replace(ladybug_settings(tmp_path), lang=lang)
    with open_store(settings) as store:
        app = create_app(store, replace(settings, table_rows=2))
        yield Worker(app.test_client())
        app.extensions["graphapp"].desk.close()


def things() -> set[str]:
    """The model's own words for what a load changes, and the keys of its tables."""
    declared = (*MODEL.labels, *MODEL.relations)
    return {
        *(name for each in declared for name in (each.vi, each.en)),
        *(table.key for table in MODEL.tables()),
        *(c.en for table in MODEL.tables() for p in table.properties for c in p.choices),
    }


def walked(worker: Worker, job: str, lang: str) -> list[str]:
    """What is left untouched of a job, its twin, the copies of its files, and the list of all."""
    words = {"don_vi.csv", "xa_cu.csv", "thon.csv", "thon", getpass.getuser()}
    cells = re.split(r"[,\n]", UNITS + OLD + BAD)
    data = Data(frozenset({*cells, *columns(), *things(), *words}))
    addresses = (f"/loads/{job}", f"/api/v1/loads/{job}", f"/loads/{job}/remarks/2", "/loads")
    return [left for each in addresses for left in left_on(worker.client, each, lang, data)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_untranslated_of_what_is_handed_in(worker: Worker, lang: str) -> None:
    assert left_on(worker.client, "/", lang) == []
    files = {"don_vi.csv": UNITS, "xa_cu.csv": OLD, "thon.csv": BAD}
    job = worker.hand_in(files)
    assert worker.wait(job)["state"] == "refused"
    assert walked(worker, job, lang) == []
    worker.mend(job, 2, "thon.csv", VILLAGES)
    assert worker.wait(job)["state"] == "ready"
    assert walked(worker, job, lang) == []
    entry = worker.confirm(job)["entry"]
    assert walked(worker, job, lang) == []
    again = worker.hand_in(files | {"thon.csv": VILLAGES})
    assert worker.wait(again)["state"] == "unchanged"
    assert walked(worker, again, lang) == []
    undone = worker.undo(entry)
    assert walked(worker, undone["id"], lang) == []
    assert walked(worker, worker.undo(entry)["id"], lang) == []


def test_the_list_has_an_address_for_every_route(app: Flask) -> None:
    routes = app.url_map.bind("localhost")
    walked = set()
    for address in (*PAGES, *FAILURES, *TWINS, *FILES):
        try:
            walked.add(routes.match(urlsplit(address).path)[0])
        except (HTTPException, RequestRedirect):
            assert address in FAILURES
    every = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert every - walked == UNSEEN | BY_FORM | BY_WORKER


# --- failures that no address brings about -------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_untranslated_when_something_fails(
    app: Flask, scene_store: Store, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> NoReturn:
        raise RuntimeError("of ours")

    def damaged() -> NoReturn:
        raise GraphDamagedError("layout.code", code="graph")

    client = app.test_client()
    foreign = client.get(f"/?lang={lang}", headers={"Host": "evil.example"})
    wrong = client.post(f"/gaps?lang={lang}")
    forged = client.post(f"/loads?lang={lang}")
    monkeypatch.setattr(scene_store, "notices", (Notice("layout.code", {"code": "77"}),))
    told = client.get(f"/?lang={lang}")
    monkeypatch.setattr(app.logger, "disabled", True)
    monkeypatch.setattr("graphapp.web.home.provinces", fault)
    ours = client.get(f"/?lang={lang}")
    monkeypatch.setattr(scene_store, "reader", damaged)
    late = client.get(f"/?lang={lang}")
    answers = (foreign, wrong, forged, told, ours, late)
    assert [each.status_code for each in answers] == [400, 405, 400, 200, 500, 503]
    data = DATA.more(["evil.example", "Host", "graph"])
    assert [left for each in answers for left in findings(shown(each), lang, data)] == []


# --- the net itself ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>{{ t('layout.today') }} Thôn Nà Lùng 06184, 22/11/2026</p>", []),
        ("<p>Chưa dịch</p>", ["Chưa dịch"]),
        ("<p>{{ t('layout.today') }} and more</p>", ["and more"]),
        ("<p>Thôn Nà Lùng thử</p>", ["thử"]),
        ('<a title="open"></a>', ["open"]),
        (
            '<input placeholder="Find"><img alt="a map"><b aria-label="close"></b>',
            ["Find", "a map", "close"],
        ),
        ('<input type="submit" value="Send">', ["Send"]),
        ("<option>any</option>", ["any"]),
        ("<li>UNDER</li>", ["UNDER"]),
        ('<option value="UNDER" data-kind="UNDER"></option>', []),
        ('<p data-label="Not told"></p>', ["Not told"]),
        ('<p data-node="u1-5" data-kinds="unit-row u1-4" data-to="/units/u1-5"></p>', []),
        (
            '<script type="application/json">{"title": "Nobody here", "id": "u1-5"}</script>',
            ["Nobody here"],
        ),
        ("<noscript>No scripts</noscript>", ["No scripts"]),
        ("{{ t('search.nothing', q='a word of ours') }}", ["a word of ours"]),
        ("{{ words.text('layout.today').strip('⟦⟧〚〛') | upper }}", ["HÔM NAY"]),
        ("{{ other.text('layout.today') }}", ["〚Today〛"]),
    ],
)
def test_what_is_forgotten_in_a_template_is_found(app: Flask, html: str, left: list[str]) -> None:
    page = "{% extends 'layout/page.html' %}{% block main %}" + html + "{% endblock %}"
    with app.test_request_context(on("/", "vi")):
        other = Translator("en")
        drawn = render_template_string(page, other=other)
    assert findings(told_by(drawn), "vi", DATA) == left
