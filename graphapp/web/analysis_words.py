"""Puts an analysis into sections of findings: each with its figure, list, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphapp.domain.findings import Absence, Analysis, Depth, Posts, Sole, Somebody, Span
    from graphapp.domain.results import PersonRef, PostRef, Target
    from graphapp.words import Words


@dataclass(frozen=True)
class Finding:
    """One finding: ``n`` of ``of``. ``behind``: the places counted; ``unnamed``: how many more.

    ``about``: what is told beside the name; ``posts``: those that are counted, of several posts.
    """

    subject: PersonRef | Target
    about: str
    n: int
    of: int
    behind: tuple[Target, ...]
    advice: str
    unnamed: int = 0
    posts: tuple[PostRef, ...] = ()


@dataclass(frozen=True)
class Section:
    """Findings of a kind: ``n`` of ``of`` that could have been."""

    key: str
    n: int
    of: int
    findings: tuple[Finding, ...]


def sections(found: Analysis, words: Words) -> tuple[Section, ...]:
    """Return what was found, what asks for something to be done first."""
    broken = [each for each in found.depths if each.people is None]
    long = [each for each in found.reaching if each.long]
    within = [each for each in found.spans if not each.load.over]
    spans, places, reaching = len(found.spans), len(found.depths), len(found.reaching)
    return (
        _section("reach", places, (_reach(each, words) for each in broken)),
        _section("sole", found.people, (_sole(each, words) for each in found.soles)),
        _section("span", spans, (_over(each, words) for each in found.over)),
        _section("absence", found.people, (_absence(e, reaching, words) for e in found.absences)),
        _section("long", reaching, (_long(each, words) for each in long)),
        _section("posts", found.in_post, (_posts(each, found, words) for each in found.posts)),
        _section("within", spans, (_within(each, words) for each in within)),
    )


def depths(found: Analysis, words: Words) -> tuple[str, ...]:
    """Tell how many places come to the province past how many people."""
    lengths = sorted({each.people for each in found.reaching if each.people is not None})
    return tuple(
        words.text(
            "analysis.depth.row",
            people=length,
            n=sum(1 for each in found.reaching if each.people == length),
        )
        for length in lengths
    )


def _section(key: str, of: int, findings: Iterable[Finding]) -> Section:
    every = tuple(findings)
    return Section(key, len(every), of, every)


def _post(who: Somebody, words: Words) -> str:
    return words.post(who.post) if who.post else words.text("chain.no_post")


def _span(each: Span, message: str, more: int, words: Words) -> Finding:
    load = each.load
    advice = words.text(message, n=load.count, of=load.span, more=more)
    about = f"{_post(each.who, words)}; {words.duty(each.policy_row)}"
    unnamed = load.count - len(each.behind)
    return Finding(
        each.who.person, about, load.count, load.span, each.behind, advice, unnamed
    )  # fmt: skip


def _over(each: Span, words: Words) -> Finding:
    return _span(each, "analysis.span.advice", each.load.count - each.load.span, words)


def _within(each: Span, words: Words) -> Finding:
    room = each.load.span - each.load.count
    return _span(each, "analysis.within.advice" if room else "analysis.within.full", room, words)


def _reach(each: Depth, words: Words) -> Finding:
    advice = words.text("analysis.reach.nobody")
    if each.ends:
        people = ", ".join(person.name for person in each.ends)
        advice = words.text("analysis.reach.ends", people=people)
    return Finding(each.target, words.level(each.target.tier), 0, 0, (), advice)


def _long(each: Depth, words: Words) -> Finding:
    people = each.people or 0
    advice = words.text("analysis.long.advice", n=people, of=each.tiers)
    return Finding(each.target, words.level(each.target.tier), people, each.tiers, (), advice)


def _absence(each: Absence, reaching: int, words: Words) -> Finding:
    count = len(each.breaks)
    advice = words.text("analysis.absence.advice", n=count)
    return Finding(
        each.who.person, _post(each.who, words), count, reaching, each.breaks, advice
    )  # fmt: skip


def _sole(each: Sole, words: Words) -> Finding:
    count = len(each.uncovers)
    advice = words.text(
        "analysis.sole.advice", n=count, of=each.villages, commune=each.commune.name
    )
    return Finding(
        each.who.person, _post(each.who, words), count, each.villages, each.uncovers, advice
    )  # fmt: skip


def _posts(each: Posts, found: Analysis, words: Words) -> Finding:
    count = len(each.posts)
    advice = words.text("analysis.posts.advice", n=count)
    return Finding(
        each.who.person, "", count, found.in_post, (), advice, posts=each.posts
    )  # fmt: skip
