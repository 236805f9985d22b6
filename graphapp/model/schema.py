"""What exists: every label, relation and property, declared once.

To add a property, add one line here; DDL, constraints, import columns, validation and
``docs/model.md`` follow. The terms are those of Vietnamese local government and its party.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphapp.model import choices as of
from graphapp.model.kinds import Label, Model, Property, Relation, ValueType
from graphapp.model.text import fold, sort_key

T = ValueType


def _from(name: str, how: Callable[[str], str]) -> Callable[[Mapping[str, Any]], str | None]:
    return lambda row: None if row.get(name) is None else how(str(row[name]))


_SINCE = Property("since", T.DATE, "Từ ngày", "From", aliases=("ngày bắt đầu",))
_UNTIL = Property("until", T.DATE, "Đến ngày", "To", aliases=("ngày kết thúc",))
_LIFE = (_SINCE, _UNTIL)
_ASSIGNED = Property("code", T.TEXT, "Mã phân công", "Assignment code")
_DECISION = Property("decision_id", T.TEXT, "Quyết định", "Decision")

_WHERE = (
    Property("latitude", T.NUMBER, "Vĩ độ", "Latitude", aliases=("wardLat",), least=-90, most=90),
    Property("longitude", T.NUMBER, "Kinh độ", "Longitude", aliases=("wardLon",), least=-180,
             most=180),
    Property("area", T.NUMBER, "Diện tích (km²)", "Area (km²)", least=0, most=1_000_000,
             aliases=("diện tích", "wardAreaKm2")),
)  # fmt: skip


def _code(vi: str, en: str) -> Property:
    return Property("code", T.TEXT, vi, en, required=True)


def _name(vi: str, en: str, *, sensitive: bool = False, name: str = "name") -> tuple[Property, ...]:
    """Return a name with its search key and its sort key."""
    return (
        Property(name, T.TEXT, vi, en, required=True, sensitive=sensitive),
        Property("search_key", T.TEXT, "Khóa tìm", "Search key", sensitive=sensitive,
                 derive=_from(name, fold)),
        Property("sort_key", T.TEXT, "Khóa xếp", "Sort key", sensitive=sensitive,
                 derive=_from(name, sort_key)),
    )  # fmt: skip


LABELS = (
    Label(
        "Unit",
        "u",
        "đơn vị",
        "unit",
        (
            _code("Mã đơn vị", "Unit code"),
            *_name("Tên đơn vị", "Unit name"),
            Property("tier", T.TEXT, "Cấp", "Tier", required=True, choices=of.TIERS),
            Property("kind", T.TEXT, "Loại", "Kind"),
            Property("household_count", T.INTEGER, "Số hộ", "Households"),
            Property("border", T.BOOLEAN, "Biên giới", "Border area"),
            Property("special_area", T.BOOLEAN, "Vùng đặc thù", "Special area"),
            # what the village's own file says, held against the assignments; it tells no date
            Property(
                "named_official", T.TEXT, "Cán bộ phụ trách", "Official named", sensitive=True
            ),
            *_WHERE,
            *_LIFE,
        ),
        note="The national code is reused after mergers: identity is our id.",
    ),
    Label(
        "Household",
        "h",
        "hộ gia đình",
        "household",
        (
            _code("Mã hộ", "Household code"),
            Property("category", T.TEXT, "Diện", "Category", sensitive=True),
            Property("poverty", T.TEXT, "Hộ nghèo", "Poverty", sensitive=True, choices=of.POVERTY),
            Property("size", T.INTEGER, "Số khẩu", "Household members", sensitive=True),
            *_LIFE,
        ),
    ),
    Label(
        "HouseholdGroup",
        "hg",
        "nhóm hộ",
        "household group",
        (
            _code("Mã nhóm hộ", "Household group code"),
            *_name("Tên nhóm hộ", "Household group name"),
            *_LIFE,
        ),
    ),
    Label(
        "Person",
        "p",
        "người",
        "person",
        (
            _code("Mã cán bộ", "Person code"),
            *_name("Họ và tên", "Full name", sensitive=True),
            Property("birth_date", T.DATE, "Ngày sinh", "Birth date", sensitive=True),
            Property("gender", T.TEXT, "Giới tính", "Gender", sensitive=True, choices=of.GENDERS),
            Property("party_joined", T.DATE, "Ngày vào Đảng", "Party joined on", sensitive=True),
            Property("full_member_on", T.DATE, "Ngày chính thức", "Full member on", sensitive=True),
            Property("education", T.TEXT, "Trình độ", "Education"),
            Property("languages", T.TEXT, "Ngôn ngữ", "Languages"),
            Property("work_phone", T.TEXT, "Điện thoại cơ quan", "Work phone"),
        ),
        note="An official holds a post on the date; a party member is one by MEMBER_OF a cell.",
    ),
    Label(
        "WorkingGroup",
        "w",
        "tổ công tác",
        "working group",
        (_code("Mã tổ", "Group code"), *_name("Tên tổ", "Group name"), *_LIFE),
    ),
    Label(
        "Organisation",
        "o",
        "tổ chức",
        "organisation",
        (
            _code("Mã tổ chức", "Organisation code"),
            *_name("Tên tổ chức", "Organisation name"),
            Property("line", T.TEXT, "Hệ", "Line", required=True, choices=of.LINES),
            Property(
                "kind",
                T.TEXT,
                "Loại tổ chức",
                "Organisation kind",
                required=True,
                choices=of.ORGANISATION_KINDS,
            ),
            Property("form", T.TEXT, "Hình thức chi bộ", "Cell form", choices=of.CELL_FORMS),
            *_LIFE,
        ),
    ),
    Label(
        "Post",
        "s",
        "chức vụ",
        "post",
        (
            _code("Mã chức vụ", "Post code"),
            *_name("Tên chức vụ", "Post title", name="title"),
            Property("seats", T.INTEGER, "Số người", "Seats"),
            *_LIFE,
        ),
        note="A seat exists while vacant. Seats blank: one.",
    ),
    Label(
        "Decision",
        "d",
        "quyết định",
        "decision",
        (
            Property("number", T.TEXT, "Số quyết định", "Decision number", required=True),
            Property("date", T.DATE, "Ngày ban hành", "Date"),
            Property("date_told", T.BOOLEAN, "Đã biết ngày ban hành", "Date told"),
            Property("issuer", T.TEXT, "Cơ quan ban hành", "Issuer"),
            Property("kind", T.TEXT, "Loại văn bản", "Decision kind", choices=of.DECISION_KINDS),
            Property("title", T.TEXT, "Trích yếu", "Title"),
        ),
        note="Identity is number, date and issuer. Where no file tells the date, the start "
        "of what it decides stands in for it, and is never shown.",
    ),
    Label(
        "Visit",
        "v",
        "lượt đi cơ sở",
        "visit",
        (
            _code("Mã lượt", "Visit code"),
            Property("date", T.DATE, "Ngày đi cơ sở", "Visited on", required=True),
            Property("kind", T.TEXT, "Hình thức đi cơ sở", "Visit kind", choices=of.VISIT_KINDS),
            Property("purpose", T.TEXT, "Nội dung", "Purpose"),
            Property("outcome", T.TEXT, "Kết quả", "Outcome"),
        ),
        note="Somebody attended a meeting there or came to look: what lived cover counts.",
    ),
)

RELATIONS = (
    Relation("PART_OF", "thuộc", "part of", (("Unit", "Unit"),), _LIFE),
    Relation(
        "WITHIN",
        "nằm trong",
        "within",
        (("Unit", "Unit"),),
        (*_LIFE, Property("depth", T.INTEGER, "Số bậc", "Depth")),
        derived=True,
        note="Every ancestor and the unit itself (depth 0), derived from PART_OF.",
    ),
    Relation(
        "SUCCEEDED_BY",
        "được kế tục bởi",
        "succeeded by",
        (("Unit", "Unit"),),
        (
            Property("day", T.DATE, "Ngày hiệu lực", "Effective on"),
            Property("extent", T.TEXT, "Phạm vi", "Extent", choices=of.SUCCESSIONS),
            _DECISION,
        ),
    ),
    Relation("LIVES_IN", "cư trú tại", "lives in", (("Household", "Unit"),), _LIFE),
    Relation("IN_GROUP", "thuộc nhóm hộ", "in group", (("Household", "HouseholdGroup"),), _LIFE),
    Relation("SERVES", "phục vụ", "serves", (("Organisation", "Unit"),), _LIFE),
    Relation("UNDER", "trực thuộc", "under", (("Organisation", "Organisation"),), _LIFE),
    Relation(
        "COVERS",
        "phụ trách địa bàn",
        "covers",
        (("Organisation", "Unit"),),
        _LIFE,
        note="A cell covers its villages; a merged cell several.",
    ),
    Relation("BELONGS_TO", "thuộc tổ chức", "belongs to", (("Post", "Organisation"),), _LIFE),
    Relation(
        "HOLDS",
        "giữ chức",
        "holds",
        (("Person", "Post"),),
        (
            *_LIFE,
            Property("basis", T.TEXT, "Hình thức", "Basis", choices=of.BASES),
            Property("term_end", T.DATE, "Hết nhiệm kỳ", "Term end"),
            Property(
                "acting", T.BOOLEAN, "Tạm quyền", "Acting", aliases=("quyền", "giao phụ trách")
            ),
            _DECISION,
        ),
    ),
    Relation(
        "MEMBER_OF",
        "thành viên",
        "member of",
        (("Person", "Organisation"), ("Person", "WorkingGroup")),
        (
            *_LIFE,
            Property("head", T.BOOLEAN, "Đứng đầu", "Head", aliases=("tổ trưởng", "trưởng")),
            Property("reinforcement", T.BOOLEAN, "Tăng cường", "Reinforcement"),
            Property("leaving_reason", T.TEXT, "Lý do rời", "Reason of leaving"),
        ),
        note="Reinforcement: sent from elsewhere to make the cell strong enough.",
    ),
    Relation(
        "RESPONSIBLE_FOR",
        "được phân công",
        "responsible for",
        tuple(
            (holder, target)
            for holder in ("Person", "WorkingGroup")
            for target in ("Unit", "Household", "HouseholdGroup", "Organisation")
        ),
        (
            _ASSIGNED,
            Property(
                "kind",
                T.TEXT,
                "Hình thức phân công",
                "Assignment kind",
                choices=of.ASSIGNMENT_KINDS,
            ),
            Property("duties", T.TEXT, "Nhiệm vụ", "Duties"),
            *_LIFE,
            _DECISION,
        ),
    ),
    Relation(
        "SUPERVISES",
        "lãnh đạo trực tiếp",
        "supervises",
        (("Person", "Person"),),
        (_ASSIGNED, *_LIFE, _DECISION),
    ),
    Relation("VISITED", "đã đến", "visited", (("Person", "Visit"),), ()),
    Relation(
        "ABOUT",
        "về",
        "about",
        tuple(
            ("Visit", target) for target in ("Unit", "Household", "HouseholdGroup", "Organisation")
        ),
        (),
    ),
)

MODEL = Model(LABELS, RELATIONS)
