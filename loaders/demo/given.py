"""What was given to whom since the reform, and what a decision says that they must do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from loaders.demo.assigning import Target, Ways

TASKS = {
    "huyện": "Chỉ đạo, theo dõi việc thực hiện nhiệm vụ của huyện; báo cáo hằng quý",
    "xã": "Chỉ đạo, kiểm tra, đôn đốc tại xã; dự giao ban; báo cáo hằng quý",
    "thôn": "Nắm tình hình thôn; hướng dẫn, đôn đốc; tiếp nhận và báo cáo kiến nghị",
    "chi bộ": "Dự sinh hoạt chi bộ hằng tháng; góp ý nội dung; báo cáo cấp ủy",
    "tổ chức": "Theo dõi, hướng dẫn công tác xây dựng Đảng; dự sinh hoạt; báo cáo hằng quý",
    "nhóm hộ": "Tuyên truyền, vận động, nắm tình hình các hộ; phản ánh kịp thời",
    "hộ": "Tuyên truyền, vận động, nắm tình hình hộ; phản ánh kịp thời",
}
UNDECIDED, WITHOUT_DUTIES = "no decision", "no duties"
LACKING = (UNDECIDED, WITHOUT_DUTIES)


@dataclass(frozen=True)
class Given:
    """An assignment of a kind that counts: ``since`` and ``until`` both belong to it."""

    target: Target
    ways: Ways
    holder: str
    since: date
    until: date | None
