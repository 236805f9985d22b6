"""Dossiers: page, PDF, workbook and offline file say the same, masked, stamped, in scope."""

from __future__ import annotations

import getpass
import io
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from graphapp.domain.dossier import asked_for, unit_dossier
from graphapp.domain.visits import visits_by, visits_to
from graphapp.errors import UnknownCodeError
from graphapp.i18n import Translator
from graphapp.model.interval import Interval
from graphapp.model.scope import WHOLE, Scope
from graphapp.words import Words
from tests.export.pdf_text import Pdf
from tests.web.pages import read

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from graphapp.write import Store

NOW = "as_of=2026-11-22"
DAY = date(2026, 11, 22)
SUBJECTS = (("u1-5", "vi"), ("u1-4", "vi"), ("u1-4", "en"), ("p1-6", "vi"), ("p1-9", "en"))
ALWAYS = Interval()


def squeezed(text: str) -> str:
    """A text without its blanks: lines are broken elsewhere in every form."""
    return re.sub(r"\s", "", text)


def given(client: FlaskClient, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    return bytes(response.get_data())


def twin(client: FlaskClient, subject: str, more: str = "") -> Any:
    return client.get(f"/api/v1/dossier/{subject}?{NOW}{more}").get_json()


def pdf(client: FlaskClient, subject: str, more: str = "") -> Pdf:
    return Pdf.read(given(client, f"/dossier/{subject}.pdf?{NOW}{more}"))


def said_in_workbook(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = []
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            cells += [shown(cell) for cell in row]
    return squeezed(" ".join((*book.sheet_names, *cells)))


def shown(cell: Any) -> str:
    """A cell as Vietnamese offices see it: 22/11/2026 and 1.215."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return f"{cell:,.0f}".replace(",", ".")
    return str(cell)


def texts(paper: Any) -> list[str]:
    """Everything that a dossier says: particulars, facts, headings, rows."""
    found = [text for each in paper["particulars"] for text in (each["label"], each["value"])]
    for section in paper["sections"]:
        found += [section["title"], section["lead"]]
        found += [text for fact in section["facts"] for text in (fact["label"], fact["text"])]
        for table in section["tables"]:
            found += [table["caption"], table["note"], *(table["columns"] if table["rows"] else ())]
            found += [cell["text"] for row in table["rows"] for cell in row]
    return found


def without_times(text: str) -> str:
    """Leave out when a copy was made: it is another minute for the next one."""
    return re.sub(r"\d\d/\d\d/\d{4}\s?\d\d:\d\d", "", text)


@pytest.mark.parametrize(("subject", "lang"), SUBJECTS)
def test_page_pdf_workbook_and_offline_file_say_the_same(
    client: FlaskClient, subject: str, lang: str
) -> None:
    more = f"&lang={lang}"
    doors = {
        "page": squeezed(read(client, f"/dossier/{subject}?{NOW}{more}").text),
        "pdf": squeezed(pdf(client, subject, more).text()),
        "html": squeezed(read(client, f"/dossier/{subject}.html?{NOW}{more}").text),
    }
    if lang == "vi":  # where numbers are written as `shown` does
        doors["xlsx"] = said_in_workbook(given(client, f"/dossier/{subject}.xlsx?{NOW}{more}"))
    for text in texts(twin(client, subject, more)):
        for door, whole in doors.items():
            assert without_times(squeezed(text)) in without_times(whole), (door, text)


def test_figures_are_those_of_the_gap_page_and_the_sheet(client: FlaskClient) -> None:
    facts = {f["label"]: f["text"] for f in twin(client, "u1-4")["sections"][0]["facts"]}
    for tier, label in (("village", "thôn"), ("household", "hộ gia đình")):
        report = client.get(f"/api/v1/gaps?in=u1-4&tier={tier}&{NOW}").get_json()
        told = f"{report['numerator']}/{report['denominator']}"
        assert facts[f"Chưa có người phụ trách: {label}"] == told
    rows = table(twin(client, "u1-4"), "villages")
    sheet = client.get(f"/api/v1/sheet/u1-4?{NOW}").get_json()
    assert len(rows) == sheet["villages"]
    nearest = next(row for row in rows if row[1].startswith("Thôn Nà Lùng"))
    assert nearest[4:] == ["1/2", "2", "22/11/2026"]


def table(paper: Any, key: str) -> list[list[str]]:
    found = [t for section in paper["sections"] for t in section["tables"] if t["key"] == key]
    return [[cell["text"] for cell in row] for row in found[0]["rows"]]


def test_a_dossier_tells_day_scope_filters_date_of_the_data_and_who_made_it(
    client: FlaskClient,
) -> None:
    told = {p["label"]: p["value"] for p in twin(client, "u1-5", "&months=3")["particulars"]}
    assert told["Tại ngày"] == "22/11/2026"
    assert "Thôn Nà Lùng, Xã Cao Lộc, Tỉnh Lạng Sơn (T01)" in told["Phạm vi"]
    assert "3 tháng, từ 23/08/2026 đến hết 22/11/2026" in told["Bộ lọc"]
    assert "số 1" in told["Dữ liệu đến"]
    assert getpass.getuser() in told["Xuất bởi"]


def test_the_pdf_is_an_office_document_in_our_fonts_alone(client: FlaskClient) -> None:
    found = pdf(client, "u1-5")
    assert found.fonts() <= {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic"}
    first = squeezed(found.pages()[0])
    for line in (
        "ỦY BAN NHÂN DÂN XÃ CAO LỘC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "HỒ SƠ THÔN",
        "Cao Lộc, ngày",
        "Bế Thị Mỹ Duyên",
    ):
        assert squeezed(line) in first


def test_letters_of_vietnamese_come_out_of_the_pdf_composed(client: FlaskClient) -> None:
    said = pdf(client, "u1-5").text()
    assert "\ufffd" not in said
    assert not re.search(r"[\u0300-\u036f]", said)


def test_every_page_and_sheet_carries_a_named_watermark(client: FlaskClient) -> None:
    raw = given(client, f"/dossier/u1-5.pdf?{NOW}")
    found = Pdf.read(raw)
    actor = getpass.getuser()
    assert len(found.pages()) > 1
    assert all(page.count(actor) >= 5 for page in found.marks())
    html = given(client, f"/dossier/u1-5.html?{NOW}").decode()
    watermark = html[html.index('class="watermark"') :].split("</svg>")[0]
    assert watermark.count(actor) == 2
    book = CalamineWorkbook.from_filelike(io.BytesIO(given(client, f"/dossier/u1-5.xlsx?{NOW}")))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()[:10]
        assert any(actor in str(cell) for row in rows for cell in row)


def test_what_is_sensitive_is_named_and_hidden_in_every_form(client: FlaskClient) -> None:
    facts = {f["label"]: f["text"] for f in twin(client, "p1-6")["sections"][0]["facts"]}
    assert facts["Ngày sinh"] == facts["Ngày vào Đảng"] == facts["Giới tính"] == "đã ẩn"
    assert facts["Điện thoại cơ quan"] == "0205 381 1234"
    for form in ("html", "pdf", "xlsx"):
        content = given(client, f"/dossier/p1-6.{form}?{NOW}")
        said = {
            "html": lambda raw: raw.decode(),
            "pdf": lambda raw: Pdf.read(raw).text(),
            "xlsx": said_in_workbook,
        }[form](content)
        assert "1981" not in said


def test_households_are_counted_and_named_by_code_where_nobody_answers(
    client: FlaskClient,
) -> None:
    paper = twin(client, "u1-5")
    facts = {f["label"]: f["text"] for f in paper["sections"][0]["facts"]}
    assert facts["Hộ có trong dữ liệu"] == "2"
    bare = [row for row in table(paper, "gaps") if row[1] == "chưa từng phân công"]
    assert [row[2] for row in bare] == ["T01-H002"]
    commune = {f["label"]: f["text"] for f in twin(client, "u1-4")["sections"][0]["facts"]}
    assert commune["Vướng mắc của hộ gia đình"] == facts["Vướng mắc của hộ gia đình"]
    assert not any("T01-H002" in row[2] for row in table(twin(client, "u1-4"), "gaps"))


def test_gaps_are_those_of_the_inspection(client: FlaskClient, scene_store: Store) -> None:
    paper, gaps = twin(client, "u1-4", "&lang=en"), scene_store.gap_days()
    words = Words(Translator("en"), scene_store.policy())
    counts = gaps.counts("u1-4", DAY)
    told = {words.gap_kind(kind): f"{each.n}/{each.of}" for kind, each in counts.items() if each.n}
    assert dict(table(paper, "tallies")) == told
    facts = {f["label"]: f["text"] for f in paper["sections"][0]["facts"]}
    named = ("Gaps, those of households left out", "Gaps of households")
    assert sum(int(facts[each]) for each in named) == len(gaps.listed("u1-4", DAY))
    assert len(table(paper, "gaps")) == int(facts[named[0]])


def test_gaps_of_a_person_rest_on_the_person(client: FlaskClient) -> None:
    acting = table(twin(client, "p1-5"), "gaps")
    assert any(row[1] == "tạm quyền quá hạn" and "Triệu Văn Ứng" in row[2] for row in acting)
    left = table(twin(client, "p1-7"), "gaps")
    gone = "người được phân công đã thôi chức vụ"
    assert [row[2:4] for row in left if row[1] == gone] == [
        ["Thôn Khuổi Mươi (T04); Hứa Quốc Khánh (CB07)", "01/03/2026"]
    ]


def test_visits_are_those_of_the_period_the_latest_first(client: FlaskClient) -> None:
    assert [row[0] for row in table(twin(client, "u1-5"), "visits")] == ["22/11/2026", "05/10/2026"]
    longer = table(twin(client, "u1-5", "&months=36"), "visits")
    assert [row[0] for row in longer] == ["22/11/2026", "05/10/2026", "22/11/2025"]
    assert longer[1][1:] == [
        "Bế Thị Mỹ Duyên (CB06)", "Thôn Nà Lùng (T01)", "đi cơ sở: Nắm tình hình thôn",
        "Có kiến nghị gửi cấp trên",
    ]  # fmt: skip
    assert len(table(twin(client, "p1-9"), "visits")) == 1


def test_a_unit_of_another_day_offers_what_came_before_or_after(client: FlaskClient) -> None:
    page = read(client, f"/dossier/u1-3?{NOW}")
    assert "Xã Hợp Thành không tồn tại vào ngày 22/11/2026" in page.text
    assert any("/dossier/u1-4" in link for link in page.links.values())
    before = read(client, "/dossier/u1-4?as_of=2025-06-30")
    assert any("/dossier/u1-3" in link for link in before.links.values())
    refused = client.get(f"/dossier/u1-3.pdf?{NOW}")
    assert refused.status_code == 404
    assert "Xã Cao Lộc (06184)" in refused.get_data(as_text=True)


@pytest.mark.parametrize("wanted", ["u1-1", "h1-1", "o1-9"])
def test_what_has_no_dossier_is_refused_with_what_has_one(client: FlaskClient, wanted: str) -> None:
    response = client.get(f"/api/v1/dossier/{wanted}?{NOW}")
    assert response.status_code == 400
    assert "không có hồ sơ riêng" in response.get_json()["error"]["message"]


def test_a_code_leads_to_the_id_in_every_form(client: FlaskClient) -> None:
    for form in ("", ".pdf", ".xlsx", ".html"):
        response = client.get(f"/dossier/CB06{form}?{NOW}&months=3")
        assert response.headers["Location"].startswith(f"/dossier/p1-6{form}?")
        assert "months=3" in response.headers["Location"]


@pytest.mark.parametrize("subject", ["units/u1-5", "units/u1-4", "people/p1-6"])
def test_a_dossier_is_one_click_from_the_page(client: FlaskClient, subject: str) -> None:
    links = read(client, f"/{subject}?{NOW}").links.values()
    address = f"/dossier/{subject.split('/')[1]}?"
    assert any(link.startswith(address) for link in links)
    assert NOW in next(link for link in links if link.startswith(address))


def test_scope_holds_in_dossiers_and_visits(scene_store: Store) -> None:
    reader = scene_store.reader()
    elsewhere = Scope(frozenset({"u1-2"}))
    asked = asked_for(reader, elsewhere, DAY, scene_store.gap_days())
    with pytest.raises(UnknownCodeError):
        unit_dossier(asked, "u1-4")
    assert visits_to(reader, elsewhere, ["u1-6"], ALWAYS) == ()
    assert visits_by(reader, Scope(frozenset()), "p1-6", ALWAYS) == ()
    own = Scope(frozenset({"u1-5"}))
    assert [visit.code for visit in visits_to(reader, own, ["u1-5", "o1-9"], ALWAYS)] == ["DCS01"]
    assert len(visits_to(reader, WHOLE, ["u1-5", "o1-9", "h1-1"], ALWAYS)) == 3


def test_a_payload_in_every_field_stays_text_in_every_form(payload_app: Flask) -> None:
    client = payload_app.test_client()
    for subject in ("u1-5", "p1-6"):
        page = client.get(f"/dossier/{subject}?{NOW}").get_data(as_text=True)
        html = given(client, f"/dossier/{subject}.html?{NOW}").decode()
        assert "&lt;img src=x" in page
        assert "<img src=x" not in page + html
        assert "alert(1)" in pdf(client, subject).text()
        assert "<imgsrc=x" in said_in_workbook(given(client, f"/dossier/{subject}.xlsx?{NOW}"))


def test_a_person_is_told_with_whom_that_one_directs_and_what_these_carry(
    client: FlaskClient,
) -> None:
    (row,) = table(twin(client, "p1-5"), "directed")
    assert row[0] == "Bế Thị Mỹ Duyên (CB06)"
    assert row[-1] == "1 thôn"
    received = table(twin(client, "p1-6"), "duties")
    assert received[0][0] == "Thôn Nà Lùng (T01)"
    assert "12/QĐ-UBND" in received[0][2]
    assert [cells[1] for cells in table(twin(client, "p1-6"), "spans")] == ["1/5"]
