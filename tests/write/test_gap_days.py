"""The matrix of gaps beside the store: built early, ended with it, in step after a rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.policy import Policy
from tests.stores import demo

if TYPE_CHECKING:
    from pathlib import Path


def test_store_closes_while_the_matrix_is_being_built(tmp_path: Path) -> None:
    for _ in range(3):
        with demo(tmp_path) as store:
            store.has_gap_days_within(0)


def test_what_was_built_early_is_what_is_asked_for(tmp_path: Path) -> None:
    with demo(tmp_path) as store:
        store.has_gap_days_within(0)
        found = store.gap_days()
        assert store.gap_days() is found
        store.rebuild()
        assert store.gap_days() is found
        store.verify()


def test_matrix_follows_the_policy(tmp_path: Path) -> None:
    with demo(tmp_path) as store:
        kept = store._gap_days
        before = kept.now(store.policy())
        without = kept.now(Policy(()))
        assert without.facts is before.facts
        assert not without.rows.rows
        assert kept.now(store.policy()).same_as(before)
