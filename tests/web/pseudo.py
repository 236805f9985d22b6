"""A pseudo-language: every message stands in brackets of its language, so what has none is seen.

Values put into a message stand in brackets of their own: a value must be data or a message too. The
catalogues are changed in memory, by a test; nothing that a user could set does it.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from graphapp import i18n
from graphapp.domain.network_ties import RELATIONS
from graphapp.question_words import QuestionWords
from graphapp.web import load_answers, loads
from graphapp.words import Words
from loaders import kind_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

BRACKETS = {"vi": "⟦⟧", "en": "〚〛"}
VALUE = "⟪⟫"
_TOLD = {
    "title", "placeholder", "alt", "label", "summary", "aria-label", "aria-description",
    "aria-placeholder", "aria-roledescription", "aria-valuetext",
}  # fmt: skip
# a picture breaks one text into several lines
_INLINE = {"strong", "em", "b", "i", "span", "abbr", "use", "svg", "text", "tspan"}
_NO_LANGUAGE = {"script", "style", "pre", "code"}  # a query is shown as it is asked
_LETTER = re.compile(r"[^\W\d_]")
# moments, and places that a script fills
_FILLED_IN = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?|\{[a-z_]+\}")
_ADDRESS = re.compile(r"(https?:/)?/|#|tel:|\?[a-z_]+=")
_TECHNICAL = re.compile(r"[a-z0-9][a-z0-9_]*|[A-Za-z0-9]+([-_:.][\w:.-]*)+|[a-z]+[A-Z][A-Za-z]*")


def marked(text: str, lang: str) -> str:
    opening, closing = BRACKETS[lang]
    return f"{opening}{text}{closing}"


@contextmanager
def pseudo_language() -> Iterator[None]:
    """Mark every message of both languages while it lasts."""
    plain = i18n._messages

    @cache
    def messages(lang: str) -> dict[str, str]:
        return {name: marked(text, lang) for name, text in plain(lang).items()}

    def value(self: i18n.Translator, given: Any) -> str:
        told = shown(self, given)
        return f"{VALUE[0]}{told}{VALUE[1]}" if isinstance(given, str) else told

    shown = i18n.Translator.value
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n, "_messages", messages)
        patch.setattr(i18n.Translator, "value", value)
        for name in ("_choice", "property"):  # words that stand with the model, in both languages
            patch.setattr(Words, name, _marking(getattr(Words, name)))
        patch.setattr(QuestionWords, "_of", _marking(QuestionWords._of))
        for module in (load_answers, loads):
            if hasattr(module, "kind_name"):
                patch.setattr(module, "kind_name", _kind_name)
        yield


def _marking(method: Callable[..., str]) -> Callable[..., str]:
    def speak(self: Words | QuestionWords, *given: Any) -> str:
        return marked(method(self, *given), self.lang)

    return speak


def _kind_name(kind: str | None, lang: str) -> str:
    found = kind_name(kind, lang)
    return marked(found, lang) if found else found


@dataclass(frozen=True)
class Data:
    """What may stand on a page as it is: names, codes, titles and numbers of documents."""

    texts: frozenset[str]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        each = (re.escape(text) for text in sorted(self.texts, key=len, reverse=True))
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
        object.__setattr__(self, "pattern", pattern)

    def more(self, texts: Iterable[str]) -> Data:
        return Data(self.texts | {text for text in texts if _LETTER.search(text)})

    def left(self, text: str) -> str:
        """What of a text is not data; a text that was cut is data when its beginning is."""
        text = " ".join(text.split())
        if text.endswith(("…", "...")):
            begun = text.rstrip("….").rstrip()
            if any(each.startswith(begun) for each in self.texts):
                return ""
        left = self.pattern.sub(" ", _FILLED_IN.sub(" ", text))
        return left.strip() if _LETTER.search(left) else ""


def untouched(text: str, lang: str, data: Data) -> list[str]:
    """Return what of a text is neither a message of the language nor data."""
    return [left for part in _outside(text, lang) if (left := data.left(part))]


def _outside(text: str, lang: str) -> list[str]:
    """Return the stretches that stand in no message, and the values within messages."""
    opening, closing = BRACKETS[lang]
    parts, inside = [""], [False]
    for char in text:
        if char in (opening, VALUE[0]):
            inside.append(char == opening)
            parts.append("")
        elif char in (closing, VALUE[1]):
            if len(inside) > 1:
                inside.pop()
            parts.append("")
        elif not inside[-1]:
            parts[-1] += char
    return parts


class _Eyes(HTMLParser):
    """Collects what a page tells: text, attributes that are read out, words kept for scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self._words: list[str] = []
        self._script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.rest()
        given = {name: value or "" for name, value in attrs}
        if tag in _NO_LANGUAGE:
            self._script = given.get("type", "text/javascript") if tag == "script" else tag
        self.told += [value for name, value in given.items() if name in _TOLD]
        self.told += [v for n, v in given.items() if n.startswith("data-") and not technical(v)]
        kind = given.get("type", "text")
        if tag == "input" and kind not in {"hidden", "file", "date", "radio", "checkbox"}:
            self.told.append(given.get("value", ""))
        if tag == "meta" and given.get("name") == "description":
            self.told.append(given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _NO_LANGUAGE:
            self._script = None
        if tag not in _INLINE:
            self.rest()

    def handle_data(self, data: str) -> None:
        if self._script is None:
            self._words.append(data)
        elif self._script == "application/json":
            self.told += strings(json.loads(data))

    def rest(self) -> None:
        """Take the words read so far as one text."""
        self.told.append(" ".join(self._words))
        self._words = []


def technical(text: str) -> bool:
    """Tell whether a text is for programs alone: an address, an id, a key, several of them."""
    if _ADDRESS.match(text) or not _LETTER.search(text) or text in RELATIONS:
        return True
    parts = text.split()
    return all(_TECHNICAL.fullmatch(part) for part in parts) and (
        len(parts) == 1 or any(char in text for char in "0123456789-_:")
    )


def strings(value: Any) -> list[str]:
    """Return the texts within a JSON value that a page may show."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) and not technical(value) else []


def told_by(html: str) -> list[str]:
    """Return every text that a page shows, reads out, or keeps to be shown by a script."""
    eyes = _Eyes()
    eyes.feed(html)
    eyes.close()
    eyes.rest()
    return [text for text in eyes.told if text.strip()]


def findings(texts: Iterable[str], lang: str, data: Data) -> list[str]:
    """Return what was left untouched of many texts, each once."""
    return list(dict.fromkeys(left for text in texts for left in untouched(text, lang, data)))
