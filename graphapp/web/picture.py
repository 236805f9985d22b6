"""A chain as nodes and lines: what the browser lays out and draws, and what the table links to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from graphapp.domain.results import Link, Responsible, Target
    from graphapp.words import Words

Shape = Literal["unit", "person", "group", "nobody", "count"]
EdgeType = Literal["within", "post", "assignment", "supervises", "nobody"]


@dataclass(frozen=True)
class Mark:
    """A sign beside words: the sign of a state, or of what differs from another picture."""

    state: str
    word: str


@dataclass(frozen=True)
class StepMark:
    """The number of a person in a line from person to person; each line has its own shape."""

    number: int
    line: str


@dataclass(frozen=True)
class Node:
    """A unit, a person, a working group without a head, a gap, or a count of what lies below.

    ``level`` counts from the province down; ``steps`` number the lines from person to person;
    ``about`` says everything in one sentence; ``href`` is a page, or a row of the table;
    ``differs``: what it is to another picture beside it.
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
    steps: tuple[StepMark, ...] = ()
    target: bool = False
    differs: str = ""


@dataclass(frozen=True)
class Edge:
    """A line from ``source`` (above) to ``target``.

    ``sign`` stands beside the label; ``in_line``: of which lines by person it is a part.
    """

    id: str
    source: str
    target: str
    type: EdgeType
    label: str = ""
    broken: bool = False
    sign: str = ""
    in_line: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def walk_words(words: Words) -> dict[str, str]:
    """Return the words that a walk from node to node needs, by their keys."""
    return {key: words.text(f"chain.go.{key}") for key in ("up", "down")}


def missing_id(unit: Target) -> str:
    """Return the node that stands where a unit has nobody."""
    return f"nobody-{unit.id}"


def holder_id(responsible: Responsible) -> str:
    """Return the node of who is responsible: the person, or a group without a head."""
    if responsible.person is None:
        return f"group-{responsible.assignment_id}"
    return responsible.person.id


def end_id(line: str) -> str:
    """Return the node where a line by person ends before the province."""
    return f"end-{line}"


def unit_row(unit: Target) -> str:
    """Return the row of a unit in the table beside the picture."""
    return f"row-{unit.id}"


def responsible_row(unit: Target, responsible: Responsible) -> str:
    """Return the row of somebody responsible for a unit."""
    return f"{unit_row(unit)}-{responsible.assignment_id}-{holder_id(responsible)}"


def step_row(line: str, number: int) -> str:
    """Return the row of a step of a line by person."""
    return f"step-{line}-{number}"


def lacks_holder(link: Link) -> bool:
    """Tell whether a broken link has nobody at whom the break could be shown."""
    return link.broken is not None and not any(r.unsound for r in link.responsible)
