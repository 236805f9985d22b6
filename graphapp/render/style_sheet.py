"""What of a style sheet a page uses: a file that stands alone carries no more of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BANNER = re.compile(r"/\*!.*?\*/", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HEAD = re.compile(r"([^{};]*)\{")
_COMMA = re.compile(r",(?![^(]*\))")
_NAME = re.compile(r"(?<!\d)\.([A-Za-z_][\w-]*)|\[([\w-]+)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True)
class _Selector:
    text: str
    names: frozenset[str]


@dataclass(frozen=True)
class _Rule:
    """A rule; one with ``within`` is a condition around others."""

    selectors: tuple[_Selector, ...]
    body: str = ""
    within: tuple[_Rule, ...] = ()


@dataclass(frozen=True)
class StyleSheet:
    """A sheet, read once: its licence and its rules."""

    banner: str
    rules: tuple[_Rule, ...]

    def used_by(self, page: str) -> str:
        """Return the rules whose classes and attributes all occur as words of a page.

        Rather too many than too few: a word of the text is taken for a class of the same name.
        """
        words = frozenset(_WORD.findall(page))
        return "\n".join(filter(None, [self.banner, *_kept(self.rules, words)]))


def read_style_sheet(css: str) -> StyleSheet:
    """Read rules, conditions of media and pages; fonts and movements are left out."""
    banner = _BANNER.search(css)
    return StyleSheet(banner[0] if banner else "", tuple(_rules(_COMMENT.sub("", css))))


def _rules(css: str) -> Iterator[_Rule]:
    at = 0
    while found := _HEAD.search(css, at):
        end = _end(css, found.end())
        head, body = found[1].strip(), css[found.end() : end - 1].strip()
        if head.startswith("@media"):
            yield _Rule((_selector(head),), within=tuple(_rules(body)))
        elif head.startswith("@page") or not head.startswith("@"):
            yield _Rule(tuple(map(_selector, _COMMA.split(head))), body)
        at = end


def _end(css: str, start: int) -> int:
    """Return the place behind the brace that closes the one before ``start``."""
    depth, at = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        at += 1
    return at


def _selector(text: str) -> _Selector:
    plain = not text.lstrip().startswith("@")
    names = {one or other for one, other in _NAME.findall(text)} if plain else set()
    return _Selector(" ".join(text.split()), frozenset(names))


def _kept(rules: tuple[_Rule, ...], words: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        selectors = ",".join(each.text for each in rule.selectors if each.names <= words)
        body = "\n".join(_kept(rule.within, words)) if rule.within else rule.body
        if selectors and body:
            yield f"{selectors} {{ {body} }}"
