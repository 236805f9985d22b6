"""Opened data folders for tests, on either engine, with the roster or other files loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from graphapp.settings import Settings
from graphapp.write import Store, open_store
from loaders import DEMO_DAY, demo_files, load


def ladybug_settings(home: Path) -> Settings:
    """Settings of a folder on the embedded engine."""
    return replace(Settings(), home=home, engine="ladybug", buffer_pool_mb=128)


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
