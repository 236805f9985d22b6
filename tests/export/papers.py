"""A paper of our own making: what the exporters are tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from graphapp.clock import VIET_NAM
from graphapp.domain.paper import Cell, Column, Head, Maker, Paper, Section, Table

NAMES = ("Bế Thị Mỹ Duyên", "Triệu Văn Ứng", "Nguyễn Thị Ngọc Ánh", "Đặng Hữu Phước", "Lý A Sử")
_SIGNED = (("NGƯỜI LẬP", "(Ký)"), ("THỦ TRƯỞNG", "(Ký, đóng dấu)"))


def paper(*texts: str, rows: int = 0) -> Paper:
    """A document with a table of some texts, each in a row, and of so many rows more."""
    told = [*texts, *(f"{NAMES[n % len(NAMES)]} {n}" for n in range(rows))]
    columns = (Column("STT", 10, "center"), Column("Họ và tên", 60), Column("Ngày", 30, "right"))
    made = tuple(
        (Cell(str(n), value=n), Cell(text), Cell("22/11/2026", value=date(2026, 11, 22)))
        for n, text in enumerate(told, 1)
    )
    table = Table("people", "Danh sách", columns, made, "Không có ai.", "Hết.")
    empty = Table("nobody", "", columns, (), "Không có ai.")
    first = Section("general", "Thông tin chung", (), facts=(("Số hộ", Cell("1.215", value=1215)),))
    moment = datetime(2026, 11, 22, 14, 3, 59, 7, VIET_NAM)
    return Paper(
        "vi",
        "ho-so",
        "HỒ SƠ THÔN",
        "Thôn Nà Lùng",
        Head("ỦY BAN NHÂN DÂN", "XÃ CAO LỘC", "Số: ……/……", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
             "Độc lập - Tự do - Hạnh phúc", "Cao Lộc, ngày 22 tháng 11 năm 2026", _SIGNED),
        Maker("Nguyễn Văn Kiểm", "22/11/2026 14:03", moment),
        "22/11/2026",
        (("Tại ngày", "22/11/2026"), ("Phạm vi", "Thôn Nà Lùng (T01)")),
        "Thông tin cá nhân nhạy cảm đã được ẩn.",
        (first, Section("people", "Mọi người", (table, empty), lead="Danh sách đủ.")),
    )  # fmt: skip


def made_by(found: Paper, actor: str) -> Paper:
    """The same paper, taken out by another."""
    return replace(found, maker=replace(found.maker, actor=actor))
