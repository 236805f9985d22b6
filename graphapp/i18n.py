"""Words, dates and numbers in Vietnamese and English, chosen at the edge: page and command line.

A message is known by its id (``chain.title``); the first part names the catalogue file in
``graphapp/locale/<lang>/``. Placeholders are written ``{name}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("vi", "en")
DEFAULT = "vi"
_GROUPED = 1000  # from here on numbers are written in groups


class _Values(Formatter):
    """Puts values into a message; a missing value is an error of ours and raises KeyError."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - any value of a message
        if format_spec:
            return str(super().format_field(value, format_spec))
        return self._translator.value(value)


@dataclass(frozen=True)
class Translator:
    """Speaks one language."""

    lang: str

    def text(self, message: str, /, **values: Any) -> str:  # noqa: ANN401 - any value of a message
        """Return a message with its values; KeyError when the id is in no catalogue."""
        return _Values(self).vformat(_messages(self.lang)[message], (), values)

    def raw(self, message: str) -> str:
        """Return a message with its placeholders as they stand."""
        return _messages(self.lang)[message]

    def has(self, message: str) -> bool:
        """Tell whether a message id is known."""
        return message in _messages(self.lang)

    def value(self, value: Any) -> str:  # noqa: ANN401 - any value of a message
        """Show a value as people of this language read it."""
        if value is None:
            return ""
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, bool):
            return self.text("layout.yes" if value else "layout.no")
        if isinstance(value, int | float):
            return self.number(value)
        if isinstance(value, list | tuple):
            return ", ".join(self.value(item) for item in value)
        return str(value)

    def date(self, day: date | None) -> str:
        """Return dd/mm/yyyy in both languages, as offices write it; blank for None."""
        return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year:04d}"

    def number(self, number: float) -> str:
        """Return 1.234,5 in Vietnamese and 1,234.5 in English."""
        if isinstance(number, int) and 0 <= number < _GROUPED:  # thousands of them in a picture
            return str(number)
        return str(format_decimal(number, locale=self.lang))


def messages(lang: str) -> Mapping[str, str]:
    """Return every message of a language by its id."""
    return _messages(lang)


@cache
def _messages(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    folder = resources.files("graphapp") / "locale" / lang
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".po"):
            continue
        with path.open("rb") as file:
            for message in read_po(file, locale=lang):
                if message.id:
                    found[str(message.id)] = str(message.string)
    return found
