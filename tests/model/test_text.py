import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.model.text import fold, normal, sort_key

LETTERS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệ ĐÂ019", max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà", "Hòa"), ("Thuỷ", "Thủy"), ("Đội Cấn", "doi can"), ("LŨNG  VÀI", "lung vai")],
)
def test_marks_case_and_tone_placement_do_not_matter_to_a_search(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(LETTERS)
def test_folding_does_not_depend_on_the_form_of_unicode(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


def test_text_is_stored_composed_with_single_spaces() -> None:
    assert normal("  Thôn\u00a0 Lũng\tVài ") == "Thôn Lũng Vài"
    assert normal(unicodedata.normalize("NFD", "Đặng")) == "Đặng"


def test_names_sort_by_the_vietnamese_alphabet() -> None:
    names = ["An", "Ăn", "Ân", "Bình", "Dung", "Đào", "Em", "Ê", "Oanh", "Ô", "Ơ", "Uyên", "Ưng"]
    assert sorted(set(names), key=sort_key) == names


def test_tones_come_after_letters_in_their_order() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "mac"]
    assert sorted(set(tones), key=sort_key) == tones


def test_numbered_villages_sort_by_their_number() -> None:
    villages = ["Thôn 1", "Thôn 2", "Thôn 10", "Thôn 10A", "Thôn Lũng Vài"]
    assert sorted(set(villages), key=sort_key) == villages
