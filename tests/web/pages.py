"""Reads pages as a person would: the words in order, the links by what they say."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask.testing import FlaskClient

_BLOCKS = {"td", "th", "tr", "div", "li", "p", "h1", "h2", "h3", "option", "caption", "label"}


@dataclass
class Page:
    """A page's status, address, text (blanks collapsed) and links by their words."""

    status: int
    address: str
    text: str
    links: dict[str, str]
    html: str
    hidden: dict[str, str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: dict[str, str] = {}
        self.hidden: dict[str, str] = {}
        self._skip = 0
        self._link: str | None = None
        self._link_words: list[str] = []

    def _part(self, tag: str) -> None:
        """Part the words of blocks, as the eye does."""
        if tag in _BLOCKS:
            self.handle_data(" ")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._part(tag)
        if tag in {"script", "style", "head"}:
            self._skip += 1
        if tag == "a":
            self._link, self._link_words = given.get("href"), []
        if tag == "input" and given.get("type") == "hidden" and "name" in given:
            self.hidden[str(given["name"])] = str(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if tag in {"script", "style", "head"}:
            self._skip -= 1
        if tag == "a" and self._link is not None:
            self.links.setdefault(_joined(self._link_words), self._link)
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._skip:
            return
        self.words.append(data)
        if self._link is not None:
            self._link_words.append(data)


def _joined(words: list[str]) -> str:
    return " ".join("".join(words).split())


def read(client: FlaskClient, address: str, *, host: str = "localhost") -> Page:
    """Get a page, following redirects."""
    response = client.get(address, headers={"Host": host}, follow_redirects=True)
    reader = _Reader()
    html = response.get_data(as_text=True)
    reader.feed(html)
    request = response.request
    address = f"{request.path}?{request.query_string.decode()}"
    return Page(
        response.status_code, address, _joined(reader.words), reader.links, html, reader.hidden
    )
