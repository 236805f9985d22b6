"""Two chains side by side: of one target on two days, or of two targets on one day."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from flask import redirect, render_template

from graphapp.domain.as_json import lines_json, target_json
from graphapp.domain.below import below
from graphapp.domain.chain import chains
from graphapp.domain.differences import compare
from graphapp.domain.differences_json import compared_json
from graphapp.domain.instead import instead_of
from graphapp.domain.results import PersonRef
from graphapp.errors import Place, UnknownCodeError
from graphapp.model.schema import MODEL
from graphapp.web.beside_asked import (
    UNIT,
    called_so,
    canonical,
    given,
    kept,
    other_day,
    other_target,
)
from graphapp.web.compared import Heading, rows_of, with_marks
from graphapp.web.compared_counts import count_rows
from graphapp.web.counts import with_counts
from graphapp.web.lines import LINES, asked_line, asked_lines
from graphapp.web.overview import chain_days
from graphapp.web.picture import walk_words
from graphapp.web.site import site
from graphapp.web.sketch import sketch
from graphapp.web.targets import chain_address, record_address
from graphapp.web.view import here, view

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from werkzeug import Response

    from graphapp.domain.as_json import Json
    from graphapp.domain.assignments import Subject
    from graphapp.domain.differences import Compared
    from graphapp.domain.results import Chain, Target, UnitVersion
    from graphapp.web.picture import Node, Picture


@dataclass(frozen=True)
class Side:
    """One of the two. ``chains``: its lines, none where it does not exist that day.

    ``instead``: what stood or stands in its place that day.
    """

    subject: Subject
    day: date
    chains: tuple[Chain, ...]
    instead: tuple[UnitVersion, ...]

    @property
    def target(self) -> Target:
        """Return what it is a chain of."""
        return self.subject.target

    @property
    def early(self) -> bool:
        """Tell whether the day is before the target began to exist."""
        return self.day < self.subject.life.since


@dataclass(frozen=True)
class Pair:
    """Both sides, the earlier day first; the page's own first where the days are the same."""

    first: Side
    second: Side

    @property
    def by_day(self) -> bool:
        """Tell whether the two are parted by the day."""
        return self.first.day != self.second.day

    @property
    def compared(self) -> tuple[Compared, ...]:
        """Return both chains place by place, the line by person in each line asked for."""
        found: list[Compared] = []
        for before, after in zip(self.first.chains, self.second.chains, strict=False):
            every = compare(before, after)
            found += [x for x in every if not found or x.place.aspect in {"step", "end"}]
        return tuple(found)


def beside_page(own: Subject) -> str | Response:
    """Show two chains side by side, what differs marked; or what may be meant by a name."""
    other = other_target(own, other_day())
    if other is None:
        return _choose(own)
    plain = canonical(other)
    return redirect(plain) if plain else _page(own, _pair(own, other))


def ask_pair(own: Subject) -> Pair:
    """Return both sides; UnknownCodeError where several units are called as the address says."""
    other = other_target(own, other_day())
    if other is None:
        wanted = given("beside_unit")
        place = Place(column="beside_unit", value=wanted, remedy="error.unknown_code.remedy")
        raise UnknownCodeError("error.unknown_code", (place,), code=wanted)
    return _pair(own, other)


def pair_json(found: Pair) -> Json:
    """Return both sides as an object, with what differs; a side that does not exist is null."""
    first, second = (
        {
            "target": target_json(side.target),
            "as_of": side.day.isoformat(),
            "chain": lines_json(side.chains) if side.chains else None,
            "instead": [target_json(each.unit) for each in side.instead],
        }
        for side in (found.first, found.second)
    )
    differing = [compared_json(each) for each in found.compared if each.change != "same"]
    return {"first": first, "second": second, "differences": differing}


def _pair(own: Subject, other: Subject) -> Pair:
    sides = [_side(own, view().as_of), _side(other, other_day())]
    return Pair(*sorted(sides, key=lambda side: side.day))


def _page(own: Subject, found: Pair) -> str:
    compared = found.compared
    words, sides = view().words, (found.first, found.second)
    marked = _pictures(found, compared)
    headings = [
        Heading(side.target, side.day, found.by_day, found.first.target != found.second.target)
        for side in sides
    ]
    return render_template(
        "chain/beside.html",
        own=own.target,
        pair=found,
        sides=sides,
        headings=[heading.text(words) for heading in headings],
        pictures=_data(marked),
        rows=rows_of(compared, headings, words) + count_rows(marked, words, by_day=found.by_day),
        stops=tuple(sorted({day for side in sides for day in chain_days(side.target)})),
        counted=any(n.shape == "count" for drawn in marked if drawn for n in drawn.nodes),
        lines=LINES,
        line=asked_line(),
        file="-".join(_file_parts(found)),
        scope="; ".join(dict.fromkeys(scope_text(each.target) for each in sides)),
        told_days=", ".join(dict.fromkeys(words.date(each.day) for each in sides)),
        beside_day=other_day() if given("beside") else None,
        beside_name=_named(found, own),
        instead_address=lambda side, version: _instead(own, side, version),
    )


def scope_text(target: Target) -> str:
    """Name a target in full, for what leaves the site."""
    words = view().words
    level = words.level(target.tier)
    return words.text("chain.scope", name=target.name, level=level, code=target.code)


def _file_parts(found: Pair) -> tuple[str, ...]:
    """Return codes and days, each once, for the name of the saved picture."""
    sides = (found.first, found.second)
    codes = dict.fromkeys(side.target.code for side in sides)
    return (*codes, *dict.fromkeys(side.day.isoformat() for side in sides))


def _named(found: Pair, own: Subject) -> str:
    """Return the code of what else is shown, for the field in which it was asked for."""
    others = [s.target.code for s in (found.first, found.second) if s.subject != own]
    return others[0] if others else ""


def _instead(own: Subject, side: Side, version: UnitVersion) -> str:
    """Return this view with what stood or stands in the place of a side."""
    if side.subject == own and side.day == view().as_of:
        return kept(chain_address(version.unit))
    return here(beside_unit=version.unit.id, beside_id=None)


def _pictures(found: Pair, compared: tuple[Compared, ...]) -> list[Picture | None]:
    """Return both pictures, what differs marked in them."""
    drawn = [_drawn(side) for side in (found.first, found.second)]
    return with_marks(drawn, compared, view().words, by_day=found.by_day)


def _data(pictures: list[Picture | None]) -> list[dict[str, Any] | None]:
    """Return both pictures as data, each with ids of its own."""
    words = walk_words(view().words)
    return [
        {**asdict(picture), "prefix": prefix, "words": words} if picture else None
        for picture, prefix in zip(pictures, ("a-", "b-"), strict=True)
    ]


def _drawn(side: Side) -> Picture | None:
    """Return the picture of one side; people lead to their pages, gaps to the chain alone."""
    if not side.chains:
        return None
    address = partial(chain_address, as_of=side.day)
    found = sketch(side.chains[0], view().words, address, also=side.chains[1:])
    now = site()
    counts = below(now.reader, now.scope, side.target, side.day, policy=now.policy)

    def leads_to(node: Node) -> str:
        if MODEL.label_of(node.id) == "Person":
            return record_address(PersonRef(node.id, "", node.title), as_of=side.day)
        return node.href if node.shape == "unit" else address(side.target) + node.href

    nodes = tuple(replace(node, href=leads_to(node)) for node in found.nodes)
    return with_counts(replace(found, nodes=nodes), side.target, counts, side.day)


def _side(subject: Subject, day: date) -> Side:
    now = site()
    if not subject.life.holds(day):
        return Side(subject, day, (), instead_of(now.reader, now.scope, subject, day))
    lines = asked_lines()
    found = chains(now.reader, now.scope, subject.target.id, day, policy=now.policy, lines=lines)
    return Side(subject, day, found, ())


def _choose(own: Subject) -> str:
    """Offer what is called as the address says."""
    name, day = given(UNIT), other_day()
    hits = called_so(name, day)
    return render_template(
        "chain/beside_choose.html", own=own.target, name=name, hits=hits, day=day
    )
