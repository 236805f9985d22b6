"""Puts what changed between two days into words: rows of the list and marks of the picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graphapp.domain.changes import CHANGE_KINDS, ChangeKind
from graphapp.domain.overview import by_name
from graphapp.model.choices import TIERS
from graphapp.web.drawing import Item
from graphapp.web.flow import Way
from graphapp.web.targets import record_address

if TYPE_CHECKING:
    from graphapp.domain.changes import Change
    from graphapp.domain.results import Break, Target
    from graphapp.domain.snapshot import Snapshot
    from graphapp.words import Words

SIGNS = ("added", "gone", "moved", "worse", "better", "other", "same")
_SIGNS = {
    ChangeKind.UNIT_BEGUN: "added",
    ChangeKind.UNIT_ENDED: "gone",
    ChangeKind.UNIT_MOVED: "moved",
    ChangeKind.LINK_BROKEN: "worse",
    ChangeKind.LINK_MENDED: "better",
    ChangeKind.LINK_OTHERWISE: "other",
    ChangeKind.ASSIGNMENT_ENDED: "other",
    ChangeKind.ASSIGNMENT_BEGUN: "other",
}
_TIERS = tuple(choice.value for choice in TIERS)
_ASKED = ("district", "commune", "village", "organisation", "cell")


_Grade = tuple[str, tuple[int, int], tuple[int, int]]


def grades(first: Snapshot, second: Snapshot) -> Iterator[_Grade]:
    """Yield each tier that a duty asks for on either day, with its broken links on both, n of N."""
    days = [_broken(each) for each in (first, second)]
    for tier in _ASKED:
        old, new = (day.get(tier, (0, 0)) for day in days)
        if old[1] or new[1]:
            yield tier, old, new


def _broken(found: Snapshot) -> dict[str, tuple[int, int]]:
    counted: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for link in found.links.values():
        if link.required:
            counted[link.unit.tier][0] += link.broken is not None
            counted[link.unit.tier][1] += 1
    return {tier: (broken, every) for tier, (broken, every) in counted.items()}


@dataclass(frozen=True)
class ChangesWords:
    """Speaks of two days of a unit in one language."""

    words: Words
    first: Snapshot
    second: Snapshot
    changes: Sequence[Change]

    def counts(self) -> list[tuple[ChangeKind, int]]:
        """Return how many changes there are of each kind."""
        counted = Counter(change.kind for change in self.changes)
        return [(kind, counted[kind]) for kind in CHANGE_KINDS if counted[kind]]

    def kind(self, kind: str) -> str:
        """Name a kind of change: giải thể, thôi giữ chức."""
        return self.words.text(f"changes.kind.{kind}")

    def sign(self, kind: str) -> str:
        """Return the mark of a kind of change."""
        known = _SIGNS.get(ChangeKind(kind))
        return known or (
            "added" if kind in {ChangeKind.TOOK_POST, ChangeKind.POST_BEGUN} else "gone"
        )

    def grades(self) -> list[_Grade]:
        """Return the broken links of each tier on both days."""
        return list(grades(self.first, self.second))

    def detail(self, change: Change) -> str:
        """Tell what a change is, in a few words after its kind and target."""
        if change.post is not None:
            return self._of_post(change)
        if change.responsible is not None:
            return self._of_assignment(change)
        if change.key[0] == "link":
            return self._of_link(change)
        return self._of_unit(change)

    def address(self, change: Change) -> str:
        """Return the page of what changed, on the day on which it stands."""
        unit = change.target
        on = (
            self.second
            if unit.id in self.second.units or unit.id in self.second.links
            else self.first
        )
        return record_address(unit, as_of=on.as_of)

    def columns(self) -> list[str]:
        """Name the columns of the list."""
        names = ("day", "kind", "target", "code", "tier", "detail")
        return [self.words.text(f"changes.column_{name}") for name in names]

    def cells(self, change: Change) -> list[str]:
        """Return the cells of a row."""
        target = change.target
        return [
            self.words.date(change.day), self.kind(change.kind), target.name, target.code,
            self.words.level(target.tier), self.detail(change),
        ]  # fmt: skip

    def _of_post(self, change: Change) -> str:
        post = change.post
        title = f"{post.title}, {post.organisation.name}" if post else ""
        return f"{change.person.name}: {title}" if change.person else title

    def _of_assignment(self, change: Change) -> str:
        found = change.responsible
        if found is None:
            return ""
        who = found.group or (found.person.name if found.person else "–")
        decision = f", {self.words.decision(found.decision)}" if found.decision else ""
        return f"{who}: {self.words.kind(found.kind)}{decision}"

    def _of_link(self, change: Change) -> str:
        both = (change.broke, change.breaks)
        if all(both):
            return self.words.text(
                "changes.from_to", old=self._why(both[0]), new=self._why(both[1])
            )
        return self._why(change.breaks or change.broke)

    def _why(self, found: Break | None) -> str:
        return self.words.reason(found.reason) if found else ""

    def _of_unit(self, change: Change) -> str:
        text, others = self.words.text, [unit.name for unit in change.others]
        if change.kind is ChangeKind.UNIT_ENDED:
            return text("changes.became", units=others) if others else ""
        if change.kind is ChangeKind.UNIT_BEGUN:
            return text("changes.made_of", units=others) if others else ""
        old, new = (unit.name if unit else "–" for unit in (change.before, change.after))
        return text("changes.from_to", old=old, new=new)

    # --- the picture --------------------------------------------------------------------------

    def ways(self) -> list[Way]:
        """Return what was hung elsewhere, and what became of what ended."""
        told = [c for c in self.changes if c.key[0] == "unit"]
        hung = [
            Way(c.before.id, c.after.id, c.target.id)
            for c in told
            if c.kind is ChangeKind.UNIT_MOVED and c.before and c.after
        ]
        ended = [c for c in told if c.kind is ChangeKind.UNIT_ENDED]
        begun = [c for c in told if c.kind is ChangeKind.UNIT_BEGUN]
        became = [Way(c.target.id, other.id) for c in ended for other in c.others]
        return [*hung, *became, *(Way(o.id, c.target.id) for c in begun for o in c.others)]

    def outside(self) -> dict[str, Target]:
        """Return what the changes lead to or came from beyond the unit, by id."""
        told = [c for c in self.changes if c.key[0] == "unit" and c.target.tier != "district"]
        named = [unit for c in told for unit in (c.before, c.after, *c.others) if unit]
        inside = {**self.first.units, **self.second.units}
        return {u.id: u for u in named if u.id not in inside and u.tier == "commune"}

    def outer_item(self, unit: Target, sign: str) -> Item:
        """Return a unit beyond the one that is looked at: added, gone or the same."""
        about = self.words.text("overview.is", name=self._shown(unit), state=self._sign(sign))
        href = record_address(unit, as_of=self.second.as_of)
        note = self._note(unit)
        return Item(
            unit.id, unit.tier, unit.name, sign, about, href, note=note, lost=sign == "gone"
        )

    def in_flow(self, item: Item) -> Item:
        """Say beside a name only what lines do not: how many units left it or came to it."""
        moved = self._left[item.id] + self._came[item.id]
        note = self.words.text("changes.moved", n=moved) if moved else ""
        # what is heard has to begin with what is written
        rest = item.about.removeprefix(f"{item.name} {item.note}".strip())
        return replace(item, note=note, about=f"{item.name} {note}".strip() + rest)

    def _shown(self, unit: Target) -> str:
        return f"{unit.name} {self._note(unit)}".strip()

    def items(self, *, villages: bool) -> list[Item]:
        """Return the units of both days, each once; what is gone after what is there."""
        subjects = {**self.first.units, **self.second.units}
        shown = [
            subject.target
            for subject in subjects.values()
            if villages or subject.target.tier != "village"
        ]
        return [self._item(unit) for unit in sorted(shown, key=self._order)]

    def _order(self, unit: Target) -> tuple[object, ...]:
        return unit.id not in self.second.units, _TIERS.index(unit.tier), by_name(unit)

    def _item(self, unit: Target) -> Item:
        told = self.told.get(unit.id, [])
        sign = next((s for s in SIGNS if any(self.sign(c.kind) == s for c in told)), "same")
        here, before = (each.parents.get(unit.id) for each in (self.second, self.first))
        moved = here is not None and before is not None and here != before
        gone = unit.id not in self.second.units
        return Item(
            unit.id,
            unit.tier,
            unit.name,
            sign,
            self._about(unit, sign, told),
            record_address(unit, as_of=(self.first if gone else self.second).as_of),
            before if gone else here,
            former=before if moved else None,
            note=self._note(unit),
            rank=gone * 100 + _TIERS.index(unit.tier) * len(SIGNS) + SIGNS.index(sign),
            lost=gone,
        )

    def _about(self, unit: Target, sign: str, told: Sequence[Change]) -> str:
        said = [self.words.text("overview.is", name=self._shown(unit), state=self._sign(sign))]
        said += [f"{self.kind(c.kind)} {self.detail(c)}".strip() for c in told]
        return ". ".join(said)

    def _sign(self, sign: str) -> str:
        return self.words.text(f"changes.sign.{sign}")

    def _note(self, unit: Target) -> str:
        """Tell how many villages left a unit and came to it, or where it went."""
        left, came = self._left[unit.id], self._came[unit.id]
        parts = []
        if unit.id in self.first.units and unit.id not in self.second.units:
            moved = self._went.get(unit.id)
            told = self.words.text("changes.went", unit=moved) if moved else self._sign("gone")
            parts.append(told)
        parts += [self.words.text("changes.left", n=left)] if left else []
        parts += [self.words.text("changes.came", n=came)] if came else []
        return ", ".join(parts)

    @cached_property
    def _went(self) -> dict[str, str]:
        moved = [c for c in self.changes if c.kind is ChangeKind.UNIT_MOVED]
        return {c.target.id: c.after.name for c in moved if c.after}

    @cached_property
    def told(self) -> dict[str, list[Change]]:
        """Return the changes of each unit itself, its link and its assignments, by its id."""
        found: defaultdict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            if change.key[0] in {"unit", "link", "assignment"}:
                found[change.target.id].append(change)
        return dict(found)

    @cached_property
    def _left(self) -> Counter[str]:
        return self._moved("before")

    @cached_property
    def _came(self) -> Counter[str]:
        return self._moved("after")

    def _moved(self, end: str) -> Counter[str]:
        moved = [c for c in self.changes if c.kind is ChangeKind.UNIT_MOVED]
        return Counter(parent.id for c in moved if (parent := getattr(c, end)) is not None)
