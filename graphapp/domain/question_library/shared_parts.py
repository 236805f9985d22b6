"""Parameters, columns and lines of pictures that several questions have, in words of offices."""

from __future__ import annotations

from graphapp.domain.question_library.declared import SCOPE, Column, Holds, Parameter, Takes, Tie
from graphapp.model.choices import ASSIGNMENT_KINDS, TIERS

UNIT = Parameter("in", Takes.UNIT, "Đơn vị", "Unit")
DAYS_AHEAD = Parameter(
    "days", Takes.NUMBER, "Trong bao nhiêu ngày tới", "Within how many days", "90", "expiring"
)
TIER = Parameter(
    "tier",
    Takes.CHOICE,
    "Cấp",
    "Tier",
    "commune",
    choices=tuple(tier for tier in TIERS if tier.value in ("commune", "village")),
)

VILLAGE = Column("target", Holds.REF, "Thôn", "Village")
PLACE = Column("target", Holds.REF, "Địa bàn", "Place")
PARENT = Column("parent", Holds.REF, "Thuộc", "Part of")
COMMUNE = Column("parent", Holds.REF, "Xã", "Commune")
PERSON = Column("person", Holds.REF, "Họ và tên", "Name")
HOLDER = Column("holder", Holds.REF, "Người hoặc tổ được phân công", "Who is assigned")
POST = Column("post", Holds.REF, "Chức vụ", "Post", of="unit")
SEAT = Column("unit", Holds.REF, "Nơi giữ chức vụ", "Where the post is")
CELL = Column("cell", Holds.REF, "Chi bộ", "Cell")
KIND = Column("assignment_kind", Holds.CHOICE, "Hình thức", "Kind", choices=ASSIGNMENT_KINDS)
ASSIGNED = Column("assignment_since", Holds.DAY, "Phân công từ ngày", "Assigned since")
ASSIGNED_TO = Column("assignment_until", Holds.LAST_DAY, "Đến hết ngày", "Until")
HELD_SINCE = Column("tenure_since", Holds.DAY, "Giữ chức từ ngày", "Held since")
DECISION = Column("decision", Holds.DECISION, "Quyết định", "Decision")

IN_PARENT = (Tie("target", "PART_OF", "parent"), Tie("parent", "WITHIN", SCOPE))
HELD = (
    Tie("person", "HOLDS", "post"),
    Tie("post", "BELONGS_TO", "unit"),
    Tie("unit", "WITHIN", SCOPE),
)
ANSWERS = (Tie("holder", "RESPONSIBLE_FOR", "target"), Tie("target", "WITHIN", SCOPE))
