"""The wheel, installed into another environment in another folder, is the whole program."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment that has the wheel and the locked dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = [
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run([*pip, *build], check=True, cwd=folder)
    (wheel,) = folder.glob("graphapp-*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = ["--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*pip, *install], check=True, cwd=folder)
    _lend_dependencies(python)
    return python.parent / "graphapp"


def _lend_dependencies(python: Path) -> None:
    """Let the fresh environment see our dependencies, but not our own editable install.

    A path in a .pth file is searched, but the .pth files inside it are not read.
    """
    ask = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    own = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    (Path(own) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")


@pytest.fixture
def site(program: Path, tmp_path: Path) -> Iterator[str]:
    """The address of its site, with the demo loaded."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    command = [program, "--home", tmp_path / "home"]
    subprocess.run([*command, "demo", "--small"], check=True, cwd=tmp_path, env=environment)
    serve = [*command, "serve", "--port", "0"]
    with subprocess.Popen(
        serve, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        yield next(w for w in process.stdout.readline().split() if w.startswith("http"))
        process.terminate()


def test_the_program_of_the_wheel_is_not_our_own(program: Path) -> None:
    ask = [program.parent / "python", "-c", "import graphapp, cypher; print(graphapp, cypher)"]
    told = subprocess.run(ask, check=True, capture_output=True, text=True, cwd=program.parent)
    assert str(ROOT) not in told.stdout


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - loopback, our own site
        assert answer.status == 200
        return bytes(answer.read())


def test_the_wheel_serves_pages_static_files_and_queries(site: str) -> None:
    page = fetch(f"{site}gaps?in=20&as_of=2025-10-01").decode("utf-8")
    assert "11" in page
    assert "Khối 3" in page
    links = [part.split('"')[0] for part in page.replace('src="', 'href="').split('href="')[1:]]
    assert fetch(f"{site}dossier/05977.pdf?as_of=2025-10-01").startswith(b"%PDF")  # with its fonts
    static = [link for link in links if link.startswith("/static/")]
    assert any(".css" in link for link in static)
    assert any(".js" in link for link in static)
    assert all(fetch(site.rstrip("/") + link) for link in static)
