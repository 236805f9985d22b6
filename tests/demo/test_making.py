"""Making the demo in a data folder: once, all or nothing, beside nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphapp import create_app
from graphapp.errors import UsageError
from graphapp.write import Store, open_store
from loaders import Made, load_province, load_small
from tests.demo.provinces import DAY, SMALL
from tests.stores import ladybug_settings


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(ladybug_settings(tmp_path / "home")) as opened:
        yield opened


def make(store: Store) -> Made | None:
    return load_province(store, "test", DAY, size=SMALL)


def test_the_province_is_made_once(store: Store) -> None:
    made = make(store)
    assert made is not None
    assert made.loaded.entry == 1
    assert made.rows == sum(file.added for file in made.loaded.files)
    assert make(store) is None
    assert store.head() == 1


def test_a_run_that_was_cut_short_is_done_again(store: Store) -> None:
    for folder in ("demo", "demo-unfinished"):
        (store.settings.home / folder).mkdir()
        (store.settings.home / folder / "ho.csv").write_text("nửa chừng", "utf-8")
    made = make(store)
    assert made is not None
    assert made.loaded.entry == 1
    assert not (store.settings.home / "demo-unfinished").exists()


def test_it_is_not_mixed_with_other_data(store: Store) -> None:
    load_small(store, "test")
    with pytest.raises(UsageError, match=r"demo\.other_data"):
        make(store)


def test_the_small_roster_twice_changes_nothing(store: Store) -> None:
    assert load_small(store, "test").entry == 1
    assert load_small(store, "test").entry is None


@pytest.mark.parametrize("undone", [False, True])
def test_pages_say_that_the_data_is_generated(store: Store, undone: bool) -> None:  # noqa: FBT001 - a parameter of the test
    make(store)
    if undone:
        store.undo(1, "test")
    page = create_app(store, store.settings).test_client().get("/?lang=en").get_data(as_text=True)
    assert ("Generated data: nobody in it exists." in page) != undone
