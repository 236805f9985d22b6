"""What a file tells of people: their properties, those that are sensitive hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.domain.facts import facts_of
from graphapp.web.site import site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphapp.words import Words


def people_facts(ids: Iterable[str], words: Words) -> dict[str, list[tuple[str, str]]]:
    """Return names and values of people's properties by id; a hidden one says that it is."""
    wanted = sorted(ids)
    rows = site().reader.rows("state/person_by_id", ids=wanted) if wanted else []
    hidden = words.text("offline.hidden")
    return {
        row["person_id"]: [
            (words.property(fact.property), hidden if fact.hidden else words.fact(fact))
            for fact in facts_of("Person", row)
        ]
        for row in rows
    }
