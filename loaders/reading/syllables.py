"""Vietnamese syllables: whether letters, decoded in some way, are Vietnamese at all."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = (
    "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
    "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x", "",
)  # fmt: skip
_CODAS = {
    "": "a e ê i o ô ơ u ư y ia ua ưa oa oe uê uy uơ uya ai ao au ay âu ây eo êu iu oi ôi ơi ui ưi "
    "ưu iêu yêu oai oay oao oeo uôi uây uyu ươi ươu ue",
    "c": "a ă â e i o ô u ư iê oa oă uô ươ uê",
    "ch": "a ê i oa uê uy",
    "m": "a ă â e ê i o ô ơ u ư iê yê uô ươ oa oă",
    "n": "a ă â e ê i o ô ơ u ư iê yê uô ươ oa oă oe uâ uê uyê uy",
    "ng": "a ă â e i o ô u ư iê uô ươ oa oă oo uâ",
    "nh": "a ê i oa uê uy y",
    "p": "a ă â e ê i o ô ơ u ư iê ươ oa uy y",
    "t": "a ă â e ê i o ô ơ u ư iê yê uô ươ oa oă oe uâ uyê uy y",
}
_SPELLED = frozenset(
    onset + nucleus + coda
    for coda, nuclei in _CODAS.items()
    for nucleus in nuclei.split()
    for onset in _ONSETS
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = re.compile(r"(?:ch|[cpt])$")
_LEVEL = frozenset("\u0300\u0303\u0309")


@lru_cache(10_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word is spelled as a Vietnamese syllable, in any case."""
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = [part for part in parts if part in _TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    if len(tones) > 1 or bare not in _SPELLED:
        return False
    return not (_STOPPED.search(bare) and _LEVEL.intersection(tones))
