"""What engines raise becomes an error of ours that can be put into words."""

from __future__ import annotations

import neo4j.exceptions
import pytest

from graphapp.errors import EngineError, InputError
from graphapp.graph.failures import MEANINGS, meaning, translated
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.i18n import LANGUAGES, Translator
from tools.neo4j.server import free_port


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (RuntimeError, "engine.failed"),
        (neo4j.exceptions.ServiceUnavailable, "engine.unreachable"),
        (neo4j.exceptions.AuthError, "engine.login_refused"),
        (neo4j.exceptions.CypherSyntaxError, "engine.failed"),
        (neo4j.exceptions.TransientError, "engine.overloaded"),
        (FileNotFoundError, "engine.failed"),
        (KeyError, None),
    ],
)
def test_exception_means_what_the_table_says_of_it_or_of_what_it_is(
    kind: type[Exception], message: str | None
) -> None:
    assert meaning(kind) == message


def test_errors_of_ours_and_what_is_no_failure_of_an_engine_pass() -> None:
    for error in (InputError("engine.cycle"), KeyError("x")):
        with pytest.raises(type(error)) as raised, translated("ladybug"):
            raise error
        assert raised.value is error


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_meaning_is_worded(lang: str) -> None:
    for message in set(MEANINGS.values()):
        assert "(why)" in Translator(lang).text(message, engine="ladybug", detail="(why)")


def test_server_that_does_not_answer_is_said_to_be_unreachable() -> None:
    with pytest.raises(EngineError) as raised:
        Neo4jEngine(f"bolt://127.0.0.1:{free_port()}", None, "neo4j")
    assert raised.value.message == "engine.unreachable"
    assert raised.value.values["engine"] == "neo4j"


def test_address_that_is_none_is_said_to_be_misconfigured() -> None:
    with pytest.raises(EngineError) as raised:
        Neo4jEngine("no address", None, "neo4j")
    assert raised.value.message == "engine.misconfigured"
