"""Vendored files: fetched with npm by name and version, held by their hashes.

`tools/vendor.lock.json` names every package (version, licence, npm's integrity) and every file
with its SHA-256. `check` compares what is there, offline; `make` fetches what is missing or
different; `update` takes a changed version from the lock and writes its hashes anew.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from tools.run import ROOT, StepError, output, say

LOCK = ROOT / "tools" / "vendor.lock.json"
TABLE = ROOT / "static" / "vendor" / "README.md"

Package = dict[str, Any]

_TABLE_HEAD = """\
# Vendored files

Written by `do.py gen` from `tools/vendor.lock.json`; nothing here is edited by hand.

| file | package | version | licence | SHA-256 |
| -- | -- | -- | -- | -- |
"""


def main(arguments: list[str]) -> int:
    """Check, make or update the vendored files; return the exit code."""
    parser = argparse.ArgumentParser(prog="tools/vendor.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, fetch nothing")
    parser.add_argument("--update", action="store_true", help="write the lock's hashes anew")
    options = parser.parse_args(arguments)
    lock = json.loads(LOCK.read_text("utf-8"))
    if options.check:
        return _check(lock)
    for package in lock["packages"]:
        if options.update or _wrong_files(package):
            _make(package, update=options.update)
    _write(LOCK, json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
    _write(TABLE, _table(lock))
    return _check(lock)


def _check(lock: dict[str, Any]) -> int:
    wrong = [path for package in lock["packages"] for path in _wrong_files(package)]
    wrong += _unknown_files(lock)
    if not TABLE.exists() or TABLE.read_text("utf-8") != _table(lock):
        wrong.append(TABLE)
    for path in wrong:
        say(f"{path.relative_to(ROOT)}: not what tools/vendor.lock.json says; run do.py gen")
    return 1 if wrong else 0


def _wrong_files(package: Package) -> list[Path]:
    paths = {_path(package, file): file["sha256"] for file in package["files"]}
    return [path for path, digest in paths.items() if _digest(path) != digest]


def _unknown_files(lock: dict[str, Any]) -> list[Path]:
    known = {_path(package, file) for package in lock["packages"] for file in package["files"]}
    roots = {(ROOT / package["into"]).parent for package in lock["packages"]} | {TABLE.parent}
    found = {path for root in roots if "vendor" in root.parts for path in root.rglob("*")}
    ours = {TABLE, *(root / ".gitattributes" for root in roots)}
    return sorted(path for path in found - known - ours if path.is_file())


def _path(package: Package, file: dict[str, str]) -> Path:
    return ROOT / str(package["into"]) / file["to"]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def _make(package: Package, *, update: bool) -> None:
    """Write the files of one package, refused when npm's archive isn't the one locked."""
    with tempfile.TemporaryDirectory() as folder:
        archive = _fetch(package, Path(folder))
        integrity = _integrity(archive)
        if update:
            package["integrity"] = integrity
        elif integrity != package["integrity"]:
            raise StepError(f"{package['name']}: the archive isn't the one in the lock")
        with tarfile.open(archive) as opened:
            for file in package["files"]:
                content = _content(opened, file)
                _write_bytes(_path(package, file), content)
                if update:
                    file["sha256"] = hashlib.sha256(content).hexdigest()


def _fetch(package: Package, folder: Path) -> Path:
    npm = shutil.which("npm")
    if not npm:
        raise StepError("npm isn't installed: vendored files can't be fetched")
    wanted = f"{package['name']}@{package['version']}"
    say(f"fetching {wanted}")
    code, said = output([npm, "pack", "--silent", "--ignore-scripts", wanted], cwd=folder)
    archives = list(folder.glob("*.tgz"))
    if code or len(archives) != 1:
        raise StepError(f"npm pack {wanted}: {said.strip()}")
    return archives[0]


def _integrity(archive: Path) -> str:
    digest = hashlib.sha512(archive.read_bytes()).digest()
    return "sha512-" + base64.b64encode(digest).decode("ascii")


def _content(archive: tarfile.TarFile, file: dict[str, Any]) -> bytes:
    sources = file["from"] if isinstance(file["from"], list) else [file["from"]]
    parts = [_member(archive, name) for name in sources]
    if not file.get("edit"):
        return b"".join(parts)
    return _EDITS[file["edit"]]([part.decode("utf-8") for part in parts]).encode("utf-8")


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    opened = archive.extractfile(f"package/{name}")
    if opened is None:
        raise StepError(f"{name} is no file of the package")
    return opened.read()


def _woff2_faces(sheets: list[str]) -> str:
    """Keep the vietnamese, latin-ext and latin faces of fontsource's sheets, woff2 alone."""
    blocks = re.findall(r"/\*[^*]+\*/\s*@font-face \{[^}]+\}", "\n".join(sheets))
    alone = [re.sub(r", url\([^)]+\.woff\) format\('woff'\)", "", block) for block in blocks]
    return "\n\n".join(block.replace("./files/", "") for block in alone) + "\n"


_EDITS = {"woff2_faces": _woff2_faces}


def _table(lock: dict[str, Any]) -> str:
    rows = [
        f"| `{package['into']}/{file['to']}` | {package['name']} | {package['version']} "
        f"| {package['licence']} | `{file['sha256']}` |\n"
        for package in lock["packages"]
        for file in package["files"]
    ]
    return _TABLE_HEAD + "".join(rows)


def _write(path: Path, text: str) -> None:
    _write_bytes(path, text.encode("utf-8"))


def _write_bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
