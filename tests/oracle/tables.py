"""Reads CSV files into facts; what outlives its unit ends with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from tests.oracle.cells import (
    ASSIGNMENT_WORDS,
    LINE_WORDS,
    ORGANISATION_WORDS,
    TIER_WORDS,
    Row,
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
)
from tests.oracle.geography import Geography, UnknownReferenceError, last

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from tests.oracle.facts import Target


class _Coded(Protocol):
    @property
    def code(self) -> str | None: ...


C = TypeVar("C", bound=_Coded)


def read_folder(folder: Path, reform: date | None = None) -> Facts:
    """Read every CSV file of a folder."""
    return read_files(sorted(folder.glob("*.csv")), reform)


def read_files(paths: Iterable[Path], reform: date | None = None) -> Facts:
    """Read CSV files; ``reform`` is the day for files of communes that carry no date.

    Raises UnknownReferenceError for a code that means nothing on its date.
    """
    return _Roster(read_rows(paths), reform).facts


class _Roster:
    """Makes facts kind by kind, each after those it refers to."""

    def __init__(self, rows: dict[str, list[Row]], reform: date | None) -> None:
        self.rows = rows
        self.facts = Facts(people=[row["Mã cán bộ"] for row in rows["people"]])
        self.geography = Geography(self.facts, rows, reform)
        self._each("organisations", self._organisation)
        self._each("posts", self._post)
        self._each("tenures", self._tenure)
        self._each("household_groups", self._household_group)
        self._each("households", self._household)
        self._each("groups", self._working_group)
        self._each("members", self._member)
        self._each("assignments", self._assignment)

    def _each(self, kind: str, make: Callable[[Row], None]) -> None:
        for row in self.rows[kind]:
            make(row)

    def _person(self, code: str) -> str:
        return last([known for known in self.facts.people if known == code], code)

    # --- organisations and posts ---------------------------------------------------------------

    def _organisation(self, row: Row) -> None:
        life = read_life(row)
        unit = self.geography.meant(row["Mã đơn vị"], TIER_WORDS[row["Cấp"]], life.since)
        line, kind = LINE_WORDS[row["Hệ"]], ORGANISATION_WORDS[row["Loại tổ chức"]]
        made = Organisation(row["Mã tổ chức"], line, kind, unit, life.within(unit.life))
        self.facts.organisations.append(made)

    def _post(self, row: Row) -> None:
        life, coded = read_life(row), row.get("Mã tổ chức")
        body = _coded(self.facts.organisations, coded) if coded else self._people_committee(row)
        seats = int(row.get("Số người") or 1)
        self.facts.posts.append(Post(row["Mã chức vụ"], body, seats, life.within(body.life)))

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
        post = _coded(self.facts.posts, row["Mã chức vụ"])
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
        group = _coded(self.facts.household_groups, grouped) if grouped else None
        household = Household(row["Mã hộ"], village, group, life.within(village.life))
        self.facts.households.append(household)

    def _working_group(self, row: Row) -> None:
        self.facts.working_groups.append(_group(row, "tổ"))

    def _member(self, row: Row) -> None:
        if coded := row.get("Mã tổ chức"):
            body: Organisation | Group = _coded(self.facts.organisations, coded)
        else:
            body = _coded(self.facts.working_groups, row["Mã tổ"])
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
        made = Assignment(known_as, holder, target, kind, life.within(target.life), number)
        self.facts.assignments.append(made)

    def _holder(self, row: Row) -> str | Group:
        if coded := row.get("Mã tổ"):
            return _coded(self.facts.working_groups, coded)
        return self._person(row["Mã cán bộ"])

    def _target(self, word: str, code: str, day: date) -> Target | Group:
        if word in TIER_WORDS:
            return self.geography.alive(code, TIER_WORDS[word], day)
        if word == "hộ":
            return _coded(self.facts.households, code)
        if word == "nhóm hộ":
            return _coded(self.facts.household_groups, code)
        return _coded(self.facts.organisations, code)


def _group(row: Row, what: str) -> Group:
    return Group(row[f"Mã {what}"], row[f"Tên {what}"], read_life(row))


def _coded(known: Sequence[C], code: str) -> C:
    """Return the one of that code; these codes are not used twice."""
    return last([one for one in known if one.code == code], code)
