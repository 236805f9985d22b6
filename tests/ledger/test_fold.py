"""Folding: the last row of an id stands; what was removed is gone, with what hung on it."""

from __future__ import annotations

import polars as pl

from graphapp.ledger.fold import conform, fold
from graphapp.model.change import ChangeSet, columns
from graphapp.model.schema import MODEL
from tests.write.scene import (
    HOUSEHOLD,
    LIVES_IN,
    PART_OF,
    UNIT,
    by_id,
    change,
    changes_of,
    relation,
    rows_after,
    unit,
)


def test_fold_of_nothing_is_nothing() -> None:
    assert fold([]) == ChangeSet()


def test_fold_agrees_with_the_oracle() -> None:
    for head in range(1, 6):
        assert by_id(fold(changes_of(seq) for seq in range(1, head + 1))) == rows_after(head)


def test_changed_row_stands_as_it_was_set_last() -> None:
    folded = fold(
        [
            ChangeSet((change(UNIT, "new", unit("u1-1"), unit("u1-2")),)),
            ChangeSet((change(UNIT, "changed", unit("u1-1", name="Mới")),)),
            ChangeSet((change(UNIT, "changed", unit("u1-1", name="Mới hơn")),)),
        ]
    )
    assert {i: row["name"] for i, row in by_id(folded)[UNIT].items()} == {
        "u1-1": "Mới hơn",
        "u1-2": "Đơn vị 20",
    }


def test_removed_node_takes_its_relations_along() -> None:
    home = {"id": "h1-1", "code": "H1"}
    folded = fold(
        [
            ChangeSet(
                (
                    change(UNIT, "new", unit("u1-1"), unit("u1-2"), unit("u1-3")),
                    change(PART_OF, "new", relation("r1-1", "u1-2", "u1-1")),
                    change(HOUSEHOLD, "new", home),
                    change(LIVES_IN, "new", relation("r1-2", "h1-1", "u1-3")),
                )
            ),
            ChangeSet((change(UNIT, "removed", unit("u1-1")),)),
        ]
    )
    rows = by_id(folded)
    assert rows[UNIT].keys() == {"u1-2", "u1-3"}
    assert rows[PART_OF] == {}
    assert rows[LIVES_IN].keys() == {"r1-2"}


def test_row_of_an_older_model_is_read_in_the_columns_of_today() -> None:
    table = MODEL.table(UNIT)
    older = pl.DataFrame({"id": ["u1-1"], "code": ["20"], "abolished": ["x"]})
    read = conform(table, older)
    assert read.schema == pl.Schema(columns(table))
    assert read.row(0, named=True) == dict.fromkeys(columns(table)) | {"id": "u1-1", "code": "20"}
