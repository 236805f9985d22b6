"""Says on every page that its data is generated, where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

from graphapp.web.site import site
from graphapp.write.generated import generated

if TYPE_CHECKING:
    from typing import Any

_KEY = "graphapp.generated"


def tell_generated() -> dict[str, Any]:
    """Give the templates ``generated``; the ledger is read again only when it has grown."""
    store = site().store
    head = store.head()
    known = cast("tuple[int, str | None] | None", current_app.extensions.get(_KEY))
    if known is None or known[0] != head:
        known = head, generated(store)
        current_app.extensions[_KEY] = known
    return {"generated": known[1]}
