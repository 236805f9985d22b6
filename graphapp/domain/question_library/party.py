"""Questions about the party's organisations in villages: cells, secretaries, members, visits."""

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
    day_of,
    fixed,
    titles_of,
)
from graphapp.domain.question_library.shared_parts import (
    CELL,
    COMMUNE,
    HELD_SINCE,
    IN_PARENT,
    PERSON,
    UNIT,
    VILLAGE,
)
from graphapp.model.kinds import Choice

_SECRETARY = {"secretary_titles": titles_of("secretary")}
_HEAD = {"head_titles": titles_of("village_head")}
_CELL_VILLAGE = Column("village", Holds.REF, "Thôn", "Village")
_OF_UNIT = Column("unit", Holds.REF, "Đơn vị", "Unit")
_MEMBERSHIP = (
    Choice("no", "chưa là đảng viên", "no party member"),
    Choice("yes", "là đảng viên", "a party member"),
)

PARTY = (
    Question(
        name="villages_without_cell",
        asker=Asker.INSPECTOR,
        topic=Topic.PARTY,
        vi="Thôn nào chưa có chi bộ?",
        en="Which villages have no party cell?",
        about_vi="Thôn mà trong ngày không có chi bộ nào đặt tại thôn hoặc phụ trách địa bàn thôn "
        "(kể cả chi bộ sinh hoạt ghép).",
        about_en="Villages that no cell serves or covers that day, merged cells included.",
        answer_vi="Ngày {as_of}, {unit} có {n} trên {total} thôn chưa có chi bộ.",
        answer_en="On {as_of}, {n} of {total} villages in {unit} have no cell.",
        query="questions/villages_without_cell",
        bind=IN_UNIT,
        columns=(VILLAGE, COMMUNE),
        counts=("target",),
        total=Counted("questions/unit_count", {**IN_UNIT, "tier": fixed("village")}),
        ties=IN_PARENT,
        parameters=(UNIT,),
    ),
    Question(
        name="cells_not_visited_since",
        asker=Asker.INSPECTOR,
        topic=Topic.PARTY,
        vi="Chi bộ nào chưa có ai đến dự hoặc đi cơ sở từ một ngày đến nay?",
        en="Which cells has nobody visited since a day?",
        about_vi="Tính mọi lượt dự sinh hoạt và đi cơ sở ghi cho chính chi bộ, của bất kỳ ai, từ "
        "ngày được hỏi đến hết ngày xem. Định kỳ theo quy định: xem trang kiểm tra.",
        about_en="Every visit and every meeting attended that is told of the cell itself, by "
        "anybody, from the day asked to the day of the page. The policy's periods: see the "
        "inspection.",
        answer_vi="Từ {since} đến {as_of}, {n} trên {total} chi bộ ở {unit} chưa có ai đến.",
        answer_en="From {since} to {as_of}, nobody came to {n} of {total} cells in {unit}.",
        query="questions/cells_not_visited_since",
        bind={**IN_UNIT, "first_day": day_of("since")},
        columns=(
            CELL,
            _OF_UNIT,
            Column("visit_last", Holds.DAY, "Lượt gần nhất", "Last visit"),
        ),
        counts=("cell",),
        total=Counted("questions/cell_count", IN_UNIT),
        ties=(Tie("cell", "SERVES", "unit"), Tie("unit", "WITHIN", SCOPE)),
        parameters=(UNIT, Parameter("since", Takes.DAY, "Từ ngày", "Since", days_back=90)),
    ),
    Question(
        name="village_heads_by_membership",
        asker=Asker.INSPECTOR,
        topic=Topic.PARTY,
        vi="Trưởng thôn nào chưa là (hoặc là) đảng viên?",
        en="Which village heads are no party members, or are?",
        about_vi="Người giữ chức trưởng thôn, khối, tổ dân phố; là đảng viên khi trong ngày có tên "
        "trong một chi bộ.",
        about_en="People who hold the post of a village's head; a party member is on the roll of a "
        "cell that day.",
        answer_vi="Ngày {as_of}, trong {total} thôn có trưởng thôn ở {unit}, {n} thôn có trưởng "
        "thôn "
        "{member}.",
        answer_en="On {as_of}, of {total} villages with a head in {unit}, the head of {n} is "
        "{member}.",
        query="questions/village_heads_by_membership",
        bind={**IN_UNIT, **_HEAD, "member": lambda given: given.values["member"] == "yes"},
        columns=(
            VILLAGE,
            PERSON,
            Column("post", Holds.REF, "Chức vụ", "Post", of="target"),
            HELD_SINCE,
        ),
        counts=("target",),
        total=Counted("questions/village_head_count", {**IN_UNIT, **_HEAD}),
        ties=(
            Tie("person", "HOLDS", "post"),
            Tie("post", "BELONGS_TO", "target"),
            Tie("target", "WITHIN", SCOPE),
        ),
        parameters=(
            UNIT,
            Parameter(
                "member", Takes.CHOICE, "Trưởng thôn", "The head is", "no", choices=_MEMBERSHIP
            ),
        ),
        needs_roles=True,
    ),
    Question(
        name="secretaries_heading_villages",
        asker=Asker.PLANNER,
        topic=Topic.PARTY,
        vi="Bí thư chi bộ nào đồng thời là trưởng thôn (nhất thể hóa)?",
        en="Which cell secretaries are village heads as well?",
        about_vi="Người trong ngày giữ chức bí thư một chi bộ ở đơn vị và giữ chức trưởng thôn; "
        "chức "
        "danh nào được tính: xem các giá trị của câu truy vấn.",
        about_en="People who hold the post of a cell's secretary in the unit and that of a "
        "village's head that day; which titles count: see the values of the query.",
        answer_vi="Ngày {as_of}, {n} trên {total} bí thư chi bộ ở {unit} đồng thời là trưởng thôn.",
        answer_en="On {as_of}, {n} of {total} cell secretaries in {unit} are village heads as "
        "well.",
        query="questions/secretaries_heading_villages",
        bind={**IN_UNIT, **_SECRETARY, **_HEAD},
        columns=(
            PERSON,
            CELL,
            _CELL_VILLAGE,
            Column("tenure_since", Holds.DAY, "Trưởng thôn từ ngày", "Village head since"),
        ),
        counts=("person",),
        total=Counted("questions/secretary_count", {**IN_UNIT, **_SECRETARY}),
        ties=(
            Tie("person", "HEADS", "cell"),
            Tie("person", "HEADS", "village"),
            Tie("village", "WITHIN", SCOPE),
        ),
        parameters=(UNIT,),
        needs_roles=True,
    ),
    Question(
        name="merged_cells",
        asker=Asker.PLANNER,
        topic=Topic.PARTY,
        vi="Chi bộ nào sinh hoạt ghép nhiều thôn?",
        en="Which cells cover several villages?",
        about_vi="Chi bộ trong ngày phụ trách địa bàn từ hai thôn trở lên.",
        about_en="Cells that cover two villages or more that day.",
        answer_vi="Ngày {as_of}, {n} trên {total} chi bộ ở {unit} phụ trách từ hai thôn trở lên.",
        answer_en="On {as_of}, {n} of {total} cells in {unit} cover two villages or more.",
        query="questions/merged_cells",
        bind=IN_UNIT,
        columns=(
            CELL,
            _CELL_VILLAGE,
            Column("cover_since", Holds.DAY, "Từ ngày", "Since"),
        ),
        counts=("cell",),
        total=Counted("questions/cell_count", IN_UNIT),
        ties=(Tie("cell", "COVERS", "village"), Tie("cell", "WITHIN", SCOPE)),
        parameters=(UNIT,),
    ),
    Question(
        name="reinforced_members",
        asker=Asker.PLANNER,
        topic=Topic.PARTY,
        vi="Đảng viên nào được tăng cường về chi bộ nào?",
        en="Which members were sent to reinforce which cells?",
        about_vi="Đảng viên sinh hoạt ở chi bộ trong ngày được ghi là tăng cường.",
        about_en="Members of a cell that day who are told to be sent from elsewhere.",
        answer_vi="Ngày {as_of}, {n} trên {total} đảng viên ở các chi bộ của {unit} là đảng viên "
        "tăng cường.",
        answer_en="On {as_of}, {n} of {total} members of cells in {unit} were sent from elsewhere.",
        query="questions/reinforced_members",
        bind=IN_UNIT,
        columns=(
            _OF_UNIT,
            CELL,
            PERSON,
            Column("member_since", Holds.DAY, "Từ ngày", "Since"),
        ),
        counts=("person",),
        total=Counted("questions/member_count", IN_UNIT),
        ties=(
            Tie("person", "MEMBER_OF", "cell"),
            Tie("cell", "SERVES", "unit"),
            Tie("unit", "WITHIN", SCOPE),
        ),
        parameters=(UNIT,),
    ),
)
