"""What is new, what is dealt with, which rows are wanted, and which commune needs help first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from benchmarks.province import Size, province
from graphapp.domain.acceptances import Acceptance
from graphapp.domain.coverage import gaps as gap_report
from graphapp.domain.gap_days import GapDays
from graphapp.domain.gap_kinds import GapKey, GapKind, Spell
from graphapp.domain.gap_rows import Named
from graphapp.domain.inspection import Figure, Inspection, Wish, inspection, rows_of
from graphapp.domain.inspector import NAMES, TIERS, Handled, Inspector
from graphapp.domain.need import NONE, Commune, Need, months, need, rank
from graphapp.domain.need import Wish as NeedWish
from graphapp.domain.results import Target
from graphapp.domain.spells import NOBODY
from graphapp.domain.tasks import Standing, Task, TaskState
from graphapp.domain.units import find
from graphapp.model.interval import Interval
from graphapp.model.policy import TARGET_TIERS
from graphapp.model.scope import WHOLE
from graphapp.write import Store, open_store
from tests.conftest import LONG
from tests.stores import ladybug_settings

DAYS = (date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 15), date(2026, 11, 22))
NOW = DAYS[-1]
SIZE = Size(300, 20, 60, 5, 6_000, 400, 900) if LONG else Size(60, 6, 12, 2, 600, 60, 120)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A province made from a seed, with gaps of all kinds that have a reason."""
    with open_store(ladybug_settings(tmp_path_factory.mktemp("province"))) as opened:
        with opened.writing() as writer:
            writer.commit("load", "test", {}, province(writer.seq, SIZE))
        yield opened


@pytest.fixture(scope="module")
def known(store: Store) -> GapDays:
    return store.gap_days()


def unit_of(store: Store, code: str, day: date = NOW) -> Target:
    return find(store.reader(), WHOLE, code, day, ("Unit",))


def units(store: Store, known: GapDays, day: date) -> list[Target]:
    """The province, two communes and two villages of the day."""
    living = [u.target for u in known.facts.units.values() if u.life.holds(day)]
    some = {tier: [u for u in living if u.tier == tier][:2] for tier in ("commune", "village")}
    return [unit_of(store, "20", day), *some["commune"], *some["village"]]


def test_what_is_new_is_what_the_gaps_tell_between_two_days(store: Store, known: GapDays) -> None:
    counts = Inspector(known)
    stretches = [(day - timedelta(days=30), day) for day in DAYS] + [(DAYS[0], DAYS[-1])]
    seen = 0
    for (start, end), name in product(stretches, NAMES):
        for unit in units(store, known, end):
            expected = known.between(unit.id, name, start, end)
            found = counts.news(unit.id, start, end)[name]
            told = (len(expected.opened), len(expected.closed), len(expected.still))
            assert (found.opened, found.closed, found.still) == told
            seen += sum(told[:2])
    assert seen > 100


def test_nobody_is_what_the_gap_report_counts_and_lists(store: Store, known: GapDays) -> None:
    reader, policy, seen = store.reader(), store.policy(), 0
    for day, tier in product(DAYS, TARGET_TIERS):
        if not policy.asked(tier, day):
            continue
        for unit in units(store, known, day)[:3]:
            report = gap_report(reader, WHOLE, unit.id, day, tier=tier, policy=policy)
            count = known.count(unit.id, day, NOBODY, tier)
            assert (count.n, count.of) == (report.numerator, report.denominator)
            wish = Wish(NOBODY, tier)
            rows = rows_of(Inspector(known), unit, day, wish, Handled())
            expected = sorted((g.target.id, g.reason, g.policy_row) for g in report.gaps)
            assert sorted((s.subject, s.reason, s.policy_row) for s in rows) == expected
            seen += report.numerator
    assert seen


def test_rows_are_those_of_the_figures(store: Store, known: GapDays) -> None:
    counts, unit = Inspector(known), unit_of(store, "20")
    found = inspection(counts, unit, NOW, Handled())
    assert {line.name for line in found.lines} >= {NOBODY, "never_assigned", "over_span"}
    for line in found.lines:
        for each in line.figures:
            rows = rows_of(counts, unit, NOW, Wish(line.name, each.tier), Handled())
            assert len({spell.subject for spell in rows}) == each.numerator <= each.denominator


def test_rows_stand_by_place_and_by_the_vietnamese_alphabet(store: Store, known: GapDays) -> None:
    counts, unit = Inspector(known), unit_of(store, "20")
    rows = rows_of(counts, unit, NOW, Wish("never_assigned", "household"), Handled())
    named = Named(known, NOW).rows(store.reader(), rows[:])
    places = [row.place for row in named]
    assert len(set(places)) > 2
    blocks = [p for p, before in zip(places, ["", *places], strict=False) if p != before]
    assert len(blocks) == len(set(blocks)), "what lies in one village stands together"
    since = rows_of(counts, unit, NOW, Wish(sort="since"), Handled())
    days = [spell.since or spell.days.since for spell in since]
    assert days == sorted(days)
    assert len(since) == len(rows_of(counts, unit, NOW, Wish(), Handled()))


def test_household_like_others_is_named_by_its_own_code(store: Store, known: GapDays) -> None:
    unit = unit_of(store, "20")
    rows = rows_of(Inspector(known), unit, NOW, Wish(NOBODY, "household"), Handled())
    named = Named(known, NOW).rows(store.reader(), rows[:])
    assert len({row.subject.code for row in named}) == len({row.subject.id for row in named}) > 1
    assert {row.above[0].tier for row in named} == {"village"}
    assert {row.above[-1].tier for row in named} == {"province"}


def accepted(spell: Spell) -> Acceptance:
    return Acceptance(1, GapKey.read(spell.key), Interval(NOW), "vùng bị lũ", "test")


def given(spell: Spell, known: GapDays) -> Standing:
    person = next(iter(known.facts.people))
    task = Task(2, GapKey.read(spell.key), person, NOW, NOW, "test")
    return Standing(task, TaskState.OPEN, None)


def test_accepted_and_given_out_gaps_are_told_apart(store: Store, known: GapDays) -> None:
    counts, unit = Inspector(known), unit_of(store, "20")
    one, two, three = rows_of(counts, unit, NOW, Wish("never_assigned", "household"), Handled())[:3]
    handled = Handled(
        {each.key: accepted(each) for each in (one, two)},
        {each.key: given(each, known) for each in (two, three)},
        known.facts.people,
    )
    before = inspection(counts, unit, NOW, Handled()).line("never_assigned")
    line = inspection(counts, unit, NOW, handled).line("never_assigned")
    assert before
    assert line
    figure, plain = line.of("household"), before.of("household")
    assert figure
    assert figure == replace(plain or figure, accepted=2, given=2)
    wish = Wish("never_assigned", "household")
    found = {
        state: [s.key for s in rows_of(counts, unit, NOW, replace(wish, state=state), handled)]
        for state in ("open", "accepted", "given_out")
    }
    assert sorted(found["accepted"]) == sorted((one.key, two.key))
    assert sorted(found["given_out"]) == sorted((two.key, three.key))
    assert len(found["open"]) == figure.numerator - 3
    assert not {one.key, two.key, three.key} & set(found["open"])


def test_unit_tells_only_what_lies_in_it(store: Store, known: GapDays) -> None:
    counts = Inspector(known)
    whole = {s.key for s in rows_of(counts, unit_of(store, "20"), NOW, Wish(), Handled())}
    parts: set[str] = set()
    for unit in (u.target for u in known.facts.units.values() if u.life.holds(NOW)):
        if unit.tier == "commune":
            rows = rows_of(counts, unit, NOW, Wish(), Handled())
            named = Named(known, NOW).rows(store.reader(), rows[:])
            assert all(unit in (*row.above, row.subject) for row in named)
            keys = {spell.key for spell in rows}
            assert not keys & parts
            parts |= keys
    assert parts <= whole


# --- the order of need ---------------------------------------------------------------------------


def commune(name: str, **figures: tuple[int, int, int]) -> Commune:
    """A commune with figures: n, N, accepted; `never_assigned__village` names kind and tier."""
    told = {}
    for each, (n, of, apart) in figures.items():
        kind, _, tier = each.partition("__")
        told[kind, tier] = Figure(tier, n, of, apart)
    return Commune(Target(name, name, name, "commune"), told)


def test_weakest_link_comes_first_then_the_share_of_villages_then_the_name() -> None:
    own = commune("Xã Ô", never_assigned__commune=(1, 1, 0), nobody__village=(0, 9, 0))
    many = commune("Xã Ư", never_assigned__village=(2, 9, 0), nobody__village=(3, 9, 0))
    half = commune("Xã An", never_assigned__village=(1, 9, 0), nobody__village=(1, 4, 0))
    twin = commune("Xã Ân", never_assigned__village=(1, 9, 0), nobody__village=(2, 8, 0))
    left = commune("Xã E", holder_left_post__village=(9, 9, 0), nobody__village=(9, 9, 0))
    accepted = commune("Xã A", never_assigned__commune=(1, 1, 1), over_span__person=(1, 2, 0))
    none = commune("Xã B", never_assigned__commune=(0, 1, 0), nobody__village=(0, 2, 0))
    every = [none, accepted, twin, left, half, own, many]
    ordered = sorted(every, key=lambda each: each.order)
    assert ordered == [own, many, half, twin, left, accepted, none]
    assert (none.weakest, accepted.weakest) == (None, ("over_span", "person"))
    found = Need(NOW, own.unit, tuple(ordered))
    assert NeedWish(weakest=NONE).of(found) == [none]
    assert NeedWish(weakest="over_span").of(found) == [accepted]
    assert NeedWish(text="xa an").of(found) == [half, twin]
    names = [each.unit.name for each in NeedWish(sort="name").of(found)]
    assert names == ["Xã A", "Xã An", "Xã Ân", "Xã B", "Xã E", "Xã Ô", "Xã Ư"]
    assert NeedWish(sort=NOBODY).of(found)[:2] == [left, many]


def test_every_kind_of_every_tier_has_a_rank() -> None:
    ranks = {link: rank(link) for link in product(map(str, GapKind), TIERS)}
    breaks = rank(("wrong_tier", "household"))
    assert rank(("never_assigned", "commune")) == min(ranks.values())
    assert all(rank(("not_visited", tier)) > breaks for tier in TIERS)
    assert ranks["unfollowed", "cell"] < ranks["never_assigned", "household"]


def test_communes_tell_the_figures_of_their_own_inspection(store: Store, known: GapDays) -> None:
    counts = Inspector(known)
    for day in (DAYS[0], NOW):
        found = need(counts, unit_of(store, "20", day), day, Handled())
        assert [each.place for each in found.communes] == list(range(1, len(found.communes) + 1))
        for each in found.communes:
            own: Inspection = inspection(counts, each.unit, day, Handled())
            told = {(line.name, f.tier): f for line in own.lines for f in line.figures}
            assert dict(each.figures) == told


def test_months_end_with_the_day() -> None:
    year = months(date(2026, 2, 1), 12)
    assert (len(year), year[0], year[-1]) == (12, date(2025, 3, 1), date(2026, 2, 1))
    year = months(NOW, 12)
    assert (len(year), year[0], year[-2:]) == (13, date(2025, 12, 1), (date(2026, 11, 1), NOW))
