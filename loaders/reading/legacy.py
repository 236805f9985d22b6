"""Recognises Vietnamese text that is not Unicode: TCVN3, VNI, VISCII, Windows-1258, mojibake.

A word counts as evidence when it holds a letter that no Vietnamese word has and, read in the other
encoding, is spelled as a Vietnamese syllable. Real Vietnamese, composed or not, has no such letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from loaders.reading.syllables import is_syllable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TCVN3, VNI, VISCII, CP1258 = "TCVN3 (ABC)", "VNI", "VISCII", "Windows-1258"
MOJIBAKE, LOST = "UTF-8 (mojibake)", "U+FFFD"

_TCVN3_LOWER = (
    (0xB5, "àảãáạ"), (0xA8, "ăâêôơưđ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"), (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"), (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)  # fmt: skip
TCVN3_LETTERS = {
    chr(first + i): letter
    for first, letters in (*_TCVN3_LOWER, (0xA1, "ĂÂÊÔƠƯĐ"))
    for i, letter in enumerate(letters)
}
VISCII_LETTERS = {
    bytes([0x80 + i]).decode("latin-1"): letter
    for i, letter in enumerate(
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
    )
} | {"\x02": "Ẳ", "\x05": "Ẵ", "\x06": "Ẫ", "\x14": "Ỷ", "\x19": "Ỹ", "\x1e": "Ỵ"}
_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BOWLS = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _vni_letters() -> dict[str, str]:
    """Return what VNI writes for each Vietnamese letter, one or two characters, both cases."""
    said = dict(_ALONE)
    for base, letter in (*((v, v) for v in "aeouy"), ("ô", "ơ"), ("ö", "ư")):
        said |= {base + sign: letter + mark for sign, mark in _MARKS.items()}
    for base, letter in (("a", "â"), ("e", "ê"), ("o", "ô")):
        said |= {base + sign: letter + mark for sign, mark in _HATS.items()}
    said |= {"a" + sign: "ă" + mark for sign, mark in _BOWLS.items()}
    composed = {key: unicodedata.normalize("NFC", value) for key, value in said.items()}
    return composed | {key.upper(): value.upper() for key, value in composed.items()}


VNI_LETTERS = _vni_letters()
_VNI = re.compile("|".join(sorted(VNI_LETTERS, key=len, reverse=True)))
_VIETNAMESE = frozenset(
    letter
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    for letter in unicodedata.normalize("NFC", base + mark)
) | frozenset("đĐ")
_ODD = "".join(chr(n) for n in range(0x80, 0x100) if chr(n) not in _VIETNAMESE and n != 0xA0)  # noqa: PLR2004 - Latin-1, less the hard space
_SUSPECT = re.compile(f"[{re.escape(_ODD)}\ufffd]|[a-zà-ỹ]Ã|\u00c3[\u0080-\u00bf]")
_WORD = re.compile(r"[^\s,;:.()/\"'|0-9+-]+")
_CERTAIN = 3
_TYPED = frozenset("¹²³ºª°¼½¾±·§µ×÷©®™£¥€¢¬«»")


def suspect(text: str) -> bool:
    """Tell, fast and generously, whether text may not be Unicode Vietnamese."""
    return _SUSPECT.search(text) is not None


def named(texts: Iterable[str]) -> str | None:
    """Return the encoding that some text was mistaken for Unicode in; None where it is Unicode.

    One short word proves nothing, however often it stands: m² down a whole column looks like one.
    """
    found: Counter[str] = Counter()
    seen: set[str] = set()
    for text in texts:
        if "\ufffd" in text:
            return LOST
        for word in _WORD.findall(text):
            short = len(word) < _CERTAIN
            if short:
                if word in seen or not _TYPED.isdisjoint(word):
                    continue
                seen.add(word)
            for encoding in _evidence(word):
                found[encoding] += 1 if short else _CERTAIN
    encoding, weight = max(found.items(), key=lambda item: item[1], default=("", 0))
    return encoding if weight >= _CERTAIN else None


def named_bytes(data: bytes) -> str | None:
    """Return the encoding of bytes that are no UTF-8, where most of their words are Vietnamese."""
    text = data.decode("latin-1")
    readings: dict[str, Callable[[str], str | None]] = {
        CP1258: _cp1258,
        TCVN3: _tcvn3,
        VNI: _vni,
        VISCII: _viscii,
    }  # fmt: skip - on a tie the first: tones that follow their letters read as VNI's now and then
    words = {word for word in _WORD.findall(text) if not word.isascii() or _VISCII_LOW(word)}
    scores = {
        name: sum(1 for word in words if _spelled(reading(word)))
        for name, reading in readings.items()
    }
    best = max(scores, key=lambda name: scores[name])
    return best if words and scores[best] * 2 > len(words) else None


def _VISCII_LOW(word: str) -> bool:  # noqa: N802 - kept beside the table it asks
    return any(letter < " " for letter in word)


def _evidence(word: str) -> list[str]:
    """Return the encodings in which a word is Vietnamese, though it is not in Unicode."""
    if word.isascii():
        return []
    mended = _unmojibake(word)
    if mended is not None:
        return [MOJIBAKE]
    odd = any(letter in _ODD for letter in word) and any("A" <= a <= "z" for a in word)
    if not odd or any(letter > "\u00ff" for letter in word):
        return []
    readings = {TCVN3: _tcvn3, VNI: _vni, CP1258: _cp1258, VISCII: _viscii}
    return [name for name, reading in readings.items() if _spelled(reading(word))]


def _spelled(word: str | None) -> bool:
    return word is not None and not word.isascii() and is_syllable(word)


def _tcvn3(word: str) -> str | None:
    if any(letter > "\x7f" and letter not in TCVN3_LETTERS for letter in word):
        return None
    return "".join(TCVN3_LETTERS.get(letter, letter) for letter in word)


def _vni(word: str) -> str | None:
    read = _VNI.sub(lambda match: VNI_LETTERS[match.group()], word)
    return read if all(letter < "\x80" or letter in _VIETNAMESE for letter in read) else None


def _viscii(word: str) -> str | None:
    return "".join(VISCII_LETTERS.get(letter, letter) for letter in word)


def _cp1258(word: str) -> str | None:
    try:
        return unicodedata.normalize("NFC", word.encode("latin-1").decode("cp1258"))
    except UnicodeDecodeError:
        return None


def _unmojibake(word: str) -> str | None:
    """Return what a word was before its UTF-8 bytes were taken for letters; None: it was not."""
    if word[:-1].isascii() and word.endswith("Ã") and word[-2:-1].islower():
        return word  # à, whose second byte became a space
    try:
        read = b"".join(_byte(letter) for letter in word).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return None
    marked = [letter for letter in read if letter > "\x7f"]
    if not marked or not all(
        letter in _VIETNAMESE for letter in unicodedata.normalize("NFC", read) if letter > "\x7f"
    ):
        return None
    return read if is_syllable(read) else None


def _byte(letter: str) -> bytes:
    """Return the byte that Windows or Latin-1 shows as a letter; ValueError: there is none."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
