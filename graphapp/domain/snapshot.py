"""What stands in a unit on one day: units, posts, people in post, assignments, broken links.

Two of them are compared by ``changes``; households are counted elsewhere and are not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import Subject, organisation_subject, unit_subject
from graphapp.domain.chain import links_of
from graphapp.domain.results import Link, PersonRef, Responsible, Target
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval
from graphapp.model.policy import Policy

_ORGANISATIONS = ("grassroots", "cell")


@dataclass(frozen=True)
class StandingPost:
    """A post with its organisation, over the days on which both and its unit stand."""

    id: str
    code: str
    title: str
    organisation: Target
    unit: Target
    life: Interval


@dataclass(frozen=True)
class Held:
    """A person in post; ``life``: over the days on which tenure and post stand."""

    person: PersonRef
    post: StandingPost
    life: Interval


@dataclass(frozen=True)
class Assigned:
    """An assignment in force to a unit or party organisation."""

    target: Target
    responsible: Responsible


@dataclass(frozen=True)
class Snapshot:
    """What stands on a day, by id; people in post by person and post.

    ``parents``: what each unit is directly part of inside the scope; ``links``: of every unit and
    every party organisation that a duty may ask for.
    """

    as_of: date
    units: Mapping[str, Subject]
    parents: Mapping[str, str]
    posts: Mapping[str, StandingPost]
    held: Mapping[tuple[str, str], Held]
    assigned: Mapping[str, Assigned]
    links: Mapping[str, Link]


def snapshot(reader: Reader, unit_id: str, as_of: date, policy: Policy) -> Snapshot:
    """Return what stands in a unit on a day; nothing where the unit itself does not.

    The caller looked at the scope of the unit.
    """
    asked = {"unit_id": unit_id, "as_of": as_of}
    units = {row["unit_id"]: unit_subject(row) for row in reader.rows("coverage/units", **asked)}
    bodies = [
        organisation_subject(row)
        for kind in _ORGANISATIONS
        for row in reader.rows("organisations/below", kind=kind, **asked)
    ]
    posts = {row["post_id"]: _post(row) for row in reader.rows("changes/posts", **asked)}
    links = {
        **links_of(reader, list(units.values()), as_of, policy),
        **(links_of(reader, bodies, as_of, policy) if bodies else {}),
    }
    return Snapshot(
        as_of,
        units,
        {r["unit_id"]: r["parent_id"] for r in reader.rows("coverage/parents", **asked)},
        posts,
        {(held.person.id, held.post.id): held for held in _held(reader, posts, as_of)},
        {a.responsible.assignment_id: a for a in _assigned(links)},
        links,
    )


def _post(row: Row) -> StandingPost:
    life = Interval(
        max(row[f"{each}_since"] for each in ("post", "seat", "organisation", "serves", "unit")),
        min(row[f"{each}_until"] for each in ("post", "seat", "organisation", "serves", "unit")),
    )
    organisation = Target(row["organisation_id"], "", row["organisation_name"], "organisation")
    unit = unit_subject(row).target
    return StandingPost(
        row["post_id"], row["post_code"], row["post_title"], organisation, unit, life
    )


def _held(reader: Reader, posts: Mapping[str, StandingPost], as_of: date) -> Iterator[Held]:
    rows = reader.rows("changes/held", post_ids=list(posts), as_of=as_of) if posts else []
    for row in rows:
        person = PersonRef(row["person_id"], row["person_code"], row["person_name"])
        post = posts[row["post_id"]]
        yield Held(person, post, Interval(row["tenure_since"], row["tenure_until"]).clip(post.life))


def _assigned(links: Mapping[str, Link]) -> Iterator[Assigned]:
    """Yield each assignment once: that of a group is there for each of its heads, first first."""
    known: set[str] = set()
    for link in links.values():
        for each in link.responsible:
            if each.assignment_id not in known:
                known.add(each.assignment_id)
                yield Assigned(link.unit, each)
