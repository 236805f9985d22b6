"""Opened data folders for tests, on either engine, empty or with files loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from graphapp.graph.port import Engine
from graphapp.settings import Settings
from graphapp.write import Store, open_store
from loaders import DEMO_DAY, demo_files, load
from tests.neo4j_server import DATABASE

POOL_MB = 256


def ladybug_settings(home: Path) -> Settings:
    """Settings of a folder on the embedded engine."""
    return Settings(home=home, buffer_pool_mb=POOL_MB)


@contextmanager
def empty_store(engine: Engine, request: pytest.FixtureRequest, home: Path) -> Iterator[Store]:
    """Open an empty store; the server of Neo4j is cleared first, a graph file is a new one."""
    settings = ladybug_settings(home)
    if engine.name == "neo4j":
        engine.clear()
        uri = request.getfixturevalue("neo4j_uri")
        settings = Settings(home=home, engine="neo4j", neo4j_uri=uri, neo4j_database=DATABASE)
    with open_store(settings) as store:
        yield store


@contextmanager
def loaded(settings: Settings, files: Iterable[Path], day: date | None = None) -> Iterator[Store]:
    """Open a folder and load files into it."""
    with open_store(settings) as store:
        load(store, tuple(files), actor="test", day=day)
        yield store


@contextmanager
def demo(home: Path) -> Iterator[Store]:
    """Open a folder with the demo in it."""
    with loaded(ladybug_settings(home), demo_files(), DEMO_DAY) as store:
        yield store
