"""A chain as nodes and lines: what the browser lays out and draws, and what the table links to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from graphapp.domain.results import Link, Responsible, State, Target

Shape = Literal["unit", "person", "nobody"]
EdgeType = Literal["within", "post", "assignment", "supervises", "nobody"]


@dataclass(frozen=True)
class Mark:
    """A sign beside words: the sign of a state."""

    state: State
    word: str


@dataclass(frozen=True)
class Node:
    """A unit, a person, or the place where somebody is missing.

    ``level`` counts from the province down; ``step`` numbers the line from person to person;
    ``about`` says everything in one sentence; ``href`` is a page, or a row of the table.
    """

    id: str
    shape: Shape
    level: int
    title: str
    href: str
    about: str
    tier: str = ""
    line: str | None = None
    lines: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    step: int | None = None
    target: bool = False


@dataclass(frozen=True)
class Edge:
    """A line from ``source`` (above) to ``target``; ``in_line``: part of the line by person."""

    id: str
    source: str
    target: str
    type: EdgeType
    label: str = ""
    broken: bool = False
    in_line: bool = False


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def missing_id(unit: Target) -> str:
    """Return the node that stands where a unit has nobody."""
    return f"nobody-{unit.id}"


def holder_id(responsible: Responsible) -> str:
    """Return the node of who is responsible: the person, or a group without a head."""
    if responsible.person is None:
        return f"group-{responsible.assignment_id}"
    return responsible.person.id


def unit_row(unit: Target) -> str:
    """Return the row of a unit in the table beside the picture."""
    return f"row-{unit.id}"


def responsible_row(unit: Target, responsible: Responsible) -> str:
    """Return the row of somebody responsible for a unit."""
    return f"{unit_row(unit)}-{responsible.assignment_id}-{holder_id(responsible)}"


def step_row(number: int) -> str:
    """Return the row of a step of the line by person."""
    return f"step-{number}"


def lacks_holder(link: Link) -> bool:
    """Tell whether a broken link has nobody at whom the break could be shown."""
    return link.broken is not None and not any(r.unsound for r in link.responsible)
