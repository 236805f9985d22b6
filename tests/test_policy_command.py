"""The policy and its registers at the command line: the same answers, refusals and entries."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from graphapp.cli import run
from graphapp.clock import today
from graphapp.domain.gap_kinds import GapKey
from graphapp.model.policy import COLUMNS, cells_of, default_policy
from graphapp.session import Session
from graphapp.write import Giving, give, open_store
from tests.stores import ladybug_settings
from tests.web.addresses import GAP
from tests.web.scene import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graphapp.write import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(ladybug_settings(tmp_path / "home")) as opened:
        fill(opened)
        yield opened


def call(store: Store, folder: Path, *words: str) -> tuple[int, str, str]:
    """Run a command at an opened store, as the site does for another process."""
    out, err = StringIO(), StringIO()
    session = Session(words, out, err, folder, opened=store, settings=store.settings)
    return run(session), out.getvalue(), err.getvalue()


def told(store: Store, folder: Path, *words: str) -> Any:
    code, out, err = call(store, folder, *words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def written(folder: Path, **first: str) -> str:
    rows = cells_of(default_policy())
    rows[0] = {**rows[0], **first}
    names = [column.name for column in COLUMNS]
    lines = [",".join(names), *(",".join(row[name] for name in names) for row in rows)]
    (folder / "policy.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return "policy.csv"


def test_policy_in_force_is_shown_in_words_and_as_json(store: Store, tmp_path: Path) -> None:
    code, out, _ = call(store, tmp_path, "policy", "show")
    assert code == 0
    assert "village_by_commune: Mỗi thôn có một người giữ chức cấp xã" in out
    assert "acting: Giữ quyền hoặc giao phụ trách không quá 180 ngày" in out
    rules = told(store, tmp_path, "policy", "show")["rules"]
    assert {"row": "acting", "subject": "acting", "number": 180, "from": None, "to": None} in rules


def test_file_is_checked_then_recorded_once(store: Store, tmp_path: Path) -> None:
    file = written(tmp_path, span="4")
    expected = [
        {
            "change": "changed", "row": "district_by_province",
            "columns": [{"column": "span", "before": "3", "after": "4"}],
        }
    ]  # fmt: skip
    assert told(store, tmp_path, "policy", "check", file) == {"changes": expected}
    assert store.head() == 1
    done = told(store, tmp_path, "policy", "import", file, "--note", "QĐ 5")
    assert done == {"entry": 2, "changes": expected}
    assert store.registers().policies[0].note == "QĐ 5"
    assert told(store, tmp_path, "policy", "import", file) == {"entry": None, "changes": []}
    assert "giống hệt" in call(store, tmp_path, "policy", "check", file)[1]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ({"post_tier": "hamlet"}, "dòng 2, cột “post_tier”, giá trị “hamlet”: Chỉ nhận một trong"),
        ({"to": "2201-01-01"}, "dòng 2, cột “to”, giá trị “2201-01-01”: Ghi ngày dạng"),
        ({"to": "", "span": "4"}, "dòng 2, cột “target”: Dòng “district_by_province”: cấp huyện"),
    ],
)
def test_file_that_does_not_read_or_contradicts_is_refused_with_exit_3(
    store: Store, tmp_path: Path, first: dict[str, str], said: str
) -> None:
    file = written(tmp_path, **first)
    for command in ("check", "import"):
        code, _, err = call(store, tmp_path, "policy", command, file)
        assert (code, store.head()) == (3, 1)
        assert said in err


def test_gap_is_accepted_with_an_end_alone_and_listed(store: Store, tmp_path: Path) -> None:
    until = f"{today() + timedelta(days=1):%d/%m/%Y}"
    code, _, err = call(store, tmp_path, "accept", GAP, "--why", "thiếu biên chế")
    assert (code, store.head()) == (3, 1)
    assert "phải có ngày hết hạn" in err
    assert call(store, tmp_path, "accept", "nothing", "--until", until, "--why", "x")[0] == 2
    done = told(store, tmp_path, "accept", GAP, "--until", until, "--why", "thiếu biên chế")
    assert done == {"entry": 2}
    (row,) = told(store, tmp_path, "accepted")["accepted"]
    assert (row["key"], row["state"], row["why"]) == (GAP, "in_force", "thiếu biên chế")
    assert "Đang chấp nhận: " in call(store, tmp_path, "accepted")[1]


def test_tasks_are_listed_as_on_a_day(store: Store, tmp_path: Path) -> None:
    assert "Không có việc nào" in call(store, tmp_path, "tasks")[1]
    wanted = Giving(GapKey.read(GAP), "p1-6", today() + timedelta(days=1), "gấp")
    give(store, wanted, "lan")
    later = (today() + timedelta(days=2)).isoformat()
    (row,) = told(store, tmp_path, "tasks", "--on", later)["tasks"]
    assert (row["state"], row["person"]["code"]) == ("overdue", "CB06")
    assert "quá hạn" in call(store, tmp_path, "tasks", "--on", later)[1]
