"""One style sheet for all pages: nothing in it twice, nothing that no page uses."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from graphapp.web.assets import find_assets

ROOT = Path(__file__).resolve().parents[2]
STATIC = find_assets().folder
SHEET = re.sub(r"/\*.*?\*/", "", (STATIC / "app.css").read_text("utf-8"), flags=re.DOTALL)


def selectors() -> list[str]:
    """What is said of which elements, outside conditions of media and pages."""
    depth, found, read = 0, [], ""
    for char in SHEET:
        read += char
        depth += {"{": 1, "}": -1}.get(char, 0)
        if not depth and char == "}":
            found.append(" ".join(read.partition("{")[0].split()))
            read = ""
    return [each for each in found if not each.startswith("@")]


def words() -> set[str]:
    """Every word of what makes pages: templates, signs, scripts and the modules behind them."""
    kinds = {".html", ".svg", ".py", ".js"}
    every = [*(ROOT / "graphapp").rglob("*"), *STATIC.rglob("*")]
    made = (path for path in every if path.suffix in kinds and "vendor" not in path.parts)
    return {
        word for path in made for word in re.findall(r"[A-Za-z][\w-]*", path.read_text("utf-8"))
    }


def test_there_is_one_sheet_of_ours_and_the_layout_alone_asks_for_it() -> None:
    own = [path.name for path in STATIC.rglob("*.css") if "vendor" not in path.parts]
    assert own == ["app.css"]
    templates = (ROOT / "graphapp" / "web" / "templates").rglob("*.html")
    asking = [path.name for path in templates if "stylesheet" in path.read_text("utf-8")]
    assert asking == ["page.html"]


def test_nothing_is_said_twice_of_the_same_elements() -> None:
    assert len(selectors()) > 300
    assert [each for each, times in Counter(selectors()).items() if times > 1] == []


def test_every_class_of_the_sheet_is_used() -> None:
    known = words()
    begun = tuple(word for word in known if word.endswith("-") and len(word) > 2)
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", SHEET))
    assert sorted(each for each in classes - known if not each.startswith(begun)) == []
