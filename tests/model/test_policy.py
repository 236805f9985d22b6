from datetime import date
from pathlib import Path

import pytest

from graphapp.errors import InputError
from graphapp.model.policy import TARGET_TIERS, default_policy, policy_of, read_policy

HEADER = "key,target,post_tier,line,accepts_group,accepts_member,from,to,span,span_groups,kinds\n"
JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("target", "june", "july"),
    [
        ("district", ["province"], []),
        ("village", ["district"], ["commune"]),
        ("commune", [], ["province"]),
        ("household", ["commune"], ["commune"]),
        ("organisation", ["province"], ["province"]),
        ("cell", ["district"], ["commune"]),
    ],
)
def test_the_duty_of_the_district_moves_to_the_commune_on_1_july_2025(
    target: str, june: list[str], july: list[str]
) -> None:
    policy = default_policy()
    assert [row.post_tier for row in policy.asked(target, JUNE)] == june
    assert [row.post_tier for row in policy.asked(target, JULY)] == july


def test_the_default_policy_asks_for_known_targets_alone() -> None:
    rows = default_policy().rows
    assert {row.target for row in rows} == set(TARGET_TIERS)
    assert len({row.key for row in rows}) == len(rows)


def test_a_policy_of_ones_own_takes_the_place_of_the_default(tmp_path: Path) -> None:
    path = tmp_path / "policy.csv"
    path.write_text(
        f"{HEADER}ours,village,commune,state,no,no,2026-01-01,2026-12-31,3,,in_charge follows\n",
        encoding="utf-8",
    )
    (row,) = policy_of(path).rows
    assert (row.span, row.kinds) == (3, ("in_charge", "follows"))
    assert read_policy(path).asked("village", date(2026, 12, 31)) == (row,)
    assert read_policy(path).asked("village", date(2027, 1, 1)) == ()
    assert policy_of(None) is default_policy()


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a,b\n1,2\n", "key"),
        (f"{HEADER}ours,hamlet,commune,state,no,no,,,3,,in_charge\n", "target"),
        (f"{HEADER}ours,village,commune,state,no,no,3,,3,,in_charge\n", "from"),
        (f"{HEADER}ours,village,commune,state,no,no,,,many,,in_charge\n", "span"),
        (f"{HEADER}ours,village,commune,state,no,no,,,3,,rules\n", "kinds"),
    ],
)
def test_a_policy_that_does_not_read_is_refused_with_its_place(
    tmp_path: Path, text: str, column: str
) -> None:
    path = tmp_path / "policy.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_policy(path)
    place = refused.value.places[0]
    assert (place.row, place.column) == (2, column)


@pytest.mark.parametrize("name", ["nothing.csv", ".", "empty.csv", "binary.csv"])
def test_what_is_no_policy_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError):
        read_policy(tmp_path / name)
