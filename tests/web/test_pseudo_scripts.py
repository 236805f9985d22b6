"""No script shows a text that is neither a message nor data: drawn, painted, said when it is used.

As in `test_pseudo`, every message is marked; what a canvas shows must stand on the page too.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

import pytest

from graphapp import create_app
from graphapp.i18n import LANGUAGES
from graphapp.web.assets import find_assets
from tests.web import scene
from tests.web.addresses import DRAWN, on
from tests.web.browser import tab
from tests.web.conftest import served
from tests.web.pseudo import findings, pseudo_language, told_by
from tests.web.test_pseudo import DATA, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from graphapp.settings import Settings
    from graphapp.write import Store
    from tests.web.browser import Tab

NETWORK, TREE = f"/network?centre={scene.COMMUNE}", "/overview?in=u1-1&layout=tree"
PAINTED = """
window.painted = [];
const paint = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  window.painted.push(text);
  return paint.call(this, text, ...rest);
};
"""
# what somebody does on a page, and what then says something: field or button, text, answer
USED = (
    (NETWORK, "[data-find] input", "zzz", "[data-found-count]:not(:empty)"),
    (NETWORK, "[data-find] input", "xa", "[data-found] button"),
    (NETWORK, "[data-nodes-filter]", "zzz", "[data-nodes-table]"),
    (NETWORK, "[data-nodes-table] tr:nth-child(2) button", "", "[data-details] [data-act]"),
    (NETWORK, "[data-narrow] summary", "", "[data-narrow][open]"),
    (TREE, "[data-plan-find] input", "zzz", "[data-find-told]:not(:empty)"),
)


@pytest.fixture(scope="module", autouse=True)
def _marked() -> Iterator[None]:
    with pseudo_language():
        yield


@pytest.fixture(scope="module")
def address(_marked: None, scene_store: Store, scene_settings: Settings) -> str:
    return served(create_app(scene_store, scene_settings))


def html_of(page: Page) -> str:
    html: str = page.locator("html").evaluate("(page) => page.outerHTML")
    return html


def left_on(found: Tab, lang: str, *typed: str) -> list[str]:
    """What of a page is left untouched as it stands now, painted texts among it."""
    address = found.page.url.removeprefix(found.address.rstrip("/"))
    data = DATA.more([*given(address), *typed, "tháng", *calendar.month_name])
    told = told_by(html_of(found.page))
    whole = " ".join(" ".join(told).split())
    painted = [" ".join(text.rstrip("…").split()) for text in found.page.evaluate("window.painted")]
    strange = [text for text in painted if re.search(r"[^\W\d_]", text) and text not in whole]
    return findings(told, lang, data) + strange


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_untranslated_of_what_scripts_draw(
    chrome: Browser, address: str, lang: str
) -> None:
    with tab(chrome, address) as found:
        found.page.add_init_script(PAINTED)
        for each in DRAWN:
            found.open(on(each, lang))
            assert left_on(found, lang) == [], each
        found.page.locator("[data-slash]").first.press_sequentially("hop thanh")
        found.page.wait_for_selector("[role=option], .spot.is-found")
        assert left_on(found, lang, "hop thanh") == []


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_untranslated_of_what_scripts_say_when_used(
    chrome: Browser, address: str, lang: str
) -> None:
    with tab(chrome, address) as found:
        found.page.add_init_script(PAINTED)
        for path, what, typed, answer in USED:
            found.open(on(path, lang))
            if typed:
                found.page.locator(what).first.press_sequentially(typed)
            else:
                found.page.locator(what).first.click()
            found.page.wait_for_selector(answer, state="attached")
            assert left_on(found, lang, typed) == [], (path, what)


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_untranslated_when_a_script_gets_no_answer(
    chrome: Browser, address: str, lang: str
) -> None:
    with tab(chrome, address) as found:
        found.page.add_init_script(PAINTED)
        found.open(on(NETWORK, lang))
        found.page.context.route("**/api/**", lambda route: route.abort())
        found.page.locator("[data-nodes-table] tbody button").nth(1).click()
        found.page.locator("[data-act=expand]").first.click()
        found.page.wait_for_selector("[data-refused]:not([hidden])")
        assert left_on(found, lang) == []
        found.open(on(TREE, lang))
        found.page.locator("[data-node]").last.click(force=True)
        found.page.wait_for_selector("[data-plan-panel]:not([hidden]) p")
        assert left_on(found, lang) == []


# --- what no walk brings to light: words in the text of scripts and style sheets -----------------

TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`",
    re.DOTALL,
)
HELD = re.compile(r"\$\{[^}]*(?:\}|$)|\{[a-z_]+\}|\\.|<\?xml[^>]*\?>")
# what is given to be shown: one word is enough there
SHOWN = re.compile(
    r"(?:textContent|innerText|title|placeholder|ariaLabel|alt) = [\"'`]([^\"'`$]*[^\W\d_]{2})"
    r"|setAttribute\([\"'](?:title|aria-label|placeholder|alt)[\"'], [\"'`]([^\"'`$]*[^\W\d_]{2})"
    r"|(?:title|placeholder|alt|\"aria-label\"|textContent): [\"'`]([^\"'`$]*[^\W\d_]{2})"
    r"|(?:createTextNode|fillText|button|append|say)\([\"'`]([^\"'`$]*[^\W\d_]{2})"
    r"|(?:made?|make)\([\"']\w+[\"'], [\"'`]([^\"'`$]*[^\W\d_]{2})"
    r"|make\([\"']\w+[\"'], \{[^}]*\}, [\"'`]([^\"'`$]*[^\W\d_]{2})"
    r"|text\([\"'`]([^\"'`$]*[^\W\d_]{2})"
    r"|content: [\"']([^\"']*[^\W\d_]{2})"
)
# keys, fonts, a name that the browser gives, what is told to programmers; letters that wake a font
KNOWN = {
    "Escape", "Enter", "Home", "End", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight",
    "PageUp", "PageDown", "AbortError", "Shift", "Tab", "Delete",
    '"Be Vietnam Pro", "Segoe UI", "Noto Sans", Arial, sans-serif', "400 13px sans-serif",
    "input:not([type=checkbox], [type=radio]), textarea, select",
    ' 14px "Be Vietnam Pro"', "the picture is too large", "Việt Nam ốộữ Đăươ",
}  # fmt: skip


def classes() -> set[str]:
    """Every class that a style sheet names."""
    folder = find_assets().folder
    sheets = (folder / "app.css", folder / "vendor" / "bootstrap" / "bootstrap.min.css")
    return {name for each in sheets for name in re.findall(r"\.([a-z][\w-]*)", each.read_text())}


def prose_in(script: str, known: set[str]) -> list[str]:
    """Return the texts of a script that read like something told to people.

    Words beside each other, letters with marks, a word that begins like a sentence; but for names
    of keys, and classes, which a style sheet has or which hold a hyphen.
    """
    every = ("".join(filter(None, match.groups())) for match in TOKEN.finditer(script))
    found = [text for text in every if reads_like_prose(HELD.sub("", text), known)]
    return found + given_to_be_shown(script)


def reads_like_prose(text: str, known: set[str]) -> bool:
    named = all(word in known or re.fullmatch(r"[a-z]+-[a-z-]*", word) for word in text.split())
    if named or text in KNOWN or not re.search(r"[^\W\d_]", text):
        return False
    several = re.search(r"[^\W\d_]{2,}[,.:;!?]? +[^\W\d_]{2,}", text)
    return bool(several or re.search(r"[^\x00-\x7f]|^[A-Z][a-z]{2,}\W*$", text))


def given_to_be_shown(source: str) -> list[str]:
    return [next(filter(None, each)) for each in SHOWN.findall(source)]


def test_no_word_is_written_in_a_script_or_a_style_sheet() -> None:
    folder, known = find_assets().folder, classes()
    own = [path for path in folder.rglob("*.*") if "vendor" not in path.parts]
    told = {str(p): prose_in(p.read_text("utf-8"), known) for p in own if p.suffix == ".js"}
    told |= {str(p): given_to_be_shown(p.read_text("utf-8")) for p in own if p.suffix == ".css"}
    assert {name: found for name, found in told.items() if found} == {}


@pytest.mark.parametrize(
    "script",
    [
        'button.textContent = "Close"',
        '.a::before { content: "until"; }',
        'make("p", { class: "hint" }, "nobody")',
        'make("p", {}, `Không có ai ở ${place}`)',
        "told.append('nothing found')",
        'const words = { none: "Nothing" };',
        'const said = count ? `${count} things left` : "";',
        'return button("open", act);',
        'ctx.fillText("hidden", x, y)',
        'made("h3", "joined")',
    ],
)
def test_a_word_in_a_script_is_found(script: str) -> None:
    assert prose_in(script, {"hint"}) != []


@pytest.mark.parametrize(
    "script",
    [
        'make("p", { class: "table hint" }, words.none)',
        'event.key === "Escape" // Nothing to say',
        'panel.querySelector("[data-open] .hint")',
        '/* Words for people */ load("./words.js");',
        'say(words.path, { number: "{number}" })',
    ],
)
def test_what_a_script_says_to_the_browser_is_no_word(script: str) -> None:
    assert prose_in(script, {"table", "hint"}) == []
