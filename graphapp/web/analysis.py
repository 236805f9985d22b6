"""The analysis of a network in view, by the same address as its picture; and its twin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, request

from graphapp.domain.analysis import MOST_TARGETS, analyse
from graphapp.domain.findings import InView
from graphapp.domain.network import network as find_network
from graphapp.errors import Place, UsageError
from graphapp.web.analysis_words import depths, sections
from graphapp.web.network_address import read_address
from graphapp.web.parts import part, shown
from graphapp.web.site import site
from graphapp.web.view import here, view

if TYPE_CHECKING:
    from werkzeug import Response

    from graphapp.domain.findings import Analysis
    from graphapp.domain.network import Network
    from graphapp.domain.results import PersonRef, Target
    from graphapp.web.analysis_words import Finding, Section

analyses = Blueprint("analysis", __name__)

PARTS = ("reach", "sole", "span", "absence", "long", "posts", "within")
_NAMED = 8
_PLACES = frozenset({"unit", "organisation"})


@analyses.get("/network/analysis")
def show() -> str | Response:
    """Show what is found in the picture that the address describes."""
    asked = _asked()
    if not isinstance(asked, tuple):
        return asked
    picture, found = asked
    told = sections(found, view().words)
    return render_template(
        "network/analysis.html",
        picture=picture,
        found=found,
        sections=[(each, part(each.key, each.findings)) for each in told],
        only=shown(PARTS),
        depths=depths(found, view().words),
        named=_NAMED,
        most=MOST_TARGETS,
    )


@analyses.get("/api/v1/network/analysis")
def twin() -> Response:
    """Return the same as data."""
    asked = _asked()
    if not isinstance(asked, tuple):
        return asked
    picture, found = asked
    return jsonify(
        {
            "as_of": found.as_of.isoformat(),
            "centre": picture.asked.centre,
            "line": found.line,
            "targets": found.targets,
            "in_view": found.in_view,
            "limit": MOST_TARGETS,
            "people": found.people,
            "sections": [_section_json(each) for each in sections(found, view().words)],
        }
    )


def _asked() -> tuple[Network, Analysis] | Response:
    """Return the picture and what is found in it, or where the address leads."""
    if not request.args.get("centre", "").strip():
        place = Place(column="centre", remedy="network.no_centre.remedy")
        raise UsageError("network.no_centre", (place,))
    address = read_address()
    if address.moved:
        return redirect(here(**address.moved))
    now, day = site(), view().as_of
    picture = find_network(now.reader, now.scope, address.asked, day, policy=now.policy)
    line = "party" if address.asked.line == "party" else "state"
    found = analyse(now.reader, now.scope, in_view(picture), day, policy=now.policy, line=line)
    return picture, found


def in_view(picture: Network) -> InView:
    """Return the places and the people of a picture."""
    return InView(
        frozenset(node.id for node in picture.nodes if node.kind in _PLACES),
        frozenset(node.id for node in picture.nodes if node.kind == "person"),
    )


def _section_json(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "n": section.n,
        "of": section.of,
        "findings": [_finding_json(each) for each in section.findings],
    }


def _finding_json(each: Finding) -> dict[str, Any]:
    return {
        "subject": _ref_json(each.subject),
        "about": each.about,
        "n": each.n,
        "of": each.of,
        "behind": [_ref_json(target) for target in each.behind],
        "unnamed": each.unnamed,
        "posts": [{"code": post.code, "title": post.title} for post in each.posts],
        "advice": each.advice,
    }


def _ref_json(ref: PersonRef | Target) -> dict[str, str]:
    return {"id": ref.id, "code": ref.code, "name": ref.name}
