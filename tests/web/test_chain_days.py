"""The stops of the slider beside a chain: every day on which the chain becomes another."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from graphapp.domain.chain_days import chain_days
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE, Scope
from tests.web import scene
from tests.web.pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from graphapp.write import Store

NOW = "as_of=2026-11-22"
CHAINS = ("units/u1-5", "units/u1-8", "units/u1-4", "households/h1-1", "organisations/o1-9",
          "people/p1-6", "people/p1-9", "people/p1-7")  # fmt: skip


def stops_of(client: FlaskClient, path: str) -> list[date]:
    page = read(client, f"/{path}/chain?{NOW}").html
    found = re.search(r'data-stops="([^"]+)"', page)
    assert found, path
    return [date.fromisoformat(day) for day in found[1].split()]


def told(client: FlaskClient, path: str, day: date) -> Any:
    """A chain without what every day changes: the day itself, and that an end comes near."""
    found = client.get(f"/api/v1/{path}/chain?as_of={day}&line=both")
    varies = r'"(as_of|grade)":"[^"]+",?|"(expiring|complete)",?'
    return re.sub(varies, "", found.get_data(as_text=True))


@pytest.mark.parametrize("path", CHAINS)
def test_between_two_stops_a_chain_stays_as_it_is(client: FlaskClient, path: str) -> None:
    stops = stops_of(client, path)
    assert len(stops) > 1
    for since, until in zip(stops, [*stops[1:], stops[-1] + timedelta(days=90)], strict=True):
        last = until - timedelta(days=1)
        assert told(client, path, since) == told(client, path, last), (since, last)


def test_the_day_of_the_reform_is_a_stop_on_which_a_chain_changes(client: FlaskClient) -> None:
    for path in ("units/u1-5", "households/h1-1"):
        assert scene.REFORM in stops_of(client, path)
        before = told(client, path, scene.REFORM - timedelta(days=1))
        assert before != told(client, path, scene.REFORM)


def test_two_chains_stop_on_the_days_of_both(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}&beside_unit=u1-10").html
    found = re.search(r'data-stops="([^"]+)"', page)
    assert found
    assert {"2026-01-01", "2027-01-01"} <= set(found[1].split())


def test_what_one_may_not_see_has_no_days(scene_store: Store) -> None:
    reader, policy = scene_store.reader(), default_policy()
    assert chain_days(reader, WHOLE, "h1-1", policy)
    assert chain_days(reader, Scope(frozenset()), "h1-1", policy) == ()
    assert chain_days(reader, WHOLE, "u1-999", policy) == ()
