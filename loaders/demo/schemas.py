"""The tables of the demonstration: their files, titles and headers, as offices write them."""

from __future__ import annotations

from loaders.demo.tables import Table

_DECISION = ("Số quyết định", "Ngày ban hành", "Cơ quan ban hành")
_LIFE = ("Từ ngày", "Đến ngày")
_PERSON = (
    "Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức",
    "Trình độ", "Ngôn ngữ", "Điện thoại cơ quan",
)  # fmt: skip
ASSIGNMENTS = (
    "Mã phân công", "Mã cán bộ", "Mã tổ", "Loại đối tượng", "Mã đối tượng", "Hình thức phân công",
    *_LIFE, "Nhiệm vụ", *_DECISION,
)  # fmt: skip
# what is small is kept as workbooks, what has very many rows as plain text
_TABLES = (
    ("dia_ban", "DANH SÁCH XÃ, PHƯỜNG VÀ ĐẶC ĐIỂM ĐỊA BÀN", True,
     ("Mã đơn vị", "Tên đơn vị", "Cấp", "Từ ngày", "Biên giới")),
    ("thon", "DANH SÁCH THÔN, KHỐI", True,
     ("Mã thôn", "Tên thôn", "Mã xã", "Mã xã cũ", "Loại", "Số hộ", "Vùng đặc thù",
      "Ngày thành lập", "Ngày kết thúc", "Cán bộ phụ trách")),
    ("sap_xep_thon", "KẾT QUẢ SẮP XẾP THÔN, KHỐI NĂM 2026", True,
     ("Mã cũ", "Mã mới", "Tên cũ", "Tên mới", "Ngày hiệu lực", "Phạm vi", "Cấp", *_DECISION)),
    ("to_chuc", "DANH SÁCH TỔ CHỨC", True,
     ("Mã tổ chức", "Tên tổ chức", "Hệ", "Loại tổ chức", "Hình thức chi bộ", "Mã đơn vị", "Cấp",
      "Mã tổ chức cấp trên", "Mã thôn phụ trách", *_LIFE)),
    ("chi_bo_truoc_2025", "CHI BỘ THÔN VÀ ĐẢNG BỘ CẤP TRÊN ĐẾN 30/06/2025", True,
     ("Mã tổ chức", "Tên tổ chức", "Hệ", "Loại tổ chức", "Mã đơn vị", "Cấp",
      "Mã tổ chức cấp trên")),
    ("chuc_vu", "DANH MỤC CHỨC VỤ", True,
     ("Mã chức vụ", "Tên chức vụ", "Mã tổ chức", "Số người")),
    ("can_bo", "DANH SÁCH CÁN BỘ, CÔNG CHỨC", True, _PERSON),
    ("dang_vien", "DANH SÁCH ĐẢNG VIÊN VÀ NGƯỜI HOẠT ĐỘNG Ở THÔN", False, _PERSON),
    ("bo_nhiem", "DANH SÁCH GIỮ CHỨC VỤ", True,
     ("Mã cán bộ", "Mã chức vụ", *_LIFE, "Hình thức", "Hết nhiệm kỳ", "Tạm quyền", *_DECISION)),
    ("thanh_vien", "DANH SÁCH THÀNH VIÊN", False,
     ("Mã cán bộ", "Mã tổ", "Mã tổ chức", *_LIFE, "Đứng đầu", "Tăng cường", "Lý do rời")),
    ("to_cong_tac", "DANH SÁCH TỔ CÔNG TÁC", True, ("Mã tổ", "Tên tổ", *_LIFE)),
    ("nhom_ho", "DANH SÁCH NHÓM HỘ, LIÊN GIA", False, ("Mã nhóm hộ", "Tên nhóm hộ", *_LIFE)),
    ("ho", "DANH SÁCH HỘ GIA ĐÌNH", False,
     ("Mã hộ", "Mã thôn", "Hộ nghèo", "Số khẩu", "Mã nhóm hộ", *_LIFE)),
    ("phan_cong_tinh", "BẢNG PHÂN CÔNG CỦA TỈNH", True, ASSIGNMENTS),
    ("phan_cong_truoc_2025", "BẢNG PHÂN CÔNG CỦA CÁC HUYỆN, THÀNH PHỐ ĐẾN 30/06/2025", True,
     ASSIGNMENTS),
    ("phan_cong_nhom_ho", "BẢNG PHÂN CÔNG PHỤ TRÁCH NHÓM HỘ", False, ASSIGNMENTS),
    ("quyet_dinh", "SỔ QUYẾT ĐỊNH", True, (*_DECISION, "Loại văn bản", "Trích yếu")),
    ("di_co_so", "SỔ THEO DÕI ĐI CƠ SỞ", False,
     ("Mã lượt", "Mã cán bộ", "Loại đối tượng", "Mã đối tượng", "Ngày đi cơ sở",
      "Hình thức đi cơ sở", "Nội dung", "Kết quả")),
)  # fmt: skip


def tables() -> dict[str, Table]:
    """Return the tables, empty, by the names of their files."""
    return {name: Table(name, title, header, workbook) for name, title, workbook, header in _TABLES}


def assignments_of(code: str, name: str) -> Table:
    """Return the empty table of assignments that one commune keeps."""
    title = f"BẢNG PHÂN CÔNG CỦA {name.upper()}"
    return Table(f"phan_cong_{code}", title, ASSIGNMENTS, workbook=True)
