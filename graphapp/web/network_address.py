"""The address of a picture of the network: read, refused in words, or led on to ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request

from graphapp.domain.network_centre import centre_of
from graphapp.domain.network_field import Asked
from graphapp.domain.network_ties import RELATIONS
from graphapp.errors import Place, UsageError
from graphapp.model.choices import LINES, TIERS
from graphapp.web.site import site
from graphapp.web.view import choice, view

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_OPENED = 300
MOST_PINS = 500
FARTHEST = 1_000_000  # pixels from the centre

_NAMED = ("centre", "to", "organisation")


@dataclass(frozen=True)
class Address:
    """What an address asks for.

    ``moved``: parts that lead to another id, to be redirected. ``through_time``: the picture is
    laid out over all days, to be gone through.
    """

    asked: Asked
    focus: str | None
    pins: Mapping[str, tuple[int, int]]
    moved: Mapping[str, str]
    through_time: bool = False


def read_address() -> Address:
    """Read the address of a picture; its ``centre`` is given.

    Raises:
        UsageError: a relation, tier, line or pin is none, or there are too many of something.
        UnknownCodeError, NotOnDateError, InputError: what is named is nothing, or several things.
    """
    given = {name: _given(name) for name in _NAMED}
    found = {name: _meant(text) if text else None for name, text in given.items()}
    now = site().settings
    asked = Asked(
        found["centre"] or "",
        _many("open", MOST_OPENED),
        frozenset(_choices("relations", RELATIONS)),
        frozenset(_choices("tiers", tuple(tier.value for tier in TIERS))),
        choice("line", tuple(line.value for line in LINES), "") or None,
        found["organisation"],
        found["to"],
        now.network_neighbours,
        now.network_nodes,
        now.network_paths,
    )
    moved = {name: str(found[name]) for name, text in given.items() if text != (found[name] or "")}
    through_time = bool(choice("time", ("1",), ""))
    return Address(asked, _given("focus") or None, _pins(), moved, through_time)


def _given(name: str) -> str:
    return request.args.get(name, "").strip()


def _meant(wanted: str) -> str:
    now = site()
    return centre_of(now.reader, now.scope, wanted, view().as_of)


def _many(name: str, most: int) -> tuple[str, ...]:
    """Read a list of ids; UsageError when it is too long."""
    found = tuple(dict.fromkeys(each for each in _given(name).split(",") if each))
    if len(found) > most:
        place = Place(column=name, remedy="network.many.remedy", values=(("most", most),))
        raise UsageError("network.many", (place,), name=name, count=len(found))
    return found


def _choices(name: str, allowed: Sequence[str]) -> tuple[str, ...]:
    found = _many(name, len(allowed) * 2)
    for each in found:
        if each not in allowed:
            values = (("choices", ", ".join(allowed)),)
            place = Place(column=name, value=each, remedy="problem.choice.remedy", values=values)
            raise UsageError("problem.choice", (place,), given=each)
    return found


def _pins() -> dict[str, tuple[int, int]]:
    """Read where nodes were put by hand: ``id:x:y``, in pixels from the centre."""
    return dict(_pin(each) for each in _many("pin", MOST_PINS))


def _pin(text: str) -> tuple[str, tuple[int, int]]:
    node_id, _, place = text.partition(":")
    x, _, y = place.partition(":")
    try:
        found = int(x), int(y)
    except ValueError:
        raise _no_pin(text) from None
    if not node_id or max(map(abs, found)) > FARTHEST:
        raise _no_pin(text)
    return node_id, found


def _no_pin(text: str) -> UsageError:
    place = Place(column="pin", value=text, remedy="network.pin.remedy")
    return UsageError("network.pin", (place,), value=text)
