"""The Neo4j of the tests: its own process, its own port, an empty database, gone at the end."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import neo4j
import pytest

from tests.neo4j_server import DATABASE, Neo4jServerError, empty_neo4j
from tools.neo4j.server import LOOPBACK, Neo4jServer, free_port, speaks_bolt

CLASSPATH = os.environ.get("GRAPHAPP_TEST_NEO4J_CLASSPATH", "")
JAVA = os.environ.get("GRAPHAPP_TEST_JAVA") or "java"
WHY_NOT = os.environ.get("GRAPHAPP_TEST_NEO4J_CLASSPATH_WHY_NOT") or "run by do.py test"
needs_neo4j = [pytest.mark.neo4j, pytest.mark.skipif(not CLASSPATH, reason=WHY_NOT)]


def _ended(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


class TestRealServer:
    pytestmark = needs_neo4j

    def test_server_answers_on_its_own_port_and_ends_with_the_block(self, tmp_path: Path) -> None:
        with empty_neo4j(CLASSPATH, tmp_path, java=JAVA) as server:
            pid = server.pid
            assert pid is not None
            with neo4j.GraphDatabase.driver(server.uri) as driver:
                rows = driver.execute_query("RETURN 1 AS one", database_=DATABASE).records
            assert [row["one"] for row in rows] == [1]
        assert server.pid is None
        assert _ended(pid)

    def test_database_that_holds_something_is_refused(self, tmp_path: Path) -> None:
        with (
            empty_neo4j(CLASSPATH, tmp_path, java=JAVA) as server,
            neo4j.GraphDatabase.driver(server.uri) as driver,
        ):
            driver.execute_query("CREATE (:Left)", database_=DATABASE)
        with (
            pytest.raises(Neo4jServerError, match="already holds 1 nodes"),
            empty_neo4j(CLASSPATH, tmp_path, java=JAVA),
        ):
            pass


def test_server_that_dies_says_its_last_lines(tmp_path: Path) -> None:
    dying = tmp_path / "java"
    dying.write_text("#!/bin/sh\necho no such jar\nexit 3\n", "utf-8")
    dying.chmod(0o755)
    with (
        pytest.raises(Neo4jServerError, match=r"ended before it was ready(.|\n)*no such jar"),
        Neo4jServer("none", tmp_path / "home", java=str(dying)),
    ):
        pass


def test_server_that_stays_mute_is_given_up_in_time_and_ended(tmp_path: Path) -> None:
    mute = tmp_path / "java"
    mute.write_text("#!/bin/sh\necho $$ > pid\nexec sleep 600\n", "utf-8")
    mute.chmod(0o755)
    server = Neo4jServer("none", tmp_path / "home", java=str(mute))
    began = time.monotonic()
    with pytest.raises(Neo4jServerError, match="wasn't ready in time"):
        server.start(seconds=1)
    assert time.monotonic() - began < 20
    assert _ended(int((tmp_path / "home" / "pid").read_text("ascii")))


def test_port_of_another_server_does_not_speak_bolt() -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        other.listen()
        port = other.getsockname()[1]
        other.settimeout(5)
        assert not _answers_http(other, port)
    assert not speaks_bolt(free_port())


def _answers_http(other: socket.socket, port: int) -> bool:
    def answer() -> None:
        link, _ = other.accept()
        with link:
            link.recv(64)
            link.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    threading.Thread(target=answer, daemon=True).start()
    return speaks_bolt(port)
