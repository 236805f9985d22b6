"""Static files, in a checkout or a wheel: addressed by a hash of them all, cached for long."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, send_from_directory

from graphapp.static_files import static_folder
from graphapp.web.site import site

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR_SECONDS = 31_536_000
_IMPORT = re.compile(r'^import [^"]*"(\.[^"]+)";', re.MULTILINE)

assets = Blueprint("assets", __name__, url_prefix="/static")


@dataclass(frozen=True)
class Assets:
    """The folder and the version under which its files are addressed.

    One version for the whole folder: style sheets and modules name each other by relative paths.
    """

    folder: Path
    version: str


def find_assets() -> Assets:
    """Return the folder inside an installed wheel, else the one at the root of the checkout."""
    folder = static_folder()
    return Assets(folder, _version(folder))


@cache
def modules_of(folder: Path, name: str) -> tuple[str, ...]:
    """Return a module's name and the names of all that it imports, one through another.

    A page asks for all of them at once: the browser would learn of each only from the one before.
    """
    found: dict[str, None] = {name: None}
    waiting = [name]
    while waiting:
        path = folder / waiting.pop()
        for wanted in _IMPORT.findall(path.read_text(encoding="utf-8")):
            other = (path.parent / wanted).resolve().relative_to(folder.resolve()).as_posix()
            if other not in found:
                found[other] = None
                waiting.append(other)
    return tuple(found)


@assets.app_context_processor
def for_templates() -> dict[str, Callable[[str], tuple[str, ...]]]:
    """Lend every template what tells the modules of one."""
    return {"modules": lambda name: modules_of(site().assets.folder, name)}


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@assets.get("/<version>/<path:name>")
def file(version: str, name: str) -> Response:
    """Send one static file; an address of another version is gone."""
    found = site().assets
    if version != found.version:
        abort(404)
    response = send_from_directory(found.folder, name, max_age=YEAR_SECONDS)
    response.cache_control.immutable = True
    response.cache_control.public = True
    return response
