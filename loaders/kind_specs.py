"""Which columns each kind of file has, as data: what ``kinds`` makes out with the model.

A column is typed and named by the property that ``source`` names; headers given here go before the
model's. All other properties of a kind's table are columns of it too.
"""

from __future__ import annotations

from dataclasses import dataclass

PARENT_SINCE, PARENT_UNTIL = "parent_since", "parent_until"
RESPONSIBLE = "RESPONSIBLE_FOR:Person:Unit"
HOLDS = "HOLDS:Person:Post"
MEMBER = "MEMBER_OF:Person:Organisation"
SUCCESSION = "SUCCEEDED_BY:Unit:Unit"
PART_OF = "PART_OF:Unit:Unit"
LIVES_IN = "LIVES_IN:Household:Unit"


@dataclass(frozen=True)
class Spec:
    """A column before the model is asked: ``source`` is ``Table.property``, or blank for text."""

    key: str
    source: str = ""
    vi: str = ""
    en: str = ""
    aliases: tuple[str, ...] = ()
    required: bool | None = None
    refers: str = ""


@dataclass(frozen=True)
class KindSpec:
    """A kind of file: its main table, its columns, the properties of the table it leaves out."""

    name: str
    vi: str
    table: str
    specs: tuple[Spec, ...] = ()
    omit: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    ignored: tuple[str, ...] = ()
    needs_day: bool = False


_S = Spec
_PERSON = (
    _S("person", "Person.code", required=False),
    _S("person_name", "Person.name", required=False),
)
_DECISION = (
    _S("decision_number", "Decision.number", required=False),
    _S("decision_date", "Decision.date"),
    _S("decision_issuer", "Decision.issuer"),
)
_PARENT_LIFE = (
    _S(PARENT_SINCE, f"{PART_OF}.since", "Thuộc từ ngày", "Parent from"),
    _S(PARENT_UNTIL, f"{PART_OF}.until", "Thuộc đến ngày", "Parent to"),
)
_UNIT = (_S("unit", "Unit.code", required=False), _S("tier", "Unit.tier", required=False))
_OF_VILLAGES = ("named_official",)  # of all units, a village's file alone has it
_FOUNDED = (
    _S("since", "Unit.since", "Ngày thành lập", "Founded on", ("Từ ngày", "From")),
    _S("until", "Unit.until", "Ngày kết thúc", "Closed on", ("Đến ngày", "To")),
)


def _commune_columns(*, districts: bool) -> tuple[Spec, ...]:
    district = (
        _S("district", "Unit.code", "districtCode", "districtCode"),
        _S("district_name", "Unit.name", "district", "district"),
    )
    return (
        _S("province", "Unit.code", "provinceCode", "provinceCode"),
        _S("province_name", "Unit.name", "province", "province"),
        *(district if districts else ()),
        _S("code", "Unit.code", "wardCode", "wardCode"),
        _S("name", "Unit.name", "ward", "ward"),
        _S("kind", "Unit.kind", "wardType", "wardType"),
    )


KINDS = (
    KindSpec(
        "units", "đơn vị", "Unit",
        (_S("parent", "", "Mã đơn vị cha", "Parent code", refers="Unit"), *_PARENT_LIFE),
        omit=_OF_VILLAGES,
    ),
    KindSpec(
        "old_communes", "xã cũ", "Unit",
        (
            _S("code", "Unit.code", "Mã xã cũ", "Old commune code"),
            _S("name", "Unit.name", "Tên xã cũ", "Old commune name"),
            _S("parent", "", "Mã huyện", "District code", required=True, refers="Unit"),
            _S("until", "Unit.until", required=True),
        ),
        omit=("tier", *_OF_VILLAGES),
    ),
    KindSpec(
        "villages", "thôn", "Unit",
        (
            _S("code", "Unit.code", "Mã thôn", "Village code"),
            _S("name", "Unit.name", "Tên thôn", "Village name"),
            _S("parent", "", "Mã xã", "Commune code", required=True, refers="Unit"),
            _S("old_parent", "", "Mã xã cũ", "Old commune code", refers="Unit"),
            *_FOUNDED,
            *_PARENT_LIFE,
        ),
        omit=("tier",),
    ),
    KindSpec(
        "communes_before", "xã, phường trước sắp xếp", "Unit", _commune_columns(districts=True),
        omit=("tier", "since", "until", *_OF_VILLAGES), needs_day=True,
    ),
    KindSpec(
        "communes_after", "xã, phường sau sắp xếp", "Unit", _commune_columns(districts=False),
        omit=("tier", "since", "until", *_OF_VILLAGES), needs_day=True,
    ),
    KindSpec(
        "mergers", "chuyển đổi", SUCCESSION,
        (
            _S("old", "", "Mã cũ", "Old code", ("old",), required=True, refers="Unit"),
            _S("new", "", "Mã mới", "New code", ("new",), required=True, refers="Unit"),
            _S("extent", f"{SUCCESSION}.extent", aliases=("isDividedWard",)),
            _S("old_name", "", "Tên cũ", "Old name", ("ward",)),
            _S("new_name", "", "Tên mới", "New name", ("newWard",)),
            _S("tier", "Unit.tier", required=False),
            *_DECISION,
        ),
        ignored=("district",),
    ),
    KindSpec("people", "cán bộ", "Person"),
    KindSpec(
        "organisations", "tổ chức", "Organisation",
        (
            _S("unit", "Unit.code"),
            _S("tier", "Unit.tier", required=False),
            _S("parent", "", "Mã tổ chức cấp trên", "Parent organisation code",
               refers="Organisation"),
            _S("covered", "", "Mã thôn phụ trách", "Covered village codes", refers="Unit"),
        ),
    ),
    KindSpec(
        "posts", "chức vụ", "Post",
        (*_UNIT, _S("organisation", "Organisation.code", required=False)),
        one_of=(("unit", "organisation"),),
    ),
    KindSpec(
        "tenures", "bổ nhiệm", HOLDS,
        (
            *_PERSON,
            _S("post", "Post.code"),
            _S("since", f"{HOLDS}.since", required=True),
            *_DECISION,
        ),
        one_of=(("person", "person_name"),),
    ),
    KindSpec(
        "assignments", "phân công", RESPONSIBLE,
        (
            *_PERSON,
            _S("group", "WorkingGroup.code", required=False),
            _S("target_kind", "target", required=True),
            _S("target", "", "Mã đối tượng", "Target code", required=True),
            _S("since", f"{RESPONSIBLE}.since", required=True),
            *_DECISION,
        ),
        one_of=(("person", "person_name", "group"),),
    ),
    KindSpec(
        "households", "hộ", "Household",
        (
            _S("village", "Unit.code", "Mã thôn", "Village code"),
            _S("group", "HouseholdGroup.code", required=False),
            _S("since", f"{LIVES_IN}.since"),
            _S("until", f"{LIVES_IN}.until"),
        ),
    ),
    KindSpec("household_groups", "nhóm hộ", "HouseholdGroup"),
    KindSpec("groups", "tổ công tác", "WorkingGroup"),
    KindSpec(
        "members", "thành viên", MEMBER,
        (
            *_PERSON,
            _S("organisation", "Organisation.code", required=False),
            _S("group", "WorkingGroup.code", required=False),
        ),
        one_of=(("person", "person_name"), ("organisation", "group")),
    ),
    KindSpec("decisions", "quyết định", "Decision", omit=("date_told",)),
    KindSpec(
        "visits", "đi cơ sở", "Visit",
        (
            *_PERSON,
            _S("target_kind", "target", required=True),
            _S("target", "", "Mã đối tượng", "Target code", required=True),
        ),
        one_of=(("person", "person_name"),),
    ),
)  # fmt: skip
