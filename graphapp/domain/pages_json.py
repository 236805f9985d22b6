"""The JSON shapes of the pages of people, organisations, decisions, households and units."""

from __future__ import annotations

from graphapp.domain.as_json import Json, broken_json, decision_json, target_json
from graphapp.domain.decided import DecidedAssignment, DecidedPost, DecidedSupervision, Item
from graphapp.domain.decisions import DecisionPage, Section
from graphapp.domain.history import UnitHistory
from graphapp.domain.households import HouseholdPage
from graphapp.domain.news import News
from graphapp.domain.organisations import Holder, OrganisationPage, Seat
from graphapp.domain.people import PersonPage
from graphapp.domain.records import Answered, Duty, HeldPost, Succession, Supervision
from graphapp.domain.records_json import (
    day_json,
    days_json,
    decision_or_none,
    facts_json,
    holder_json,
    moment_json,
    place_json,
    succession_json,
    version_json,
)
from graphapp.domain.results import UnitPage


def person_json(page: PersonPage) -> Json:
    """Return a person's page as an object."""
    return {
        "person": {**holder_json(page.person), "work_phone": page.phone},
        "as_of": page.as_of.isoformat(),
        **facts_json(page.facts, "cell"),
        "left_post": day_json(page.left_post),
        "posts": [_post(post) for post in page.posts],
        "assignments": [_duty(duty) for duty in page.duties],
        "spans": [
            {"policy_row": s.policy_row, "count": s.count, "span": s.span, "over": s.over}
            for s in page.spans
        ],
        "supervisors": [_supervision(each) for each in page.supervisors],
        "supervised": [_supervision(each) for each in page.supervised],
        "below": [
            {
                "person": holder_json(each.person),
                "post": each.title,
                "acting": each.acting,
                "unit": target_json(each.unit),
            }
            for each in page.below
        ],
        "below_more": page.below_more,
        "groups": [
            {
                "group": holder_json(each.group),
                "head": each.head,
                **days_json(each.since, each.until),
            }
            for each in page.groups
        ],
        "leads": [
            {"organisation": target_json(each.organisation), **days_json(each.since, each.until)}
            for each in page.leads
        ],
    }


def organisation_json(page: OrganisationPage) -> Json:
    """Return an organisation's page as an object; members are counted, not named."""
    return {
        "organisation": target_json(page.organisation),
        "as_of": page.as_of.isoformat(),
        "kind": page.kind,
        "line": page.line,
        **days_json(page.since, page.until),
        **facts_json(page.facts),
        "serves": [place_json(each) for each in page.serves],
        "covers": [place_json(each) for each in page.covers],
        "above": [place_json(each) for each in page.above],
        "under": [target_json(each) for each in page.under],
        "under_more": page.under_more,
        "posts": [_seat(each) for each in page.posts],
        "members": page.members,
        "heads": [holder_json(each) for each in page.heads],
        "answered": [_answered(each) for each in page.answered],
    }


def decision_page_json(page: DecisionPage) -> Json:
    """Return a decision and what it decides as an object; sections are as on the page."""
    return {
        "decision": {**decision_json(page.decision), "kind": page.kind, "title": page.title},
        "counts": dict(page.counts),
        "assignments_by_kind": dict(page.assignments),
        "sections": [_section(section) for section in page.sections],
    }


def household_json(page: HouseholdPage) -> Json:
    """Return a household's page as an object, masked as the page is."""
    return {
        "household": target_json(page.household),
        "as_of": page.as_of.isoformat(),
        **days_json(page.since, page.until),
        **facts_json(page.facts, "name", "members"),
        "homes": [place_json(each) for each in page.homes],
        "groups": [place_json(each) for each in page.groups],
        "answered": [_answered(each) for each in page.answered],
    }


def history_json(history: UnitHistory) -> Json:
    """Return a unit's history as an object."""
    return {
        "unit": target_json(history.unit),
        "as_of": history.as_of.isoformat(),
        **days_json(history.since, history.until),
        "parents": [place_json(each) for each in history.parents],
        "before": [succession_json(each) for each in history.before],
        "after": [succession_json(each) for each in history.after],
        "answered": [_answered(each) for each in history.answered],
    }


def unit_json(page: UnitPage) -> Json:
    """Return the facts of a unit as an object."""
    return {
        "unit": version_json(page.version),
        "as_of": page.as_of.isoformat(),
        "household_count": page.household_count,
        "above": [version_json(each) for each in page.above],
        "below": [version_json(each) for each in page.below],
        "predecessors": [version_json(each) for each in page.predecessors],
        "successors": [version_json(each) for each in page.successors],
        "households": [target_json(each) for each in page.households],
    }


def news_json(told: News) -> Json:
    """Return an entry of the ledger as an object; the time is Viet Nam's."""
    return {
        "entry": told.seq,
        "at": moment_json(told.at),
        "actor": told.actor,
        "kind": told.kind,
        "files": list(told.files),
        "added": told.added,
        "changed": told.changed,
        "ended": told.ended,
        "rows": told.rows,
        "undoes": told.undoes,
    }


def _post(post: HeldPost) -> Json:
    return {
        "code": post.code,
        "title": post.title,
        "organisation": target_json(post.organisation),
        "line": post.line,
        "unit": target_json(post.unit),
        "basis": post.basis,
        "term_end": day_json(post.term_end),
        "acting": post.acting,
        "decision": decision_or_none(post.decision),
        **days_json(post.since, post.until),
    }


def _duty(duty: Duty) -> Json:
    return {
        "code": duty.code,
        "target": target_json(duty.target),
        "kind": duty.kind,
        "duties": duty.duties,
        "group": duty.group and holder_json(duty.group),
        "decision": decision_or_none(duty.decision),
        **days_json(duty.since, duty.until),
        "outside_posts": [days_json(each.since, each.until) for each in duty.outside],
    }


def _supervision(each: Supervision) -> Json:
    return {
        "person": holder_json(each.person),
        "decision": decision_or_none(each.decision),
        **days_json(each.since, each.until),
    }


def _seat(seat: Seat) -> Json:
    return {
        "code": seat.code,
        "title": seat.title,
        "seats": seat.seats,
        "vacant": seat.vacant,
        "holders": [_holder(each) for each in seat.holders],
    }


def _holder(each: Holder) -> Json:
    return {
        "person": holder_json(each.person),
        "acting": each.acting,
        "basis": each.basis,
        "term_end": day_json(each.term_end),
        "decision": decision_or_none(each.decision),
        **days_json(each.since, each.until),
    }


def _section(section: Section) -> Json:
    return {
        "kind": section.kind,
        "total": section.total,
        "page": section.number,
        "pages": section.pages,
        "items": [_item(item) for item in section.items],
    }


def _item(item: Item) -> Json:
    if isinstance(item, Succession):
        return succession_json(item)
    days = days_json(item.since, item.until)
    if isinstance(item, DecidedAssignment):
        target, holder = target_json(item.target), holder_json(item.holder)
        return {"target": target, "holder": holder, "kind": item.kind, **days}
    if isinstance(item, DecidedSupervision):
        return {"above": holder_json(item.above), "below": holder_json(item.below), **days}
    return _decided_post(item, days)


def _decided_post(item: DecidedPost, days: Json) -> Json:
    return {
        "person": holder_json(item.person),
        "post": item.title,
        "organisation": item.organisation and target_json(item.organisation),
        "basis": item.basis,
        "term_end": day_json(item.term_end),
        "acting": item.acting,
        **days,
    }


def _answered(each: Answered) -> Json:
    return {
        "holder": each.holder and holder_json(each.holder),
        "post": each.post.title if each.post else None,
        "kind": each.kind,
        "decision": decision_or_none(each.decision),
        "policy_row": each.policy_row,
        "head": each.head and holder_json(each.head),
        "broken": each.broken and broken_json(each.broken),
        **days_json(each.since, each.until),
    }
