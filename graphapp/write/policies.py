"""Records a policy: checked against itself and the graph's tiers, refused where it contradicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from graphapp.errors import InputError
from graphapp.model.change import ChangeSet
from graphapp.model.interval import OPEN_END
from graphapp.model.policy import Policy, cells_of, changes_between, contradictions
from graphapp.write.registers import POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphapp.graph.port import Reader
    from graphapp.ledger import Entry
    from graphapp.write.store import Store


def check_policy(reader: Reader, policy: Policy, numbers: Mapping[str, int] | None = None) -> None:
    """Refuse a policy that contradicts itself or asks of a tier after its end.

    ``numbers``: in which row of its file each key stands, where there is a file.

    Raises InputError that names every such place.
    """
    at = numbers or {}
    places = tuple(
        replace(place, row=at.get(key)) for key, place in contradictions(policy, _ended(reader))
    )
    if places or not policy.rows:
        raise InputError("policy.refused" if places else "policy.without_duties", places)


def record_policy(
    store: Store, policy: Policy, actor: str, note: str, based_on: int
) -> Entry | None:
    """Record a policy as one entry; None when it is the one in force.

    ``based_on``: the number of the entry in force (0: none) when somebody began to change it.

    Raises InputError: it contradicts itself, or somebody else has recorded another meanwhile.
    """
    with store.writing() as writer:
        recorded = store.registers().policies
        if not changes_between(store.policy(), policy):
            return None
        if recorded and recorded[-1].entry != based_on:
            raise InputError("policy.meanwhile", actor=recorded[-1].actor)
        check_policy(store.reader(), policy)
        payload = {"rows": cells_of(policy), "note": note.strip()}
        return writer.commit(POLICY, actor, payload, ChangeSet())


def _ended(reader: Reader) -> dict[str, date]:
    """Return since when there is no unit of a tier any more, for tiers that there were."""
    last = date(OPEN_END.year, 1, 1)
    living = {row["tier"] for row in reader.rows("units/tiers_living", as_of=last)}
    ended = reader.rows("units/tiers_ended", as_of=last)
    return {row["tier"]: row["tier_until"] for row in ended if row["tier"] not in living}
