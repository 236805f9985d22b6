"""Vietnamese text: stored as NFC, folded to suggest (never to decide who is who), sorted."""

from __future__ import annotations

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("a") + 0x100 + i) for i, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SPECIAL = str.maketrans("đĐ", "dd")


def normal(text: str) -> str:
    """Return NFC with white space collapsed and ends stripped."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return the search key: no marks, đ to d, lower case, single spaces.

    Where the tone stands (Hoà, Hòa) no longer matters, as all marks are gone.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_SPECIAL))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def sort_key(text: str) -> str:
    """Return a key that sorts by code point as the Vietnamese alphabet does.

    Letters first, tones after (ngang, huyền, hỏi, ngã, sắc, nặng); runs of digits by their number.
    """
    letters: list[str] = []
    tones: list[str] = []
    digits = ""
    for char in [*unicodedata.normalize("NFC", text).casefold(), ""]:
        if char.isdecimal():
            digits += char
            continue
        if digits:
            number = str(int(digits))
            letters.append(f"{len(number):02d}{number}")
            digits = ""
        base, tone = _without_tone(char)
        letters.append(_RANK.get(base, base))
        tones.append(tone)
    return "".join(letters) + "\u0001" + "".join(tones)


def _without_tone(char: str) -> tuple[str, str]:
    """Split a letter into its alphabet letter and the digit of its tone (0: level)."""
    tone = "0"
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone
