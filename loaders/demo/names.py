"""Names of villages and people, put together at random: nobody in them exists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_FIRST = (
    "Nà", "Bản", "Khuổi", "Pò", "Cốc", "Lũng", "Co", "Kéo", "Pác", "Phai", "Tềnh", "Nậm",
)  # fmt: skip
_LAST = (
    "Lùng", "Pàn", "Mòn", "Chang", "Vài", "Mươi", "Mánh", "Nam", "Sla", "Làng", "Đon",
    "Tậu", "Hấu", "Cáy", "Phầy", "Mò", "Lài", "Ca",
)  # fmt: skip
_FAMILIES = {
    "Nông": 16, "Hoàng": 18, "Lương": 8, "Vi": 9, "Lý": 6, "Triệu": 5, "Hứa": 5, "Chu": 5,
    "Bế": 3, "Mã": 3, "Đàm": 3, "Lành": 3, "Dương": 4, "Nguyễn": 8, "Trần": 4,
}  # fmt: skip
_MIDDLE = {
    "Nam": (
        "Văn", "Đức", "Minh", "Quang", "Hữu", "Ngọc", "Xuân", "Thanh", "Tuấn", "Công", "Mạnh",
        "Hồng",
    ),
    "Nữ": (
        "Thị", "Thị", "Thị", "Ngọc", "Thu", "Thanh", "Bích", "Kim", "Hồng", "Minh", "Mai",
        "Phương",
    ),
}  # fmt: skip
_SECOND = {
    "Nam": (
        "Anh", "Bảo", "Chí", "Duy", "Đăng", "Đình", "Gia", "Hải", "Hoài", "Huy", "Khánh",
        "Kiên", "Long", "Nhật", "Phúc", "Quốc", "Sơn", "Tiến", "Trọng", "Trường", "Tùng",
        "Việt", "Vũ", "Thế",
    ),
    "Nữ": (
        "Ánh", "Bảo", "Cẩm", "Diệu", "Gia", "Hà", "Hạnh", "Hiền", "Hoài", "Khánh", "Lan", "Lệ",
        "Linh", "Mỹ", "Nguyệt", "Nhật", "Như", "Quỳnh", "Thảo", "Thùy", "Tú", "Tuyết", "Vân",
        "Yến",
    ),
}  # fmt: skip
_GIVEN = {
    "Nam": (
        "An", "Bách", "Bình", "Cường", "Chiến", "Dũng", "Đạt", "Đông", "Giang", "Hà", "Hải",
        "Hiếu", "Hòa", "Hùng", "Huân", "Hưng", "Khang", "Khoa", "Lâm", "Lập", "Lộc", "Mạnh",
        "Nam", "Nghĩa", "Phong", "Quân", "Sáng", "Tài", "Thắng", "Thành", "Thịnh", "Toàn",
        "Trung", "Tú", "Tuyên", "Vinh",
    ),
    "Nữ": (
        "Anh", "Chi", "Dung", "Duyên", "Điệp", "Giang", "Hà", "Hằng", "Hoa", "Hòa", "Hồng",
        "Huệ", "Hương", "Huyền", "Lan", "Liên", "Linh", "Loan", "Mai", "Nga", "Ngân", "Nhung",
        "Oanh", "Phương", "Quyên", "Tâm", "Thơm", "Thu", "Thủy", "Trang", "Trâm", "Tươi",
        "Uyên", "Vân", "Xuân", "Yến",
    ),
}  # fmt: skip
_HOMONYMS = 0.03
_TWO_SYLLABLES = 0.8
_TRIES = 30


@dataclass
class PeopleNames:
    """Draws full names; about three in a hundred are somebody else's as well."""

    rng: Random
    _drawn: list[tuple[str, str]] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def draw(self) -> tuple[str, str]:
        """Return a name and the gender that it is of."""
        if self._drawn and self.rng.random() < _HOMONYMS / 2:  # each copy makes two homonyms
            return self.rng.choice(self._drawn)
        for _ in range(_TRIES):
            name, gender = self._one()
            if name not in self._known:
                break
        self._known.add(name)
        self._drawn.append((name, gender))
        return name, gender

    def _one(self) -> tuple[str, str]:
        gender = self.rng.choice(("Nam", "Nữ"))
        family = self.rng.choices(tuple(_FAMILIES), tuple(_FAMILIES.values()))[0]
        parts = [family, self.rng.choice(_MIDDLE[gender])]
        if self.rng.random() < _TWO_SYLLABLES:
            parts.append(self.rng.choice(_SECOND[gender]))
        given = self.rng.choice([one for one in _GIVEN[gender] if one not in parts])
        return " ".join((*parts, given)), gender


@dataclass
class VillageNames:
    """Draws the names of one commune's villages; about two in a hundred come twice."""

    rng: Random
    ward: bool
    _taken: list[str] = field(default_factory=list)
    _repeats: float = 0.02

    def draw(self) -> str:
        """Return a name: a number in a ward, mostly a Tày or Nùng name elsewhere."""
        if self._taken and self.rng.random() < self._repeats:
            return self.rng.choice(self._taken)
        while (name := self._one()) in self._taken:
            pass
        self._taken.append(name)
        return name

    def _one(self) -> str:
        number = len(self._taken) + 1
        if self.ward:
            return f"Khối {number}"
        if self.rng.random() < 0.12:
            return f"Thôn {number}"
        name = f"{self.rng.choice(_FIRST)} {self.rng.choice(_LAST)}"
        return f"{name} {self.rng.randint(1, 3)}" if self.rng.random() < 0.15 else name
