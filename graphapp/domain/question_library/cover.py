"""Questions about cover: villages, communes, households without anybody, groups without a head."""

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
    asked_kinds,
    asked_tier,
    chosen_of,
    fixed,
    id_of,
    number_of,
)
from graphapp.domain.question_library.shared_parts import (
    ASSIGNED,
    COMMUNE,
    IN_PARENT,
    KIND,
    PARENT,
    PERSON,
    PLACE,
    UNIT,
    VILLAGE,
)
from graphapp.model.choices import POVERTY

_KINDS = {**IN_UNIT, "kinds": asked_kinds}
_HOMES = (
    VILLAGE,
    COMMUNE,
    Column("household_uncovered", Holds.NUMBER, "Hộ chưa có ai", "Households without anyone"),
    Column("household_total", Holds.NUMBER, "Số hộ", "Households"),
)
_POVERTY = Parameter("poverty", Takes.CHOICE, "Diện", "Which", "", choices=POVERTY)

COVER = (
    Question(
        name="villages_without_official",
        asker=Asker.INSPECTOR,
        topic=Topic.COVER,
        vi="Thôn nào chưa có ai phụ trách?",
        en="Which villages have nobody in charge?",
        about_vi="Thôn chưa có phân công nào còn hiệu lực thuộc hình thức mà quy định tính, dù "
        "người "
        "được phân công còn giữ chức vụ hay không.",
        about_en="Villages without any assignment in force of a kind that the policy counts, "
        "whether or not its holder is still in post.",
        answer_vi="Ngày {as_of}, {unit} có {n} trên {total} thôn chưa có ai phụ trách.",
        answer_en="On {as_of}, {n} of {total} villages in {unit} have nobody in charge.",
        query="questions/units_without_official",
        bind={**_KINDS, "tier": asked_tier},
        duties=("village",),
        columns=(VILLAGE, COMMUNE),
        counts=("target",),
        total=Counted("questions/unit_count", {**IN_UNIT, "tier": fixed("village")}),
        ties=IN_PARENT,
        parameters=(UNIT,),
    ),
    Question(
        name="communes_without_official",
        asker=Asker.INSPECTOR,
        topic=Topic.COVER,
        vi="Xã, phường nào chưa có cán bộ tỉnh hoặc tổ công tác nào phụ trách?",
        en="Which communes does no province official or working group follow?",
        about_vi="Xã, phường chưa có phân công nào còn hiệu lực thuộc hình thức mà quy định tính. "
        "Quy định chỉ yêu cầu từ ngày 01/07/2025, khi không còn cấp huyện.",
        about_en="Communes without any assignment in force of a kind that the policy counts. The "
        "policy asks for one since 01/07/2025, when districts ended.",
        answer_vi="Ngày {as_of}, {unit} có {n} trên {total} xã, phường chưa có ai phụ trách.",
        answer_en="On {as_of}, {n} of {total} communes in {unit} have nobody in charge.",
        query="questions/units_without_official",
        bind={**_KINDS, "tier": asked_tier},
        duties=("commune",),
        columns=(Column("target", Holds.REF, "Xã, phường", "Commune"), PARENT),
        counts=("target",),
        total=Counted("questions/unit_count", {**IN_UNIT, "tier": fixed("commune")}),
        ties=IN_PARENT,
        parameters=(UNIT,),
    ),
    Question(
        name="households_without_anyone",
        asker=Asker.INSPECTOR,
        topic=Topic.COVER,
        vi="Thôn nào còn hộ gia đình chưa có ai phụ trách, bao nhiêu hộ?",
        en="Which villages have households that nobody is in charge of, and how many?",
        about_vi="Đếm hộ chưa có phân công nào còn hiệu lực, cho chính hộ hoặc qua nhóm hộ. "
        "Chỉ nêu số lượng, không nêu tên hộ.",
        about_en="Households without any assignment in force, of their own or through their group. "
        "Counts only; no household is named.",
        answer_vi="Ngày {as_of}, {unit} có {n} trên {total} hộ chưa có ai phụ trách, "
        "ở các thôn dưới đây.",
        answer_en="On {as_of}, {n} of {total} households in {unit} have nobody, in the villages "
        "below.",
        query="questions/households_without_anyone",
        bind=_KINDS,
        duties=("household",),
        columns=_HOMES,
        counts=("target",),
        sums="household_uncovered",
        total=Counted("questions/household_count", IN_UNIT),
        ties=IN_PARENT,
        parameters=(UNIT,),
    ),
    Question(
        name="poor_households_without_anyone",
        asker=Asker.INSPECTOR,
        topic=Topic.COVER,
        vi="Thôn nào còn hộ nghèo, cận nghèo chưa có ai phụ trách, bao nhiêu hộ?",
        en="Which villages have poor or near-poor households without anybody, and how many?",
        about_vi="Đếm hộ nghèo, cận nghèo chưa có phân công nào còn hiệu lực, cho chính hộ hoặc "
        "qua "
        "nhóm hộ. Chỉ nêu số lượng, không nêu tên hộ.",
        about_en="Poor and near-poor households without any assignment in force, of their own or "
        "through their group. Counts only; no household is named.",
        answer_vi="Ngày {as_of}, {unit} có {n} trên {total} hộ thuộc diện được hỏi chưa có ai "
        "phụ trách.",
        answer_en="On {as_of}, {n} of {total} such households in {unit} have nobody.",
        query="questions/poor_households_without_anyone",
        bind={**_KINDS, "poverty": chosen_of("poverty", POVERTY)},
        duties=("household",),
        columns=_HOMES,
        counts=("target",),
        sums="household_uncovered",
        total=Counted(
            "questions/poor_household_count",
            {**IN_UNIT, "poverty": chosen_of("poverty", POVERTY)},
        ),
        ties=IN_PARENT,
        parameters=(UNIT, _POVERTY),
    ),
    Question(
        name="groups_without_head",
        asker=Asker.INSPECTOR,
        topic=Topic.COVER,
        vi="Tổ công tác nào chưa có tổ trưởng?",
        en="Which working groups have no head?",
        about_vi="Tổ công tác đang được phân công một địa bàn nhưng trong ngày không có ai đứng "
        "đầu: "
        "không có ai chịu trách nhiệm.",
        about_en="Working groups that are assigned to a place and have nobody at their head that "
        "day: nobody answers.",
        answer_vi="Ngày {as_of}, {n} trên {total} tổ công tác đang phụ trách địa bàn ở {unit} chưa "
        "có tổ trưởng.",
        answer_en="On {as_of}, {n} of {total} working groups assigned to places in {unit} have no "
        "head.",
        query="questions/groups_without_head",
        bind=IN_UNIT,
        columns=(
            Column("group", Holds.REF, "Tổ công tác", "Working group"),
            PLACE,
            KIND,
            ASSIGNED,
        ),
        counts=("group",),
        total=Counted("questions/group_count", IN_UNIT),
        ties=(Tie("group", "RESPONSIBLE_FOR", "target"), Tie("target", "WITHIN", SCOPE)),
        parameters=(UNIT,),
    ),
    Question(
        name="officials_over_span",
        asker=Asker.INSPECTOR,
        topic=Topic.COVER,
        vi="Ai phụ trách nhiều thôn hơn định mức?",
        en="Who is in charge of more villages than the span allows?",
        about_vi="Đếm thôn mà chính người đó được phân công phụ trách, ở đây và ở nơi khác, không "
        "tính qua tổ công tác. Xếp theo địa bàn và tên, không xếp hạng.",
        about_en="Villages that people are assigned to themselves, here and elsewhere, not through "
        "a working group. In order of place and name: nobody is ranked.",
        answer_vi="Ngày {as_of}, {n} trên {total} người phụ trách thôn ở {unit} có hơn {most} "
        "thôn.",
        answer_en="On {as_of}, {n} of {total} people in charge of villages in {unit} have more "
        "than "
        "{most} villages.",
        query="questions/officials_over_span",
        bind={**_KINDS, "least": number_of("most")},
        duties=("village",),
        columns=(
            COMMUNE,
            PERSON,
            Column("village_here", Holds.NUMBER, "Thôn ở xã này", "Villages in this commune"),
            Column("village_count", Holds.NUMBER, "Tổng số thôn", "Villages in all"),
        ),
        counts=("person",),
        total=Counted("questions/people_in_charge_count", _KINDS),
        ties=(Tie("person", "ANSWERS_IN", "parent"), Tie("parent", "WITHIN", SCOPE)),
        parameters=(
            UNIT,
            Parameter(
                "most",
                Takes.NUMBER,
                "Nhiều hơn bao nhiêu thôn",
                "More villages than",
                "5",
                span_of="village",
            ),
        ),
    ),
    Question(
        name="left_uncovered_by",
        asker=Asker.PLANNER,
        topic=Topic.COVER,
        vi="Nếu người này nghỉ hôm nay thì thôn, xã nào không còn ai?",
        en="If this person left today, which villages and communes would have nobody?",
        about_vi="Huyện, xã, thôn mà người này được phân công và ngoài người này không còn ai "
        "khác, "
        "người hay tổ công tác, được phân công theo hình thức mà quy định tính.",
        about_en="Districts, communes and villages that the person is assigned to while nobody "
        "else, person or working group, is, by a kind that the policy counts.",
        answer_vi="Ngày {as_of}, {person} phụ trách {total} nơi; nếu nghỉ thì {n} nơi không còn "
        "ai.",
        answer_en="On {as_of}, {person} is in charge of {total} places; without this person {n} of "
        "them would have nobody.",
        query="questions/left_uncovered_by",
        bind={
            "person_id": id_of("person"),
            "tier": asked_tier,
            "kinds": asked_kinds,
            "as_of": asked_day,
        },
        duties=("district", "commune", "village"),
        columns=(PLACE, PARENT, ASSIGNED),
        counts=("target",),
        total=Counted(
            "questions/units_of_person_count",
            {
                "person_id": id_of("person"),
                "tier": asked_tier,
                "kinds": asked_kinds,
                "as_of": asked_day,
            },
        ),
        ties=(Tie(SCOPE, "RESPONSIBLE_FOR", "target"), Tie("target", "PART_OF", "parent")),
        parameters=(Parameter("person", Takes.PERSON, "Người", "Person"),),
    ),
)
