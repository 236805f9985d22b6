"""A paper as one HTML file that opens by itself: contents, search over its rows, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.render.offline import Text, enclosed

if TYPE_CHECKING:
    from graphapp.domain.paper import Paper
    from graphapp.render.offline import Parts

SCRIPT = "paper.js"


def offline_paper(paper: Paper, parts: Parts, text: Text) -> str:
    """Return the file; ``text`` gives the words of its language by message."""
    return enclosed("paper.html", {"paper": paper, "t": text}, parts)
