"""The locks: whole, of one mind, and without any address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")


def _pins(lock: str) -> set[str]:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {re.split(r"[;\\]", line)[0].strip() for line in lines if re.match(r"[a-z0-9]", line)}


def _names(pins: set[str]) -> set[str]:
    return {pin.split("==")[0] for pin in pins}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|--|/", text.replace("--hash=sha256:", ""))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert all("--hash=sha256:" in block for block in blocks)


def test_everything_contains_the_runtime_in_the_same_versions() -> None:
    assert _pins("requirements.txt") <= _pins("requirements-dev.txt")


def test_every_declared_dependency_is_locked_in_a_version_it_allows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    runtime = [*project["dependencies"], *extras["editable"]]
    for lock, declared in zip(LOCKS, (runtime, [*runtime, *extras["dev"]]), strict=True):
        locked = dict(pin.split("==") for pin in _pins(lock))
        for requirement in map(Requirement, declared):
            assert requirement.specifier.contains(locked[requirement.name.lower()]), requirement
