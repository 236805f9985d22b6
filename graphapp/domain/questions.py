"""Asks a question of the library: rows, n and N, and the queries with what they were asked with.

Where a question is about what the policy asks for, its query is run once for each policy row, with
the kinds of assignment that the row counts, as the definition of a gap does (``coverage``): under
some row nobody answers. Rows are those that the user may see; of a cell that leads out of the scope
nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from graphapp.domain.decisions import decisions_by_id, seen_decisions
from graphapp.domain.question_library.declared import Column, Counted, Given, Holds, Question, Value
from graphapp.domain.question_values import Ground, read_values
from graphapp.domain.results import DecisionRef, Target
from graphapp.domain.visible import groups_in_scope, people_in_scope, things_in_scope
from graphapp.graph.port import Row
from graphapp.model.interval import end_to_edge, start_to_edge
from graphapp.model.policy import PolicyRow
from graphapp.model.schema import MODEL
from graphapp.model.text import sort_key
from graphapp.model.village_roles import ROLES, roles_of


@dataclass(frozen=True)
class Ref:
    """A unit, person, group, organisation or post in a cell."""

    id: str
    code: str
    name: str


Cell = Ref | DecisionRef | date | int | str | None


@dataclass(frozen=True)
class AnswerRow:
    """A row of the answer: its cells by column; ``counted``: whether it is one of n."""

    cells: Mapping[str, Cell]
    counted: bool = True

    def ref(self, column: str) -> Ref | None:
        """Return what a cell refers to; None where it is blank or hidden."""
        cell = self.cells.get(column)
        return cell if isinstance(cell, Ref) else None


@dataclass(frozen=True)
class Run:
    """A query as it was asked: its name and the values of its parameters."""

    query: str
    parameters: Mapping[str, object]


@dataclass(frozen=True)
class Answer:
    """The answer to a question. ``asked``: False where no policy row asks for it on the day."""

    question: Question
    as_of: date
    unit: Target | None
    values: Mapping[str, Value]
    rows: tuple[AnswerRow, ...]
    numerator: int
    denominator: int
    runs: tuple[Run, ...]
    asked: bool = True


def ask(question: Question, given: Mapping[str, str], ground: Ground) -> Answer:
    """Answer a question on a day; raises what ``question_values.read_values`` raises."""
    unit, values = read_values(question, given, ground)
    titles = _titles(ground) if question.needs_roles else {}
    base = Given(ground.as_of, unit, values, titles=titles)
    asked = _asked(question, ground)
    if question.duties and not asked:
        return Answer(question, ground.as_of, unit, values, (), 0, 0, (), asked=False)
    asking = _Asking(question, ground, [])
    rows = asking.rows(base, asked)
    cells = _Cells(ground, question).of(rows)
    total = asking.total(base, asked)
    return Answer(
        question,
        ground.as_of,
        unit,
        values,
        tuple(sorted(cells, key=lambda row: _order(question, row))),
        _numerator(question, cells),
        total,
        tuple(asking.runs),
    )


def _asked(question: Question, ground: Ground) -> list[PolicyRow]:
    rows = [row for tier in question.duties for row in ground.policy.asked(tier, ground.as_of)]
    return list({(row.target, frozenset(row.kinds)): row for row in rows}.values())


def _titles(ground: Ground) -> dict[str, tuple[str, ...]]:
    """Return the titles that mean each role; which organisation they belong to, the query asks."""
    found: dict[str, set[str]] = {role: set() for role in ROLES}
    for row in ground.reader.rows("questions/post_titles"):
        for role in roles_of(row["post_title"], row["organisation_kind"]):
            found[role].add(row["post_title"])
    return {role: tuple(sorted(titles)) for role, titles in found.items()}


@dataclass
class _Asking:
    """Runs the queries of a question and keeps what was run."""

    question: Question
    ground: Ground
    runs: list[Run]

    def rows(self, base: Given, asked: Sequence[PolicyRow]) -> list[Row]:
        """Return the rows of the question's query, under every policy row together."""
        if not self.question.duties:
            return self._run(self.question.query, self.question.bind, base)
        found: list[Row] = []
        for tier in dict.fromkeys(row.target for row in asked):
            own = [row for row in asked if row.target == tier]
            found += self._summed(base, own) if self.question.sums else self._united(base, own)
        return found

    def _united(self, base: Given, asked: Iterable[PolicyRow]) -> list[Row]:
        """Return what some policy row misses, each once."""
        keys = [f"{name}_id" for name in self.question.counts]
        found: dict[tuple[str, ...], Row] = {}
        for row in asked:
            for each in self._under(base, row.target, row.kinds):
                more = (*(each[key] for key in keys), each.get("parent_id") or "")
                found.setdefault(more, each)
        return list(found.values())

    def _summed(self, base: Given, asked: Sequence[PolicyRow]) -> list[Row]:
        """Sum counts of what some policy row misses: missed by two rows is missed by both kinds.

        So what each misses is added, what two miss is taken off again, and so on.
        """
        found: dict[str, Row] = {}
        for size in range(1, len(asked) + 1):
            for some in combinations(asked, size):
                kinds = tuple(dict.fromkeys(kind for row in some for kind in row.kinds))
                for each in self._under(base, some[0].target, kinds):
                    own = found.setdefault(each["target_id"], {**each, self.question.sums: 0})
                    own[self.question.sums] += each[self.question.sums] * (-1) ** (size + 1)
        return [row for row in found.values() if row[self.question.sums]]

    def _under(self, base: Given, tier: str, kinds: tuple[str, ...]) -> list[Row]:
        given = replace(base, tier=tier, kinds=kinds)
        return self._run(self.question.query, self.question.bind, given)

    def total(self, base: Given, asked: Sequence[PolicyRow]) -> int:
        """Return N: of a question about several tiers, of all of them together."""
        total = self.question.total
        if not self.question.duties:
            return self._total(total, base)
        tiers = dict.fromkeys(row.target for row in asked)
        kinds = {
            tier: tuple(dict.fromkeys(k for row in asked if row.target == tier for k in row.kinds))
            for tier in tiers
        }
        return sum(self._total(total, replace(base, tier=t, kinds=kinds[t])) for t in tiers)

    def _total(self, total: Counted, given: Given) -> int:
        rows = self._run(total.query, total.bind, given)
        if rows and "total" in rows[0]:
            return int(rows[0]["total"])
        return len({tuple(row[f"{name}_id"] for name in self.question.counts) for row in rows})

    def _run(self, query: str, bind: Mapping[str, object], given: Given) -> list[Row]:
        parameters = {name: source(given) for name, source in bind.items() if callable(source)}
        self.runs.append(Run(query, parameters))
        return self.ground.reader.rows(query, **parameters)


@dataclass
class _Cells:
    """Makes cells of rows, as far as the user may see what they refer to."""

    ground: Ground
    question: Question

    def of(self, rows: Sequence[Row]) -> list[AnswerRow]:
        """Return the rows whose counted things may be seen."""
        visible = self._visible(rows)
        decisions = self._decisions(rows)
        found = [self._row(row, visible, decisions) for row in rows]
        subjects = [c.key for c in self.question.columns if c.key in self.question.counts]
        return [row for row in found if all(row.cells[name] is not None for name in subjects)]

    def _columns(self, holds: Holds) -> list[Column]:
        return [column for column in self.question.columns if column.holds is holds]

    def _visible(self, rows: Sequence[Row]) -> frozenset[str]:
        """Return the ids in the rows that may be seen; a post is seen with what it is of."""
        scope, reader = self.ground.scope, self.ground.reader
        keys = [f"{column.key}_id" for column in self._columns(Holds.REF)]
        ids = {row[key] for row in rows for key in keys} - {None}
        if scope.is_whole:
            return frozenset(ids)
        by_label: dict[str, set[str]] = {}
        for each in ids:
            by_label.setdefault(MODEL.label_of(each) or "", set()).add(each)
        things = set().union(*(by_label.get(label, set()) for label in ("Unit", "Organisation")))
        return (
            things_in_scope(reader, scope, things)
            | people_in_scope(reader, scope, by_label.get("Person", ()))
            | groups_in_scope(reader, scope, by_label.get("WorkingGroup", ()))
            | frozenset(by_label.get("Post", ()))
        )

    def _decisions(self, rows: Sequence[Row]) -> Mapping[str, DecisionRef]:
        keys = [f"{column.key}_id" for column in self._columns(Holds.DECISION)]
        ids = {row[key] for row in rows for key in keys} - {None}
        seen = ids if self.ground.scope.is_whole else self._seen(ids)
        return decisions_by_id(self.ground.reader, seen)

    def _seen(self, ids: Iterable[str]) -> frozenset[str]:
        return seen_decisions(self.ground.reader, self.ground.scope, ids)

    def _row(
        self, row: Row, visible: frozenset[str], decisions: Mapping[str, DecisionRef]
    ) -> AnswerRow:
        cells: dict[str, Cell] = {}
        for column in self.question.columns:
            shown = not column.of or row[f"{column.of}_id"] in visible
            cells[column.key] = _cell(column, row, visible, decisions) if shown else None
        name = self.question.counted_if
        more = {key: row[f"{key}_id"] for key in self.question.counts if key not in cells}
        return AnswerRow({**cells, **more}, counted=not name or bool(row[name]))


def _cell(
    column: Column, row: Row, visible: frozenset[str], decisions: Mapping[str, DecisionRef]
) -> Cell:
    if column.holds is Holds.REF:
        found: str | None = row[f"{column.key}_id"]
        if found is None or found not in visible:
            return None
        return Ref(found, row[f"{column.key}_code"], row[f"{column.key}_name"])
    if column.holds is Holds.DECISION:
        return decisions.get(row[f"{column.key}_id"] or "")
    value: Cell = row[column.key]
    if isinstance(value, date):
        return end_to_edge(value) if column.holds is Holds.LAST_DAY else start_to_edge(value)
    return value


def _numerator(question: Question, rows: Iterable[AnswerRow]) -> int:
    counted = [row for row in rows if row.counted]
    if question.sums:
        return sum(int(str(row.cells[question.sums])) for row in counted)
    return len({tuple(_id(row.cells[name]) for name in question.counts) for row in counted})


def _id(cell: Cell) -> Cell:
    return cell.id if isinstance(cell, Ref) else cell


def _order(question: Question, row: AnswerRow) -> tuple[str, ...]:
    """Sort by the cells from left to right, names by the Vietnamese alphabet; never by a number."""
    return tuple(
        _sorted_by(row.cells[column.key])
        for column in question.columns
        if column.holds is not Holds.NUMBER
    )


def _sorted_by(cell: Cell) -> str:
    if isinstance(cell, Ref):
        return f"{sort_key(cell.name)}\u0001{cell.code}\u0001{cell.id}"
    if isinstance(cell, DecisionRef):
        return sort_key(cell.number)
    return cell.isoformat() if isinstance(cell, date) else str(cell or "")
