"""The door: the command line asks the site that owns the data folder, and nobody else may."""

from __future__ import annotations

import json
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from graphapp import door
from graphapp.door import Reply, Request, ask, serve_door
from graphapp.errors import StoreBusyError, UsageError

QUESTION = Request(("chain", "20", "--json"), "/home/lan", "vi")
ROOT = Path(__file__).parents[1]


def echo(request: Request) -> Reply:
    return Reply(3, json.dumps([*request.argv, request.cwd, request.lang]), "Thôn Nà Lộc\n")


ECHOED = Reply(3, '["chain", "20", "--json", "/home/lan", "vi"]', "Thôn Nà Lộc\n")


@pytest.fixture(params=["unix", "loopback"])
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder, once with Unix sockets and once without."""
    if request.param == "loopback":
        monkeypatch.delattr(socket, "AF_UNIX")
    return tmp_path


@pytest.fixture
def unix_home(tmp_path: Path) -> Path:
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("no Unix sockets here")
    return tmp_path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_listens(home: Path) -> None:
    assert ask(home, QUESTION) is None
    assert ask(home / "missing", QUESTION) is None


def test_question_is_answered(home: Path) -> None:
    with serve_door(home, echo):
        assert ask(home, QUESTION) == ECHOED
        assert ask(home, QUESTION) == ECHOED
    assert ask(home, QUESTION) is None
    assert list(home.iterdir()) == []


def test_only_the_owner_may_ask(home: Path) -> None:
    with serve_door(home, echo):
        (left,) = home.iterdir()
        assert mode(left) == 0o600


def test_long_answers_come_whole(home: Path) -> None:
    text = "Thôn Nà Lộc " * 400_000
    with serve_door(home, lambda _: Reply(0, text, "")):
        assert ask(home, QUESTION) == Reply(0, text, "")


def test_odd_words_come_whole(home: Path) -> None:
    odd = b"b\xe1o.csv".decode("utf-8", "surrogateescape")
    words = ("load", odd, 'a "b"\n', "")
    with serve_door(home, lambda request: Reply(0, "\x00".join(request.argv), "")):
        reply = ask(home, Request(words, "/", "en"))
    assert reply == Reply(0, "\x00".join(words), "")


def test_questions_are_answered_at_the_same_time(home: Path) -> None:
    together = threading.Barrier(4)

    def meet(_: Request) -> Reply:
        together.wait(10)
        return Reply(0, "", "")

    replies: list[Reply | None] = []
    with serve_door(home, meet):
        threads = [
            threading.Thread(target=lambda: replies.append(ask(home, QUESTION))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert replies == [Reply(0, "", "")] * 4


def test_question_too_long_is_refused_before_it_is_sent(home: Path) -> None:
    with serve_door(home, echo):
        with pytest.raises(UsageError) as refused:
            ask(home, Request(("x" * door.REQUEST_BYTES,), "/", "vi"))
        assert refused.value.message == "door.too_big"
        assert ask(home, QUESTION) == ECHOED


def test_failure_of_an_answer_is_told_and_the_site_goes_on(home: Path) -> None:
    def fails(request: Request) -> Reply:
        if request.cwd == "/":
            raise RuntimeError("hỏng")
        return echo(request)

    with serve_door(home, fails):
        reply = ask(home, Request((), "/", "vi"))
        assert reply is not None
        assert (reply.exit, json.loads(reply.stderr)["error"]["message"]) == (4, "hỏng")
        assert ask(home, QUESTION) == ECHOED


def test_second_site_is_refused(home: Path) -> None:
    with serve_door(home, echo):
        with pytest.raises(StoreBusyError), serve_door(home, echo):
            pass
        assert ask(home, QUESTION) == ECHOED


def test_question_under_way_is_answered_before_the_site_leaves(home: Path) -> None:
    asked = threading.Event()
    replies: list[Reply | None] = []

    def slow(_: Request) -> Reply:
        asked.set()
        time.sleep(0.3)
        return Reply(0, "done", "")

    with serve_door(home, slow):
        thread = threading.Thread(target=lambda: replies.append(ask(home, QUESTION)))
        thread.start()
        asked.wait(10)
    thread.join()
    assert replies == [Reply(0, "done", "")]


def test_answer_that_does_not_come_is_told(home: Path) -> None:
    release = threading.Event()

    def never(_: Request) -> Reply:
        release.wait(10)
        return Reply(0, "", "")

    with serve_door(home, never):
        with pytest.raises(StoreBusyError) as told:
            ask(home, QUESTION, seconds=0.2)
        release.set()
    assert told.value.message == "door.no_answer"


SERVER = """
import os, pathlib, signal, socket, sys
from graphapp import door
if sys.argv[2] == "loopback":
    del socket.AF_UNIX
def die(request):
    if request.argv == ("die",):
        os.kill(os.getpid(), signal.SIGKILL)
    return door.Reply(0, "lives", "")
with door.serve_door(pathlib.Path(sys.argv[1]), die):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.kill
@pytest.mark.parametrize("how", ["unix", "loopback"])
def test_site_that_died_leaves_nothing_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    command = [sys.executable, "-c", SERVER, str(tmp_path), how]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "open\n"
        assert ask(tmp_path, QUESTION) == Reply(0, "lives", "")
        with pytest.raises(StoreBusyError) as told:
            ask(tmp_path, Request(("die",), "/", "vi"))
    assert told.value.message == "door.no_answer"
    assert list(tmp_path.iterdir())
    assert ask(tmp_path, QUESTION) is None
    if how == "loopback":
        monkeypatch.delattr(socket, "AF_UNIX")
    with serve_door(tmp_path, echo):
        assert ask(tmp_path, QUESTION) == ECHOED


def connected(home: Path) -> socket.socket:
    if (home / "door.sock").exists():
        conversation = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        conversation.connect(str(home / "door.sock"))
    else:
        port = json.loads((home / "door.json").read_text())["port"]
        conversation = socket.create_connection(("127.0.0.1", port))
    conversation.settimeout(10)
    return conversation


NONSENSE = [
    b"",
    b"\n",
    b"hello\n",
    b"[]\n",
    b"{}\n",
    b'{"argv": 1, "cwd": "/", "lang": "vi", "token": ""}\n',
    b'{"argv": [], "cwd": "/", "lang": "vi"}\n',
    b'{"nonce": "x"}\n{"argv": [], "cwd": "/", "lang": "vi", "token": "guess"}\n',
    b'{"argv": ["x"',
    b"[" * 50_000 + b"\n",
    b"x" * (door.REQUEST_BYTES + 1),
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda text: repr(text[:20]))
def test_who_asks_no_question_gets_no_answer(home: Path, nonsense: bytes) -> None:
    with serve_door(home, lambda _: pytest.fail("answered")):
        # other modules of this process keep servers: only threads of the door count
        before = set(threading.enumerate())
        with connected(home) as conversation:
            try:
                conversation.sendall(nonsense)
                conversation.shutdown(socket.SHUT_WR)
                assert conversation.recv(100) == b""
            except (ConnectionResetError, BrokenPipeError):
                pass
        for started in set(threading.enumerate()) - before:
            started.join(timeout=10)
            assert not started.is_alive()


def test_who_does_not_know_the_token_is_not_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    with serve_door(tmp_path, lambda _: pytest.fail("answered")), connected(tmp_path) as other:
        lines = other.makefile("rwb", buffering=0)
        lines.write(b'{"nonce": "abc"}\n')
        assert set(json.loads(lines.readline())) == {"proof"}
        lines.write(b'{"argv": [], "cwd": "/", "lang": "vi", "token": "guess"}\n')
        assert lines.readline() == b""


def test_stranger_on_the_port_of_a_dead_site_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    heard: list[bytes] = []

    def listen(stranger: socket.socket) -> None:
        conversation, _ = stranger.accept()
        with conversation:
            heard.append(conversation.recv(10_000))
            conversation.sendall(b'{"proof": "guess"}\n')
            heard.append(conversation.recv(10_000))

    with socket.create_server(("127.0.0.1", 0)) as stranger:
        told = {"port": stranger.getsockname()[1], "token": "secret"}
        (tmp_path / "door.json").write_text(json.dumps(told))
        thread = threading.Thread(target=listen, args=(stranger,))
        thread.start()
        assert ask(tmp_path, QUESTION) is None
        thread.join()
    assert set(json.loads(heard[0])) == {"nonce"}
    assert heard[1] == b""


@pytest.mark.parametrize("left", ["", "{", "[]", '{"port": "x"}', '{"port": 1}'])
def test_token_file_that_says_nothing_is_nobody(tmp_path: Path, left: str) -> None:
    (tmp_path / "door.json").write_text(left)
    assert ask(tmp_path, QUESTION) is None


@pytest.fixture
def deep(unix_home: Path) -> Path:
    folder = unix_home / ("d" * 60) / ("e" * 60)
    folder.mkdir(parents=True)
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="by way of /proc")
def test_folder_too_deep_for_a_socket_is_reached_through_proc(deep: Path) -> None:
    with serve_door(deep, echo):
        assert stat.S_ISSOCK((deep / "door.sock").stat().st_mode)
        assert mode(deep / "door.sock") == 0o600
        assert ask(deep, QUESTION) == ECHOED
    assert ask(deep, QUESTION) is None


def test_folder_too_deep_for_a_socket_is_reached_by_loopback_elsewhere(
    deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with serve_door(deep, echo):
        assert (deep / "door.json").exists()
        assert ask(deep, QUESTION) == ECHOED


def test_door_waits_when_there_is_no_room_for_more(
    unix_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of file handles for a moment: the door pauses and goes on."""
    accept: Any = socket.socket.accept
    failing = [True]

    def once(self: socket.socket) -> Any:
        if failing.pop() if failing else False:
            raise OSError(24, "Too many open files")
        return accept(self)

    monkeypatch.setattr(socket.socket, "accept", once)
    with serve_door(unix_home, echo):
        assert ask(unix_home, QUESTION) == ECHOED
