"""Every kind of gap and how it is found: the one list of them.

A kind whose definition is missing here is found nowhere: not by a page, a count or a trend.
"""

from __future__ import annotations

from graphapp.domain.gap_kinds import GapKind
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
)
