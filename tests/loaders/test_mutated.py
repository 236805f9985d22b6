"""A small office's files as other hands keep them: the same content, or refused with a place."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphapp.i18n import LANGUAGES, Translator
from graphapp.write import open_store
from loaders import RefusedLoadError, load
from loaders.pipeline import Load
from tests.conftest import LONG
from tests.loaders.mutations import NAMES, Mutant, mutant
from tests.loaders.picture import picture
from tests.loaders.world import WORLD, load_files, settings_of, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graphapp.write import Store
    from loaders import LoadResult


def content(path: Path) -> list[list[str]]:
    """Return what the rows of a file say, codes without the zeros in front, in no order."""
    found = []
    for *_, rows in Load([path])._rows:
        for row in rows:
            said = {key: value for key, value in row.values.items() if value is not None}
            found.append(sorted(f"{key}={_bare(value)}" for key, value in said.items()))
    return sorted(found)


def _bare(value: object) -> str:
    text = str(value)
    return text.lstrip("0") if text.isdigit() else text


def _look_at_refusal(error: RefusedLoadError, made: Mutant, name: str) -> None:
    assert not made.same, (made.how, error.places)
    assert error.places
    for place in error.places:
        assert place.file == name
        for lang in LANGUAGES:
            assert Translator(lang).text(place.remedy, **dict(place.values))


def _look_at_result(result: LoadResult, made: Mutant, path: Path, original: Path) -> None:
    said, meant = content(path), content(original)
    if said == meant:
        (file,) = (file for file in result.files if file.kind)
        assert (file.added, file.changed, file.ended, file.unchanged) == (0, 0, 0, len(meant))
        return
    # a letter of a name may have changed, or bytes that no reading can miss: but no row is lost
    assert not made.same, (said, meant)
    # (a CSV that is cut where a row ends is a shorter CSV, which nothing in it can tell)
    assert len(said) >= len(meant) or result.remarks or made.hurt


@settings(
    max_examples=2000 if LONG else 60,
    suppress_health_check=list(HealthCheck),
)
@given(name=NAMES, seed=st.integers(0, 2**40))
def test_a_mutated_file_says_the_same_or_is_refused_with_its_place(
    standing: Store, tmp_path_factory: pytest.TempPathFactory, name: str, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("m")
    made = mutant(name, Random(seed), folder)
    (original,) = write(folder / "first", {name: WORLD[name]})
    (path,) = write(folder, {f"{name[:-4]}.{made.ending}": made.data})
    before = [entry.seq for entry in standing.entries()]
    try:
        result = load(standing, [path], actor="tester", dry_run=True)
    except RefusedLoadError as error:
        _look_at_refusal(error, made, path.name)
    else:
        _look_at_result(result, made, path, original)
    assert [entry.seq for entry in standing.entries()] == before


def test_the_office_as_other_hands_keep_it_is_the_same_office(
    tmp_path: Path, times: Callable[[int, int], int]
) -> None:
    pictures = []
    for seed in range(times(2, 40)):
        files = {}
        for name in WORLD:
            made = mutant(name, Random(f"{seed}{name}"), tmp_path, damage=False)
            files[f"{name[:-4]}.{made.ending}"] = made.data
        with open_store(settings_of(tmp_path / f"home{seed}")) as store:
            load_files(store, tmp_path / f"files{seed}", files if seed else WORLD)
            pictures.append(picture(store))
    assert all(found == pictures[0] for found in pictures)
