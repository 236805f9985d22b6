"""What of a style sheet goes into a file: what its page uses, and the licence."""

from __future__ import annotations

import pytest

from graphapp.render.style_sheet import read_style_sheet

SHEET = """/*! Somebody's, by licence */
:root { --ink: #111; }
/* not for a file */
.table > tbody { color: red; }
.btn:not(.idle, .off), .card { border: 0.5px; }
[data-theme=dark] { --ink: #fff; }
@font-face { font-family: X; src: url(x.woff2); }
@keyframes turn { to { rotate: 1turn; } }
@media print { .table { border: 0; } .card { display: none; } }
@media (min-width: 9rem) { .card { color: blue; } }
@page { margin: 1mm; }
.tail{width:calc(1px + .25em)}"""


@pytest.mark.parametrize(
    ("page", "rules"),
    [
        ("", [":root { --ink: #111; }", "@page { margin: 1mm; }"]),
        (
            '<p class="table">',
            [
                ":root { --ink: #111; }",
                ".table > tbody { color: red; }",
                "@media print { .table { border: 0; } }",
                "@page { margin: 1mm; }",
            ],
        ),
        (
            '<p class="btn idle off">',
            [
                ":root { --ink: #111; }",
                ".btn:not(.idle, .off) { border: 0.5px; }",
                "@page { margin: 1mm; }",
            ],
        ),
        (
            '<p data-theme="x" class="tail">',
            [
                ":root { --ink: #111; }",
                "[data-theme=dark] { --ink: #fff; }",
                "@page { margin: 1mm; }",
                ".tail { width:calc(1px + .25em) }",
            ],
        ),
    ],
)
def test_rules_are_kept_whose_classes_and_attributes_the_page_has(
    page: str, rules: list[str]
) -> None:
    kept = read_style_sheet(SHEET).used_by(page)
    assert kept.splitlines() == ["/*! Somebody's, by licence */", *rules]


def test_a_sheet_without_a_licence_begins_with_its_rules() -> None:
    assert read_style_sheet("p{margin:0}").used_by("") == "p { margin:0 }"
