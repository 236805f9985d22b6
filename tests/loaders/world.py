"""A small province as files, and ways to load and look at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cypher.state import noun, state_name
from graphapp.errors import Place
from graphapp.i18n import LANGUAGES, Translator
from graphapp.model.schema import MODEL
from graphapp.settings import Settings
from graphapp.write import Store
from loaders import LoadResult, RefusedLoadError, load

REFORM = date(2025, 7, 1)
UNITS = """\
Mã đơn vị,Tên đơn vị,Cấp,Mã đơn vị cha,Từ ngày,Đến ngày
20,Tỉnh Lạng Sơn,tỉnh,,,
178,Thành phố Lạng Sơn,huyện,20,,30/06/2025
05977,Phường Đông Kinh,xã,20,01/07/2025,
05983,Phường Lương Văn Tri,xã,20,01/07/2025,
"""
OLD = """\
Mã xã cũ,Tên xã cũ,Mã huyện,Đến ngày
05977,Phường Vĩnh Trại,178,30/06/2025
05980,Phường Đông Kinh,178,30/06/2025
"""
VILLAGES = """\
Mã thôn,Tên thôn,Mã xã,Mã xã cũ,Loại,Số hộ,Ngày thành lập,Ngày kết thúc
05977-01,Khối 1,05977,05980,khối,215,,
05977-02,Khối 2,05977,05977,khối,208,,
05983-01,Khối 1,05983,05977,khối,107,15/10/2025,
05983-02,Khối 2,05983,05980,khối,60,,31/12/2025
"""
PEOPLE = """\
Mã cán bộ,Họ và tên,Ngày sinh,Giới tính
CB1,Nguyễn Ngọc Nga,19/06/1972,Nữ
CB2,Nông Văn Đạt,19/08/1986,Nam
CB3,Lương Đức Phong,03/07/1987,Nam
CB4,Lương Đức Phong,04/07/1987,Nam
"""
POSTS = """\
Mã chức vụ,Tên chức vụ,Mã đơn vị,Cấp
20-CT,Chủ tịch UBND tỉnh,20,tỉnh
H178-CT,Chủ tịch UBND huyện,178,huyện
X05977-CT,Chủ tịch UBND phường,05977,xã
X05977-CB,Công chức phường,05977,xã
"""
TENURES = """\
Mã cán bộ,Mã chức vụ,Từ ngày,Đến ngày,Số quyết định
CB1,20-CT,15/01/2024,,QĐ-127
CB2,H178-CT,01/07/2021,30/06/2025,QĐ-955
CB3,X05977-CT,01/07/2025,,NQ-735
"""
ASSIGNMENTS = """\
Mã phân công,Mã cán bộ,Loại đối tượng,Mã đối tượng,Từ ngày,Đến ngày
PC1,CB1,cán bộ,CB3,01/07/2025,
PC2,CB1,xã,05977,01/07/2025,
PC3,CB3,thôn,05977-01,01/07/2025,
PC4,CB3,hộ,H1,01/08/2025,
"""
HOUSEHOLDS = """\
Mã hộ,Mã thôn,Diện
H1,05977-01,Hộ nghèo
H2,05983-01,Hộ cận nghèo
"""
WORLD = {
    "don_vi.csv": UNITS,
    "xa_cu.csv": OLD,
    "thon.csv": VILLAGES,
    "can_bo.csv": PEOPLE,
    "chuc_vu.csv": POSTS,
    "bo_nhiem.csv": TENURES,
    "phan_cong.csv": ASSIGNMENTS,
    "ho.csv": HOUSEHOLDS,
}
Content = str | bytes
Told = tuple[str | None, int | None, str | None, str | None, str]


def settings_of(home: Path) -> Settings:
    """Settings of a data folder on the embedded engine."""
    return Settings(home=home, buffer_pool_mb=128)


def write(folder: Path, files: Mapping[str, Content]) -> list[Path]:
    """Write files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return paths


def load_files(
    store: Store, folder: Path, files: Mapping[str, Content], day: date | None = None
) -> LoadResult:
    """Load files that are given as text."""
    return load(store, write(folder, files), actor="tester", day=day)


def refused(
    store: Store, folder: Path, files: Mapping[str, Content], day: date | None = None
) -> tuple[Place, ...]:
    """Load what must be refused; nothing is written, each place says what to do in any language."""
    before = [entry.seq for entry in store.entries()]
    with pytest.raises(RefusedLoadError) as caught:
        load_files(store, folder, files, day)
    assert [entry.seq for entry in store.entries()] == before
    for place in caught.value.places:
        assert place.file in files
        for lang in LANGUAGES:
            assert Translator(lang).text(place.remedy, **dict(place.values))
    return caught.value.places


def told(
    places: Iterable[Place],
) -> list[tuple[str | None, int | None, str | None, str | None, str]]:
    """Return file, row, column, value and remedy of each place."""
    return [(p.file, p.row, p.column, p.value, p.remedy.removeprefix("load.")) for p in places]


def counts(result: LoadResult) -> dict[str, tuple[int, int, int, int]]:
    """Return added, changed, ended, unchanged by file."""
    return {f.name: (f.added, f.changed, f.ended, f.unchanged) for f in result.files}


def with_line(text: str, *lines: str) -> str:
    """Return a file with lines at its end."""
    return text + "".join(f"{line}\n" for line in lines)


def one(store: Store, label: str, code: str) -> dict[str, Any]:
    """Return the one node of a code, under the names of the model."""
    (found,) = every(store, label, code)
    return found


def every(store: Store, label: str, code: str, key: str = "code") -> list[dict[str, Any]]:
    """Return the nodes of a code (or other key), by their start."""
    return _asked(store, label, key, **{f"{key}s": [code]})


def edges(store: Store, table: str, start: str) -> list[dict[str, Any]]:
    """Return the edges of a table that go out from an id, by their start."""
    return _asked(store, table, "start", ids=[start])


def _asked(store: Store, table: str, key: str, **parameters: Any) -> list[dict[str, Any]]:
    declared = MODEL.table(table)
    found = store.reader().rows(state_name(declared, key), **parameters)
    prefix = f"{noun(declared.name)}_"
    told = [{name.removeprefix(prefix): value for name, value in row.items()} for row in found]
    return sorted(told, key=lambda row: row.get("since", date.min))
