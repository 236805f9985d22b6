"""What the command line prints for people; JSON is made in ``graphapp.domain.as_json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphapp.difference_words import difference_lines, differences_json, total_of
from graphapp.domain.as_json import place_json
from graphapp.domain.results import Chain, Gap, GapReport, Link, Responsible, Step, Target
from graphapp.errors import Place
from graphapp.i18n import Translator
from graphapp.model.interval import end_to_edge, start_to_edge
from graphapp.words import Words
from loaders import LoadResult, Made, RefusedLoadError, Suggestion
from loaders.kinds import kinds
from loaders.watch import SHOWN


def chain_lines(chain: Chain, words: Words) -> Iterator[str]:
    """Say a chain: grade, each unit with who answers, then the line of people."""
    yield words.text("cli.chain_title", name=_named(chain.target), as_of=chain.as_of)
    yield words.text("cli.grade", grade=words.state(chain.grade))
    yield ""
    for link in chain.by_unit:
        yield from _link_lines(link, words)
    yield ""
    yield words.text("cli.by_person")
    for step in chain.by_person:
        yield f"  → {_step(step, words)}"
    yield f"  {_end_of_line(chain, words)}"
    for person in chain.cycle:
        yield "  " + words.text("cli.cycle", name=f"{person.name} ({person.code})")


def _end_of_line(chain: Chain, words: Words) -> str:
    """Tell that the line of people reaches the province, or after whom it stops."""
    if chain.by_person_complete:
        return words.text("cli.complete")
    if not chain.by_person:
        return words.text("chain.by_person_none", name=chain.target.name)
    return words.text("chain.by_person_broken", person=chain.by_person[-1].person.name)


def gaps_lines(report: GapReport, words: Words) -> Iterator[str]:
    """Say the gaps: the two figures, each gap with its reason, then the tallies by unit."""
    tiers = words.tiers(report.tier)
    if not report.policy_rows:
        yield words.text("cli.gaps_nobody_asks", tiers=tiers, as_of=report.as_of)
        return
    yield words.text("cli.gaps_title", tiers=tiers, scope=_named(report.scope), as_of=report.as_of)
    yield words.text("cli.gaps", n=report.numerator, total=report.denominator)
    yield words.text("cli.gaps_in_post", n=report.in_post_numerator, total=report.denominator)
    for gap in report.gaps:
        yield f"  {_gap(gap, words)}"
    yield ""
    for tally in report.by:
        count = f"{words.number(tally.numerator)}/{words.number(tally.denominator)}"
        yield f"  {_named(tally.unit)}: {count}"


def load_json(
    result: LoadResult, words: Translator, refused: RefusedLoadError | None = None
) -> dict[str, Any]:
    """Return what a load did as an object (``interface.md``)."""
    places = refused.places if refused else ()
    return {
        "dry_run": result.dry_run,
        "entry": result.entry,
        "files": [
            {
                "path": file.path,
                "sheet": file.sheet,
                "kind": file.kind,
                "added": file.added,
                "changed": file.changed,
                "ended": file.ended,
                "unchanged": file.unchanged,
                "refused": file.refused,
            }
            for file in result.files
        ],
        "errors": [place_json(place, words) for place in places],
        "errors_total": refused.total if refused else 0,
        "remarks": [place_json(remark.place, words) for remark in result.remarks[:SHOWN]],
        "suggestions": [_suggestion_json(each, words) for each in result.suggestions],
        "suggestions_total": result.suggestions_total,
        "changes": differences_json(result.differences),
        "changes_total": 0 if refused else total_of(result.files),
    }


def _suggestion_json(each: Suggestion, words: Translator) -> dict[str, Any]:
    told = place_json(each.place, words)
    return {
        "label": each.label,
        "code": each.code,
        "name": each.name,
        "other_code": each.other_code,
        "other_name": each.other_name,
        "why": told["remedy"],
        **{name: told[name] for name in ("file", "sheet", "row")},
    }


def load_lines(
    result: LoadResult, words: Words, refused: RefusedLoadError | None = None
) -> Iterator[str]:
    """Say what a load did: each file's counts, every mistake, every remark."""
    for file in result.files:
        yield words.text(
            "cli.load_file",
            path=file.path if file.sheet is None else f"{file.path} [{file.sheet}]",
            kind=_kind(file.kind, words),
            added=file.added,
            changed=file.changed,
            ended=file.ended,
            unchanged=file.unchanged,
            refused=file.refused,
        )
    for place in refused.places if refused else ():
        yield "! " + place_line(place, words.translator)
    if result.dry_run and refused is None:
        yield from difference_lines(result.differences, total_of(result.files), words)
    for remark in result.remarks[:SHOWN]:
        yield "· " + place_line(remark.place, words.translator)
    yield from _suggestion_lines(result, words)
    yield _outcome(result, words, refused)


def _suggestion_lines(result: LoadResult, words: Words) -> Iterator[str]:
    """Say who or what may be twins, both codes and why."""
    for each in result.suggestions:
        about = {name: getattr(each, name) for name in ("code", "name", "other_code", "other_name")}
        why = words.text(each.place.remedy, **dict(each.place.values))
        yield "? " + words.text("twins.line", why=why, **about)
    if result.suggestions_total > len(result.suggestions):
        shown = len(result.suggestions)
        yield "? " + words.text("twins.more", n=result.suggestions_total, shown=shown)


def demo_json(made: Made | LoadResult | None, words: Translator) -> dict[str, Any]:
    """Return what came of making the demo; ``made`` is null where it was there already."""
    if not isinstance(made, Made):
        return {"made": None} if made is None else load_json(made, words)
    told = {
        "files": made.files,
        "rows": made.rows,
        "writing_seconds": round(made.writing_seconds, 1),
        "loading_seconds": round(made.loading_seconds, 1),
        "rows_per_second": round(made.rows_per_second),
    }
    return {"made": told, **load_json(made.loaded, words)}


def demo_lines(made: Made | LoadResult | None, words: Words) -> Iterator[str]:
    """Say that the demo is there, what in it is real, and how long it took."""
    if isinstance(made, LoadResult):
        yield words.text("cli.demo")
        yield _outcome(made, words, None)
        return
    yield words.text("demo.province")
    if made is None:
        yield words.text("demo.there_already")
        return
    seconds = words.number(round(made.writing_seconds, 1))
    files, rows = words.number(made.files), words.number(made.rows)
    yield words.text("demo.written", files=files, rows=rows, seconds=seconds)
    seconds = words.number(round(made.loading_seconds, 1))
    yield words.text("demo.loaded", seconds=seconds, rate=words.number(round(made.rows_per_second)))
    yield _outcome(made.loaded, words, None)


def _kind(name: str | None, words: Words) -> str:
    kind = next((kind for kind in kinds() if kind.name == name), None)
    if kind is None:
        return "?"
    return kind.vi if words.lang == "vi" else kind.name.replace("_", " ")


def _outcome(result: LoadResult, words: Words, refused: RefusedLoadError | None) -> str:
    if refused:
        return words.text("cli.refused", n=refused.total)
    if result.dry_run:
        return words.text("cli.dry_run")
    if result.entry is None:
        return words.text("cli.unchanged")
    return words.text("cli.loaded", entry=result.entry)


def place_line(place: Place, words: Translator) -> str:
    """Say where something is wrong and what to do, on one line."""
    told = place_json(place, words)
    named = ("file", "sheet", "row", "column", "value")
    parts = [
        words.text(f"error.in_{key}", value=str(told[key]))
        for key in named
        if told[key] is not None
    ]
    return f"{', '.join(parts)}: {told['remedy']}" if told["remedy"] else ", ".join(parts)


def _named(target: Target) -> str:
    return target.name if target.name == target.code else f"{target.name} ({target.code})"


def _link_lines(link: Link, words: Words) -> Iterator[str]:
    state = words.states(link.states) if link.required else words.text("cli.not_asked")
    yield f"{_named(link.unit)}: {state}"
    if link.broken:
        yield f"  ! {words.broken(link.broken)}"
    for each in link.responsible:
        yield f"  - {_responsible(each, words)}"


def _responsible(each: Responsible, words: Words) -> str:
    who = f"{each.person.name} ({each.person.code})" if each.person else words.text("cli.no_head")
    parts = [who, words.post(each.post) if each.post else "", each.group or ""]
    parts.append(words.kind(each.kind))
    since, until = start_to_edge(each.since), end_to_edge(each.until)
    parts.append(words.text("cli.since", since=since) if since else "")
    parts.append(words.text("cli.until", until=until) if until else "")
    parts.append(each.decision.number if each.decision else "")
    return ", ".join(part for part in parts if part)


def _step(step: Step, words: Words) -> str:
    where = f", {words.post(step.post)}" if step.post else ""
    return f"{step.person.name} ({step.person.code}){where}"


def _gap(gap: Gap, words: Words) -> str:
    reason = words.reason(gap.reason)
    if gap.since:
        reason = words.text("cli.reason_since", reason=reason, since=gap.since)
    place = [_named(gap.target), *(u.name for u in gap.above if u.tier != "province")]
    return f"{', '.join(place)}: {reason}"
