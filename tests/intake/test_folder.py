"""Where uploads are kept: under their own names, which lead nowhere else."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from graphapp.errors import GraphappError
from graphapp.intake.folder import JobFolder
from graphapp.intake.job import UnknownJobError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("C:\\Users\\Lan\\thôn.csv", "thôn.csv"),
        ("/etc/passwd", "passwd"),
        (" .csv", "csv"),
        ("", "file"),
        ("hộ.tar.csv", "hộ.tar.csv"),
        ("a\r\nb.csv", "a_b.csv"),
    ],
)
def test_upload_keeps_the_last_part_of_its_name(tmp_path: Path, name: str, stored: str) -> None:
    folder = JobFolder(tmp_path)
    upload = folder.receive(folder.new_id(), name, BytesIO(b"x"), ())
    assert (upload.name, upload.size) == (stored, 1)


def test_name_of_a_job_that_is_none_leads_to_no_folder(tmp_path: Path) -> None:
    for name in ("..", "../..", "0" * 15, "G" * 16):
        with pytest.raises(UnknownJobError):
            JobFolder(tmp_path).copy(name, 0)


def test_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "loads").write_text("in the way", encoding="utf-8")
    with pytest.raises(GraphappError) as caught:
        JobFolder(tmp_path).new_id()
    assert caught.value.message == "loads.not_kept"
