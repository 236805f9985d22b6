"""Loads files into the store: in any order, all rows or none, every bad row with its remedy."""

from __future__ import annotations

from loaders.demo_files import DEMO_DAY, demo_files
from loaders.demo_load import Made, load_province, load_small
from loaders.differences import Altered, Difference
from loaders.kinds import kind_name
from loaders.load import Wanted, check, load, record
from loaders.policy_file import PolicyFile, read_policy_file
from loaders.problems import Remark
from loaders.result import Checked, FileResult, LoadResult, RefusedLoadError, StaleCheckError
from loaders.twins import Suggestion
from loaders.watch import Watch

__all__ = [
    "DEMO_DAY",
    "Altered",
    "Checked",
    "Difference",
    "FileResult",
    "LoadResult",
    "Made",
    "PolicyFile",
    "RefusedLoadError",
    "Remark",
    "StaleCheckError",
    "Suggestion",
    "Wanted",
    "Watch",
    "check",
    "demo_files",
    "kind_name",
    "load",
    "load_province",
    "load_small",
    "read_policy_file",
    "record",
]
