"""The ten main screenshots of `docs/gallery.md`, in Vietnamese and English, made in Chromium.

Over the small demonstration, loaded into a folder of its own. Nothing compares them: where there is
no Chromium they stay as they are, with one line that says so.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from tools.debian import CHROMIUM_NAMES
from tools.run import ROOT, run, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, ViewportSize

FOLDER = ROOT / "docs" / "gallery"
PAGE = ROOT / "docs" / "gallery.md"
LANGUAGES = ("vi", "en")
WIDTH, HEIGHT, TALL, WHOLE = 1366, 768, 1040, 1800
DAY, BEFORE = "2026-11-22", "2025-06-30"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis", "--force-color-profile=srgb"]
_ADDRESS = re.compile(r"http://[\d.:]+")
_READY = "body[data-ready]"
_OK = 200


class Shot(NamedTuple):
    """A page, what it is called, and what is to be seen on it."""

    name: str
    address: str
    vi: str
    en: str
    height: int = HEIGHT


SHOTS = (
    Shot("home", f"/?as_of={DAY}", "Trang chủ: tìm, tình hình chung, thay đổi gần đây",
         "Home: search, how the whole stands, what changed"),
    Shot("search", f"/search?q=khoi&as_of={DAY}", "Tìm, có dấu hoặc không dấu",
         "Search, with or without marks"),
    Shot("unit", f"/units/05977?as_of={DAY}", "Một phường: số liệu, cấp trên, cấp dưới, tiền thân",
         "A ward: facts, what is above and below, what it came from"),
    Shot("chain", f"/units/05977-02/chain?as_of={DAY}&line=both",
         "Chuỗi trách nhiệm từ thôn lên tỉnh, theo đơn vị và theo người",
         "The chain of responsibility from a village to the province", TALL),
    Shot("beside", f"/units/05977-02/chain?as_of={DAY}&beside={BEFORE}",
         "Hai ngày cạnh nhau, chỗ khác nhau được đánh dấu",
         "Two days side by side, with what differs marked", WHOLE),
    Shot("gaps", f"/gaps?in=20&as_of={DAY}", "Thôn chưa có ai được phân công, vì sao, từ bao giờ",
         "Villages that nobody answers for, why and since when"),
    Shot("sheet", f"/sheet/05977?as_of={DAY}", "Bảng phân công của một phường",
         "The assignment sheet of a ward"),
    Shot("network", f"/network?centre=05977&open=p1-2,p1-27&as_of={DAY}", "Mạng quanh một phường",
         "The network around a ward", TALL),
    Shot("overview", f"/overview?in=20&as_of={DAY}", "Toàn tỉnh theo mức đánh giá",
         "The whole province by grade", TALL),
    Shot("changes", f"/changes?in=20&from={BEFORE}&as_of={DAY}",
         "Thay đổi giữa hai ngày, qua mốc 01/07/2025",
         "What changed between two days, across 1 July 2025", TALL),
)  # fmt: skip


def main() -> int:
    """Make the screenshots and the page that shows them; return the exit code."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
    if not chromium:
        say("docs/gallery: left as it is (Chromium isn't installed)")
        return 0
    with tempfile.TemporaryDirectory(prefix="graphapp-gallery-") as home:
        if run([*_program(home), "demo", "--small"]):
            say("docs/gallery: the demonstration couldn't be loaded")
            return 1
        with _site(home) as site:
            taken = _take(chromium, site)
    PAGE.write_text(_written(taken), encoding="utf-8")
    return 0


def _program(home: str) -> list[str]:
    return [sys.executable, "-m", "graphapp.cli", "--home", home]


@contextmanager
def _site(home: str) -> Iterator[str]:
    """Serve a folder on a free port; yields its address."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    site = subprocess.Popen(  # noqa: S603 - our own command line, no shell
        [*_program(home), "serve", "--port", "0"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        lines = iter(site.stdout or ())
        yield next(found[0] for found in map(_ADDRESS.search, lines) if found)
    finally:
        site.terminate()
        site.wait()


def _take(chromium: str, site: str) -> list[Shot]:
    """Take every page that there is in each language; returns those that there are."""
    FOLDER.mkdir(exist_ok=True)
    taken: list[Shot] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        for shot in SHOTS:
            for lang in LANGUAGES:
                size: ViewportSize = {"width": WIDTH, "height": shot.height}
                page = browser.new_page(viewport=size, locale=lang)
                if _taken(page, f"{site}{shot.address}&lang={lang}", _file(shot, lang)):
                    taken += [shot] if shot not in taken else []
                else:
                    say(f"docs/gallery: left out {shot.name} ({lang}): no such page")
                page.close()
        browser.close()
    return taken


def _file(shot: Shot, lang: str) -> Path:
    return FOLDER / f"{shot.name}_{lang}.png"


def _taken(page: Page, address: str, file: Path) -> bool:
    response = page.goto(address)
    if response is None or response.status != _OK:
        return False
    page.wait_for_selector("main progress", state="detached")  # a comparison is being made
    page.wait_for_selector(_READY)
    page.wait_for_timeout(300)
    packed = repacked(page.screenshot(animations="disabled"))
    if not file.exists() or file.read_bytes() != packed:
        file.write_bytes(packed)
        say(f"docs/gallery/{file.name}: {len(packed) // 1000} kB")
    return True


def repacked(png: bytes) -> bytes:
    """Pack the pixels of a PNG as tightly as they go; nothing that is seen changes."""
    kept, pixels, at = [], b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        if kind == b"IDAT":
            pixels += body
        elif kind == b"IHDR":
            kept.append((kind, body))
        at += size + 12
    packed = zlib.compress(zlib.decompress(pixels), 9)
    chunks = [*kept, (b"IDAT", packed), (b"IEND", b"")]
    return png[:8] + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _written(shots: list[Shot]) -> str:
    """Return the page: each shot with its words, Vietnamese beside English."""
    lines = [
        "# Gallery",
        "",
        "<!-- Written by `python3 do.py gen` where there is Chromium; see `tools/gallery.py`. -->",
        "",
        "The small demonstration: communes of Lạng Sơn as they are; villages, people, posts and",
        "assignments are generated, there is no real person among them.",
    ]
    for shot in shots:
        pictures = " ".join(f"![{shot.name}](gallery/{shot.name}_{lang}.png)" for lang in LANGUAGES)
        lines += ["", f"## {shot.en}", "", f"{shot.vi}.", "", pictures]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
