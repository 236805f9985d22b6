"""An opened store for the tests of the write path, once on each engine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphapp.graph.neo4j import Neo4jEngine
from graphapp.settings import Settings
from graphapp.write import Store, open_store
from tests.conftest import ENGINES
from tests.neo4j_server import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POOL_MB = 128


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a data folder that does not exist yet; a second process is refused at once."""
    return Settings(home=tmp_path / "home", buffer_pool_mb=POOL_MB, busy_wait_seconds=0.0)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty store on the embedded engine."""
    with open_store(settings) as opened:
        yield opened


@pytest.fixture(params=ENGINES)
def either(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Settings of an empty store, once on each engine."""
    if request.param == "ladybug":
        return settings
    uri = str(request.getfixturevalue("neo4j_uri"))
    engine = Neo4jEngine(uri, None, DATABASE)
    engine.clear()
    engine.close()
    return replace(settings, engine="neo4j", neo4j_uri=uri, neo4j_database=DATABASE)
