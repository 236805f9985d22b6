"""Policies, accepted gaps and tasks: entries that change no graph, on either engine alike."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from graphapp.clock import today
from graphapp.domain.gap_kinds import GapKey, GapKind
from graphapp.errors import InputError
from graphapp.model.change import ChangeSet
from graphapp.model.interval import Interval, end_to_edge
from graphapp.model.policy import Policy, default_policy
from graphapp.write import (
    Giving,
    accept,
    end_acceptance,
    give,
    note_task,
    open_store,
    record_policy,
    withdraw_task,
)
from tests.domain.test_follow_up import Plain
from tests.write.scene import change, changes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graphapp.settings import Settings
    from graphapp.write import Store

KEY = GapKey(GapKind.NEVER_ASSIGNED, "u1-1", "village_by_commune")
DAY = timedelta(days=1)


def now(days: int = 30) -> Plain:
    """A gap of the key that holds today and for some days more."""
    return Plain((Interval(today() - DAY, today() + days * DAY),))


def narrower(span: int = 4) -> Policy:
    first, *others = default_policy().rows
    return replace(default_policy(), rows=(replace(first, span=span), *others))


def refused(error: pytest.ExceptionInfo[InputError]) -> str:
    return error.value.message


def test_recorded_policy_is_in_force_on_either_engine_and_leaves_the_graph_as_it_is(
    either: Settings,
) -> None:
    with open_store(either) as store:
        with store.writing() as writer:
            writer.commit("load", "lan", {}, changes_of(writer.seq))
        before = {t.table: t.graph for t in store.verify().tables}
        assert store.policy() == default_policy()
        entry = record_policy(store, narrower(), "hoa", " QĐ 5 ", 0)
        assert entry is not None
        assert (entry.seq, entry.kind, entry.actor, entry.files) == (2, "policy", "hoa", ())
        assert store.policy() == narrower()
        assert {t.table: t.graph for t in store.verify().tables} == before
        store.rebuild()
        accept(store, KEY, today(), "why", "hoa", gaps=now())
    with open_store(either) as store:
        assert store.notices == ()
        assert store.policy() == narrower()
        (recorded,) = store.registers().policies
        assert (recorded.entry, recorded.actor, recorded.note) == (2, "hoa", "QĐ 5")
        assert store.registers().acceptances.holds(str(KEY), today())
        store.verify()


def test_policy_cannot_be_undone_as_a_load(store: Store) -> None:
    record_policy(store, narrower(), "hoa", "", 0)
    with pytest.raises(InputError) as error:
        store.undo(1, "lan")
    assert refused(error) == "undo.no_load"


def test_recorded_policy_stands_before_the_file_of_the_settings(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "policy.csv"
    header = "key,target,post_tier,line,accepts_group,accepts_member,from,to,span,span_groups,kinds"
    path.write_text(f"{header}\nc,commune,province,state,no,no,,,5,,in_charge\n", "utf-8")
    with open_store(replace(settings, policy=path)) as store:
        assert [row.key for row in store.policy().rows] == ["c"]
        record_policy(store, narrower(), "hoa", "", 0)
        assert store.policy() == narrower()


def test_policy_in_force_is_not_recorded_again(store: Store) -> None:
    record_policy(store, narrower(), "hoa", "", 0)
    assert record_policy(store, narrower(), "lan", "", 0) is None
    assert store.head() == 1


def test_policy_that_somebody_else_changed_meanwhile_is_refused(store: Store) -> None:
    record_policy(store, narrower(4), "hoa", "", 0)
    with pytest.raises(InputError) as error:
        record_policy(store, narrower(5), "lan", "", 0)
    assert (refused(error), error.value.values) == ("policy.meanwhile", {"actor": "hoa"})
    assert record_policy(store, narrower(5), "lan", "", 1) is not None


def test_policy_that_contradicts_itself_is_refused_with_its_places(store: Store) -> None:
    rows = default_policy().rows
    with pytest.raises(InputError) as error:
        record_policy(store, Policy((*rows, replace(rows[3], key="b", span=1))), "hoa", "", 0)
    assert refused(error) == "policy.refused"
    assert [place.remedy for place in error.value.places] == ["policy.bad.differs"]
    assert store.head() == 0


def test_policy_without_a_duty_is_refused(store: Store) -> None:
    with pytest.raises(InputError) as error:
        record_policy(store, Policy((), default_policy().rules), "hoa", "", 0)
    assert refused(error) == "policy.without_duties"


def test_gap_is_accepted_until_the_last_day_and_can_be_ended_sooner(store: Store) -> None:
    number = accept(store, KEY, today() + DAY, " why ", "hoa", gaps=now())
    (made,) = store.registers().acceptances.every
    assert (made.number, made.key, made.why, made.actor) == (number, KEY, "why", "hoa")
    assert (made.days.since, end_to_edge(made.days.until)) == (today(), today() + DAY)
    end_acceptance(store, number, "lan")
    end_acceptance(store, number, "lan")
    (made,) = store.registers().acceptances.every
    assert (made.days.empty, made.ended_by, store.head()) == (True, "lan", 2)


@pytest.mark.parametrize(
    ("until", "why", "message"),
    [
        (None, "why", "accepted.no_end"),
        (today() - DAY, "why", "accepted.day"),
        (date(2201, 1, 1), "why", "accepted.day"),
        (today(), "  ", "accepted.no_text"),
        (today(), "x" * 2001, "accepted.long_text"),
    ],
)
def test_acceptance_without_an_end_a_day_to_come_or_a_reason_is_refused(
    store: Store, until: date | None, why: str, message: str
) -> None:
    with pytest.raises(InputError) as error:
        accept(store, KEY, until, why, "hoa", gaps=now())
    assert (refused(error), store.head()) == (message, 0)


def test_gap_that_does_not_hold_today_is_neither_accepted_nor_given(store: Store) -> None:
    with pytest.raises(InputError) as error:
        accept(store, KEY, today(), "why", "hoa", gaps=now(0))
    assert refused(error) == "accepted.no_gap"
    assert store.head() == 0


def test_gap_is_accepted_once_at_a_time(store: Store) -> None:
    first = accept(store, KEY, today(), "why", "hoa", gaps=now())
    assert accept(store, KEY, today(), "why", "hoa", gaps=now()) == first
    with pytest.raises(InputError) as error:
        accept(store, KEY, today() + DAY, "why", "hoa", gaps=now())
    assert (refused(error), store.head()) == ("accepted.twice", 1)


def test_form_sent_by_many_at_once_is_recorded_once(store: Store) -> None:
    numbers: list[int] = []

    def send() -> None:
        numbers.append(accept(store, KEY, today(), "why", "hoa", gaps=now()))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (numbers, store.head()) == ([1] * 8, 1)


def somebody(store: Store) -> str:
    """A person of the graph."""
    with store.writing() as writer:
        writer.commit("load", "lan", {}, one_person(writer.seq))
    return "p1-1"


def one_person(seq: int) -> ChangeSet:
    row = {"id": f"p{seq}-1", "code": "CB01", "name": "Lò Thị Pằn"}
    return ChangeSet((change("Person", "new", row),))


def test_task_is_given_noted_and_withdrawn_each_once(store: Store) -> None:
    wanted = Giving(KEY, somebody(store), today() + DAY, " note ")
    number = give(store, wanted, "hoa", gaps=now())
    assert give(store, wanted, "hoa", gaps=now()) == number
    for _ in range(2):
        note_task(store, number, "more", "lan")
    (task,) = store.registers().tasks.every
    assert (task.number, task.person_id, task.due) == (number, "p1-1", today() + DAY)
    assert [(n.text, n.actor, n.day) for n in task.notes] == [
        ("note", "hoa", today()), ("more", "lan", today()),
    ]  # fmt: skip
    for _ in range(2):
        withdraw_task(store, number, "hoa")
    (task,) = store.registers().tasks.every
    assert (task.withdrawn, store.head()) == (today(), 4)
    assert give(store, wanted, "hoa", gaps=now()) == 5


def test_task_without_a_day_or_to_nobody_is_refused(store: Store) -> None:
    person = somebody(store)
    for wanted, message in (
        (Giving(KEY, person, None), "tasks.no_day"),
        (Giving(KEY, person, today() - DAY), "accepted.day"),
        (Giving(KEY, "p9-9", today()), "tasks.nobody"),
    ):
        with pytest.raises(InputError) as error:
            give(store, wanted, "hoa", gaps=now())
        assert refused(error) == message
    assert store.head() == 1


@pytest.mark.parametrize("act", [note_task, withdraw_task, end_acceptance])
def test_what_was_never_recorded_is_refused(store: Store, act: Callable[..., None]) -> None:
    given = (7, "note", "hoa") if act is note_task else (7, "hoa")
    with pytest.raises(InputError) as error:
        act(store, *given)
    assert refused(error) in {"tasks.unknown", "accepted.unknown"}
