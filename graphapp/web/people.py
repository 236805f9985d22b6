"""A person's page: posts, assignments, span, the line above and below, and the history of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template

from graphapp.domain.people import find_person, person_page
from graphapp.web.parts import part, shown
from graphapp.web.person_chain import person_chain_page
from graphapp.web.site import site
from graphapp.web.targets import record_address
from graphapp.web.timeline import timeline
from graphapp.web.view import view

if TYPE_CHECKING:
    from datetime import date

    from werkzeug import Response

    from graphapp.domain.people import PersonPage
    from graphapp.domain.records import Duty, HeldPost, Leading, Membership
    from graphapp.web.timeline import Timeline

people = Blueprint("people", __name__, url_prefix="/people")

PARTS = ("assignments", "below", "history")


@dataclass(frozen=True)
class Event:
    """One line of a person's history. ``kind``: post, assignment, group or leading.

    ``about``: what it is about; lines about the same stand beside each other in time. ``outside``:
    days of an assignment on which the person was out of post.
    """

    kind: str
    since: date
    until: date
    row: HeldPost | Duty | Membership | Leading
    about: tuple[str, str]
    outside: bool = False


@people.get("/<wanted>")
def show(wanted: str) -> str | Response:
    """Show a person by id; redirect a code."""
    person = find_person(site().reader, site().scope, wanted)
    if person.id != wanted:
        return redirect(record_address(person))
    page = ask(wanted)
    events = _events(page)
    return render_template(
        "people/page.html",
        page=page,
        only=shown(PARTS),
        course=_timeline(page, events),
        assignments=part("assignments", page.duties_now),
        below=part("below", page.below),
        history=part("history", events),
    )


@people.get("/<wanted>/chain")
def chain(wanted: str) -> str | Response:
    """Show who stands above a person, and how much the person answers for."""
    return person_chain_page(wanted)


def ask(person_id: str) -> PersonPage:
    """Return what is known of a person on the page's day."""
    now = site()
    most = now.settings.table_rows
    return person_page(now.reader, now.scope, person_id, view().as_of, policy=now.policy, most=most)


def _timeline(page: PersonPage, events: list[Event]) -> Timeline[Event]:
    """Return the history in time, with the days that assignments were held out of post."""
    outside = [
        Event("assignment", days.since, days.until, duty, _about(duty), outside=True)
        for duty in page.duties
        for days in duty.outside
    ]
    return timeline(
        [*events, *outside], view().as_of, lambda event: event.about, lambda event: event.outside
    )


def _events(page: PersonPage) -> list[Event]:
    """Return everything dated, the latest first."""
    found = [Event("post", row.since, row.until, row, ("", row.post_id)) for row in page.posts]
    found += [Event("assignment", row.since, row.until, row, _about(row)) for row in page.duties]
    found += [Event("group", row.since, row.until, row, ("", row.group.id)) for row in page.groups]
    found += [
        Event("leading", row.since, row.until, row, ("", row.organisation.id)) for row in page.leads
    ]
    return sorted(found, key=lambda event: (event.since, event.until), reverse=True)


def _about(duty: Duty) -> tuple[str, str]:
    return duty.kind, duty.target.id
