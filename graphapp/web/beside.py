"""Two chains side by side: of one target on two days, or of two targets on one day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import redirect, render_template, request

from graphapp.domain.as_json import lines_json, target_json
from graphapp.domain.chain import chains
from graphapp.domain.differences import compare
from graphapp.domain.differences_json import compared_json
from graphapp.domain.instead import instead_of
from graphapp.domain.search import search
from graphapp.domain.units import find, in_scope, subject_by_id
from graphapp.errors import Place, UnknownCodeError
from graphapp.web.compared import Heading, rows_of, with_marks
from graphapp.web.lines import LINES, asked_line, asked_lines
from graphapp.web.picture import walk_words
from graphapp.web.site import site
from graphapp.web.sketch import sketch
from graphapp.web.targets import chain_address
from graphapp.web.view import here, read_day, view

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from werkzeug import Response

    from graphapp.domain.as_json import Json
    from graphapp.domain.assignments import Subject
    from graphapp.domain.differences import Compared
    from graphapp.domain.results import Chain, Target, UnitVersion

UNIT, CHOSEN = "beside_unit", "beside_id"  # as typed, and as chosen among suggestions
NAMES = ("beside", UNIT, CHOSEN)
LONGEST = 200


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


def is_asked() -> bool:
    """Tell whether the address asks for something beside its own chain."""
    return any(_given(name) for name in NAMES)


def asked_beside() -> dict[str, str]:
    """Return what the address asks to have beside its chain, as it stands there."""
    return {name: _given(name) for name in NAMES if _given(name)}


def kept(address: str) -> str:
    """Return an address with what this one asks to have beside it."""
    asked = asked_beside()
    return f"{address}&{urlencode(asked)}" if asked else address


def beside_page(own: Subject) -> str | Response:
    """Show two chains side by side, what differs marked; or what may be meant by a name."""
    other = _other(own, _day())
    if other is None:
        return _choose(own)
    plain = _canonical(other)
    return redirect(plain) if plain else _page(own, _pair(own, other))


def ask_pair(own: Subject) -> Pair:
    """Return both sides; UnknownCodeError where several units are called as the address says."""
    other = _other(own, _day())
    if other is None:
        wanted = _given("beside_unit")
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


def _canonical(other: Subject) -> str | None:
    """Return the address as it is kept, where people or the form wrote it otherwise."""
    plain: dict[str, str | None] = dict.fromkeys(NAMES)
    plain["beside"] = _day().isoformat() if _given("beside") else None
    plain["beside_unit"] = other.target.id if _given(UNIT) or _given(CHOSEN) else None
    if all(request.args.get(name) == value for name, value in plain.items()):
        return None
    return here(**plain)


def _pair(own: Subject, other: Subject) -> Pair:
    sides = [_side(own, view().as_of), _side(other, _day())]
    return Pair(*sorted(sides, key=lambda side: side.day))


def _page(own: Subject, found: Pair) -> str:
    compared = found.compared
    words, sides = view().words, (found.first, found.second)
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
        pictures=_pictures(found, compared),
        rows=rows_of(compared, headings, words),
        lines=LINES,
        line=asked_line(),
        file="-".join(_file_parts(found)),
        scope="; ".join(dict.fromkeys(scope_text(each.target) for each in sides)),
        told_days=", ".join(dict.fromkeys(words.date(each.day) for each in sides)),
        beside_day=_day() if _given("beside") else None,
        beside_name=_named(found, own),
        beside_id=_given(UNIT),
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
    """Return the name of what else is shown, for the field in which it was asked for."""
    others = [s.target.name for s in (found.first, found.second) if s.subject != own]
    return others[0] if others else ""


def _instead(own: Subject, side: Side, version: UnitVersion) -> str:
    """Return this view with what stood or stands in the place of a side."""
    if side.subject == own and side.day == view().as_of:
        return kept(chain_address(version.unit))
    return here(beside_unit=version.unit.id, beside_id=None)


def _pictures(found: Pair, compared: tuple[Compared, ...]) -> list[dict[str, Any] | None]:
    """Return both pictures as data, each with ids of its own."""
    words = view().words
    sides = (found.first, found.second)
    drawn = []
    for side in sides:
        address = lambda target, day=side.day: chain_address(target, as_of=day)  # noqa: E731 - of this day
        drawn.append(
            sketch(side.chains[0], words, address, also=side.chains[1:]) if side.chains else None
        )
    marked = with_marks(drawn, compared, words, by_day=found.by_day)
    return [
        {**asdict(picture), "prefix": prefix, "words": walk_words(words)} if picture else None
        for picture, prefix in zip(marked, ("a-", "b-"), strict=True)
    ]


def _side(subject: Subject, day: date) -> Side:
    now = site()
    if not subject.life.holds(day):
        return Side(subject, day, (), instead_of(now.reader, now.scope, subject, day))
    lines = asked_lines()
    found = chains(now.reader, now.scope, subject.target.id, day, policy=now.policy, lines=lines)
    return Side(subject, day, found, ())


def _given(name: str) -> str:
    return request.args.get(name, "").strip()


def _day() -> date:
    return read_day(_given("beside")) if _given("beside") else view().as_of


def _other(own: Subject, day: date) -> Subject | None:
    """Return what the address means to have beside; None where several are called so."""
    wanted = _given(CHOSEN) or _given(UNIT)
    if not wanted:
        return own
    now = site()
    known = subject_by_id(now.reader, wanted)
    if known and in_scope(now.reader, now.scope, known):
        return known
    try:
        found = find(now.reader, now.scope, wanted, day)
    except UnknownCodeError:
        hits = _called_so(wanted, day)
        if not hits:
            raise
        if len(hits) > 1:
            return None
        found = hits[0].unit
    return subject_by_id(now.reader, found.id)


def _called_so(name: str, day: date) -> list[UnitVersion]:
    hits = search(site().reader, site().scope, name[:LONGEST], day).units
    return [hit.found for hit in hits if hit.found.since <= day < hit.found.until]


def _choose(own: Subject) -> str:
    """Offer what is called as the address says."""
    name, day = _given("beside_unit"), _day()
    hits = [
        hit
        for hit in search(site().reader, site().scope, name[:LONGEST], day).units
        if hit.found.since <= day < hit.found.until
    ]
    return render_template(
        "chain/beside_choose.html", own=own.target, name=name, hits=hits, day=day
    )
