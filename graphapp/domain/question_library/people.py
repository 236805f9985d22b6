"""Questions about people and posts: acting, vacant, several in one hand, without a superior."""

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
    chosen_of,
    days_after,
    days_before,
)
from graphapp.domain.question_library.shared_parts import (
    COMMUNE,
    DAYS_AHEAD,
    HELD,
    HELD_SINCE,
    KIND,
    PERSON,
    POST,
    SEAT,
    UNIT,
    VILLAGE,
)
from graphapp.model.choices import LINES

_LINES = {"lines": chosen_of("line", LINES)}

PEOPLE = (
    Question(
        name="acting_posts",
        asker=Asker.INSPECTOR,
        topic=Topic.PEOPLE,
        vi="Ai giữ quyền, tạm quyền quá lâu, từ ngày nào?",
        en="Who has been acting in a post for too long, and since when?",
        about_vi="Chức vụ đang được giữ tạm quyền nhiều hơn số ngày được hỏi; tính trên mọi chức "
        "vụ "
        "đang giữ tạm quyền trong ngày.",
        about_en="Posts held acting for more than so many days, of all that are held acting that "
        "day.",
        answer_vi="Ngày {as_of}, {n} trên {total} chức vụ tạm quyền ở {unit} đã quá {days} ngày.",
        answer_en="On {as_of}, {n} of {total} posts held acting in {unit} have been so for more "
        "than {days} days.",
        query="questions/acting_posts",
        bind={**IN_UNIT, "last_day": days_before("days")},
        columns=(PERSON, POST, SEAT, HELD_SINCE),
        counts=("person", "post"),
        total=Counted("questions/acting_posts", {**IN_UNIT, "last_day": asked_day}),
        ties=HELD,
        parameters=(
            UNIT,
            Parameter(
                "days", Takes.NUMBER, "Quá bao nhiêu ngày", "For more days than", "180", "acting"
            ),
        ),
    ),
    Question(
        name="vacant_posts",
        asker=Asker.INSPECTOR,
        topic=Topic.PEOPLE,
        vi="Chức vụ nào đang khuyết?",
        en="Which posts are vacant?",
        about_vi="Chức vụ tồn tại trong ngày, cùng tổ chức và đơn vị, mà không có ai giữ.",
        about_en="Posts that exist that day, with their organisation and unit, and nobody holds.",
        answer_vi="Ngày {as_of}, {n} trên {total} chức vụ ở {unit} đang khuyết.",
        answer_en="On {as_of}, {n} of {total} posts in {unit} are vacant.",
        query="questions/vacant_posts",
        bind={**IN_UNIT, **_LINES},
        columns=(
            POST,
            Column("body", Holds.REF, "Tổ chức", "Organisation"),
            Column("unit", Holds.REF, "Đơn vị", "Unit"),
        ),
        counts=("post",),
        total=Counted("questions/post_count", {**IN_UNIT, **_LINES}),
        ties=(
            Tie("post", "BELONGS_TO", "body"),
            Tie("body", "SERVES", "unit"),
            Tie("unit", "WITHIN", SCOPE),
        ),
        parameters=(UNIT, Parameter("line", Takes.CHOICE, "Hệ", "Line", "", choices=LINES)),
    ),
    Question(
        name="officials_without_superior",
        asker=Asker.INSPECTOR,
        topic=Topic.PEOPLE,
        vi="Cán bộ nào không có lãnh đạo trực tiếp?",
        en="Which officials are supervised by nobody?",
        about_vi="Người giữ chức vụ ở tổ chức cấp tỉnh, huyện, xã của đơn vị trong ngày mà không "
        "quan hệ lãnh đạo trực tiếp nào "
        "được "
        "ghi. Người đứng đầu tỉnh cũng nằm trong số này.",
        about_en="People who hold a post of a province, district or commune organisation in the "
        "unit that day and of whom no superior is told. "
        "Whoever stands at the head of the province is among them.",
        answer_vi="Ngày {as_of}, {n} trên {total} cán bộ ở {unit} không có lãnh đạo trực tiếp.",
        answer_en="On {as_of}, {n} of {total} officials in {unit} have no superior.",
        query="questions/officials_without_superior",
        bind=IN_UNIT,
        columns=(PERSON, POST, SEAT),
        counts=("person",),
        total=Counted("questions/official_count", IN_UNIT),
        ties=HELD,
        parameters=(UNIT,),
    ),
    Question(
        name="people_with_several_posts",
        asker=Asker.PLANNER,
        topic=Topic.PEOPLE,
        vi="Ai kiêm nhiệm nhiều chức vụ?",
        en="Who holds several posts?",
        about_vi="Người giữ ít nhất một chức vụ ở đơn vị và tổng cộng từ hai chức vụ trở lên trong "
        "ngày; nêu mọi chức vụ.",
        about_en="People who hold a post in the unit and two or more in all that day; every post "
        "is "
        "told.",
        answer_vi="Ngày {as_of}, {n} trên {total} người giữ chức vụ ở {unit} kiêm nhiệm.",
        answer_en="On {as_of}, {n} of {total} people with a post in {unit} hold several.",
        query="questions/people_with_several_posts",
        bind=IN_UNIT,
        columns=(PERSON, POST, SEAT, HELD_SINCE),
        counts=("person",),
        total=Counted("questions/people_in_post_count", IN_UNIT),
        ties=HELD,
        parameters=(UNIT,),
    ),
    Question(
        name="terms_ending_soon",
        asker=Asker.PLANNER,
        topic=Topic.PEOPLE,
        vi="Nhiệm kỳ của ai sắp hết?",
        en="Whose terms are about to end?",
        about_vi="Chức vụ đang giữ có ngày hết nhiệm kỳ từ ngày xem đến hết số ngày được hỏi; tính "
        "trên các chức vụ đang giữ có ghi ngày hết nhiệm kỳ.",
        about_en="Posts held whose term ends from the day of the page on within so many days, of "
        "those for which an end of the term is told.",
        answer_vi="Từ {as_of}, {n} trên {total} nhiệm kỳ ở {unit} hết trong {days} ngày tới.",
        answer_en="From {as_of} on, {n} of {total} terms in {unit} end within {days} days.",
        query="questions/terms_ending_soon",
        bind={**IN_UNIT, "last_day": days_after("days")},
        columns=(
            PERSON,
            POST,
            SEAT,
            Column("tenure_term", Holds.DAY, "Hết nhiệm kỳ", "Term ends"),
        ),
        counts=("person", "post"),
        total=Counted("questions/terms_count", IN_UNIT),
        ties=HELD,
        parameters=(UNIT, DAYS_AHEAD),
    ),
    Question(
        name="officials_outside_own_commune",
        asker=Asker.PLANNER,
        topic=Topic.PEOPLE,
        vi="Cán bộ xã nào được phân công thôn ngoài xã mình?",
        en="Which commune officials answer for villages outside their own commune?",
        about_vi="Người giữ chức vụ ở cấp xã, được phân công (mọi hình thức) một thôn mà không giữ "
        "chức vụ nào ở xã của thôn đó.",
        about_en="People with a post in a commune who are assigned, in whatever way, to a village "
        "in whose commune they hold none.",
        answer_vi="Ngày {as_of}, {n} trên {total} cán bộ xã được phân công thôn ở {unit} không "
        "thuộc xã của thôn.",
        answer_en="On {as_of}, {n} of {total} commune officials assigned to villages in {unit} are "
        "not of the village's commune.",
        query="questions/officials_outside_own_commune",
        bind=IN_UNIT,
        columns=(
            PERSON,
            Column("own", Holds.REF, "Xã đang giữ chức vụ", "Own commune"),
            VILLAGE,
            COMMUNE,
            KIND,
        ),
        counts=("person",),
        total=Counted("questions/commune_officials_count", IN_UNIT),
        ties=(
            Tie("person", "RESPONSIBLE_FOR", "target"),
            Tie("target", "PART_OF", "parent"),
            Tie("parent", "WITHIN", SCOPE),
            Tie("person", "ANSWERS_IN", "own"),
        ),
        parameters=(UNIT,),
    ),
)
