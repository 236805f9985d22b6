"""A graph file is tried in another process, so that what it does to that process harms nobody."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from graphapp.graph import probe
from graphapp.graph.ladybug import LadybugEngine
from tests.conftest import POOL_BYTES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    engine = LadybugEngine(tmp_path / "graph.lbug", POOL_BYTES)
    engine.create_schema()
    engine.close()
    return tmp_path / "graph.lbug"


def test_good_file_opens_and_stays_as_it_is(path: Path) -> None:
    assert probe.probe(path)
    assert LadybugEngine(path, POOL_BYTES).applied() == 0


def test_file_that_is_no_graph_does_not_open(path: Path) -> None:
    path.write_bytes(os.urandom(1 << 16))
    assert not probe.probe(path)


def test_log_that_is_damaged_does_not_open(path: Path) -> None:
    path.with_name("graph.lbug.wal").write_bytes(os.urandom(1 << 12))
    assert not probe.probe(path)


def test_graph_without_its_tables_does_not_open(tmp_path: Path) -> None:
    LadybugEngine(tmp_path / "graph.lbug", POOL_BYTES).close()
    assert not probe.probe(tmp_path / "graph.lbug")


@pytest.mark.parametrize("fault", ["dies by a signal", "hangs"])
def test_process_that_dies_or_hangs_counts_as_not_opening(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    acts = {"dies by a signal": f"kill -{signal.SIGSEGV.value} $$", "hangs": "exec sleep 60"}
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{acts[fault]}\n", encoding="utf-8")
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    assert not probe.probe(path, seconds=1.0)
