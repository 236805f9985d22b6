"""graphapp: who answers for this village, on any date, all the way up to the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from graphapp.settings import Settings
    from graphapp.write import Store


def create_app(store: Store, settings: Settings) -> Flask:
    """Return the site over an opened store; Flask is imported only by those who call this."""
    from graphapp.web.app import create_app as make  # noqa: PLC0415 - lazy, as the docstring says

    return make(store, settings)
