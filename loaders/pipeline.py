"""One load from files to change set: read, recognise, parse, resolve, compare, check."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graphapp.model.change import ChangeSet
from graphapp.model.schema import MODEL
from loaders.assignments import link_assignments
from loaders.certain import check_references, check_row_days
from loaders.changes import change_set, outcome
from loaders.checks import check
from loaders.claims import settle_nodes, taint
from loaders.codes import mend_own_codes
from loaders.decisions import settle_decisions
from loaders.differences import differences
from loaders.draft import Draft
from loaders.geography import link_mergers, link_units
from loaders.homes import link_households
from loaders.kinds import kinds
from loaders.matching import match_edges
from loaders.organisations import link_organisations, link_posts
from loaders.parse import parse
from loaders.people import link_members, link_tenures
from loaders.problems import Problems
from loaders.reading import ReadingLimits
from loaders.recognise import unread
from loaders.result import FileResult, as_copy
from loaders.snapshot import SNAPSHOT_KINDS, Snapshot, end_what_is_missing
from loaders.standing import Standing
from loaders.tables import read_tables
from loaders.twice import copies
from loaders.visits import link_visits
from loaders.watch import QUIET, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from graphapp.graph.port import Reader
    from graphapp.model.kinds import Model
    from loaders.differences import Difference
    from loaders.rows import FileTable, RawFile, Row, Source

_STEPS = (
    mend_own_codes,
    settle_nodes,
    settle_decisions,
    link_units,
    link_organisations,
    link_posts,
    link_households,
    link_mergers,
    link_members,
    link_tenures,
    link_assignments,
    link_visits,
)
_LIMITS = ReadingLimits()


class Load:
    """The files of one load, read and parsed; ``resolve`` compares them with what stands, once."""

    def __init__(
        self, paths: Sequence[Path], *, day: date | None = None, model: Model = MODEL,
        limits: ReadingLimits = _LIMITS, snapshot: Snapshot | None = None, watch: Watch = QUIET,
    ) -> None:  # fmt: skip
        self.problems = Problems(watch.shown)
        self._watch = watch
        self._model = model
        self._day = day
        self._snapshot = snapshot
        self._missing: dict[str, int] = {}
        self._files: list[tuple[Path, str, RawFile | None, FileTable | None]] = []
        self._named = _named(_once(paths))
        self._copies = copies([path for path, _ in self._named])
        names = dict(self._named)
        for number, (path, name) in enumerate(self._named):
            watch.tell("reading", number, len(self._named))
            if path in self._copies:
                other = names[self._copies[path]]
                self.problems.remark_in_file((name, None), "load.same_file", other=other)
                continue
            for raw, table in read_tables(path, name, kinds(model), limits, self.problems):
                self._files.append((path, name, raw, table))
        self._rows = list(self._parsed_tables())
        self._check_day()
        self._check_snapshot()
        self._draft: Draft | None = None

    @property
    def draft(self) -> Draft | None:
        """Return what the files say, compared with what stands; None before that."""
        return self._draft

    @property
    def readable(self) -> bool:
        """Tell whether every file is one of ours; else references would be missed for nothing."""
        return all(table is not None for *_, table in self._files)

    def resolve(self, reader: Reader, seq: int) -> ChangeSet:
        """Return what the files change against what stands; empty when anything is refused."""
        draft = Draft(self._model, Standing(reader, self._model), self.problems, self._day)
        self._draft = draft
        certain = self.readable and not self._lacks_day()
        for raw, table, rows in self._rows:
            if not certain and self._lacks(table):
                draft.keep_untold(cells for _, cells in raw.rows)
                continue
            draft.rows[table.kind.name].extend(rows)
            taint(draft, table, raw.ragged)
        if not certain:
            self._tell_what_is_certain(draft)
        else:
            for number, step in enumerate(_STEPS):
                self._watch.tell("comparing", number, len(_STEPS) + 1)
                step(draft)
            self._watch.tell("comparing", len(_STEPS), len(_STEPS) + 1)
            limits = match_edges(draft)
            if self._snapshot is not None:
                self._missing = end_what_is_missing(draft, reader, self._snapshot)
            check(draft, limits)
        return ChangeSet() if self.problems else change_set(draft, seq)

    def _tell_what_is_certain(self, draft: Draft) -> None:
        """Tell what is wrong whatever the files say that could not be understood."""
        for _, _, raw, table in self._files:
            if table is None and raw is not None:
                draft.keep_untold(cells for _, cells in raw.rows)
        rows = [row for rows in draft.rows.values() for row in rows]
        check_row_days(draft, rows)
        if all(raw is not None for *_, raw, _ in self._files):
            for step in (mend_own_codes, settle_nodes, settle_decisions):
                step(draft)
            check_references(draft, rows)

    def differences(self) -> tuple[Difference, ...]:
        """Return what the rows change, the first of each table; to be asked once resolved."""
        if self._draft is None or self.problems:
            return ()
        rows = self._draft.rows
        missing = {kind: rows[kind][0].table.source for kind, n in self._missing.items() if n}
        return differences(self._draft, missing)

    def results(self) -> tuple[FileResult, ...]:
        """Return what came of each file, in the order given."""
        counts: dict[Source, Counter[str]] = {}
        if self._draft is not None and not self.problems:
            for rows in self._draft.rows.values():
                for row in rows:
                    counts.setdefault(row.table.source, Counter())[outcome(row)] += 1
            for kind, missing in self._missing.items():
                first = self._draft.rows[kind][0].table.source
                counts.setdefault(first, Counter())["ended"] += missing
        found = [
            self._result(path, name, raw, table, counts) for path, name, raw, table in self._files
        ]
        of_file: dict[str, list[FileResult]] = {}
        for result in found:
            of_file.setdefault(result.path, []).append(result)
        for path, name in self._named:
            if path in self._copies:
                said = of_file[str(self._copies[path])]
                of_file[str(path)] = [as_copy(result, str(path), name) for result in said]
        return tuple(result for path, _ in self._named for result in of_file[str(path)])

    def _result(
        self, path: Path, name: str, raw: RawFile | None, table: FileTable | None,
        counts: Mapping[Source, Counter[str]],
    ) -> FileResult:  # fmt: skip
        source = (name, None) if raw is None else raw.source
        told = counts.get(source, Counter())
        return FileResult(
            str(path), name, None if table is None else table.kind.name,
            None if raw is None else raw.sha256, source[1], told["added"], told["changed"],
            told["ended"], told["unchanged"], self.problems.refused(source),
        )  # fmt: skip

    def _parsed_tables(self) -> Iterator[tuple[RawFile, FileTable, list[Row]]]:
        found = self._tables()
        done, total = 0, sum(len(raw.rows) for raw, _ in found)
        for raw, table in found:
            self._watch.tell("parsing", done, total)
            yield raw, table, self._parsed(raw, table)
            done += len(raw.rows)

    def _parsed(self, raw: RawFile, table: FileTable) -> list[Row]:
        for header in unread(raw, table):
            self.problems.remark_in_file(
                table.source,
                "load.column_not_read",
                row=raw.header_row,
                column=header,
                header=header,
            )
        return list(parse(raw, table, self.problems))

    def _tables(self) -> list[tuple[RawFile, FileTable]]:
        """Return the recognised files in an order of their own, whatever the order given."""
        found = [(raw, table) for *_, raw, table in self._files if raw and table]
        order = [kind.name for kind in kinds(self._model)]
        return sorted(found, key=lambda pair: (order.index(pair[1].kind.name), pair[0].sha256))

    def _check_day(self) -> None:
        for *_, table in self._files:
            if table is not None and table.needs_day and self._day is None:
                name, sheet = table.source
                kind = table.kind.shown
                self.problems.in_file(name, "load.day_missing", sheet=sheet, kind=kind)

    def _check_snapshot(self) -> None:
        """Refuse what can be no snapshot: only what is assigned, held or inhabited ends by it."""
        named = kinds(self._model)
        possible = ", ".join(kind.shown for kind in named if kind.name in SNAPSHOT_KINDS)
        for *_, table in self._files if self._snapshot else ():
            if table is not None and table.kind.name not in SNAPSHOT_KINDS:
                name, sheet = table.source
                kind = table.kind.shown
                self.problems.in_file(
                    name, "load.no_snapshot", sheet=sheet, kind=kind, kinds=possible
                )

    def _lacks_day(self) -> bool:
        return any(self._lacks(table) for *_, table in self._files if table is not None)

    def _lacks(self, table: FileTable) -> bool:
        return table.needs_day and self._day is None


def _once(paths: Sequence[Path]) -> list[Path]:
    """Leave out a file that is given again."""
    return list({path.resolve(): path for path in reversed(paths)}.values())[::-1]


def _named(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Give each file the name by which places tell it: its own, its path where two share one."""
    names = Counter(path.name for path in paths)
    return [(path, path.name if names[path.name] == 1 else str(path)) for path in paths]
