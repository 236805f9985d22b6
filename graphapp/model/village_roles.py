"""Which titles mean the secretary of a cell, the head of a village and the head of its Front.

Titles are data (``village_roles.csv``), as provinces name these posts differently.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from graphapp.model.text import normal

ROLES = ("secretary", "village_head", "front_head")
_CONCURRENTLY = " kiêm "


@dataclass(frozen=True)
class RoleTitle:
    """A title in lower case that means a role; ``organisation_kind`` blank: in any organisation."""

    role: str
    organisation_kind: str
    title: str

    def means(self, title: str, organisation_kind: str) -> bool:
        """Tell whether a title in lower case begins with this one, or names it after "kiêm"."""
        if self.organisation_kind not in ("", organisation_kind):
            return False
        return any(_begins(part, self.title) for part in title.split(_CONCURRENTLY))


@cache
def roles_of(title: str, organisation_kind: str) -> tuple[str, ...]:
    """Return the roles of a post, by its title and the kind of its organisation; mostly none.

    Marks count: "trưởng bản" heads a village, "trưởng ban" does not.
    """
    lower = normal(title).casefold()
    found = {each.role for each in _titles() if each.means(lower, organisation_kind)}
    return tuple(role for role in ROLES if role in found)


def _begins(text: str, beginning: str) -> bool:
    return f"{text} ".startswith(f"{beginning} ")


@cache
def _titles() -> tuple[RoleTitle, ...]:
    path = resources.files("graphapp.model") / "village_roles.csv"
    with path.open(encoding="utf-8") as file:
        return tuple(
            RoleTitle(row["role"], row["organisation_kind"], row["title"].casefold())
            for row in csv.DictReader(file)
        )
