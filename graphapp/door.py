"""The door by which the command line asks a running site: never over the web port.

One JSON line in, one JSON line out, over a Unix socket of mode 0600 in the data folder::

    {"argv": ["chain", "20"], "cwd": "/home/lan", "lang": "vi"}
    {"exit": 0, "stdout": "…", "stderr": ""}

Where there are no Unix sockets (Windows), and where the folder's path is too long for one, the site
listens on loopback instead and leaves port and token in a file of mode 0600. There each side first
proves that it knows the token, the site included: after a crash its port may be anybody's. Whoever
can read the folder's files may ask, nobody else.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from graphapp.errors import StoreBusyError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REQUEST_BYTES = 1 << 20
REPLY_BYTES = 1 << 30
READ_SECONDS = 10.0
ANSWER_SECONDS = 3600.0
CONVERSATIONS = 16
_LEAVE_SECONDS = 30.0
_PAUSE_SECONDS = 0.1
_LONGEST_ADDRESS = 100  # bytes; 104 to 108 by the system


@dataclass(frozen=True)
class Request:
    """A command line: its words, the folder it was typed in, and the language to answer in."""

    argv: tuple[str, ...]
    cwd: str
    lang: str


@dataclass(frozen=True)
class Reply:
    """What the command came to."""

    exit: int
    stdout: str
    stderr: str


Handler = Callable[[Request], Reply]


@contextmanager
def serve_door(home: Path, handle: Handler) -> Iterator[None]:
    """Answer questions with ``handle``, each on a thread of its own, while the block runs.

    At the end, questions under way are answered first, for half a minute at most.

    Raises:
        StoreBusyError: another process answers for this folder.
    """
    with ExitStack() as stack:
        listener, token = stack.enter_context(_listening(home))
        porter = _Porter(listener, token, handle)
        stack.callback(porter.leave)
        porter.start()
        yield


def ask(home: Path, request: Request, *, seconds: float = ANSWER_SECONDS) -> Reply | None:
    """Ask the site that owns a data folder; None when none is running.

    Raises:
        UsageError: the command line is longer than the door takes.
        StoreBusyError: the site took the question and did not answer it.
    """
    with ExitStack() as stack:
        found = _connected(home, stack)
        if found is None:
            return None
        conversation, token = found
        line = _line({**asdict(request), "token": token})
        if len(line) > REQUEST_BYTES:
            raise UsageError("door.too_big")
        try:
            conversation.sendall(line)
            reply = _read(conversation, REPLY_BYTES, seconds)
            return Reply(int(reply["exit"]), str(reply["stdout"]), str(reply["stderr"]))
        except (OSError, ValueError, KeyError) as error:
            raise StoreBusyError("door.no_answer", detail=str(error)) from error


class _Porter:
    """Takes questions in and hands answers out until told to leave."""

    def __init__(self, listener: socket.socket, token: str, handle: Handler) -> None:
        self._listener = listener
        self._token = token
        self._handle = handle
        self._places = threading.BoundedSemaphore(CONVERSATIONS)
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._stand, name="door", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def leave(self) -> None:
        """Take no more questions, and wait for those under way."""
        self._leaving.set()
        with suppress(OSError):  # wakes a waiting accept on Linux; closing does elsewhere
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(_LEAVE_SECONDS)
        for _ in range(CONVERSATIONS):
            self._places.acquire(timeout=_LEAVE_SECONDS / CONVERSATIONS)

    def _stand(self) -> None:
        while not self._leaving.is_set():
            try:
                conversation, _ = self._listener.accept()
            except OSError:  # told to leave, or out of file handles for the moment
                self._leaving.wait(_PAUSE_SECONDS)
                continue
            self._places.acquire()
            threading.Thread(
                target=self._converse, args=(conversation,), name="door-answer", daemon=True
            ).start()

    def _converse(self, conversation: socket.socket) -> None:
        try:
            # who goes away before the answer does no harm; who asks no question gets none
            with conversation, suppress(OSError, ValueError, KeyError, TypeError):
                if self._token:
                    nonce = str(_read(conversation, REQUEST_BYTES, READ_SECONDS)["nonce"])
                    conversation.sendall(_line({"proof": _proof(self._token, nonce)}))
                asked = _read(conversation, REQUEST_BYTES, READ_SECONDS)
                reply = self._answer(self._understood(asked))
                conversation.settimeout(READ_SECONDS)
                conversation.sendall(_line(asdict(reply)))
        finally:
            self._places.release()

    def _understood(self, asked: dict[str, Any]) -> Request:
        if not hmac.compare_digest(str(asked["token"]).encode(), self._token.encode()):
            raise KeyError("token")
        argv = tuple(str(word) for word in asked["argv"])
        return Request(argv, str(asked["cwd"]), str(asked["lang"]))

    def _answer(self, request: Request) -> Reply:
        try:
            return self._handle(request)
        except Exception as error:  # noqa: BLE001 - the asker must hear of it; the site goes on
            told = {"error": {"kind": "error", "message": str(error), "places": []}}
            return Reply(4, "", json.dumps(told, ensure_ascii=False) + "\n")


@contextmanager
def _listening(home: Path) -> Iterator[tuple[socket.socket, str]]:
    """Listen; give the socket and the token that a question must carry (blank on a Unix socket)."""
    with ExitStack() as stack:
        with ExitStack() as knock:
            if _connected(home, knock) is not None:
                raise StoreBusyError("door.taken", home=str(home))
        for stale in (home / "door.sock", home / "door.json"):
            stale.unlink(missing_ok=True)
        try:
            opened = _listen_unix(home, stack)
        except (OSError, _NoUnixSocketError):
            opened = _listen_loopback(home, stack)
        yield opened


class _NoUnixSocketError(Exception):
    """The system has none, or none of so long a path."""


def _listen_unix(home: Path, stack: ExitStack) -> tuple[socket.socket, str]:
    path = home / "door.sock"
    with ExitStack() as short:
        address = _unix_address(home, short)
        listener = socket.socket(_unix_family(), socket.SOCK_STREAM)
        try:
            listener.bind(address)
            path.chmod(0o600)  # before listening: nobody can have come in
            listener.listen()
        except OSError:
            listener.close()
            raise
    stack.callback(path.unlink, missing_ok=True)
    stack.callback(listener.close)
    return listener, ""


def _listen_loopback(home: Path, stack: ExitStack) -> tuple[socket.socket, str]:
    listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    token = secrets.token_hex(32)
    path = home / "door.json"
    stack.callback(path.unlink, missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"port": listener.getsockname()[1], "token": token}, file)
    return listener, token


def _connected(home: Path, stack: ExitStack) -> tuple[socket.socket, str] | None:
    """Connect to the site of a folder; None when nobody listens, whatever files stand there."""
    with suppress(OSError, _NoUnixSocketError):
        if (home / "door.sock").exists():
            conversation = stack.enter_context(socket.socket(_unix_family(), socket.SOCK_STREAM))
            conversation.settimeout(READ_SECONDS)
            with ExitStack() as short:
                conversation.connect(_unix_address(home, short))
            return conversation, ""
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads((home / "door.json").read_text(encoding="utf-8"))
        conversation = stack.enter_context(
            socket.create_connection(("127.0.0.1", int(known["port"])), READ_SECONDS)
        )
        nonce = secrets.token_hex(32)
        conversation.sendall(_line({"nonce": nonce}))
        proof = str(_read(conversation, REQUEST_BYTES, READ_SECONDS)["proof"])
        if hmac.compare_digest(proof.encode(), _proof(known["token"], nonce).encode()):
            return conversation, str(known["token"])
    return None


def _proof(token: str, nonce: str) -> str:
    return hmac.new(token.encode(), nonce.encode(), hashlib.sha256).hexdigest()


def _unix_family() -> int:
    family = getattr(socket, "AF_UNIX", None)
    if family is None:
        raise _NoUnixSocketError
    return int(family)


def _unix_address(home: Path, stack: ExitStack) -> str:
    """Return an address that is short enough; on Linux by way of the open folder."""
    address = str(home / "door.sock")
    if len(os.fsencode(address)) <= _LONGEST_ADDRESS:
        return address
    if sys.platform != "linux":
        raise _NoUnixSocketError
    handle = os.open(home, os.O_RDONLY | os.O_DIRECTORY)
    stack.callback(os.close, handle)
    return f"/proc/self/fd/{handle}/door.sock"


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


def _read(conversation: socket.socket, limit: int, seconds: float) -> dict[str, Any]:
    """Read one line and what it says.

    Raises:
        ValueError: it is longer than the limit, was ended early, or is no JSON object.
        TimeoutError: it did not come in time.
    """
    deadline = time.monotonic() + seconds
    read = bytearray()
    while not read.endswith(b"\n"):
        conversation.settimeout(max(deadline - time.monotonic(), 0.001))
        piece = conversation.recv(1 << 16)
        read += piece
        if not piece or len(read) > limit:
            raise ValueError("cut short" if not piece else "too long")
    try:
        said = json.loads(read)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(said, dict):
        raise ValueError("no object")  # noqa: TRY004 - what came is wrong, not what was called
    return said
