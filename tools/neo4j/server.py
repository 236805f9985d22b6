"""One Neo4j of our own: a child process on a free loopback port, its data in one folder."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

LOOPBACK = "127.0.0.1"
START_SECONDS = 90.0
STOP_SECONDS = 30.0

_OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_BOLT_HELLO = b"\x60\x60\xb0\x17" + b"\x00\x08\x08\x05" + bytes(12)  # Bolt 5.0 to 5.8
_BOLT_5 = re.compile(rb"\x00\x00[\x00-\x08]\x05")  # what it answers; an HTTP server says "HTTP"
_LISTENING = "0A"  # state of a socket in /proc/net/tcp


class Neo4jServerError(Exception):
    """The server didn't start, or the port isn't its own; the text ends with its last lines."""


class Neo4jServer:
    """A Neo4j Community server without passwords, reachable from this machine only.

    Use it as a context manager, or call `start` and `stop`. `stop` ends the process that `start`
    began and no other.
    """

    def __init__(self, classpath: str, home: Path, *, java: str = "java") -> None:
        """Take the jars (`DIR/*`), the folder for data, settings and log, and a Java 17 or 21."""
        self._command = [java, *_java_options(), "-cp", classpath]
        self._home = home.resolve()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def uri(self) -> str:
        """The address for a driver."""
        return f"bolt://{LOOPBACK}:{self.port}"

    @property
    def log(self) -> Path:
        """What the server printed."""
        return self._home / "console.log"

    @property
    def pid(self) -> int | None:
        """The number of the running process, if there is one."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def __enter__(self) -> Self:
        """Start, and wait until Bolt answers."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, whatever happened inside."""
        self.stop()

    def start(self, seconds: float = START_SECONDS) -> None:
        """Start the server and wait until it speaks Bolt on a port of its own.

        Raises:
            Neo4jServerError: it died, it took longer than `seconds`, or the port is another's.
        """
        self.port = free_port()
        self._write_settings()
        self._process = self._spawn()
        try:
            self._wait_for_bolt(time.monotonic() + seconds)
            self._assert_own_port()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End our own process, gently first; does nothing when it has ended already."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def wait(self) -> int:
        """Wait until the server ends by itself and return its exit code."""
        return self._process.wait() if self._process else 0

    def _write_settings(self) -> None:
        conf = self._home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        (conf / "neo4j.conf").write_text(_settings(self.port), encoding="utf-8")

    def _spawn(self) -> subprocess.Popen[bytes]:
        entry = "org.neo4j.server.CommunityEntryPoint"
        folders = [f"--home-dir={self._home}", f"--config-dir={self._home / 'conf'}"]
        command = [*_end_with_parent(), *self._command, entry, *folders]
        with self.log.open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - our own command line, no shell
                command,
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=os.name == "posix",  # Ctrl-C is ours, we then stop it gently
            )

    def _wait_for_bolt(self, deadline: float) -> None:
        while not speaks_bolt(self.port):
            if self.pid is None:
                raise self._failure("Neo4j ended before it was ready")
            if time.monotonic() > deadline:
                raise self._failure("Neo4j wasn't ready in time")
            time.sleep(0.25)

    def _assert_own_port(self) -> None:
        if self.pid is None or not _listens(self.pid, self.port, self.log):
            raise self._failure(f"port {self.port} answers, but isn't our server's")

    def _failure(self, what: str) -> Neo4jServerError:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        return Neo4jServerError("\n".join([f"{what}; its last lines:", *lines]))


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def speaks_bolt(port: int) -> bool:
    """Tell whether a server on this loopback port agrees to a version of Bolt."""
    with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), 2) as link:
        link.settimeout(5)
        link.sendall(_BOLT_HELLO)
        return bool(_BOLT_5.fullmatch(link.recv(4)))
    return False


def _java_options() -> list[str]:
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED_PACKAGES]
    return ["-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true", *opened]


def _settings(port: int) -> str:
    lines = (
        f"server.default_listen_address={LOOPBACK}",
        f"server.bolt.listen_address={LOOPBACK}:{port}",
        f"server.bolt.advertised_address={LOOPBACK}:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.usage_report.enabled=false",
        "dbms.security.auth_enabled=false",
        "dbms.security.allow_csv_import_from_file_urls=false",
        "server.memory.pagecache.size=64m",
        "db.tx_log.preallocate=false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period=0",  # else it idles 10 s at the end
    )
    return "\n".join(lines) + "\n"


def _end_with_parent() -> list[str]:
    """Let Linux end the server when the process that began it is killed: no orphans."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


def _listens(pid: int, port: int, log: Path) -> bool:
    if Path("/proc/net/tcp").exists():
        return bool(_listening_inodes(port) & _socket_inodes(pid))
    said = log.read_text(encoding="utf-8", errors="replace")
    return f"Bolt enabled on {LOOPBACK}:{port}" in said


def _listening_inodes(port: int) -> set[str]:
    tables = [path for path in map(Path, ("/proc/net/tcp", "/proc/net/tcp6")) if path.exists()]
    rows = [line.split() for path in tables for line in path.read_text("ascii").splitlines()[1:]]
    return {row[9] for row in rows if row[3] == _LISTENING and int(row[1][-4:], 16) == port}


def _socket_inodes(pid: int) -> set[str]:
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):  # a file closed while we look
            inodes.add(str(entry.readlink()))
    return {name[len("socket:[") : -1] for name in inodes if name.startswith("socket:[")}
