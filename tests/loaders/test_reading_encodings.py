"""Text that is not Unicode is known by name; Vietnamese in Unicode never is taken for it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.reading import legacy
from loaders.reading.legacy import named, named_bytes, suspect
from tests.loaders.office import cells_of, tables
from tests.loaders.world import PEOPLE, counts, load_files, refused, told

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.write import Store

FAMILIES = "Nông Hoàng Lương Vi Lý Triệu Hứa Chu Bế Mã Đàm Lành Dương Nguyễn Trần Phùng Đặng Vũ"
MIDDLES = "Thị Văn Đức Ngọc Hữu Xuân Thế Quỳnh Mỹ Bích Kiều Hồng Thuỳ Thúy Hoà Hòa"
GIVEN = "Nga Đạt Phong Huyền Phượng Hiếu Thuỷ Thủy Uyên Tuyết Quý Khuê Yến Ước Sự Lưỡng Giàu Ỷ"
PLACES = [
    "Nà Lùng", "Bản Pàn", "Khuổi Mươi", "Pò Sla", "Cốc Tậu", "Lũng Hấu", "Kéo Phầy", "Tềnh Đon",
    "Phường Đông Kinh", "Xã Ba Sơn", "Tổ dân phố số 3", "Khối 2", "Avương", "Krông Păk", "Đắk Lắk",
    "QĐ-127/UBND", "5 m²", "Nº 5", "30 °C", "Chức vụ: Phó Chủ tịch (*)", "«Cá»…", "XÃ\u00a0HỘI",
    "Điểm ½", "Mục ①", "· Thôn", "José Müller", "Giá 5 £",
]  # fmt: skip
NAMES = st.builds(
    lambda *parts: " ".join(parts),
    *(st.sampled_from(words.split()) for words in (FAMILIES, MIDDLES, GIVEN)),
)
TEXTS = st.one_of(NAMES, st.sampled_from(PLACES))
CASES = st.sampled_from([str, str.upper, str.lower])
FORMS = st.sampled_from(["NFC", "NFD"])


def written(letters: dict[str, str], text: str) -> str:
    """Write text as a font of other letters would have it."""
    signs = {letter: sign for sign, letter in letters.items()}
    return "".join(signs.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def windows_1258(text: str) -> bytes:
    """Write text as Windows-1258 has it: the tone after its letter."""
    found = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            bare = unicodedata.normalize("NFC", parts.replace(tone, ""))
            found += bare.encode("cp1258") + tone.encode("cp1258")
    return found


@given(st.lists(TEXTS, min_size=1, max_size=8), CASES, FORMS)
def test_vietnamese_in_unicode_is_never_taken_for_another_code(
    texts: list[str], case: type[str], form: str
) -> None:
    assert named([unicodedata.normalize(form, case(text)) for text in texts]) is None


@pytest.mark.parametrize("word", ["5 m²", "m³", "b¹", "lª", "Đa°", "c½", "tø", "Hö"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_short_word_down_a_whole_column_is_no_other_code(word: str, form: str) -> None:
    column = [unicodedata.normalize(form, word)] * 50
    assert named(["Tên", *column]) is None
    assert named(["Tên", *(text.upper() for text in column)]) is None


def test_signs_that_people_type_are_no_other_code() -> None:
    assert named(f"{letter}{sign}" for sign in "¹²³ºª°½·" for letter in "abcdghiklmnopqst") is None


@example(["Hoàng Văn Nga"] * 3)  # its Windows-1258 reads as VNI as well
@given(st.lists(NAMES, min_size=3, max_size=8))
def test_names_in_another_code_are_known_by_it(names: list[str]) -> None:
    text = "\n".join(["Họ và tên", "Tổ dân phố", *names])
    tcvn3 = written(legacy.TCVN3_LETTERS, text.lower())
    vni = written(legacy.VNI_LETTERS, text)
    assert (suspect(tcvn3), named([tcvn3]), named_bytes(tcvn3.encode("latin-1"))) == (
        True, legacy.TCVN3, legacy.TCVN3,
    )  # fmt: skip
    assert (suspect(vni), named([vni]), named_bytes(vni.encode("latin-1"))) == (
        True, legacy.VNI, legacy.VNI,
    )  # fmt: skip
    viscii = written(legacy.VISCII_LETTERS, text).encode("latin-1")
    assert named_bytes(viscii) == legacy.VISCII
    assert named_bytes(windows_1258(text)) == legacy.CP1258
    garbled = text.encode().decode("latin-1")
    assert (suspect(garbled), named([garbled])) == (True, legacy.MOJIBAKE)


@pytest.mark.parametrize(
    "word", ["Hoµng", "Hoaøng", "HoÃ\xa0ng", "HoÃ ng", "Nguyá»…n", "L\ufffdng"]
)
def test_one_word_is_enough(word: str) -> None:
    assert suspect(word)
    assert named([word]) is not None


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (written(legacy.TCVN3_LETTERS, PEOPLE).encode("latin-1"), legacy.TCVN3),
        (written(legacy.TCVN3_LETTERS, PEOPLE).encode(), legacy.TCVN3),
        (written(legacy.VNI_LETTERS, PEOPLE).encode("latin-1"), legacy.VNI),
        (written(legacy.VNI_LETTERS, PEOPLE).encode("utf-16"), legacy.VNI),
        (written(legacy.VISCII_LETTERS, PEOPLE).encode("latin-1"), legacy.VISCII),
        (windows_1258(PEOPLE), legacy.CP1258),
        (PEOPLE.encode().decode("latin-1").encode(), legacy.MOJIBAKE),
    ],
    ids=["TCVN3", "TCVN3 in UTF-8", "VNI", "VNI in UTF-16", "VISCII", "1258", "mojibake"],
)
def test_a_file_is_refused_by_the_name_of_its_code(
    nothing: Store, tmp_path: Path, data: bytes, encoding: str
) -> None:
    (place,) = refused(nothing, tmp_path, {"can_bo.csv": data})
    assert (place.remedy, dict(place.values)["encoding"]) == ("reading.not_unicode", encoding)
    assert place.row == 1


def test_a_workbook_is_refused_by_the_name_of_its_code_at_the_cell(
    nothing: Store, tmp_path: Path
) -> None:
    rows = cells_of(PEOPLE)
    rows[2][1] = "N«ng V¨n §¹t"
    path = tables(tmp_path / "can_bo.xlsx", **{"Cán bộ": rows})
    (place,) = refused(nothing, tmp_path, {path.name: path.read_bytes()})
    assert (place.sheet, place.row, place.value) == ("Cán bộ", 3, "N«ng V¨n §¹t")
    assert dict(place.values)["encoding"] == legacy.TCVN3


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "titles", ["", "UBND PHƯỜNG ĐÔNG KINH, TỈNH LẠNG SƠN\nDANH SÁCH; cán bộ, đảng viên\n"]
)
def test_unicode_in_any_form_with_any_mark_reads_the_same(
    standing: Store, tmp_path: Path, mark: str, codec: str, titles: str
) -> None:
    data = (titles + PEOPLE.replace(",", mark)).encode(codec)
    result = load_files(standing, tmp_path, {"can_bo.csv": data})
    assert (result.entry, counts(result)) == (None, {"can_bo.csv": (0, 0, 0, 4)})


def test_utf_16_cut_in_the_middle_of_a_letter_is_refused(nothing: Store, tmp_path: Path) -> None:
    files = {"can_bo.csv": PEOPLE.encode("utf-16")[:-1]}
    assert told(refused(nothing, tmp_path, files)) == [
        ("can_bo.csv", 5, None, None, "reading.damaged_utf16")
    ]
