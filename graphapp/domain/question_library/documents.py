"""Questions about assignments over time and the decisions behind them; units that changed."""

from __future__ import annotations

from graphapp.domain.question_library.declared import (
    IN_UNIT,
    SCOPE,
    Asker,
    Column,
    Counted,
    Holds,
    Parameter,
    Question,
    Takes,
    Tie,
    Topic,
    asked_day,
    day_of,
    days_after,
    fixed,
    id_of,
    text_of,
)
from graphapp.domain.question_library.shared_parts import (
    ANSWERS,
    ASSIGNED,
    ASSIGNED_TO,
    DAYS_AHEAD,
    DECISION,
    HOLDER,
    KIND,
    PLACE,
    TIER,
    UNIT,
    VILLAGE,
)
from graphapp.model.choices import SUCCESSIONS
from graphapp.model.interval import OPEN_END

_EVER = {**IN_UNIT, "last_day": fixed(OPEN_END)}

DOCUMENTS = (
    Question(
        name="assignments_without_decision",
        asker=Asker.INSPECTOR,
        topic=Topic.DOCUMENTS,
        vi="Phân công địa bàn nào không ghi quyết định?",
        en="Which assignments to places name no decision?",
        about_vi="Phân công còn hiệu lực, mọi hình thức, cho tỉnh, huyện, xã, thôn; không tính "
        "phân "
        "công hộ và tổ chức đảng.",
        about_en="Assignments in force of every kind to provinces, districts, communes and "
        "villages; those to households and party organisations are not among them.",
        answer_vi="Ngày {as_of}, {n} trên {total} phân công địa bàn ở {unit} không ghi quyết định.",
        answer_en="On {as_of}, {n} of {total} assignments to places in {unit} name no decision.",
        query="questions/assignments_without_decision",
        bind=IN_UNIT,
        columns=(PLACE, HOLDER, KIND, ASSIGNED),
        counts=("assignment",),
        total=Counted("questions/assignment_count", IN_UNIT),
        ties=ANSWERS,
        parameters=(UNIT,),
    ),
    Question(
        name="assignments_ending_soon",
        asker=Asker.PLANNER,
        topic=Topic.DOCUMENTS,
        vi="Phân công địa bàn nào sắp hết hạn?",
        en="Which assignments to places are about to end?",
        about_vi="Phân công đang có hiệu lực cho tỉnh, huyện, xã, thôn mà ngày đầu tiên không còn "
        "hiệu lực nằm trong số ngày được hỏi.",
        about_en="Assignments in force to provinces, districts, communes and villages whose first "
        "day without them lies within so many days.",
        answer_vi="Từ {as_of}, {n} trên {total} phân công địa bàn ở {unit} hết hạn trong {days} "
        "ngày tới.",
        answer_en="From {as_of} on, {n} of {total} assignments to places in {unit} end within "
        "{days} days.",
        query="questions/assignments_ending_soon",
        bind={**IN_UNIT, "last_day": days_after("days")},
        columns=(PLACE, HOLDER, KIND, ASSIGNED_TO, DECISION),
        counts=("assignment",),
        total=Counted("questions/assignment_count", IN_UNIT),
        ties=ANSWERS,
        parameters=(UNIT, DAYS_AHEAD),
    ),
    Question(
        name="people_of_decision",
        asker=Asker.PLANNER,
        topic=Topic.DOCUMENTS,
        vi="Quyết định này phân công những ai, ở đâu?",
        en="Who was assigned by this decision, and to what?",
        about_vi="Phân công đơn vị và tổ chức theo quyết định, còn hiệu lực trong ngày; tính trên "
        "mọi "
        "phân công đơn vị và tổ chức của quyết định.",
        about_en="Assignments to units and organisations by the decision that are in force that "
        "day, of all such that it made.",
        answer_vi="Ngày {as_of}, {n} trên {total} phân công theo quyết định {decision} còn hiệu "
        "lực.",
        answer_en="On {as_of}, {n} of {total} assignments by decision {decision} are in force.",
        query="questions/people_of_decision",
        bind={"decision_id": id_of("decision"), "as_of": asked_day},
        columns=(HOLDER, PLACE, KIND, ASSIGNED, ASSIGNED_TO),
        counts=("assignment",),
        total=Counted("questions/decided_count", {"decision_id": id_of("decision")}),
        ties=(Tie(SCOPE, "DECIDES", "holder"), Tie("holder", "RESPONSIBLE_FOR", "target")),
        parameters=(Parameter("decision", Takes.DECISION, "Số quyết định", "Decision number"),),
    ),
    Question(
        name="answered_for",
        asker=Asker.PLANNER,
        topic=Topic.DOCUMENTS,
        vi="Ai được phân công đơn vị này ngày ấy, và sau đó là ai?",
        en="Who answered for this unit on that day, and who after?",
        about_vi="Người và tổ được phân công (mọi hình thức) chính đơn vị này vào ngày xem hoặc "
        "bắt "
        "đầu sau ngày đó.",
        about_en="People and groups assigned, in whatever way, to this very unit on the day of the "
        "page, or from a later day on.",
        answer_vi="Ngày {as_of}, {n} người hoặc tổ được phân công {unit}; kể cả sau đó là {total}.",
        answer_en="On {as_of}, {n} people or groups were assigned to {unit}; {total} with those "
        "who came after.",
        query="questions/answered_for",
        bind=_EVER,
        columns=(HOLDER, KIND, ASSIGNED, ASSIGNED_TO, DECISION),
        counts=("holder",),
        counted_if="assignment_current",
        total=Counted("questions/answered_for", _EVER),
        ties=(Tie("holder", "RESPONSIBLE_FOR", SCOPE),),
        parameters=(UNIT,),
    ),
)

UNITS = (
    Question(
        name="villages_changed_commune",
        asker=Asker.PLANNER,
        topic=Topic.UNITS,
        vi="Thôn nào đã đổi xã so với một ngày trước?",
        en="Which villages changed commune since an earlier day?",
        about_vi="Thôn của đơn vị trong ngày xem mà vào ngày được hỏi thuộc một xã khác.",
        about_en="Villages of the unit on the day of the page that were part of another commune on "
        "the day asked.",
        answer_vi="Từ {since} đến {as_of}, {n} trên {total} thôn ở {unit} đổi xã.",
        answer_en="From {since} to {as_of}, {n} of {total} villages in {unit} changed commune.",
        query="questions/villages_changed_commune",
        bind={**IN_UNIT, "first_day": day_of("since")},
        columns=(
            VILLAGE,
            Column("former", Holds.REF, "Xã trước", "Commune before"),
            Column("parent", Holds.REF, "Xã nay", "Commune now"),
            Column("part_since", Holds.DAY, "Từ ngày", "Since"),
        ),
        counts=("target",),
        total=Counted("questions/unit_count", {**IN_UNIT, "tier": fixed("village")}),
        ties=(
            Tie("target", "PART_OF", "parent"),
            Tie("parent", "WITHIN", SCOPE),
            Tie("target", "WAS_PART_OF", "former"),
        ),
        parameters=(
            UNIT,
            Parameter("since", Takes.DAY, "So với ngày", "Compared with the day", "2025-06-30"),
        ),
    ),
    Question(
        name="merged_units",
        asker=Asker.PLANNER,
        topic=Topic.UNITS,
        vi="Đơn vị nào hình thành từ sáp nhập, gồm những đơn vị nào?",
        en="Which units came out of a merger, and what were they before?",
        about_vi="Đơn vị trong ngày xem kế tục từ hai đơn vị trở lên, hoặc đã nhận thêm đơn vị "
        "khác "
        "khi đang tồn tại.",
        about_en="Units of the day that succeeded two units or more, or took another one in while "
        "they existed.",
        answer_vi="Ngày {as_of}, {n} trên {total} đơn vị cấp {tier} ở {unit} hình thành từ sáp "
        "nhập.",
        answer_en="On {as_of}, {n} of {total} units of the tier {tier} in {unit} came out of a "
        "merger.",
        query="questions/merged_units",
        bind={**IN_UNIT, "tier": text_of("tier")},
        columns=(
            Column("target", Holds.REF, "Đơn vị nay", "Unit now"),
            Column("former", Holds.REF, "Đơn vị trước", "Unit before"),
            Column("succession_extent", Holds.CHOICE, "Phạm vi", "Extent", SUCCESSIONS),
            Column("succession_day", Holds.DAY, "Từ ngày", "Since"),
            DECISION,
        ),
        counts=("target",),
        total=Counted("questions/unit_count", {**IN_UNIT, "tier": text_of("tier")}),
        ties=(Tie("former", "SUCCEEDED_BY", "target"), Tie("target", "WITHIN", SCOPE)),
        parameters=(UNIT, TIER),
    ),
)
