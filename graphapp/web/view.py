"""What the address says on every page: the day and the language, kept in every link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from flask import g, redirect, request, url_for

from graphapp.clock import today
from graphapp.errors import Place, UsageError
from graphapp.i18n import LANGUAGES, Translator
from graphapp.model.interval import day_from_text
from graphapp.web.site import site
from graphapp.words import Words

if TYPE_CHECKING:
    from datetime import date

    from werkzeug import Response
    from werkzeug.datastructures import MultiDict


@dataclass(frozen=True)
class View:
    """The day and the language of a page, and the words of that language."""

    as_of: date
    lang: str
    words: Words

    def link(self, endpoint: str, **values: str | int | None) -> str:
        """Return the address of another page on the same day in the same language."""
        kept: dict[str, Any] = {"as_of": self.as_of.isoformat(), "lang": self.lang}
        return url_for(endpoint, **{**kept, **values})


def view() -> View:
    """Return the view of this request; until the address is read, today in a known language."""
    if "view" not in g:
        g.view = _make(today(), _language(strict=False))
    return cast("View", g.view)


def read_view() -> Response | None:
    """Read day and language from the address; a day as people write it is redirected.

    Raises UsageError when one of them cannot be.
    """
    language = _language(strict=True)
    g.view = _make(today(), language)
    given = request.args.get("as_of", "").strip()
    if not given:
        return None
    g.view = _make(read_day(given), language)
    if given == g.view.as_of.isoformat():
        return None
    return redirect(here(as_of=g.view.as_of.isoformat()))


def read_day(given: str) -> date:
    """Read a day as an address (2025-07-01) or people (01/07/2025) write it.

    Raises UsageError.
    """
    try:
        return day_from_text(given)
    except ValueError:
        place = Place(column="as_of", value=given, remedy="error.date.remedy")
        raise UsageError("error.date", (place,), value=given) from None


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Read one of a few words from the address; UsageError when it is another."""
    given = request.args.get(name, "").strip()
    if not given:
        return default
    if given in allowed:
        return given
    place = Place(
        column=name,
        value=given,
        remedy="problem.choice.remedy",
        values=(("choices", ", ".join(allowed)),),
    )
    raise UsageError("problem.choice", (place,), given=given)


def page_number() -> int:
    """Read the number of a page of a table, 1 unless given; UsageError when it is none."""
    given = request.args.get("page", "").strip() or "1"
    if given.isascii() and given.isdigit() and len(given) < 8 and int(given) > 0:  # noqa: PLR2004 - 10 million pages
        return int(given)
    place = Place(column="page", value=given, remedy="problem.page.remedy")
    raise UsageError("problem.page", (place,), given=given)


def here(**changes: str | int | None) -> str:
    """Return the present address with some of its parts changed; None takes one out."""
    kept: MultiDict[str, str] = request.args.copy()
    now = view()
    parts: dict[str, str | int | None] = {**kept.to_dict(), "as_of": now.as_of.isoformat()}
    parts |= {"lang": now.lang, **changes}
    given = {name: value for name, value in parts.items() if value is not None}
    return f"{request.path}?{urlencode(given)}"


def _make(day: date, language: str) -> View:
    return View(day, language, Words(Translator(language), site().policy))


def _language(*, strict: bool) -> str:
    default = site().settings.lang
    if strict:
        return choice("lang", LANGUAGES, default)
    try:
        return choice("lang", LANGUAGES, default)
    except UsageError:
        return default
