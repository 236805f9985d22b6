"""How wide text is, about, where no browser measures it: for the pages' own font, and wrapping.

Widths are those of Be Vietnam Pro, in thousandths of the size; other letters count as wide.
"""

from __future__ import annotations

import unicodedata

_WIDTHS = {
    300: "iljI.,:;'|!",
    360: 'ftr()[]-/" ',
    560: "cksvxyz",
    620: "abdđeghnopqu0123456789",
    700: "ABCDĐEFHKLNPRSTUVXYZ",
    790: "GOQmw",
    950: "MW",
}
_EACH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDE = 1000
_OTHER = 640
_BOLD = 1.05


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is at a size, rather more than less."""
    found = sum(_width(letter) for letter in unicodedata.normalize("NFC", text))
    return found * size / 1000 * (_BOLD if bold else 1)


def _width(letter: str) -> int:
    bare = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _EACH.get(bare, _OTHER)


def wrapped(text: str, size: float, limit: float, *, bold: bool = False) -> list[str]:
    """Part a text into lines no wider than a limit; a word of twice the limit is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= limit:
            lines[-1] = longer
        else:
            lines += _cut(word, size, 2 * limit, bold=bold)
    return lines or [""]


def _cut(word: str, size: float, limit: float, *, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter, size, bold=bold) > limit:
            parts.append("")
        parts[-1] += letter
    return parts
