"""Random organisations with what an inspection looks for: duties told, visits, named officials."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.oracle.draft import Draft, Sample
from tests.oracle.facts import Group
from tests.oracle.organisations import DrawnAssignments, Row, draw_organisation
from tests.oracle.visited import months_after

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from tests.oracle.facts import Target

TITLES = (
    "Bí thư Chi bộ", "Trưởng thôn", "Trưởng ban Công tác Mặt trận", "Trưởng ban Pháp chế",
    "Bí thư Chi bộ kiêm Trưởng thôn",
)  # fmt: skip
LATER = (0, 20, 31, 60, 100, 200, 400)
LAST = date(2027, 1, 1)


@st.composite
def inspected(draw: DrawFn) -> Sample:
    """Draw an organisation with all that its inspection needs."""
    draft = Draft(draw)
    drawn = draw_organisation(draft)
    _titles(draft)
    _duties(draft)
    _named(draft)
    for row in drawn.rows:
        for _ in range(draft.one((1, 0, 2, 1))):
            _visit(draft, drawn, row)
    for day in [one for one in draft.bounds if one < LAST]:
        draft.bounds |= {months_after(day, 1), months_after(day, 3), day + timedelta(days=180)}
    return draft.sample()


def _titles(draft: Draft) -> None:
    for row in draft.files.get("chuc_vu", ()):
        if draft.chance(60):
            row["Tên chức vụ"] = draft.one(TITLES)


def _duties(draft: Draft) -> None:
    for row in draft.files.get("phan_cong", ()):
        if row["Loại đối tượng"] != "cán bộ" and draft.chance(50):
            row["Nhiệm vụ"] = "Theo dõi, báo cáo hằng tháng"


def _named(draft: Draft) -> None:
    names = sorted({row["Họ và tên"] for row in draft.files["can_bo"]})
    told = [*names, *(f"Ông {name}" for name in names), "nong van a; Bà Lý Thị Khác", "Lý Văn Lạ"]
    for row in draft.files.get("thon", ()):
        row["Cán bộ phụ trách"] = draft.one(["", *told])


def _visit(draft: Draft, drawn: DrawnAssignments, row: Row) -> None:
    """Draw a visit to what is assigned, or to a household of the group, mostly while it is."""
    word, target = row.word, _visited(draft, drawn, row)
    if target is not row.target:
        word = "hộ"
    day = row.life.since + timedelta(days=draft.one(LATER))
    if not target.life.holds(day) or day >= LAST:
        return
    number = len(draft.files.get("di_co_so", ()))
    cells = {
        "Mã lượt": f"L{number:03}",
        "Mã cán bộ": _visitor(draft, drawn, row),
        "Loại đối tượng": word,
        "Mã đối tượng": target.code or "",
        "Ngày đi cơ sở": day.isoformat(),
    }
    draft.add("di_co_so", cells)
    draft.bounds |= {day, months_after(day, 1), months_after(day, 3)}


def _visited(draft: Draft, drawn: DrawnAssignments, row: Row) -> Target | Group:
    homes = [home for home in drawn.homes if home.group is row.target]
    return draft.one(homes) if homes and draft.chance(30) else row.target


def _visitor(draft: Draft, drawn: DrawnAssignments, row: Row) -> str:
    """Draw mostly whoever is assigned, of a working group anybody in it."""
    if draft.chance(15):
        return draft.one(drawn.bodies.people)
    if not isinstance(row.holder, Group):
        return row.holder
    members = [
        one["Mã cán bộ"]
        for one in draft.files.get("thanh_vien", ())
        if one["Mã tổ"] == row.holder.code
    ]
    return draft.one(members or drawn.bodies.people)
