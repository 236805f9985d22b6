"""Loads files into the store: in any order, all rows or none, every bad row with its remedy."""

from __future__ import annotations

from loaders.demo_files import DEMO_DAY, demo_files
from loaders.load import load
from loaders.problems import Remark
from loaders.result import FileResult, LoadResult, RefusedLoadError

__all__ = [
    "DEMO_DAY",
    "FileResult",
    "LoadResult",
    "RefusedLoadError",
    "Remark",
    "demo_files",
    "load",
]
