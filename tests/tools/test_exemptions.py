"""House test: whoever silences a checker says why."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SILENCED = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[^\]]*\])?"
    r"|pragma:\s*no (?:cover|branch))(?P<rest>.*)"
)


def _python_files() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def _without_reason(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    found = ((number, SILENCED.search(line)) for number, line in enumerate(lines, 1))
    bare = (number for number, mark in found if mark and not re.search(r"\w{3}", mark["rest"]))
    return [f"{path.relative_to(ROOT)}:{number}" for number in bare]


def test_every_silenced_check_carries_its_reason() -> None:
    assert not [place for path in _python_files() for place in _without_reason(path)]
