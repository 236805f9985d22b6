"""What one running site is made of; every page reaches it through :func:`site`."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

from graphapp.model.scope import WHOLE, Scope

if TYPE_CHECKING:
    from graphapp.graph.port import Reader
    from graphapp.intake import Desk
    from graphapp.model.policy import Policy
    from graphapp.settings import Settings
    from graphapp.web.assets import Assets
    from graphapp.write import Store

_KEY = "graphapp"


@dataclass(frozen=True)
class Site:
    """The store, what the program was told, the static files, what is handed in."""

    store: Store
    settings: Settings
    assets: Assets
    desk: Desk

    @property
    def reader(self) -> Reader:
        """Return what asks the catalogue's queries."""
        return self.store.reader()

    @property
    def policy(self) -> Policy:
        """Return the policy in force."""
        return self.store.policy()

    @property
    def actor(self) -> str:
        """Return who asks: until accounts exist, the system's user that runs the site."""
        return getpass.getuser()

    @property
    def scope(self) -> Scope:
        """Return what the user may see: the whole, until accounts exist."""
        return WHOLE


def install(app: Flask, made: Site) -> None:
    """Give an app its site."""
    app.extensions[_KEY] = made


def site() -> Site:
    """Return the site of the app that answers this request."""
    return cast("Site", current_app.extensions[_KEY])
