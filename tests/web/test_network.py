"""The network as a page and as data: what an address shows, and what it refuses."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from graphapp import create_app
from graphapp.domain.network_ties import RELATIONS
from graphapp.render.places import CELL as SPACE
from graphapp.write import open_store
from loaders import DEMO_DAY, demo_files, load
from tests.conftest import LONG
from tests.network_names import ids_of
from tests.oracle.network import Day, read_world
from tests.web import scene
from tests.web.conftest import ladybug_settings
from tests.web.network_walks import DAYS, Walker
from tests.web.pages import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from graphapp.settings import Settings
    from graphapp.write import Store

NOW = "as_of=2026-11-22"
MORE = Path(__file__).resolve().parents[1] / "data" / "both_lines"


def ask(client: FlaskClient, address: str, day: str = NOW) -> Any:
    response = client.get(f"/api/v1/network?{address}&{day}", follow_redirects=True)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.json


def refused(client: FlaskClient, address: str, status: int = 400) -> str:
    response = client.get(f"/api/v1/network?{address}&{NOW}")
    assert response.status_code == status
    said: Any = response.json
    error = said["error"]
    return f"{error['message']} {' '.join(place['remedy'] for place in error['places'])}"


def titles(told: Any) -> set[str]:
    return {node["title"] for node in told["nodes"]}


def node(told: Any, node_id: str) -> Any:
    (found,) = [each for each in told["nodes"] if each["id"] == node_id]
    return found


# --- what is shown -------------------------------------------------------------------------------


def test_unit_shows_what_it_is_part_of_who_answers_and_what_is_in_it(client: FlaskClient) -> None:
    told = ask(client, "centre=06184")
    assert told["centre"] == scene.COMMUNE
    assert {
        "Tỉnh Lạng Sơn", "Thôn Nà Lùng", "Khối 6", "Tổ công tác số 1", "Đàm Thị Yến",
        "UBND xã Cao Lộc", "Đảng ủy xã Cao Lộc",
    } <= titles(told)  # fmt: skip
    assert "Huyện Cao Lộc" not in titles(told)
    (follows,) = [e for e in told["edges"] if (e["from"], e["to"]) == ("p1-8", scene.COMMUNE)]
    assert (follows["relation"], follows["label"]) == ("RESPONSIBLE_FOR", "theo dõi")
    assert (follows["since"], follows["until_inclusive"]) == ("2025-07-01", None)
    village = node(told, scene.VILLAGE)
    assert village["households"] == [1, 2]
    assert village["hidden"] == 3
    assert "1/2 hộ chưa có người phụ trách" in village["about"]
    empty = node(told, scene.EMPTY_VILLAGE)["states"]
    assert [state["state"] for state in empty] == ["broken"]
    assert empty[0]["word"].startswith("gián đoạn từ 01/07/2025")


def test_page_holds_what_the_twin_tells(client: FlaskClient) -> None:
    address = f"centre={scene.COMMUNE}&open=o1-3&{NOW}"
    page = read(client, f"/network?{address}")
    held = re.search(r'<script type="application/json" id="network-data">(.*?)</script>', page.html)
    assert held is not None
    assert json.loads(held[1]) == ask(client, f"centre={scene.COMMUNE}&open=o1-3")


def test_edge_names_its_decision_and_its_days(client: FlaskClient) -> None:
    told = ask(client, f"centre={scene.VILLAGE}")
    (edge,) = [e for e in told["edges"] if e["from"] == "p1-6"]
    assert edge["decision"]["number"] == "12/QĐ-UBND"
    assert edge["decision"]["date"] == "2025-06-28"
    assert edge["decision"]["href"].startswith("/decisions/d1-1?")
    assert edge["until_inclusive"] == "2026-12-31"
    assert edge["state"] == {"state": "expiring", "word": "sắp hết hạn"}


def test_codes_and_households_lead_to_a_node_by_its_id(client: FlaskClient) -> None:
    for wanted, meant in (
        ("CB06", "p1-6"),
        ("12/QĐ-UBND", "d1-1"),
        ("TO1", "w1-1"),
        ("CV05", "s1-5"),
        ("O1-3", "o1-3"),
        ("T01-H001", scene.VILLAGE),
        (scene.HOUSEHOLD, scene.VILLAGE),
    ):
        response = client.get("/network", query_string={"centre": wanted, "as_of": "2026-11-22"})
        assert f"centre={meant}&" in response.headers["Location"]
        assert ask(client, f"centre={meant}")["centre"] == meant


def test_name_leads_on_and_several_of_it_are_offered(client: FlaskClient) -> None:
    page = read(client, f"/network?centre={quote('Nà Lùng')}&{NOW}")
    assert {"Thôn Nà Lùng", "Chi bộ thôn Nà Lùng"} <= page.links.keys()
    assert f"centre={scene.VILLAGE}" in page.links["Thôn Nà Lùng"]
    only = read(client, f"/network?centre={quote('Bế Thị Mỹ Duyên')}&{NOW}")
    assert "centre=p1-6" in only.address
    assert read(client, "/network").status == 200


def test_opening_adds_neighbours_and_moves_nothing(client: FlaskClient) -> None:
    opened: list[str] = []
    before = ask(client, f"centre={scene.COMMUNE}")
    for each in ("o1-3", "s1-6", "p1-6", scene.VILLAGE, "w1-1"):
        opened.append(each)
        after = ask(client, f"centre={scene.COMMUNE}&open={','.join(opened)}")
        places = {n["id"]: (n["x"], n["y"]) for n in after["nodes"]}
        assert places.items() >= {n["id"]: (n["x"], n["y"]) for n in before["nodes"]}.items()
        assert len(places) > len(before["nodes"])
        assert node(after, each)["open"]
        assert node(after, each)["hidden"] == 0
        apart(after)
        before = after
    closed = ask(client, f"centre={scene.COMMUNE}&open={','.join(opened[:1])}")
    assert "p1-6" not in {n["id"] for n in closed["nodes"]}


def apart(told: Any) -> None:
    """No two nodes are nearer to each other than a node is large."""
    places = Counter((n["x"] / SPACE[0], n["y"] / SPACE[1]) for n in told["nodes"])
    assert set(places.values()) == {1}
    assert all(x.is_integer() and y.is_integer() for x, y in places)


def test_filters_leave_what_they_name_and_say_what_they_could(client: FlaskClient) -> None:
    whole = ask(client, f"centre={scene.COMMUNE}")
    offered = {each["relation"]: each for each in whole["relations"]}
    assert offered["PART_OF"]["count"] == 7
    assert (offered["SUCCEEDED_BY"]["on"], offered["SUCCEEDED_BY"]["count"]) == (False, 1)
    units = ask(client, f"centre={scene.COMMUNE}&relations=PART_OF")
    assert {e["relation"] for e in units["edges"]} == {"PART_OF"}
    assert len(units["nodes"]) == 8
    assert {each["relation"] for each in units["relations"]} == set(offered)
    villages = ask(client, f"centre={scene.COMMUNE}&relations=PART_OF&tiers=village")
    assert "Tỉnh Lạng Sơn" not in titles(villages)
    party = ask(client, f"centre={scene.COMMUNE}&line=party")
    assert "UBND xã Cao Lộc" not in titles(party)
    assert {"Đảng ủy xã Cao Lộc", "Đàm Thị Yến", "Thôn Nà Lùng"} <= titles(party)
    body = ask(client, f"centre={scene.VILLAGE}&organisation=o1-3")
    assert body["organisation"] == {"id": "o1-3", "name": "UBND xã Cao Lộc"}
    assert [n["title"] for n in body["nodes"] if n["kind"] == "person"] == ["Bế Thị Mỹ Duyên"]


def test_former_units_and_decisions_are_shown_where_they_are_asked_for(client: FlaskClient) -> None:
    told = ask(client, f"centre={scene.COMMUNE}&relations=SUCCEEDED_BY,DECIDES&open=d1-1")
    former = node(told, scene.OLD_COMMUNE)
    assert former["states"] == [{"state": "ended", "word": "đã kết thúc sau 30/06/2025"}]
    decided = {e["to"] for e in told["edges"] if e["from"] == "d1-1"}
    assert {scene.COMMUNE, scene.OLD_COMMUNE, scene.VILLAGE, "p1-6", "p1-9", "p1-10"} == decided
    before = ask(client, f"centre={scene.OLD_COMMUNE}&relations=SUCCEEDED_BY", "as_of=2025-06-30")
    assert titles(before) == {"Xã Hợp Thành"}
    decision = ask(client, "centre=d1-1")
    assert {"Xã Cao Lộc", "Thôn Nà Lùng", "Lý A Sử"} <= titles(decision)


def test_day_before_the_reform_has_districts_and_no_later_people(client: FlaskClient) -> None:
    told = ask(client, f"centre={scene.PROVINCE}", "as_of=2025-06-30")
    assert {"Huyện Cao Lộc", "UBND tỉnh Lạng Sơn"} <= titles(told)
    assert "Xã Cao Lộc" not in titles(told)
    district = ask(client, "centre=u1-2&open=o1-2", "as_of=2025-06-30")
    assert {"Chủ tịch UBND huyện", "Xã Hợp Thành", "Hoàng Văn Đạt"} <= titles(district)


def test_organisation_of_an_ended_unit_is_there_no_more(client: FlaskClient) -> None:
    assert "o1-2" in {n["id"] for n in ask(client, "centre=s1-3", "as_of=2025-06-30")["nodes"]}
    assert "o1-2" in refused(client, "centre=o1-2", 404) or "O1-2" in refused(
        client, "centre=o1-2", 404
    )


def test_plain_members_of_a_cell_are_not_told(client: FlaskClient) -> None:
    cell = ask(client, f"centre={scene.CELL}")
    members = {e["from"]: e["label"] for e in cell["edges"] if e["relation"] == "MEMBER_OF"}
    assert members == {"p1-9": "thành viên (đứng đầu)"}
    person = client.get(f"/api/v1/network?centre=p1-6&{NOW}").get_data(as_text=True)
    assert scene.CELL not in person
    assert "1981" not in person


def test_payloads_stay_data(client: FlaskClient) -> None:
    page = read(client, f"/network?centre={scene.EVIL_VILLAGE}&{NOW}")
    assert "<img src=x" not in page.html
    told = ask(client, f"centre={scene.EVIL_VILLAGE}")
    assert f"Thôn {scene.EVIL}" in titles(told)
    assert {"label", "shape", "font", "group"}.isdisjoint(told["nodes"][0])
    assert all(isinstance(n["title"], str) for n in told["nodes"])


def test_pinned_node_stands_where_it_was_put(client: FlaskClient) -> None:
    told = ask(client, f"centre={scene.COMMUNE}&pin={scene.VILLAGE}:-700:35,u9-9:1:1")
    pinned = node(told, scene.VILLAGE)
    assert (pinned["x"], pinned["y"], pinned["pinned"]) == (-700, 35, True)
    assert not node(told, scene.COMMUNE)["pinned"]


def test_paths_are_told_fewest_links_first(client: FlaskClient) -> None:
    told = ask(client, "centre=p1-1&to=CB06")
    paths = told["paths"]
    assert told["to"] == "p1-6"
    lengths = [len(item["nodes"]) for item in paths["items"]]
    assert lengths == sorted(lengths)
    assert paths["items"][0]["nodes"][0] == "p1-1"
    assert paths["items"][0]["nodes"][-1] == "p1-6"
    assert (paths["shown"], paths["limit"]) == (len(lengths), 20)
    walked = {each for item in paths["items"] for each in item["nodes"]}
    assert {n["id"] for n in told["nodes"]} == walked
    ids = {e["id"] for e in told["edges"] if e["on_path"]}
    assert ids == {each for item in paths["items"] for each in item["edges"]}
    apart(told)


def test_two_without_a_path_stand_apart_and_that_is_said(client: FlaskClient) -> None:
    told = ask(client, "centre=p1-3&to=p1-8&relations=SUPERVISES")
    assert told["paths"] == {
        "found": 0, "shown": 0, "limit": 20, "longest": 8, "complete": True, "items": [],
    }  # fmt: skip
    assert len(told["nodes"]) == 2
    apart(told)


def test_caps_are_said_with_what_is_hidden(scene_store: Store, scene_settings: Settings) -> None:
    few = replace(scene_settings, network_neighbours=5, network_nodes=6, network_paths=1)
    client = create_app(scene_store, few).test_client()
    told = ask(client, f"centre={scene.COMMUNE}")
    whole = create_app(scene_store, scene_settings).test_client()
    every = len(ask(whole, f"centre={scene.COMMUNE}")["nodes"])
    assert len(told["nodes"]) == 6
    assert node(told, scene.COMMUNE)["hidden"] == every - 6
    assert told["capped"] is None
    opened = ",".join(n["id"] for n in told["nodes"])
    more = ask(client, f"centre={scene.COMMUNE}&open={opened}")
    assert more["capped"]["shown"] == more["capped"]["limit"] == len(more["nodes"]) == 6
    assert more["capped"]["total"] > 6
    paths = ask(client, "centre=p1-1&to=p1-6")["paths"]
    assert (paths["shown"], paths["complete"]) == (1, False)


# --- through time --------------------------------------------------------------------------------


def test_through_time_nothing_moves_and_the_days_of_change_are_told(client: FlaskClient) -> None:
    centre = f"centre={scene.PROVINCE}&open=u1-2,{scene.OLD_COMMUNE},{scene.COMMUNE}"
    assert ask(client, centre)["time"] is None
    address = f"{centre}&time=1"
    before, after = (ask(client, address, f"as_of={day}") for day in ("2025-06-30", "2025-07-01"))
    assert {"2025-06-30", "2025-07-01"} <= set(before["time"]["days"])
    assert before["time"] == after["time"]
    assert before["time"]["days"] == sorted(set(before["time"]["days"]))
    places = [{n["id"]: (n["x"], n["y"]) for n in told["nodes"]} for told in (before, after)]
    stayed = places[0].keys() & places[1].keys()
    assert scene.VILLAGE in stayed
    assert all(places[0][each] == places[1][each] for each in stayed)
    assert "Huyện Cao Lộc" in titles(before)
    assert not {"Huyện Cao Lộc"} & titles(after)
    assert "district" not in {n["tier"] for n in after["nodes"]}
    hung = [above(told, scene.VILLAGE) for told in (before, after)]
    assert hung == [[scene.OLD_COMMUNE], [scene.COMMUNE]]
    ground = before["time"]["ground"]
    everything = [*places[0].values(), *places[1].values()]
    assert ground["left"] <= min(x for x, _ in everything)
    assert ground["bottom"] >= max(y for _, y in everything)
    apart(before)
    apart(after)


def above(told: Any, node_id: str) -> list[str]:
    """What a unit is part of."""
    parts = [e for e in told["edges"] if e["relation"] == "PART_OF"]
    return [e["to"] for e in parts if e["from"] == node_id]


def test_days_are_those_on_which_the_centre_is_there(client: FlaskClient) -> None:
    new = ask(client, f"centre={scene.COMMUNE}&time=1")["time"]["days"]
    assert new[0] == "2025-07-01"
    for each in new:
        ask(client, f"centre={scene.COMMUNE}&time=1", f"as_of={each}")
    old = ask(client, "centre=o1-2&time=1", "as_of=2025-06-30")["time"]["days"]
    assert max(old) <= "2025-06-30"
    assert ask(client, "centre=p1-1&to=CB06&time=1")["time"] is None


# --- what is refused -----------------------------------------------------------------------------


def test_what_cannot_be_is_refused_in_words(client: FlaskClient) -> None:
    centre = f"centre={scene.COMMUNE}"
    assert "Thêm centre=" in refused(client, "")
    assert "PART_OF" in refused(client, f"{centre}&relations=PART_OF,FRIEND_OF")
    assert "village" in refused(client, f"{centre}&tiers=street")
    assert "party" in refused(client, f"{centre}&line=left")
    assert "always" in refused(client, f"{centre}&time=always")
    for pin in ("u1-5", "u1-5:1", "u1-5:x:1", ":1:2", "u1-5:1:99999999", "u1-5:1:2:3"):
        assert "không phải là một nút được ghim" in refused(client, f"{centre}&pin={pin}")
    many = ",".join(f"u1-{number}" for number in range(301))
    assert "nhiều nhất 300" in refused(client, f"{centre}&open={many}")
    assert "at most 300" in refused(client, f"{centre}&open={many}&lang=en")


def test_unknown_ends_are_refused_in_both_languages(client: FlaskClient) -> None:
    for wanted in ("u9-9", "p9-9", "s9-9", "w9-9", "d9-9", "hg9-9", "v1-1", "zzz", "%00", "'--"):
        refused(client, f"centre={wanted}", 404)
        refused(client, f"centre={scene.COMMUNE}&to={wanted}", 404)
        assert read(client, f"/network?centre={wanted}&{NOW}&lang=en").status == 404
    page = read(client, f"/network?centre=183&{NOW}")
    assert page.status == 404
    assert "Huyện Cao Lộc" in page.text


def test_what_is_no_longer_there_is_left_out_of_what_is_opened(client: FlaskClient) -> None:
    told = ask(client, f"centre={scene.COMMUNE}&open=u9-9,u1-2,nonsense,p1-7&focus=u9-9")
    assert titles(told) == titles(ask(client, f"centre={scene.COMMUNE}"))


# --- any walk ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The roster of the demonstration with both lines."""
    with open_store(ladybug_settings(tmp_path_factory.mktemp("walks"))) as store:
        load(store, demo_files(), actor="test", day=DEMO_DAY)
        load(store, sorted(MORE.glob("*.csv")), actor="test")
        yield store


@pytest.mark.timeout(3600)
def test_no_walk_shows_what_the_files_do_not_say_or_leaves_out_what_they_do(
    roster: Store, scene_settings: Settings
) -> None:
    """Expand, collapse, filter, another day, back, forward and reload, against the oracle."""
    settings = replace(scene_settings, network_neighbours=2_000, network_nodes=10_000)
    client = create_app(roster, settings).test_client()
    world = read_world([*demo_files(), *sorted(MORE.glob("*.csv"))], DEMO_DAY)
    walker = Walker(client, {day: Day(world, day) for day in DAYS}, ids_of(roster))
    for seed in range(500 if LONG else 40):
        walker.walk(Random(seed))
    moves = {"expanded", "collapsed", "filtered", "moved", "back", "forward", "reload"}
    assert walker.seen >= moves | {"tier", "line", "organisation"}
    assert len(walker.seen & set(RELATIONS)) > len(RELATIONS) / 2
