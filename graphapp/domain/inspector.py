"""What an inspection asks beside the counts of ``GapDays``: what is new, and what is dealt with.

``NOBODY`` stands beside the kinds: nobody answers at all for a target, whatever the reason.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from threading import Lock

from graphapp.domain.acceptances import Acceptance, Acceptances
from graphapp.domain.gap_days import GapDays
from graphapp.domain.gap_index import Entry, index_of, places_on
from graphapp.domain.gap_kinds import GapKey, GapKind, Spell
from graphapp.domain.results import PersonRef
from graphapp.domain.spells import NOBODY, is_uncovered
from graphapp.domain.spells_places import PERSON
from graphapp.domain.tasks import Standing, Tasks, TaskState
from graphapp.model.interval import Interval, united

NAMES = (NOBODY, *(kind.value for kind in GapKind))
TIERS = (
    "province", "district", "commune", "village", "household", "organisation", "cell", PERSON,
)  # fmt: skip
_MOST_MONTHS = 72
_PAST = frozenset({TaskState.CLOSED, TaskState.WITHDRAWN})


@dataclass(frozen=True)
class Handled:
    """How gaps are dealt with on a day, by their key; ``people``: to whom they are given, by id."""

    accepted: Mapping[str, Acceptance] = field(default_factory=dict)
    given: Mapping[str, Standing] = field(default_factory=dict)
    people: Mapping[str, PersonRef] = field(default_factory=dict)

    def person(self, key: str) -> PersonRef:
        """Return to whom the gap of a key is given."""
        return self.people[self.given[key].task.person_id]


def handled_on(as_of: date, accepted: Acceptances, tasks: Tasks, gaps: GapDays) -> Handled:
    """Return how gaps are dealt with on a day; a task that is over deals with nothing."""
    standing = (s for s in tasks.on(as_of, gaps) if s.state not in _PAST)
    return Handled(
        {str(each.key): each for each in accepted.every if each.days.holds(as_of)},
        {str(each.task.key): each for each in standing},
        gaps.facts.people,
    )


@dataclass(frozen=True)
class News:
    """How many subjects came to have a gap after one day and up to another, lost it, kept it.

    The same as ``GapDays.between``, counted without going through what did not change.
    """

    opened: int
    closed: int
    still: int


@dataclass(frozen=True)
class Inspector:
    """All gaps under one policy, with what is summed up of them when it is first asked for.

    Of a province that takes seconds; :func:`inspector_of` keeps it while the gaps are the same.
    """

    gaps: GapDays
    _months: dict[tuple[GapKind, date], Sequence[Entry]] = field(
        default_factory=dict, compare=False
    )

    _places: dict[int, Mapping[str, int]] = field(default_factory=dict, compare=False)

    def around(self, kind: GapKind, as_of: date) -> Sequence[Entry]:
        """Return the gaps of a kind that hold on some day of a day's month."""
        first = as_of.replace(day=1)
        key = (kind, first)
        if key not in self._months:
            last = first.replace(day=monthrange(first.year, first.month)[1])
            found = [e for e in self.index[kind] if e.since <= last and e.until > first]
            if len(self._months) >= _MOST_MONTHS * len(GapKind):
                self._months.clear()
            self._months[key] = found
        return self._months[key]

    def places(self, as_of: date) -> Mapping[str, int]:
        """Return where each unit of a day stands in a list, made once for days that are alike."""
        key = bisect_right(self._bounds, as_of)
        if key not in self._places:
            self._places[key] = places_on(self.gaps, as_of)
        return self._places[key]

    @cached_property
    def _bounds(self) -> Sequence[date]:
        """Return the days on which a unit begins or ends to lie in another."""
        every = (above.days for some in self.gaps.facts.above.values() for above in some)
        lives = (subject.life for subject in self.gaps.facts.units.values())
        return sorted({day for days in chain(every, lives) for day in (days.since, days.until)})

    @cached_property
    def index(self) -> Mapping[GapKind, Sequence[Entry]]:
        """Return every gap, ready to be listed."""
        return index_of(self.gaps)

    def news(self, unit_id: str, start: date, end: date) -> Mapping[str, News]:
        """Count what became of gaps between two days, by kind and of ``NOBODY``."""
        opened, closed, lost = Counter[str](), Counter[str](), Counter[str]()
        for subject in self._touched(start, end):
            there = [p.days for p in self.gaps.places.units(subject) if p.unit_id == unit_id]
            number = self.gaps.facts.number(subject)
            for name, runs in self._days[subject].items() if there else ():
                for days in united(one.clip(other) for one in runs for other in there):
                    opened[name] += number * (start < days.since <= end)
                    closed[name] += number * (start < days.until <= end)
                    lost[name] += number * (days.since <= start < days.until <= end)
        before = {name: self.gaps.count(unit_id, start, name).n for name in NAMES}
        return {name: News(opened[name], closed[name], before[name] - lost[name]) for name in NAMES}

    def dealt(
        self, unit_id: str, as_of: date, keys: Iterable[str], *, whole: bool
    ) -> dict[tuple[str, str], int]:
        """Count, by kind and tier, the subjects in a unit with a gap of such a key on a day.

        ``whole``: all gaps of the subject of that kind have to have one.
        """
        known, found = frozenset(keys), dict[tuple[str, str], int]()
        of = all if whole else any
        for kind, subject in {(key.kind, key.subject) for key in map(GapKey.read, known)}:
            there = unit_id in self.gaps.units(subject, as_of)
            if there and of(key in known for key in self._holding(kind, subject, as_of)):
                tier = self.gaps.places.tier(self.gaps.facts.first(subject))
                found[kind.value, tier] = found.get((kind.value, tier), 0) + 1
        return found

    def _holding(self, kind: GapKind, subject: str, as_of: date) -> list[str]:
        """Return the keys of a subject's gaps of a kind on a day; a blank one for none."""
        spells = (s for s in self.gaps.of_subject(subject) if s.kind is kind)
        return [s.key for s in spells if s.days.holds(as_of)] or [""]

    @cached_property
    def _days(self) -> Mapping[str, Mapping[str, Sequence[Interval]]]:
        """Return the days on which each subject has each kind, and on which nobody answers."""
        found: dict[str, dict[str, Sequence[Interval]]] = {}
        for layer in self.gaps.layers:
            for subject, spells in layer.spells.items():
                own = found.setdefault(subject, {})
                own |= {k.value: d for k, d in _by_kind(spells)}
                bare = united(s.days for s in spells if is_uncovered(s))
                if bare:
                    own[NOBODY] = bare
        return found

    @cached_property
    def _changes(self) -> tuple[Sequence[date], Sequence[str]]:
        """Return the days on which a subject's gaps or place begin or end, with the subject."""
        found: set[tuple[date, str]] = set()
        for subject, by_name in self._days.items():
            places = (place.days for place in self.gaps.places.units(subject))
            every = (days for some in (*by_name.values(), places) for days in some)
            found.update((day, subject) for days in every for day in (days.since, days.until))
        ordered = sorted(found)
        return [day for day, _ in ordered], [subject for _, subject in ordered]

    def _touched(self, start: date, end: date) -> Iterable[str]:
        """Return those of whom anything changed after one day and up to another."""
        days, subjects = self._changes
        return dict.fromkeys(subjects[bisect_right(days, start) : bisect_right(days, end)])


def _by_kind(spells: Sequence[Spell]) -> Iterator[tuple[GapKind, Sequence[Interval]]]:
    for kind in dict.fromkeys(spell.kind for spell in spells):
        yield kind, united(spell.days for spell in spells if spell.kind is kind)


_LAST: list[Inspector] = []
_KEEPING = Lock()


def inspector_of(gaps: GapDays) -> Inspector:
    """Return the inspector of these gaps, the last one while they are the same object."""
    with _KEEPING:
        if not _LAST or _LAST[0].gaps is not gaps:
            _LAST[:] = [Inspector(gaps)]
        return _LAST[0]
