"""Where the static files are: inside an installed wheel, else at the root of the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def static_folder() -> Path:
    """Return the folder of style sheets, scripts, fonts and vendored files."""
    inside, beside = _PACKAGE / "static", _PACKAGE.parent / "static"
    return inside if inside.is_dir() else beside
