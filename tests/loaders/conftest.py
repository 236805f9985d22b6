"""Stores to load into: empty, or with the small province in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphapp.write import open_store
from tests.loaders.world import WORLD, load_files, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graphapp.write import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store for one test."""
    with open_store(settings_of(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def province(store: Store, tmp_path: Path) -> Store:
    """A store with the small province, for one test."""
    load_files(store, tmp_path / "first", WORLD)
    return store


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the small province for a whole module, where nothing more is written."""
    folder = tmp_path_factory.mktemp("standing")
    with open_store(settings_of(folder / "home")) as opened:
        load_files(opened, folder, WORLD)
        yield opened


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An empty store for a whole module, where nothing is written."""
    with open_store(settings_of(tmp_path_factory.mktemp("nothing"))) as opened:
        yield opened
