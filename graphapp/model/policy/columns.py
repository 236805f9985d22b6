"""The columns of a policy: what each is called in a file, and what its cells may say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graphapp.errors import Place
from graphapp.model.choices import ASSIGNMENT_KINDS, LINES, TIERS
from graphapp.model.interval import day_from_text
from graphapp.model.kinds import Choice
from graphapp.model.text import fold

Takes = Literal["key", "choice", "choices", "day", "number", "blank"]
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""A date of a policy or register outside these is a slip of the pen."""

MOST = 99_999
_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
_EITHER = Choice("either", "chính quyền hoặc Đảng", "either", ("bất kỳ",))
_YES_NO = (Choice("yes", "có", "yes", ("x",)), Choice("no", "không", "no"))
TARGETS = (
    Choice("district", "huyện", "district"),
    Choice("commune", "xã", "commune", ("phường",)),
    Choice("village", "thôn", "village", ("khối", "tổ dân phố")),
    Choice("household", "hộ gia đình", "household", ("hộ",)),
    Choice("organisation", "tổ chức cơ sở đảng", "grass-roots party organisation", ("tccsđ",)),
    Choice("cell", "chi bộ", "cell"),
)
SUBJECT_CHOICES = (
    Choice("acting", "tạm quyền quá hạn (ngày)", "acting for too long (days)"),
    Choice("expiring", "phân công sắp hết hạn (ngày)", "assignment ends soon (days)"),
    Choice("sole", "phụ thuộc một người (thôn)", "single point of failure (villages)"),
    Choice("span", "vượt định mức", "over the span"),
    Choice("assignment", "phân công thiếu quyết định, nhiệm vụ", "incomplete assignment"),
    Choice("line", "gián đoạn ở cấp trên", "line broken above"),
    Choice("cell_secretary", "khuyết bí thư chi bộ", "vacant secretary of a cell"),
    Choice("village_head", "khuyết trưởng thôn", "vacant head of a village"),
    Choice("front_head", "khuyết trưởng ban công tác mặt trận", "vacant head of the Front"),
    Choice("names", "tên cán bộ không khớp", "names of the official differ"),
    Choice("visits", "chưa đi cơ sở trong kỳ", "not visited within the period"),
)


@dataclass(frozen=True)
class Column:
    """A column: its name in the ledger and in English files, and in Vietnamese ones."""

    name: str
    vi: str
    en: str
    takes: Takes
    choices: tuple[Choice, ...] = ()
    required: bool = True

    def canonical(self, text: str) -> str:
        """Return a cell as the ledger holds it, where it can be read; else as it stands."""
        text = text.strip()
        if self.takes == "choices":
            parts = re.split(r"[;,]", text) if re.search(r"[;,]", text) else self._words(text)
            return " ".join(self._choice(part) for part in parts if part.strip())
        if self.takes == "choice":
            return self._choice(text)
        day = _day(text) if self.takes == "day" else None
        return day.isoformat() if day and FIRST_DAY <= day <= LAST_DAY else text

    def wrong(self, text: str) -> Place | None:
        """Return what is wrong with a canonical cell and what to do; None when it reads."""
        if not text:
            return self._bad(text) if self.required else None
        return None if self._reads(text) else self._bad(text)

    def _reads(self, text: str) -> bool:
        known = {choice.value for choice in self.choices}
        day = _day(text)
        return {
            "key": bool(_KEY.fullmatch(text)),
            "choice": text in known,
            "choices": set(text.split()) <= known,
            "day": day is not None and FIRST_DAY <= day <= LAST_DAY,
            "number": text.isascii() and text.isdigit() and 0 < int(text) <= MOST,
            "blank": False,
        }[self.takes]

    def _bad(self, text: str) -> Place:
        values: tuple[tuple[str, object], ...] = ()
        if self.choices:
            values = (
                ("choices_vi", "; ".join(choice.vi for choice in self.choices)),
                ("choices_en", "; ".join(choice.en for choice in self.choices)),
            )
        if self.takes == "day":
            values = (("first", FIRST_DAY), ("last", LAST_DAY))
        if self.takes == "number":
            values = (("most", MOST),)
        return Place(column=self.name, value=text, remedy=_REMEDIES[self.takes], values=values)

    def _words(self, text: str) -> list[str]:
        """Return one choice of several words as it is, else the words of machine values."""
        return [text] if self._choice(text) != text else text.split()

    def _choice(self, text: str) -> str:
        wanted = fold(text)
        for choice in self.choices:
            if wanted in {fold(t) for t in (choice.value, choice.vi, choice.en, *choice.aliases)}:
                return choice.value
        return text.strip()


_REMEDIES: dict[str, str] = {
    "key": "policy.bad.key",
    "choice": "policy.bad.choice",
    "choices": "policy.bad.choices",
    "day": "policy.bad.day",
    "number": "policy.bad.number",
    "blank": "policy.bad.blank",
}
COLUMNS = (
    Column("key", "Mã dòng", "row", "key"),
    Column("target", "Đối tượng", "target", "choice", TARGETS + SUBJECT_CHOICES),
    Column("post_tier", "Cấp của chức vụ", "post of tier", "choice", TIERS),
    Column("line", "Hệ", "line", "choice", (*LINES, _EITHER)),
    Column("accepts_group", "Nhận tổ công tác", "working group", "choice", _YES_NO),
    Column("accepts_member", "Nhận đảng viên", "party member", "choice", _YES_NO),
    Column("from", "Từ ngày", "from", "day", required=False),
    Column("to", "Đến ngày", "to", "day", required=False),
    Column("span", "Định mức", "span", "number"),
    Column("span_groups", "Định mức nhóm hộ", "span in groups", "number", required=False),
    Column("kinds", "Hình thức", "kinds", "choices", ASSIGNMENT_KINDS),
    Column("visit_months", "Kỳ đi cơ sở (tháng)", "visit every (months)", "number", required=False),
)
COLUMN = {column.name: column for column in COLUMNS}


def of_a_rule(*, numbered: bool) -> Mapping[str, Column]:
    """Return the columns as a rule has them: most of them blank."""
    blank = {c.name: Column(c.name, c.vi, c.en, "blank", required=False) for c in COLUMNS}
    span = COLUMN["span"] if numbered else blank["span"]
    kept = {name: COLUMN[name] for name in ("key", "target", "from", "to")}
    return {**blank, **kept, "span": span}


def column_named(header: str) -> Column | None:
    """Return the column that a header means, in either language or as the ledger names it."""
    wanted = fold(header).replace("_", " ")
    spelled: Iterable[Column] = (
        c for c in COLUMNS if wanted in {fold(c.name).replace("_", " "), fold(c.vi), fold(c.en)}
    )
    return next(iter(spelled), None)


def _day(text: str) -> date | None:
    try:
        return day_from_text(text)
    except ValueError:
        return None
