from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InputError
from graphapp.model.interval import OPEN_END, OPEN_START, Interval
from graphapp.model.policy import (
    COLUMN,
    NUMBERED,
    SUBJECTS,
    TARGET_TIERS,
    Policy,
    PolicyRow,
    Rule,
    canonical,
    cells_of,
    changes_between,
    column_named,
    contradictions,
    default_policy,
    policy_of,
    policy_of_cells,
    read_policy,
)
from graphapp.model.policy.editing import changed_from, with_row, without_row

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


def test_targets_and_subjects_are_what_the_first_column_takes() -> None:
    values = [choice.value for choice in COLUMN["target"].choices]
    assert values[: len(TARGET_TIERS)] == [*TARGET_TIERS]
    assert set(values[len(TARGET_TIERS) :]) == set(SUBJECTS)


def test_default_policy_has_a_rule_of_every_subject_and_says_how_often_a_visit_is_due() -> None:
    policy = default_policy()
    assert {rule.subject for rule in policy.rules} == set(SUBJECTS)
    assert {rule.subject: rule.number for rule in policy.rules if rule.number} == {
        "acting": 180, "expiring": 90, "sole": 3,
    }  # fmt: skip
    assert {row.target: row.visit_months for row in policy.rows} == {
        **dict.fromkeys(TARGET_TIERS, 3), "cell": 1,
    }  # fmt: skip


def test_rule_holds_on_its_days_alone() -> None:
    july = Rule("a", "acting", 90, Interval(JULY, OPEN_END))
    policy = Policy((), (Rule("b", "acting", 180, Interval(OPEN_START, JULY)), july))
    assert (policy.number("acting", JUNE), policy.rule("acting", JULY)) == (180, july)
    assert policy.rule("sole", JULY) is None
    assert policy.number("sole", JULY) is None


def test_file_of_before_there_were_rules_takes_those_of_the_default(tmp_path: Path) -> None:
    path = tmp_path / "policy.csv"
    row = "ours,village,commune,state,no,no,,,3,,in_charge"
    path.write_text(f"{HEADER}{row}\n", encoding="utf-8")
    assert read_policy(path).rules == default_policy().rules
    path.write_text(f"{HEADER.strip()},visit_months\n{row},2\n", encoding="utf-8")
    policy = read_policy(path)
    assert (policy.rules, policy.rows[0].visit_months) == ((), 2)


def test_what_the_ledger_holds_reads_as_the_same_policy() -> None:
    policy = default_policy()
    assert policy_of_cells(cells_of(policy), "ledger") == policy


@pytest.mark.parametrize(
    ("column", "text", "reads"),
    [
        ("target", "Thôn", "village"),
        ("target", "chi bộ", "cell"),
        ("target", "CHI BO", "cell"),
        ("target", "tạm quyền quá hạn (ngày)", "acting"),
        ("line", "Đảng", "party"),
        ("accepts_group", "có", "yes"),
        ("from", "1/7/2025", "2025-07-01"),
        ("kinds", "phụ trách; dự sinh hoạt", "in_charge attends"),
        ("kinds", "dự sinh hoạt", "attends"),
        ("kinds", "in_charge attends", "in_charge attends"),
        ("kinds", "phụ trách, rules", "in_charge rules"),
        ("target", "xóm", "xóm"),
    ],
)
def test_cell_is_read_in_either_language(column: str, text: str, reads: str) -> None:
    assert canonical({column: text})[column] == reads


@pytest.mark.parametrize("text", ["Kỳ đi cơ sở (tháng)", "visit_months", "VISIT EVERY (MONTHS)"])
def test_column_is_known_by_its_names(text: str) -> None:
    assert column_named(text) == COLUMN["visit_months"]


def duty(key: str = "ours", **cells: str) -> dict[str, str]:
    """A duty's cells."""
    plain = {
        "key": key, "target": "village", "post_tier": "commune", "line": "state",
        "accepts_group": "no", "accepts_member": "no", "span": "5", "kinds": "in_charge",
    }  # fmt: skip
    return {**dict.fromkeys(COLUMN, ""), **plain, **cells}


def rule(subject: str, key: str = "ours", **cells: str) -> dict[str, str]:
    """A rule's cells."""
    number = "9" if subject in NUMBERED else ""
    return {
        **dict.fromkeys(COLUMN, ""), "key": key, "target": subject, "span": number, **cells,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "remedy"),
    [
        (duty(post_tier="hamlet"), "post_tier", "policy.bad.choice"),
        (duty(target="street"), "target", "policy.bad.choice"),
        (duty(kinds="in_charge rules"), "kinds", "policy.bad.choices"),
        (duty(kinds=""), "kinds", "policy.bad.choices"),
        (duty(span="0"), "span", "policy.bad.number"),
        (duty(span="-1"), "span", "policy.bad.number"),
        (duty(span="1_0"), "span", "policy.bad.number"),
        (duty(span="٣"), "span", "policy.bad.number"),
        (duty(span="1000000"), "span", "policy.bad.number"),
        (duty(visit_months="0"), "visit_months", "policy.bad.number"),
        (duty(**{"from": "31/02/2025"}), "from", "policy.bad.day"),
        (duty(**{"from": "1899-12-31"}), "from", "policy.bad.day"),
        (duty(to="01/01/2201"), "to", "policy.bad.day"),
        (duty("a:b"), "key", "policy.bad.key"),
        (duty(""), "key", "policy.bad.key"),
        (rule("acting", span=""), "span", "policy.bad.number"),
        (rule("line", span="3"), "span", "policy.bad.blank"),
        (rule("line", post_tier="commune"), "post_tier", "policy.bad.blank"),
    ],
)
def test_cell_that_does_not_read_is_refused_by_column_with_what_to_do(
    row: dict[str, str], column: str, remedy: str
) -> None:
    with pytest.raises(InputError) as refused:
        policy_of_cells([duty("other"), row], "file")
    (place,) = refused.value.places
    assert (place.row, place.column, place.value) == (3, column, row[column])
    assert place.remedy == remedy


ENDED = {"district": JULY}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([duty(), duty("b", span="4")], ("b", "span", "policy.bad.differs")),
        ([duty(), duty("b", visit_months="3")], ("b", "visit_months", "policy.bad.differs")),
        ([duty(), duty("b", post_tier="province")], ("b", "post_tier", "policy.bad.differs")),
        ([duty(), duty("b", line="either", span="4")], ("b", "span", "policy.bad.differs")),
        ([duty(), duty("b", kinds="attends in_charge")], ("b", "key", "policy.bad.same_duty")),
        ([duty(), duty(target="cell")], ("ours", "key", "policy.bad.key_twice")),
        (
            [duty(**{"from": "2026-02-01", "to": "2026-01-31"})],
            ("ours", "to", "policy.bad.order"),
        ),
        ([duty(target="district", post_tier="village", to="2025-06-30")],
         ("ours", "post_tier", "policy.bad.below")),
        ([duty(post_tier="district")], ("ours", "post_tier", "policy.bad.tier_ended")),
        ([duty(target="district", post_tier="province", to="2025-07-01")],
         ("ours", "target", "policy.bad.tier_ended")),
        ([rule("acting"), rule("acting", "b", span="8")], ("b", "target", "policy.bad.rule_twice")),
        ([rule("line"), rule("line", "b")], ("b", "target", "policy.bad.rule_twice")),
    ],
)  # fmt: skip
def test_policy_that_contradicts_itself_is_told_by_row_column_and_reason(
    rows: list[dict[str, str]], told: tuple[str, str, str]
) -> None:
    found = list(contradictions(policy_of_cells(rows, "file"), ENDED))
    assert [(key, place.column, place.remedy) for key, place in found] == [told]


@pytest.mark.parametrize(
    "rows",
    [
        [duty(to="2026-06-30"), duty("b", span="4", **{"from": "2026-07-01"})],
        [duty(), duty("b", kinds="follows", span="4")],
        [duty(), duty("b", line="party", span="4")],
        [duty(), duty("b", target="household", span="4")],
        [duty(post_tier="district", to="2025-06-30")],
        [duty(target="household", post_tier="village")],
        [rule("acting", to="2026-06-30"), rule("acting", "b", **{"from": "2026-07-01"})],
    ],
)
def test_policy_that_asks_for_several_things_contradicts_nothing(
    rows: list[dict[str, str]],
) -> None:
    assert not list(contradictions(policy_of_cells(rows, "file"), ENDED))


def test_default_policy_contradicts_nothing() -> None:
    assert not list(contradictions(default_policy(), ENDED))


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 8))


@given(st.lists(st.tuples(st.sampled_from("ab"), DAYS, DAYS, st.integers(1, 2)), max_size=4))
def test_policy_without_contradiction_never_asks_two_things_of_one_line_on_one_day(
    drawn: list[tuple[str, date, date, int]],
) -> None:
    lines = {"a": "state", "b": "either"}
    rows = tuple(
        PolicyRow(
            key=f"r{n}",
            target="village",
            post_tier="commune",
            line=lines[line],
            accepts_group=False,
            accepts_member=False,
            interval=Interval(since, last + timedelta(days=1)),
            span=span,
            span_groups=None,
            kinds=("in_charge",),
        )
        for n, (line, since, last, span) in enumerate(drawn)
    )
    policy = Policy(rows)
    days = [date(2026, 1, day) for day in range(1, 10)]
    twice = any(len(policy.asked("village", day)) > 1 for day in days)
    backwards = any(row.interval.empty for row in rows)
    assert bool(list(contradictions(policy, {}))) == (twice or backwards)


def test_what_differs_is_told_by_row_and_column() -> None:
    old = default_policy()
    first, *others = old.rows
    new = Policy(
        (replace(first, span=4), *others[1:]), (*old.rules, Rule("x", "acting", 1, JUNE_ON))
    )
    assert [(c.kind, c.key, c.columns) for c in changes_between(old, new)] == [
        ("changed", first.key, ("span",)),
        ("added", "x", ()),
        ("removed", others[0].key, ()),
    ]
    assert not changes_between(old, old)


JUNE_ON = Interval(JUNE, JULY)


def test_row_is_changed_from_a_day_on_under_a_key_of_its_own() -> None:
    rows = [duty("village_by_commune"), duty("b", target="cell")]
    found = changed_from(rows, duty("village_by_commune", span="4"), JULY)
    assert [(r["key"], r["from"], r["to"], r["span"]) for r in found] == [
        ("village_by_commune", "", "2025-06-30", "5"),
        ("village_by_commune_2", "2025-07-01", "", "4"),
        ("b", "", "", "5"),
    ]


def test_row_is_put_in_its_place_added_or_taken_out() -> None:
    rows = [duty("a"), duty("b")]
    assert [r["span"] for r in with_row(rows, duty("a", span="1"))] == ["1", "5"]
    assert [r["key"] for r in with_row(rows, duty("c"))] == ["a", "b", "c"]
    assert [r["key"] for r in without_row(rows, "a")] == ["b"]
