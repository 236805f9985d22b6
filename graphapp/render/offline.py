"""One HTML file that opens by itself: picture, search, details and tables, asking for nothing.

Everything is inside the file: the style, the script, the fonts and the data. The policy in its
head lets only that very style and script act, by their hashes; text goes in escaped, data as JSON
in which no tag can end.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from graphapp.render.drawing import Box, Drawing, Join, draw
from graphapp.render.style_sheet import StyleSheet, read_style_sheet

Text = Callable[..., str]
_FONT_FACE = re.compile(r"@font-face \{[^}]+\}")
_FILE = re.compile(r"url\(([^)]+\.woff2)\)")
_RANGE = re.compile(r"unicode-range: ([^;]+);")


@dataclass(frozen=True)
class Row:
    """A row of a table; ``boxes``: the ids of the picture that it speaks of."""

    cells: tuple[str, ...]
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table beside the picture."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Stamp:
    """Whose file it is: who took it out and when, and of what."""

    actor: str
    at: str
    as_of: str
    scope: str


@dataclass(frozen=True)
class Sheet:
    """What a file shows. ``legend``: pairs of what a sample is drawn as and what it means.

    ``plan``: the picture where it is drawn already, else boxes and joins are placed.
    """

    lang: str
    title: str
    lead: str
    stamp: Stamp
    boxes: tuple[Box, ...]
    joins: tuple[Join, ...]
    tables: tuple[Table, ...]
    legend: tuple[tuple[str, str], ...]
    plan: Drawing | None = None


@dataclass(frozen=True)
class Parts:
    """What goes into every file: the style sheets of the site, a script, the font."""

    styles: tuple[StyleSheet, ...]
    script: str
    faces: str

    def fitting(self, page: str) -> str:
        """Return the faces of the font that a page has letters of, and the rules that it uses."""
        needed = {ord(letter) for letter in page}
        faces = [face for face in _FONT_FACE.findall(self.faces) if _serves(face, needed)]
        return "\n".join([*faces, *(each.used_by(page) for each in self.styles)])


def read_parts(static: Path, script: str = "offline.js") -> Parts:
    """Read style, a script and fonts from the folder of static files; fonts become data."""
    folder = static / "vendor" / "be-vietnam-pro"
    sheet = (folder / "be-vietnam-pro.css").read_text(encoding="utf-8")
    faces = _FILE.sub(lambda found: f"url({_as_data(folder / found[1])})", sheet)
    sheets = (static / "vendor" / "bootstrap" / "bootstrap.min.css", static / "app.css")
    styles = tuple(read_style_sheet(each.read_text("utf-8")) for each in sheets)
    return Parts(styles, (static / "offline" / script).read_text("utf-8"), faces)


def _as_data(font: Path) -> str:
    return "data:font/woff2;base64," + base64.b64encode(font.read_bytes()).decode("ascii")


def _serves(face: str, needed: Iterable[int]) -> bool:
    found = _RANGE.search(face)
    ranges = [_range(each) for each in found[1].split(",")] if found else []
    return any(first <= letter <= last for letter in needed for first, last in ranges)


def _range(told: str) -> tuple[int, int]:
    first, _, last = told.strip().removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)


def offline(sheet: Sheet, parts: Parts, text: Text) -> str:
    """Return the file; ``text`` gives the words of its language by message."""
    drawing = sheet.plan or draw(sheet.boxes, sheet.joins)
    values = {"sheet": sheet, "drawing": drawing, "data": _data(drawing), "t": text}
    return enclosed("offline.html", values, parts)


def enclosed(template: str, values: Mapping[str, Any], parts: Parts) -> str:
    """Return a file with all that it needs inside, and a policy that lets nothing else act."""
    page = _ENVIRONMENT.get_template(template)
    values = {**values, "script": parts.script}
    plain = page.render(**values, style="", policy="")
    style = parts.fitting(plain)
    return page.render(**values, style=style, policy=_policy(style, parts.script))


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _data(drawing: Drawing) -> dict[str, Any]:
    """Return what the script looks up: each box by its id, and how they are joined."""
    return {
        "width": drawing.width,
        "height": drawing.height,
        "boxes": {
            box.id: {"title": box.title, "about": box.about, "details": _listed(box.details)}
            for box in (shape.box for shape in drawing.shapes)
        },
        # in the order in which they are drawn
        "joins": [[t.join.source, t.join.target, t.join.about] for t in drawing.tracks],
    }


def _listed(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [list(pair) for pair in pairs]


_ENVIRONMENT = Environment(
    loader=PackageLoader("graphapp.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# letters as they are, and no blanks: half the size; < > & and quotes stay escaped
_ENVIRONMENT.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
