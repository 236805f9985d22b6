"""The words of rows that are no data: totals, sections, signatures, posts that nobody holds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graphapp.model.text import fold, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW = 3
_WORD = 12  # letters and marks of the longest such word
_DIGIT = re.compile("[0-9]")
_LONG = 30
_TOTAL = re.compile(
    r"(?:tong cong|cong tong|tong so|grand total|cong trang|cong don|cong mang)\b.*|"
    r"(?:tong|cong|total)(?:\s*[:=.(-].*|\s*\d.*|\b.*[:=]\s*\d.*)?"
)
_FIGURE = re.compile(r"[\d.,%()/ -]*|[a-zđ]{1,9}|\d[\d.,]* [a-zđ ]{1,20}")
_COUNT = re.compile("0|[1-9][0-9]{0,2}")
_SIGNED = re.compile(
    r"nguoi (?:lap|tong hop|ky\b|kiem tra|phu trach bieu)|can bo lap|lap bieu|noi nhan\b|"
    r"t\.?m\.? ?(?:ubnd|uy ban|ban|dang|hdnd|chi)|k\.?t\.? |t\.?l\.? |t\.?u\.?q\.? |"
    r"\(?ky(?: ten)?(?:,|\)| va\b| ghi\b| dong\b)|xac nhan|thu truong|luu ?:|luu ?vt|"
    r"- ?(?:nhu tren|luu)|"
    r"ghi chu ?:|.*\bngay\b.{1,12}\bthang\b.{1,12}\bnam\b"
)
_OFFICES = frozenset({
    "chu tich", "pho chu tich", "bi thu", "pho bi thu", "truong phong", "truong thon", "giam doc",
    "ke toan", "chanh van phong", "thu ky", "truong ban",
})  # fmt: skip
_ROMAN = re.compile(r"[IVXLC]{1,6}|[A-Z]")
_SECTION = re.compile(r"(?:[IVXLC]{1,6}|[A-Za-zĐđ]|\d{1,3}(?:\.\d{1,3})*)\s*[.):]\s+\S")
_UNITS = re.compile(
    r"(?:tinh|thanh pho|huyen|thi xa|quan|xa|phuong|thi tran|dac khu|thon|ban|xom|khoi|khu|cum|"
    r"to dan pho|chi bo|dang bo|dang uy|phan|muc|nhom)\b"
)
_NUMBERED = re.compile(r"\(?(?:(\d{1,2})|[A-Z])\)?")
_VACANT = frozenset({"khuyet", "trong", "vacant", "chua co", "chua bo tri", "con khuyet"})


def may_sum(text: str) -> bool:
    """Tell whether a cell begins as the first one of a row that sums up does."""
    return fold(text[:_WORD]).startswith(("tong", "cong", "total"))


def is_total(texts: Sequence[str], codes: Sequence[str]) -> bool:
    """Tell whether a row sums up: a word for it first, figures after.

    ``codes``: what stands in the columns of codes; a row that names a real one is data, whatever
    its village is called.
    """
    if not texts or _TOTAL.fullmatch(fold(texts[0])) is None:
        return False
    if any(code != texts[0] and not _COUNT.fullmatch(code) for code in codes):
        return False
    return all(_FIGURE.fullmatch(fold(text)) for text in texts[1:])


def is_signature(texts: Sequence[str]) -> bool:
    """Tell whether a row begins what stands under a table: place and day, who signs."""
    if len(texts) > _FEW:
        return False
    if any(_SIGNED.match(fold(text)) for text in texts):
        return True
    return all(text.isupper() and fold(text).rstrip(".") in _OFFICES for text in texts)


def is_section(text: str, ordinal: str) -> bool:
    """Tell whether a row that says one thing alone is the title of the rows under it."""
    if _ROMAN.fullmatch(ordinal.strip(" .)")) or _SECTION.match(text):
        return True
    return _UNITS.match(fold(text)) is not None


def is_numbers(texts: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns: (1) (2) (3), or A B 1 2."""
    found = [_NUMBERED.fullmatch(text.strip()) for text in texts]
    if len(found) < _FEW or not all(found):
        return False
    numbers = [int(match[1]) for match in found if match is not None and match[1]]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_vacant(text: str) -> bool:
    """Tell whether a cell says that nobody holds the post: (khuyết)."""
    return len(text) < _LONG and _DIGIT.search(text) is None and _vacant(text)


@lru_cache(10_000)
def _vacant(text: str) -> bool:
    return fold(normal(text).strip(" ()[].-")) in _VACANT
