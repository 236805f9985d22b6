"""The allowed values of properties: as stored, as people read them, and as files write them."""

from __future__ import annotations

from graphapp.model.kinds import Choice

TIERS = (
    Choice("province", "tỉnh", "province", ("thành phố trực thuộc trung ương", "cấp tỉnh")),
    Choice(
        "district", "huyện", "district", ("quận", "thị xã", "thành phố thuộc tỉnh", "cấp huyện")
    ),
    Choice("commune", "xã", "commune", ("phường", "thị trấn", "đặc khu", "cấp xã")),
    Choice("village", "thôn", "village", ("khối", "bản", "tổ dân phố", "khu", "cấp thôn")),
)
LINES = (
    Choice("state", "chính quyền", "state", ("nhà nước",)),
    Choice("party", "Đảng", "party", ("đảng",)),
    Choice("front", "Mặt trận và đoàn thể", "Front and unions", ("mặt trận", "đoàn thể")),
)
ORGANISATION_KINDS = (
    Choice("people_committee", "ủy ban nhân dân", "people's committee", ("ubnd",)),
    Choice("people_council", "hội đồng nhân dân", "people's council", ("hđnd",)),
    Choice("committee", "cấp ủy", "party committee", ("đảng ủy", "tỉnh ủy", "huyện ủy")),
    Choice("grassroots", "tổ chức cơ sở đảng", "grass-roots party organisation", ("tccsđ",)),
    Choice("cell", "chi bộ", "cell"),
    Choice("other", "khác", "other"),
)
ASSIGNMENT_KINDS = (
    Choice("in_charge", "phụ trách", "in charge", ("phân công phụ trách",)),
    Choice("follows", "theo dõi", "follows"),
    Choice("supports", "hỗ trợ", "supports", ("giúp đỡ",)),
    Choice("attends", "dự sinh hoạt", "attends", ("dự sinh hoạt chi bộ",)),
)
BASES = (
    Choice("elected", "bầu", "elected"),
    Choice("approved", "chuẩn y", "approved"),
    Choice("designated", "chỉ định", "designated"),
    Choice("appointed", "bổ nhiệm", "appointed"),
    Choice("recognised", "công nhận", "recognised"),
)
SUCCESSIONS = (
    Choice("whole", "toàn bộ", "whole", ("false", "nguyên", "không chia")),
    Choice("part", "một phần", "part", ("true", "chia tách")),
)
CELL_FORMS = (
    Choice("ordinary", "thông thường", "ordinary", ("độc lập",)),
    Choice("reinforced", "có đảng viên tăng cường", "reinforced", ("tăng cường",)),
    Choice("merged", "sinh hoạt ghép", "merged", ("ghép",)),
)
POVERTY = (
    Choice("poor", "hộ nghèo", "poor", ("nghèo",)),
    Choice("near_poor", "hộ cận nghèo", "near-poor", ("cận nghèo",)),
)
VISIT_KINDS = (
    Choice("attended", "dự sinh hoạt", "attended a meeting", ("dự họp",)),
    Choice("visited", "đi cơ sở", "visited", ("nắm tình hình", "thăm hộ")),
)
GENDERS = (Choice("male", "nam", "male"), Choice("female", "nữ", "female"))
DECISION_KINDS = (
    Choice("decision", "quyết định", "decision", ("qđ",)),
    Choice("resolution", "nghị quyết", "resolution", ("nq",)),
    Choice("directive", "chỉ thị", "directive", ("ct",)),
    Choice("conclusion", "kết luận", "conclusion", ("kl",)),
    Choice("regulation", "quy định", "regulation", ("qđi",)),
    Choice("other", "khác", "other"),
)
