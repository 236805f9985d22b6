"""Every kind of gap and how it is found: the one list of them.

A kind whose definition is missing here is found nowhere: not by a page, a count or a trend.
"""

from __future__ import annotations

from graphapp.domain.alone_spells import answering_for_villages, single_points
from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.line_spells import broken_above, units_asked
from graphapp.domain.lived import not_visited, visits_asked
from graphapp.domain.names_spells import misnamed, named_asked
from graphapp.domain.papers_spells import assigned, incomplete
from graphapp.domain.seats_spells import acting_asked, acting_too_long, seats_asked, vacant_seats
from graphapp.domain.span_spells import loaded, over_span
from graphapp.domain.spells import Definition
from graphapp.domain.spells_links import bodies_asked, link_spells, targets_asked

_LINKS = (
    GapKind.NEVER_ASSIGNED,
    GapKind.ASSIGNMENT_EXPIRED,
    GapKind.HOLDER_LEFT_POST,
    GapKind.WRONG_TIER,
    GapKind.TIER_ABOLISHED,
    GapKind.UNIT_CLOSED,
    GapKind.GROUP_WITHOUT_HEAD,
)

KINDS: tuple[Definition, ...] = (
    Definition(
        link_spells,
        {**dict.fromkeys(_LINKS, targets_asked), GapKind.UNFOLLOWED: bodies_asked},
        by_target=True,
    ),
    Definition(broken_above, {GapKind.LINE_BROKEN_ABOVE: units_asked}, by_target=False),
    Definition(acting_too_long, {GapKind.ACTING_TOO_LONG: acting_asked}, by_target=False),
    Definition(over_span, {GapKind.OVER_SPAN: loaded}, by_target=False),
    Definition(single_points, {GapKind.SINGLE_POINT: answering_for_villages}, by_target=False),
    Definition(incomplete, {GapKind.INCOMPLETE_ASSIGNMENT: assigned}, by_target=True),
    Definition(vacant_seats, {GapKind.VACANT_SEAT: seats_asked}, by_target=False),
    Definition(misnamed, {GapKind.NAMES_DIFFER: named_asked}, by_target=True),
    Definition(not_visited, {GapKind.NOT_VISITED: visits_asked}, by_target=True),
)
