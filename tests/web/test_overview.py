"""Overview and changes over the demonstration and the small province, without a browser."""

from __future__ import annotations

import csv
import io
import re
import time
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from graphapp.domain.changes import ChangeKind, changes
from graphapp.domain.overview import overview
from graphapp.domain.places import places
from graphapp.domain.snapshot import snapshot
from graphapp.domain.units import find
from graphapp.errors import NotOnDateError, UnknownCodeError
from graphapp.model.interval import OPEN_END
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE, Scope
from graphapp.web import changes as web_changes
from graphapp.web.plan import ground
from tests.web import scene
from tests.web.pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from graphapp.write import Store
    from tests.web.pages import Page

BEFORE, AFTER, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)
POLICY = default_policy()


def told(client: FlaskClient, path: str) -> dict[str, object]:
    answer = client.get(path, headers={"Host": "localhost"}).get_json()
    assert isinstance(answer, dict)
    return answer


def marks(html: str) -> Counter[str]:
    """The marks of a picture by their sign."""
    return Counter(re.findall(r'class="spot tier-\w+ is-(\w+)', html))


def spots(html: str) -> dict[str, tuple[str, str]]:
    """Where each mark of a picture is."""
    found = re.findall(r'data-node="([^"]+)".*?cx="([^"]+)" cy="([^"]+)"', html)
    return {unit: (x, y) for unit, x, y in found}


def test_only_province_is_shown_and_every_unit_is_drawn_as_the_answer_tells(
    demo_client: FlaskClient,
) -> None:
    page = read(demo_client, "/overview?tier=village&layout=tree&as_of=2025-07-01")
    answer = told(demo_client, "/api/v1/overview?in=20&tier=village&as_of=2025-07-01")
    units = answer["units"]
    assert isinstance(units, list)
    assert marks(page.html) == Counter(unit["state"] for unit in units)
    assert {unit["tier"] for unit in units} == {"province", "commune", "village"}


def test_nothing_jumps_between_days_and_districts_are_gone_after_the_reform(
    demo_client: FlaskClient,
) -> None:
    days = [
        spots(read(demo_client, f"/overview?in=20&tier=village&as_of={day}").html)
        for day in (BEFORE, AFTER, NOW)
    ]
    for one, other in ((0, 1), (1, 2)):
        both = days[one].keys() & days[other].keys()
        assert both
        assert {unit: days[one][unit] for unit in both} == {u: days[other][u] for u in both}
    assert len(days[0]) != len(days[1])


def test_table_is_filtered_and_sorted_by_the_address(demo_client: FlaskClient) -> None:
    page = read(demo_client, "/overview?in=20&text=dong+kinh&as_of=2026-11-22&lang=en")
    assert "Communes: 1 of 65" in page.text
    worst = read(demo_client, "/overview?in=20&sort=state&state=broken&as_of=2026-11-22&lang=en")
    units = told(demo_client, "/api/v1/overview?in=20&as_of=2026-11-22")["units"]
    assert isinstance(units, list)
    broken = [u for u in units if u["state"] == "broken" and u["tier"] == "commune"]
    assert f"Communes: {len(broken)} of 65" in worst.text
    none = read(demo_client, "/overview?in=20&text=zzz&as_of=2026-11-22&lang=en")
    assert "No unit is as the filter asks." in none.text


def test_village_leads_to_the_overview_of_its_commune(client: FlaskClient) -> None:
    page = read(client, f"/overview?in={scene.VILLAGE}&as_of=2026-11-22")
    assert f"in={scene.COMMUNE}" in page.address
    assert "Toàn cảnh: Xã Cao Lộc" in page.text


def test_names_stay_text(client: FlaskClient) -> None:
    for path in (
        f"/overview?in={scene.COMMUNE}&layout=tree&as_of=2026-11-22",
        f"/changes?in={scene.COMMUNE}&from=2025-06-30&to=2026-11-22&layout=tree",
    ):
        page = read(client, path)
        assert scene.EVIL in page.text
        assert scene.EVIL not in page.html


def test_old_communes_and_districts_lie_by_what_became_of_them_or_lay_in_them(
    demo_store: Store,
) -> None:
    reader = demo_store.reader()
    province = find(reader, WHOLE, "20", NOW)
    known = places(reader, province.id)
    district = known.points[find(reader, WHOLE, "178", BEFORE).id]
    assert not district.told
    assert 21.8 < district.latitude < 21.9
    assert known.points[find(reader, WHOLE, "05977", NOW).id].told
    paper = ground(known)
    assert all(paper.at(unit) for unit in known.villages)


def test_districts_vanish_and_villages_are_hung_elsewhere_on_1_july_2025(
    demo_store: Store,
) -> None:
    reader = demo_store.reader()
    province = find(reader, WHOLE, "20", NOW)
    first, second = (snapshot(reader, province.id, day, POLICY) for day in (BEFORE, AFTER))
    found = changes(reader, WHOLE, first, second)
    ended = [c for c in found if c.kind is ChangeKind.UNIT_ENDED]
    assert Counter(c.target.tier for c in ended) == {"district": 11, "commune": 194}
    moved = [c for c in found if c.kind is ChangeKind.UNIT_MOVED]
    assert len(moved) == 76
    assert {c.target.tier for c in moved} == {"village"}
    assert all(c.before and c.after and c.day == AFTER for c in moved)
    assert not [u for u in second.units.values() if u.target.tier == "district"]


def test_days_given_the_wrong_way_round_are_turned(demo_client: FlaskClient) -> None:
    page = compared(demo_client, "/changes?in=20&from=01/07/2025&to=30/06/2025&lang=en")
    assert "from=2025-06-30" in page.address
    assert "as_of=2025-07-01" in page.address
    assert "to=" not in page.address
    assert "What changed between two days: Tỉnh Lạng Sơn" in page.text


def compared(client: FlaskClient, path: str) -> Page:
    """A page of changes once the comparison is done, which for a province it is beside the page."""
    for _ in range(600):
        page = read(client, path)
        if "data-waiting" not in page.html:
            return page
        time.sleep(0.05)
    pytest.fail("the comparison did not end")


def test_long_comparison_shows_how_far_it_is_and_is_there_on_coming_back(
    demo_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_changes, "_PATIENCE", 0)
    asked = "in=20&from=2024-03-01&as_of=2025-03-01"
    waiting = read(demo_client, f"/changes?{asked}")
    assert "Đang so sánh ngày 01/03/2024 với ngày 01/03/2025." in waiting.text
    told_steps = told(demo_client, f"/api/v1/changes/progress?{asked}")
    assert told_steps["steps"] in {1, 3}
    done = compared(demo_client, f"/changes?{asked}")
    changed = told(demo_client, f"/api/v1/changes?{asked}")["changes"]
    assert isinstance(changed, list)
    assert f"Danh sách: {len(changed)} thay đổi" in done.text.replace(".", "")
    assert told(demo_client, f"/api/v1/changes/progress?{asked}") == {"done": 1, "steps": 1}


def test_comparison_that_fails_is_told_by_the_page(
    demo_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotOnDateError("error.not_on_date", (), code="20", as_of=BEFORE)

    monkeypatch.setattr(web_changes, "changes", refuse)
    path = "/changes?in=20&from=2024-03-02&as_of=2025-03-02"
    page = compared(demo_client, path)
    assert page.status == 404


def test_old_district_shows_where_each_village_went(demo_client: FlaskClient) -> None:
    page = compared(demo_client, "/changes?in=178&from=2025-06-30&as_of=2025-07-01")
    assert 'class="plan-head"' in page.html
    moved = told(demo_client, "/api/v1/changes?in=178&from=2025-06-30&to=2025-07-01")["changes"]
    assert isinstance(moved, list)
    hung = [c for c in moved if c["kind"] == "unit_moved"]
    assert len(re.findall(r'class="hang-moved"', page.html)) >= len(hung) > 0
    drawn = set(re.findall(r'data-node="([^"]+)"', page.html))
    assert {c["target"]["id"] for c in hung} <= drawn
    assert {c["after"]["id"] for c in hung} <= drawn
    gone = re.search(r'class="spot tier-district is-gone', page.html)
    assert gone


def test_list_of_changes_is_filtered_by_words_and_sorted(client: FlaskClient) -> None:
    asked = f"in={scene.COMMUNE}&from=2025-06-30&as_of=2026-11-22&lang=en"
    every = told(client, f"/api/v1/changes?{asked}")["changes"]
    assert isinstance(every, list)
    hers = [c for c in every if c["person"] and c["person"]["code"] == "CB06"]
    page = read(client, f"/changes?{asked}&text=be+thi+my")
    assert f"List: {len(hers)} changes" in page.text
    days = re.findall(
        r'data-label="Day">(\d\d)/(\d\d)/(\d{4})', read(client, f"/changes?{asked}&sort=day").html
    )
    assert days
    assert [d[::-1] for d in days] == sorted((d[::-1] for d in days), reverse=True)
    assert "No change is as the filter asks." in read(client, f"/changes?{asked}&text=zzz").text


def test_picture_asks_for_villages_of_communes_and_for_facts(demo_client: FlaskClient) -> None:
    units = told(demo_client, "/api/v1/overview?in=20&tier=village&as_of=2026-11-22")["units"]
    assert isinstance(units, list)
    communes = [u["id"] for u in units if u["tier"] == "commune"][:2]
    asked = f"in=20&as_of=2026-11-22&of={','.join(communes)}"
    marks_of = told(demo_client, f"/api/v1/overview/marks?{asked}")["marks"]
    assert isinstance(marks_of, list)
    expected = {u["id"]: u["state"] for u in units if u["parent"] in communes}
    assert {m["id"]: m["sign"] for m in marks_of} == expected
    drawn = spots(read(demo_client, "/overview?in=20&tier=village&as_of=2026-11-22").html)
    assert all(drawn[m["id"]] == (str(m["x"]), str(m["y"])) for m in marks_of)
    facts = told(
        demo_client, f"/api/v1/overview/unit?in=20&as_of=2026-11-22&unit={marks_of[0]['id']}"
    )
    assert facts["parent"] in communes
    assert facts["links"]


def test_facts_of_a_unit_tell_who_by_which_decision_since_when(client: FlaskClient) -> None:
    facts = told(client, "/api/v1/overview/unit?in=u1-1&unit=u1-5&as_of=2026-11-22")["facts"]
    assert isinstance(facts, list)
    said = " ".join(value for _, value in facts)
    for word in ("Bế Thị Mỹ Duyên", "Phó Chủ tịch UBND xã", "01/07/2025", "12/QĐ-UBND"):
        assert word in said


def test_every_change_is_in_the_list_the_file_and_the_answer(client: FlaskClient) -> None:
    asked = f"in={scene.COMMUNE}&from=2025-06-30&to=2026-11-22"
    answer = told(client, f"/api/v1/changes?{asked}")["changes"]
    assert isinstance(answer, list)
    sent = client.get(f"/changes.csv?{asked}", headers={"Host": "localhost"})
    rows = list(csv.reader(io.StringIO(sent.get_data(as_text=True).removeprefix("\ufeff"))))
    assert len(rows) - 1 == len(answer) > 0
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    page = read(client, f"/changes?{asked}&kind=took_post&lang=en")
    some = [change for change in answer if change["kind"] == "took_post"]
    assert f"List: {len(some)} changes" in page.text


def test_nothing_outside_the_scope_is_told(demo_store: Store) -> None:
    reader = demo_store.reader()
    ward = find(reader, WHOLE, "05977", NOW)
    own, nobody = Scope(frozenset({ward.id})), Scope(frozenset())
    assert overview(reader, own, ward.id, NOW, tier="village", policy=POLICY).spots
    for scope, unit in ((own, "20"), (nobody, ward.id)):
        with pytest.raises(UnknownCodeError):
            overview(reader, scope, unit, NOW, tier="village", policy=POLICY)
    first, second = (snapshot(reader, ward.id, day, POLICY) for day in (BEFORE, AFTER))
    seen = changes(reader, own, first, second)
    everything = changes(reader, WHOLE, first, second)
    assert len(seen) == len(everything)
    assert any(change.before for change in everything)
    assert not any(change.before or change.others for change in seen if change.key[0] == "unit")


def test_life_without_end_has_no_day(demo_store: Store) -> None:
    reader = demo_store.reader()
    province = find(reader, WHOLE, "20", NOW)
    first, second = (snapshot(reader, province.id, day, POLICY) for day in (AFTER, NOW))
    assert OPEN_END not in {change.day for change in changes(reader, WHOLE, first, second)}
