"""Reads CSV files into facts; what outlives its unit ends with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.cells import (
    ASSIGNMENT_WORDS,
    LINE_WORDS,
    ORGANISATION_WORDS,
    TIER_WORDS,
    Row,
    read_day,
    read_life,
    read_rows,
    told,
)
from tests.oracle.facts import (
    OPEN_START,
    Assignment,
    Facts,
    Group,
    Household,
    Membership,
    Organisation,
    Post,
    Supervision,
    Tenure,
    Visit,
)
from tests.oracle.geography import Geography, UnknownReferenceError, last
from tests.oracle.registers import C, Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from tests.oracle.facts import Target


def read_folder(folder: Path, reform: date | None = None) -> Facts:
    """Read every CSV file and workbook of a folder."""
    files = [path for path in folder.iterdir() if path.suffix in {".csv", ".xlsx"}]
    return read_files(sorted(files), reform)


def read_files(paths: Iterable[Path], reform: date | None = None) -> Facts:
    """Read files; ``reform`` is the day for files of communes that carry no date.

    Raises UnknownReferenceError for a code that means nothing on its date.
    """
    return _Roster(read_rows(paths), reform).facts


class _Roster:
    """Makes facts kind by kind, each after those it refers to."""

    def __init__(self, rows: dict[str, list[Row]], reform: date | None) -> None:
        self.rows = rows
        self.organisations: Register[Organisation] = Register()
        self.posts: Register[Post] = Register()
        self.households: Register[Household] = Register()
        self.household_groups: Register[Group] = Register()
        self.working_groups: Register[Group] = Register()
        self.facts = Facts(
            people=[row["Mã cán bộ"] for row in rows["people"]],
            organisations=self.organisations,
            posts=self.posts,
            households=self.households,
            household_groups=self.household_groups,
            working_groups=self.working_groups,
            names={row["Mã cán bộ"]: row["Họ và tên"] for row in rows["people"]},
        )
        self.people = set(self.facts.people)
        self.geography = Geography(self.facts, rows, reform)
        self._each("organisations", self._organisation)
        self._each("posts", self._post)
        self._each("tenures", self._tenure)
        self._each("household_groups", self._household_group)
        self._each("households", self._household)
        self._each("groups", self._working_group)
        self._each("members", self._member)
        self._each("assignments", self._assignment)
        self._each("visits", self._visit)

    def _each(self, kind: str, make: Callable[[Row], None]) -> None:
        for row in self.rows[kind]:
            make(row)

    def _person(self, code: str) -> str:
        return last([code] if code in self.people else [], code)

    # --- organisations and posts ---------------------------------------------------------------

    def _organisation(self, row: Row) -> None:
        if self.organisations.having(row["Mã tổ chức"]):
            return  # told again, for another organisation above it
        life = read_life(row)
        unit = self.geography.meant(row["Mã đơn vị"], TIER_WORDS[row["Cấp"]], life.since)
        line, kind = LINE_WORDS[row["Hệ"]], ORGANISATION_WORDS[row["Loại tổ chức"]]
        made = Organisation(row["Mã tổ chức"], line, kind, unit, life.within(unit.life))
        self.facts.organisations.append(made)

    def _post(self, row: Row) -> None:
        life, coded = read_life(row), row.get("Mã tổ chức")
        body = _coded(self.organisations, coded) if coded else self._people_committee(row)
        seats = int(row.get("Số người") or 1)
        made = Post(row["Mã chức vụ"], body, seats, life.within(body.life), row["Tên chức vụ"])
        self.facts.posts.append(made)

    def _people_committee(self, row: Row) -> Organisation:
        """Return the committee of the post's unit, making it the first time."""
        unit = self.geography.meant(row["Mã đơn vị"], TIER_WORDS[row["Cấp"]], self._first_fact(row))
        for body in self.facts.organisations:
            if body.unit is unit and body.kind == "people_committee":
                return body
        made = Organisation(None, "state", "people_committee", unit, unit.life)
        self.facts.organisations.append(made)
        return made

    def _first_fact(self, post: Row) -> date | None:
        """Return when a post begins, else when the first of its tenures does."""
        since = read_life(post).since
        if since != OPEN_START:
            return since
        held = [row for row in self.rows["tenures"] if row["Mã chức vụ"] == post["Mã chức vụ"]]
        return min((read_life(row).since for row in held), default=None)

    def _tenure(self, row: Row) -> None:
        post = _coded(self.posts, row["Mã chức vụ"])
        person, life = self._person(row["Mã cán bộ"]), read_life(row).within(post.life)
        acting, number = told(row.get("Tạm quyền", "")), row.get("Số quyết định") or None
        if not life.empty:
            self.facts.tenures.append(Tenure(person, post, life, acting, number))

    # --- households, groups and members ----------------------------------------------------------

    def _household_group(self, row: Row) -> None:
        self.facts.household_groups.append(_group(row, "nhóm hộ"))

    def _household(self, row: Row) -> None:
        life, grouped = read_life(row), row.get("Mã nhóm hộ")
        village = self.geography.meant(row["Mã thôn"], "village", life.since)
        group = _coded(self.household_groups, grouped) if grouped else None
        household = Household(row["Mã hộ"], village, group, life.within(village.life))
        self.facts.households.append(household)

    def _working_group(self, row: Row) -> None:
        self.facts.working_groups.append(_group(row, "tổ"))

    def _member(self, row: Row) -> None:
        if coded := row.get("Mã tổ chức"):
            body: Organisation | Group = _coded(self.organisations, coded)
        else:
            body = _coded(self.working_groups, row["Mã tổ"])
        person, life = self._person(row["Mã cán bộ"]), read_life(row).within(body.life)
        if not life.empty:
            self.facts.memberships.append(Membership(person, body, told(row["Đứng đầu"]), life))

    # --- who answers for whom --------------------------------------------------------------------

    def _assignment(self, row: Row) -> None:
        word, code, life = row["Loại đối tượng"], row["Mã đối tượng"], read_life(row)
        holder = self._holder(row)
        if word == "cán bộ":
            pair = self._person(row["Mã cán bộ"]), self._person(code)
            self.facts.supervisions.append(Supervision(*pair, life))
            return
        target = self._target(word, code, life.since)
        if not target.life.holds(life.since):
            message = f"{word} {code} on {life.since}"
            raise UnknownReferenceError(message)
        kind = ASSIGNMENT_WORDS[row.get("Hình thức phân công", "")]
        number, known_as = row.get("Số quyết định") or None, row.get("Mã phân công") or None
        told = row.get("Nhiệm vụ") or None
        made = Assignment(known_as, holder, target, kind, life.within(target.life), number, told)
        self.facts.assignments.append(made)

    def _visit(self, row: Row) -> None:
        day = read_day(row["Ngày đi cơ sở"])
        if day is not None:
            target = self._target(row["Loại đối tượng"], row["Mã đối tượng"], day)
            self.facts.visits.append(Visit(self._person(row["Mã cán bộ"]), target, day))

    def _holder(self, row: Row) -> str | Group:
        if coded := row.get("Mã tổ"):
            return _coded(self.working_groups, coded)
        return self._person(row["Mã cán bộ"])

    def _target(self, word: str, code: str, day: date) -> Target | Group:
        if word in TIER_WORDS:
            return self.geography.alive(code, TIER_WORDS[word], day)
        if word == "hộ":
            return _coded(self.households, code)
        if word == "nhóm hộ":
            return _coded(self.household_groups, code)
        return _coded(self.organisations, code)


def _group(row: Row, what: str) -> Group:
    return Group(row[f"Mã {what}"], row[f"Tên {what}"], read_life(row))


def _coded(known: Register[C], code: str) -> C:
    """Return the one of that code, the last one told where a file tells it twice."""
    return last(known.having(code), code)
