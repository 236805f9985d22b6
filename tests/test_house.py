"""House rules: what every file of the project keeps to."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cypher.catalogue import Catalogue
from graphapp import docs
from graphapp.i18n import LANGUAGES, messages
from graphapp.model.schema import MODEL
from graphapp.settings import declared

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("graphapp", "loaders", "cypher")
MODULES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
CYPHER = re.compile(r"\b(MATCH|UNWIND|CREATE|MERGE|COPY|LOAD FROM|DELETE) *[( $'`]|\bRETURN \w+\.")
DERIVES_CYPHER = ("cypher/",)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def strings(path: Path) -> Iterator[str]:
    """Every string of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and id(node) not in docstrings:
            yield value


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_cypher_is_written_in_python_only_where_it_is_derived_from_the_model(path: Path) -> None:
    if name_of(path).startswith(DERIVES_CYPHER):
        return
    assert [text for text in strings(path) if CYPHER.search(text)] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stays_under_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    assert not {"utils", "helpers", "common", "manager", "base", "misc"} & set(path.stem.split("_"))


def test_nothing_names_a_registry_or_a_path_of_a_machine() -> None:
    registry = re.compile(
        r"(pypi|pythonhosted|npmjs|repo1?\.maven[a-z.]*|debian)\.(org|net|com)|/work/|/root/"
    )
    texts = {".py", ".md", ".toml", ".txt", ".json", ".xml", ".html", ".js", ".css", ".po", ".csv"}
    own = [p for p in tracked() if p.suffix in texts or p.name == "run"]
    vendored = ("static/vendor/", "tests/vendor/", "tests/test_house.py")
    found = [
        name_of(path)
        for path in own
        if not name_of(path).startswith(vendored)
        if registry.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_both_languages_have_the_same_messages() -> None:
    vi, en = (messages(lang) for lang in LANGUAGES)
    assert sorted(vi) == sorted(en)
    assert [message for message in vi if not (vi[message] and en[message])] == []


def quoted() -> set[str]:
    """Every string of the code and of the templates."""
    found = {text for path in MODULES for text in strings(path)}
    for path in sorted((ROOT / "graphapp").rglob("*.html")):
        found |= set(re.findall(r"[\"']([a-z_0-9.]+)[\"']", path.read_text(encoding="utf-8")))
    return found


def test_every_message_that_the_code_names_exists() -> None:
    known = messages("en")
    topics = {message.split(".")[0] for message in known}
    files = (".csv", ".json", ".css", ".js", ".html", ".sock", ".md", ".sqlite", ".lbug", ".lock")
    named = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")
    missing = {
        text
        for text in quoted()
        if named.fullmatch(text) and text.split(".")[0] in topics and text not in known
        # no messages: names of files and of views; what ends with _ is put together with a value
        if not text.endswith((*files, ".show", "_"))
    }
    assert missing == set()


def test_every_message_is_used() -> None:
    texts = quoted()
    stems = tuple(text for text in texts if re.fullmatch(r"[a-z_]+\.([a-z_.]*[._])?", text))
    unused = [
        message
        for message in messages("en")
        if message not in texts and not message.startswith(stems)
    ]
    assert " ".join(unused) == ""


def test_every_query_is_asked_by_somebody() -> None:
    texts = quoted()
    queries = {query.name for engine in ("ladybug", "neo4j") for query in Catalogue.load(engine)}
    # those of state/ are derived from the model and named by its tables
    assert sorted(n for n in queries if n not in texts and not n.startswith("state/")) == []


@pytest.mark.parametrize("page", docs.PAGES)
def test_a_generated_page_is_up_to_date(page: str) -> None:
    text = (docs.FOLDER / page).read_text(encoding="utf-8")
    assert text == "\n".join(docs.PAGES[page]()) + "\n"


def test_every_setting_is_on_the_settings_page() -> None:
    page = (docs.FOLDER / "settings.md").read_text(encoding="utf-8")
    assert [s.env for s in declared() if f"`{s.env}`" not in page] == []


def test_labels_and_relations_are_named_as_the_field_does() -> None:
    assert all(re.fullmatch(r"([A-Z][a-z]+)+", label.name) for label in MODEL.labels)
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", relation.name) for relation in MODEL.relations)
    names = {p.name for table in MODEL.tables() for p in table.properties}
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


def test_the_ends_of_every_relation_exist() -> None:
    labels = {label.name for label in MODEL.labels}
    ends = {end for relation in MODEL.relations for pair in relation.pairs for end in pair}
    assert ends <= labels
    assert len({label.prefix for label in MODEL.labels}) == len(labels)


def test_the_architecture_page_stays_under_150_lines() -> None:
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(page.splitlines()) < 150
