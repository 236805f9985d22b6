"""The files of the demonstration: the real communes of Lạng Sơn and a generated roster."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

DEMO_DAY = date(2025, 7, 1)
_REAL = ("xa_phuong_truoc_2025", "xa_phuong_tu_2025", "chuyen_doi_2025")
_ROSTER = ("don_vi", "xa_cu", "thon", "can_bo", "chuc_vu", "bo_nhiem", "phan_cong", "ho")


def demo_files(*, real_communes: bool = True) -> tuple[Path, ...]:
    """Return the files to load with DEMO_DAY; without the real communes, the roster alone."""
    folder = files("loaders") / "demo" / "lang_son"
    names = (*_REAL, *_ROSTER) if real_communes else _ROSTER
    return tuple(Path(str(folder / f"{name}.csv")) for name in names)
