"""The assignment sheet as a workbook: read by people, and read back by the importer."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from graphapp.domain.sheet import sheet
from graphapp.domain.sheet_table import Wish
from graphapp.errors import UsageError
from graphapp.export.workbook import Column, open_book
from graphapp.i18n import LANGUAGES, Translator
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE
from graphapp.sheet_file import save_sheet
from graphapp.words import Words
from loaders import demo_files, load
from tests.stores import ladybug_settings, loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphapp.domain.sheet_table import Sheet
    from graphapp.write import Store
    from loaders import LoadResult

Grid = list[list[Any]]

DATA = Path(__file__).resolve().parents[1] / "data"
MORE = [p for n in ("both_lines", "village_posts") for p in sorted((DATA / n).glob("*.csv"))]
PROVINCE, WARD = "20", "05977"
LAST_OF_DISTRICTS, AUTUMN = date(2025, 6, 30), date(2025, 10, 1)
TO_READ, TO_LOAD = "Bảng phân công", "Phân công"


@contextmanager
def filled(home: Path) -> Iterator[Store]:
    """Open the roster with party organisations, groups and posts of villages."""
    with loaded(ladybug_settings(home), demo_files(real_communes=False)) as opened:
        load(opened, MORE, actor="test")
        yield opened


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that no test changes."""
    with filled(tmp_path_factory.mktemp("sheet-file")) as opened:
        yield opened


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Store]:
    """A store to change."""
    with filled(tmp_path / "home") as opened:
        yield opened


def ask(store: Store, unit: str, day: date, **wish: str) -> Sheet:
    return sheet(store.reader(), WHOLE, unit, day, policy=default_policy(), wish=Wish(**wish))


def saved(store: Store, path: Path, asked: Sheet, lang: str = "vi") -> Path:
    save_sheet(path, store.reader(), asked, Words(Translator(lang), default_policy()))
    return path


def grid(path: Path, name: str) -> Grid:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


def edited(path: Path, change: Callable[[Grid], None]) -> Path:
    """Save both sheets again, as an office program would, after a change of the second."""
    to_read, to_load = grid(path, TO_READ), grid(path, TO_LOAD)
    change(to_load)
    target = path.with_name("edited.xlsx")
    with open_book(target) as book:
        for name, rows in ((TO_READ, to_read), (TO_LOAD, to_load)):
            sheet_made = book.sheet(name, [Column()] * len(rows[0]))
            for row in rows:
                sheet_made.row([None if cell == "" else cell for cell in row])
    return target


def counts(result: LoadResult) -> list[tuple[str, int, int, int, int]]:
    return [(f.kind, f.added, f.changed, f.ended, f.unchanged) for f in result.files]


def messages(result: LoadResult, name: str) -> set[str]:
    return {r.message for r in result.remarks if r.place.sheet == name}


# --- read back ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("unit", "day", "assignments"),
    [(PROVINCE, LAST_OF_DISTRICTS, 76), (PROVINCE, AUTUMN, 83), (WARD, AUTUMN, 11)],
)
def test_untouched_file_changes_nothing_when_it_is_loaded(
    store: Store, tmp_path: Path, unit: str, day: date, assignments: int, lang: str
) -> None:
    path = saved(store, tmp_path / "s.xlsx", ask(store, unit, day), lang)
    done = load(store, [path], actor="test")
    assert done.entry is None
    assert counts(done) == [("assignments", 0, 0, 0, assignments)]


def test_sheet_to_read_is_told_as_not_read_and_refuses_nothing(
    store: Store, tmp_path: Path
) -> None:
    path = saved(store, tmp_path / "s.xlsx", ask(store, PROVINCE, AUTUMN))
    done = load(store, [path], actor="test", dry_run=True)
    assert messages(done, TO_READ) == {"reading.sheet_not_read"}
    assert messages(done, TO_LOAD) == {"load.outside_tenure"}


def test_end_that_is_changed_in_the_file_changes_alone(own_store: Store, tmp_path: Path) -> None:
    def end_first(rows: Grid) -> None:
        rows[2][rows[0].index("Đến ngày")] = date(2025, 12, 31)

    path = saved(own_store, tmp_path / "s.xlsx", ask(own_store, WARD, AUTUMN))
    village = next(
        row for row in ask(own_store, WARD, AUTUMN).rows if row.village.code == "05977-01"
    )
    done = load(own_store, [edited(path, end_first)], actor="test")
    assert counts(done) == [("assignments", 0, 0, 1, 10)]
    after = next(row for row in ask(own_store, WARD, AUTUMN).rows if row.village.code == "05977-01")
    changed = [
        (old.until, new.until)
        for old, new in zip(_everybody(village), _everybody(after), strict=True)
        if old != new
    ]
    assert changed == [(date(9999, 12, 31), date(2026, 1, 1))]


def _everybody(row: Any) -> list[Any]:
    return [each for link in row.links for each in link.responsible]


def test_row_that_is_added_in_the_file_is_added_alone(own_store: Store, tmp_path: Path) -> None:
    def add(rows: Grid) -> None:
        new = {
            "Mã cán bộ": "DV00002",
            "Loại đối tượng": "thôn",
            "Mã đối tượng": "05977-04",
            "Hình thức phân công": "theo dõi",
            "Từ ngày": date(2025, 9, 1),
            "Số quyết định": "77-QĐ/ĐU",
            "Ngày ban hành": date(2025, 8, 30),
        }
        rows.append([new.get(head, "") for head in rows[0]])

    path = saved(own_store, tmp_path / "s.xlsx", ask(own_store, WARD, AUTUMN))
    done = load(own_store, [edited(path, add)], actor="test")
    assert counts(done) == [("assignments", 1, 0, 0, 11)]
    row = next(r for r in ask(own_store, WARD, AUTUMN).rows if r.village.code == "05977-04")
    added = row.link.responsible[-1]
    assert (added.kind, added.since) == ("follows", date(2025, 9, 1))
    assert added.decision
    assert (added.decision.number, added.decision.date) == ("77-QĐ/ĐU", date(2025, 8, 30))


# --- read by people -------------------------------------------------------------------------------


def test_sheet_to_read_names_everybody_in_words(store: Store, tmp_path: Path) -> None:
    rows = grid(saved(store, tmp_path / "s.xlsx", ask(store, WARD, AUTUMN)), TO_READ)
    texts = [cell for row in rows for cell in row]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts
    assert "Phường Đông Kinh, ngày 01/10/2025" in texts
    assert any("trang tính “Phân công”" in str(text) for text in texts)
    assert "(Ký tên, đóng dấu)" in texts
    header = next(row for row in rows if row[0] == "STT")
    first = dict(zip(header, rows[rows.index(header) + 1], strict=True))
    assert first["Thôn"] == "Khối 1"
    assert first["Phụ trách thôn"] == "Lương Đức Đạt (Công chức phường 1)"
    assert first["Phụ trách xã (cấp tỉnh)"] == "Nông Văn Đạt (Ủy viên UBND tỉnh 1, Tỉnh Lạng Sơn)"
    assert first["Chi bộ, người phụ trách"].startswith("Chi bộ Khối 1: Nông Văn Thử Hai (")
    assert first["Bí thư chi bộ"] == "Mã Văn Thôn Hai"
    assert first["Trưởng thôn"] == "khuyết"
    assert first["Trưởng ban công tác Mặt trận"] == "Bế Thị Thôn Một (tạm quyền)"
    assert (first["Hộ có người phụ trách"], first["Tổng số hộ"]) == (4, 5)
    assert first["Tình trạng ở thôn"] == "đầy đủ"
    above = "Tổ chức đảng cấp trên của chi bộ, người phụ trách"
    assert first[above].startswith("Đảng bộ cơ sở phường Đông Kinh: Hoàng Thị Thử Một (")
    fourth = dict(zip(header, rows[rows.index(header) + 4], strict=True))
    assert fourth[above].startswith("Đảng ủy phường Đông Kinh: Hoàng Thị Thử Một (")
    fifth = dict(zip(header, rows[rows.index(header) + 5], strict=True))
    assert fifth["Chi bộ, người phụ trách"] == "chưa có chi bộ"


def test_days_are_date_cells_and_gaps_are_told_with_their_reason(
    store: Store, tmp_path: Path
) -> None:
    path = saved(store, tmp_path / "s.xlsx", ask(store, PROVINCE, LAST_OF_DISTRICTS))
    rows = grid(path, TO_READ)
    header = next(row for row in rows if row[0] == "STT")
    table = [dict(zip(header, row, strict=True)) for row in rows[rows.index(header) + 1 :]]
    ends = {row["Hết hạn"] for row in table if isinstance(row["STT"], float)}
    assert ends == {date(2025, 6, 30), ""}
    gap = next(row for row in table if row["Phụ trách thôn"] == "chưa phân công")
    assert gap["Tình trạng ở thôn"].startswith("gián đoạn\n")


def test_filtered_file_says_so_and_holds_what_is_looked_at(store: Store, tmp_path: Path) -> None:
    asked = ask(store, WARD, AUTUMN, text="Khối 1")
    path = saved(store, tmp_path / "s.xlsx", asked)
    assert any("Đã lọc: 1 trong 5 thôn." in row for row in grid(path, TO_READ))
    targets = {row[5] for row in grid(path, TO_LOAD)[1:]}
    assert targets == {"05977-01", "05977", "CB05977-01", "CS05977"}


def test_sheet_is_set_for_a3_with_its_head_on_every_page(store: Store, tmp_path: Path) -> None:
    path = saved(store, tmp_path / "s.xlsx", ask(store, WARD, AUTUMN))
    with zipfile.ZipFile(path) as archive:
        first = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    assert 'paperSize="8"' in first
    assert 'orientation="landscape"' in first
    assert 'state="frozen"' in first
    assert "_xlnm.Print_Titles" in book


def test_empty_sheet_is_a_whole_file(store: Store, tmp_path: Path) -> None:
    path = saved(store, tmp_path / "s.xlsx", ask(store, "06990", AUTUMN))
    assert len(grid(path, TO_LOAD)) == 1


def test_file_that_cannot_be_written_is_refused_with_a_remedy(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        saved(store, tmp_path / "nowhere" / "s.xlsx", ask(store, WARD, AUTUMN))
    assert caught.value.message == "sheet.cannot_write"
    assert caught.value.places[0].remedy == "sheet.cannot_write.remedy"
