"""Vendored files are what the lock says, and a changed one is named."""

from __future__ import annotations

import io
import json
import tarfile
from typing import TYPE_CHECKING, Any

import pytest

from tools import vendor
from tools.run import StepError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one vendored package, whose archive comes from a folder, not from npm."""
    archive = tmp_path / "thing.tgz"
    with tarfile.open(archive, "w:gz") as opened:
        member = tarfile.TarInfo("package/dist/thing.js")
        member.size = 5
        opened.addfile(member, io.BytesIO(b"let a"))
    lock = {
        "packages": [
            {
                "name": "thing",
                "version": "1.0.0",
                "licence": "MIT",
                "integrity": "",
                "into": "static/vendor/thing",
                "files": [{"from": "dist/thing.js", "to": "thing.js", "sha256": ""}],
            }
        ]
    }
    (tmp_path / "lock.json").write_text(json.dumps(lock), "utf-8")
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    monkeypatch.setattr(vendor, "LOCK", tmp_path / "lock.json")
    monkeypatch.setattr(vendor, "TABLE", tmp_path / "static" / "vendor" / "README.md")
    monkeypatch.setattr(vendor, "_fetch", lambda *_: archive)
    return tmp_path


def _lock(shelf: Path) -> Any:
    return json.loads((shelf / "lock.json").read_text("utf-8"))


def test_vendored_files_are_what_the_lock_says() -> None:
    assert vendor.main(["--check"]) == 0


def test_update_writes_file_hash_and_table(shelf: Path) -> None:
    assert vendor.main(["--update"]) == 0
    digest = _lock(shelf)["packages"][0]["files"][0]["sha256"]
    assert (shelf / "static/vendor/thing/thing.js").read_bytes() == b"let a"
    assert digest in (shelf / "static/vendor/README.md").read_text("utf-8")


def test_changed_file_is_named_and_made_again(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vendor.main(["--update"])
    script = shelf / "static/vendor/thing/thing.js"
    script.write_text("let b", "utf-8")
    assert vendor.main(["--check"]) == 1
    assert "static/vendor/thing/thing.js: not what" in capsys.readouterr().out
    assert vendor.main([]) == 0
    assert script.read_bytes() == b"let a"


def test_file_that_the_lock_does_not_know_is_named(shelf: Path) -> None:
    vendor.main(["--update"])
    (shelf / "static/vendor/stray.js").write_text("", "utf-8")
    assert vendor.main(["--check"]) == 1


def test_archive_with_another_integrity_is_refused(shelf: Path) -> None:
    vendor.main(["--update"])
    lock = _lock(shelf)
    lock["packages"][0]["integrity"] = "sha512-another"
    (shelf / "lock.json").write_text(json.dumps(lock), "utf-8")
    (shelf / "static/vendor/thing/thing.js").unlink()
    with pytest.raises(StepError, match="isn't the one in the lock"):
        vendor.main([])
