"""Latency of pages: a site of its own process, asked over loopback, one request after another."""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from graphapp.domain.question_library import QUESTIONS

_ADDRESS = re.compile(r"http://[^\s/]+")
Page = Callable[[], str]
_OK = 200
_SECONDS = 60
_OF_GAPS = ("inspection page of the province", "order of need of the province")


@dataclass(frozen=True)
class Wanted:
    """What pages are asked about: codes and texts drawn from the data, and a day."""

    villages: Sequence[str]
    households: Sequence[str]
    texts: Sequence[str]
    province: str
    largest_commune: str
    day: date


def latencies(home: Path, wanted: Wanted, times: int) -> dict[str, list[float]]:
    """Return seconds by kind of page, over so many random requests."""
    draw = random.Random(1975)
    pages = _pages(wanted, draw)
    found: dict[str, list[float]] = {}
    for settled in (False, True):  # pages that need all gaps, and those that do not
        some = {kind: page for kind, page in pages.items() if (kind in _OF_GAPS) is settled}
        share = times * len(some) // len(pages)
        found |= _latencies(home, some, draw, share, settled=settled)
    return {kind: found[kind] for kind in pages if kind in found}


def _latencies(
    home: Path, pages: dict[str, Page], draw: random.Random, times: int, *, settled: bool
) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {kind: [] for kind in pages}
    with site(home, settled=settled) as address:
        connection = http.client.HTTPConnection(address, timeout=_SECONDS)
        for kind, page in pages.items():
            if _asked(connection, page()) is None:  # also prepares what later ones find prepared
                sys.stdout.write(f"left out: {kind} (no such page)\n")
                del found[kind]
        for _ in range(times):
            kind = draw.choice(list(found))
            seconds = _asked(connection, pages[kind]())
            if seconds is not None:
                found[kind].append(seconds)
        connection.close()
    return found


def library(home: Path, wanted: Wanted, times: int) -> dict[str, list[float]]:
    """Return seconds of each question of the library about the province, on another day each time.

    A question about a person or a decision is asked about none: that page is its form.
    """
    found: dict[str, list[float]] = {}
    with site(home) as address:
        connection = http.client.HTTPConnection(address, timeout=_SECONDS)
        for question in QUESTIONS:
            place = f"in={wanted.province}&" if question.centre == "in" else ""
            for number in range(times + 1):  # the first prepares what later ones find prepared
                day = wanted.day - timedelta(days=7 * number)
                page = f"/questions/{question.name}?{place}as_of={day.isoformat()}"
                seconds = _asked(connection, page)
                if seconds is not None and number:
                    found.setdefault(question.name, []).append(seconds)
        connection.close()
    return found


def _pages(wanted: Wanted, draw: random.Random) -> dict[str, Page]:
    """Return what makes an address, by kind of page."""
    day = f"as_of={wanted.day.isoformat()}"

    def another_day() -> date:
        """Draw a day: the page of one day is remembered."""
        return wanted.day - timedelta(days=draw.randrange(500))

    return {
        "chain page of a village": lambda: f"/units/{draw.choice(wanted.villages)}/chain?{day}",
        "chain page of a household": lambda: (
            f"/households/{draw.choice(wanted.households)}/chain?{day}"
        ),
        "page of a household": lambda: f"/households/{draw.choice(wanted.households)}?{day}",
        "gap page of the province": lambda: f"/gaps?in={wanted.province}&as_of={another_day()}",
        "inspection page of the province": lambda: (
            f"/inspection?in={wanted.province}&as_of={another_day()}"
        ),
        "order of need of the province": lambda: (
            f"/need?in={wanted.province}&as_of={another_day()}"
        ),
        "network of the largest commune": lambda: f"/network?centre={wanted.largest_commune}&{day}",
        "network of a village": lambda: f"/network?centre={draw.choice(wanted.villages)}&{day}",
        "search page": lambda: f"/search?q={quote(draw.choice(wanted.texts))}&{day}",
        "sheet of the largest commune": lambda: f"/sheet/{wanted.largest_commune}?{day}",
    }


def _asked(connection: http.client.HTTPConnection, address: str) -> float | None:
    """Return the seconds of the page itself, behind its redirects; None when there is none."""
    while True:
        began = time.perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        seconds = time.perf_counter() - began
        moved = response.getheader("Location")
        if moved is None:
            return seconds if response.status == _OK else None
        parts = urlsplit(moved)
        address = f"{parts.path}?{parts.query}"


def _settle(address: str) -> None:
    """Wait until the gaps are found: the object of an inspection waits for them."""
    connection = http.client.HTTPConnection(address, timeout=10 * _SECONDS)
    _asked(connection, "/api/v1/inspection")
    connection.close()


@contextmanager
def site(home: Path, *, settled: bool = False) -> Iterator[str]:
    """Serve a data folder as ``graphapp serve`` does; gives host and port.

    ``settled``: once all gaps are found, which the first page that needs them begins.
    """
    command = [sys.executable, "-m", "graphapp.cli", "--home", str(home), "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as site:  # noqa: S603 - our own command line
        try:
            told = next(filter(None, map(_ADDRESS.search, site.stdout or ())), None)
            if told is None:
                message = "the site did not start"
                raise RuntimeError(message)
            address = told[0].removeprefix("http://")
            if settled:
                _settle(address)
            yield address
        finally:
            site.send_signal(signal.SIGINT)
            site.wait(_SECONDS)
