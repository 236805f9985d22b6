"""A small province with a bit of everything: the reform, both lines, a group, evil names.

Days worth looking at: 30/06/2025 (districts), 01/07/2025 (none any more) and 22/11/2026.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from graphapp.model.change import Change, ChangeSet, frame
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.write import Store

REFORM = date(2025, 7, 1)
EVIL = '<img src=x onerror="alert(1)"> href=javascript:alert(2)'
FORMULA = '=HYPERLINK("http://example.invalid")'

PRIVATE = {"birth_date": date(1981, 4, 17), "work_phone": "0205 381 1234"}

PROVINCE, DISTRICT = "u1-1", "u1-2"
OLD_COMMUNE, COMMUNE = "u1-3", "u1-4"
VILLAGE, EMPTY_VILLAGE, EVIL_VILLAGE, LAPSED_VILLAGE, PAPER_VILLAGE = (
    "u1-5", "u1-6", "u1-7", "u1-8", "u1-9",
)  # fmt: skip
NEW_VILLAGE = "u1-10"
HOUSEHOLD, FREE_HOUSEHOLD = "h1-1", "h1-2"
CELL = "o1-9"


@dataclass
class _Book:
    """Rows by table; relations get their ids in turn."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def node(self, label: str, node_id: str, **values: Any) -> None:
        self.tables.setdefault(label, []).append({"id": node_id, **values})

    def relation(self, key: str, start: str, end: str, **values: Any) -> None:
        row = {"id": f"r1-{next(self.numbers)}", "from_id": start, "to_id": end, **values}
        self.tables.setdefault(key, []).append(row)

    def changes(self) -> ChangeSet:
        tables = [(MODEL.table(key), rows) for key, rows in self.tables.items()]
        return ChangeSet(tuple(Change(t, "new", frame(t, rows)) for t, rows in tables))


def fill(store: Store) -> None:
    """Put the province into an empty store."""
    with store.writing() as writer:
        writer.commit("load", "test", {}, _book().changes())


def fill_with_payloads(store: Store) -> None:
    """Put the province into an empty store with a payload in every name, title, kind and code."""
    book = _book()
    for rows in book.tables.values():
        for row in rows:
            told = {"name", "title", "code", "number", "issuer"} & row.keys()
            row |= {key: f"{row[key]} {EVIL}" for key in told}
            if "tier" in row:
                row["kind"] = EVIL
            if "acting" in row:  # how a post came to somebody
                row["basis"] = EVIL
            if "extent" in row:  # how much of a unit went into another
                row["extent"] = EVIL
    with store.writing() as writer:
        writer.commit("load", "test", {}, book.changes())


def texts() -> frozenset[str]:
    """Every text of the province: what pages may show as it is."""
    rows = (row for rows in _book().tables.values() for row in rows)
    return frozenset(value for row in rows for value in row.values() if isinstance(value, str))


def _book() -> _Book:
    book = _Book()
    _units(book)
    _organisations(book)
    _people(book)
    _assignments(book)
    _households(book)
    _visits(book)
    return book


def _days(since: date | None = None, until: date | None = None) -> dict[str, date]:
    return {"since": since or OPEN_START, "until": until or OPEN_END}


def _units(book: _Book) -> None:
    def unit(node_id: str, code: str, name: str, tier: str, **more: Any) -> None:
        book.node("Unit", node_id, code=code, name=name, tier=tier, **{**_days(), **more})

    unit(PROVINCE, "20", "Tỉnh Lạng Sơn", "province")
    unit(DISTRICT, "183", "Huyện Cao Lộc", "district", until=REFORM)
    unit(OLD_COMMUNE, "06211", "Xã Hợp Thành", "commune", until=REFORM)
    unit(COMMUNE, "06184", "Xã Cao Lộc", "commune", since=REFORM, kind="xã")
    unit(VILLAGE, "T01", "Thôn Nà Lùng", "village", kind="thôn", household_count=1215)
    unit(EMPTY_VILLAGE, "T02", "Thôn Bản Đon", "village")
    unit(EVIL_VILLAGE, "T03", f"Thôn {EVIL}", "village")
    unit(LAPSED_VILLAGE, "T04", "Thôn Khuổi Mươi", "village")
    unit(PAPER_VILLAGE, "T05", FORMULA, "village")
    unit(NEW_VILLAGE, "T06", "Khối 6", "village", since=date(2026, 1, 1))
    book.relation("PART_OF:Unit:Unit", DISTRICT, PROVINCE, **_days(until=REFORM))
    book.relation("PART_OF:Unit:Unit", OLD_COMMUNE, DISTRICT, **_days(until=REFORM))
    book.relation("PART_OF:Unit:Unit", COMMUNE, PROVINCE, **_days(REFORM))
    for village in (VILLAGE, EMPTY_VILLAGE, EVIL_VILLAGE, LAPSED_VILLAGE, PAPER_VILLAGE):
        book.relation("PART_OF:Unit:Unit", village, OLD_COMMUNE, **_days(until=REFORM))
        book.relation("PART_OF:Unit:Unit", village, COMMUNE, **_days(REFORM))
    book.relation("PART_OF:Unit:Unit", NEW_VILLAGE, COMMUNE, **_days(date(2026, 1, 1)))
    book.relation(
        "SUCCEEDED_BY:Unit:Unit",
        OLD_COMMUNE,
        COMMUNE,
        day=REFORM,
        extent="whole",
        decision_id="d1-1",
    )


def _organisations(book: _Book) -> None:
    def organisation(node_id: str, name: str, line: str, kind: str, unit: str) -> None:
        life = _days(REFORM) if unit == COMMUNE else _days()
        book.node(
            "Organisation", node_id, code=node_id.upper(), name=name, line=line, kind=kind, **life
        )
        book.relation("SERVES:Organisation:Unit", node_id, unit, **life)

    organisation("o1-1", "UBND tỉnh Lạng Sơn", "state", "people_committee", PROVINCE)
    organisation("o1-2", "UBND huyện Cao Lộc", "state", "people_committee", DISTRICT)
    organisation("o1-3", "UBND xã Cao Lộc", "state", "people_committee", COMMUNE)
    organisation("o1-4", "Tỉnh ủy Lạng Sơn", "party", "committee", PROVINCE)
    organisation("o1-5", "Đảng ủy xã Cao Lộc", "party", "committee", COMMUNE)
    organisation("o1-6", "Mặt trận Tổ quốc xã Cao Lộc", "front", "other", COMMUNE)
    organisation(CELL, "Chi bộ thôn Nà Lùng", "party", "cell", COMMUNE)


def _people(book: _Book) -> None:
    people = (
        ("p1-1", "CB01", "Nông Thị Ngọc Ánh", "Chủ tịch UBND tỉnh", "o1-1", None, None, False),
        ("p1-2", "CB02", "Hoàng Văn Đạt", "Phó Chủ tịch UBND tỉnh", "o1-1", None, None, False),
        ("p1-3", "CB03", "Lương Đức Phong", "Chủ tịch UBND huyện", "o1-2", None, REFORM, False),
        ("p1-4", "CB04", "Vi Thị Hằng", "Trưởng phòng Nội vụ huyện", "o1-2", None, REFORM, False),
        ("p1-5", "CB05", "Triệu Văn Ứng", "Chủ tịch UBND xã", "o1-3", REFORM, None, True),
        ("p1-6", "CB06", "Bế Thị Mỹ Duyên", "Phó Chủ tịch UBND xã", "o1-3", REFORM, None, False),
        ("p1-7", "CB07", "Hứa Quốc Khánh", "Công chức văn phòng", "o1-3", REFORM,
         date(2026, 3, 1), False),
        ("p1-8", "CB08", "Đàm Thị Yến", "Phó Bí thư Tỉnh ủy", "o1-4", None, None, False),
        ("p1-9", "CB09", "Lý A Sử", "Bí thư Đảng ủy xã", "o1-5", REFORM, None, False),
        ("p1-10", "CB10", EVIL, "Chủ tịch Mặt trận xã", "o1-6", REFORM, None, False),
    )  # fmt: skip
    for number, (node_id, code, name, title, seat, since, until, acting) in enumerate(people, 1):
        private = PRIVATE if node_id == "p1-6" else {}
        book.node("Person", node_id, code=code, name=name, **private)
        post = f"s1-{number}"
        life = _days(REFORM) if seat in {"o1-3", "o1-5", "o1-6"} else _days()
        book.node("Post", post, code=f"CV{number:02}", title=title, **life)
        book.relation("BELONGS_TO:Post:Organisation", post, seat, **life)
        book.relation("HOLDS:Person:Post", node_id, post, **_days(since, until), acting=acting)
    for above, below in (("p1-1", "p1-2"), ("p1-1", "p1-3"), ("p1-3", "p1-4"), ("p1-5", "p1-6")):
        book.relation("SUPERVISES:Person:Person", above, below, **_days())
    book.node("Post", "s1-99", code="CV99", title="Công chức địa chính", seats=2, **_days(REFORM))
    book.relation("BELONGS_TO:Post:Organisation", "s1-99", "o1-3", **_days(REFORM))
    book.relation("MEMBER_OF:Person:Organisation", "p1-6", CELL, **_days(REFORM), head=False)
    book.relation("MEMBER_OF:Person:Organisation", "p1-9", CELL, **_days(REFORM), head=True)
    book.relation("COVERS:Organisation:Unit", CELL, VILLAGE, **_days())
    book.relation("UNDER:Organisation:Organisation", CELL, "o1-5", **_days(REFORM))
    book.node("WorkingGroup", "w1-1", code="TO1", name="Tổ công tác số 1", **_days(REFORM))
    book.node("WorkingGroup", "w1-2", code="TO2", name="Tổ công tác số 2", **_days(REFORM))
    book.relation("MEMBER_OF:Person:WorkingGroup", "p1-2", "w1-1", **_days(REFORM), head=True)
    book.node(
        "Decision",
        "d1-1",
        number="12/QĐ-UBND",
        date=date(2025, 6, 28),
        date_told=True,
        issuer="UBND xã Cao Lộc",
    )

    for number, (seq, issuer) in enumerate((("2", "UBND tỉnh"), ("3", "UBND huyện")), 1):
        day = date(2024, 1, number)
        book.node(
            "Decision", f"d1-{seq}", number="5/QĐ-UBND", date=day, date_told=True, issuer=issuer
        )


def _assignments(book: _Book) -> None:
    end = date(2027, 1, 1)
    rows = (
        ("Person", "p1-2", "Unit", DISTRICT, "in_charge", None, REFORM),
        ("Person", "p1-4", "Unit", VILLAGE, "in_charge", None, REFORM),
        ("Person", "p1-4", "Unit", EMPTY_VILLAGE, "in_charge", None, REFORM),
        ("WorkingGroup", "w1-1", "Unit", COMMUNE, "in_charge", REFORM, None),
        ("Person", "p1-8", "Unit", COMMUNE, "follows", REFORM, None),
        ("Person", "p1-6", "Unit", VILLAGE, "in_charge", REFORM, end),
        ("Person", "p1-9", "Unit", VILLAGE, "follows", REFORM, None),
        ("Person", "p1-10", "Unit", VILLAGE, "supports", REFORM, None),
        ("Person", "p1-10", "Unit", EVIL_VILLAGE, "in_charge", REFORM, None),
        ("Person", "p1-7", "Unit", LAPSED_VILLAGE, "in_charge", REFORM, None),
        ("WorkingGroup", "w1-2", "Unit", PAPER_VILLAGE, "supports", REFORM, None),
        ("Person", "p1-5", "Household", HOUSEHOLD, "in_charge", REFORM, None),
        ("Person", "p1-9", "Organisation", CELL, "attends", REFORM, None),
    )
    for holder, start, label, target, kind, since, until in rows:
        book.relation(
            f"RESPONSIBLE_FOR:{holder}:{label}", start, target,
            kind=kind, decision_id="d1-1" if target == VILLAGE else None, **_days(since, until),
        )  # fmt: skip


def _households(book: _Book) -> None:
    for node_id, code in ((HOUSEHOLD, "T01-H001"), (FREE_HOUSEHOLD, "T01-H002")):
        book.node("Household", node_id, code=code, **_days())
        book.relation("LIVES_IN:Household:Unit", node_id, VILLAGE, **_days())


def _visits(book: _Book) -> None:
    """Two people come to a village, one of them to its cell; years before, somebody to a house."""
    visits = (
        ("v1-1", "DCS01", date(2026, 10, 5), "visited", "p1-6", "Unit", VILLAGE),
        ("v1-2", "DCS02", date(2026, 11, 22), "attended", "p1-9", "Organisation", CELL),
        ("v1-3", "DCS03", date(2025, 11, 22), "visited", "p1-5", "Household", HOUSEHOLD),
    )
    for node_id, code, day, kind, person, label, target in visits:
        told = {"purpose": "Nắm tình hình thôn", "outcome": "Có kiến nghị gửi cấp trên"}
        book.node("Visit", node_id, code=code, date=day, kind=kind, **told)
        book.relation("VISITED:Person:Visit", person, node_id)
        book.relation(f"ABOUT:Visit:{label}", node_id, target)
