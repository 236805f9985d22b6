"""Forms that change anything: guarded against other sites, and bounded before they are read.

Flask-WTF compares a token in each form with one in a signed cookie. The key that signs lies in the
data folder, for its owner alone. There is no other cookie.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from typing import TYPE_CHECKING

from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import RequestEntityTooLarge

from graphapp.errors import InputError, UsageError
from graphapp.web import failures

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from graphapp.settings import Settings

_KEY_BYTES = 32
_FRAME_BYTES = 1 << 20  # what a form adds around its files


def guard_forms(app: Flask, settings: Settings) -> None:
    """Let no POST through that did not begin on a page of ours, nor one that is too large."""
    key = _key(settings.home / "forms.key")
    app.config.update(
        SECRET_KEY=key,
        # a browser has one jar for all ports: two sites must not end each other's forms
        SESSION_COOKIE_NAME=f"graphapp-{hashlib.sha256(key.encode()).hexdigest()[:8]}",
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        WTF_CSRF_TIME_LIMIT=None,  # a check may be looked through for a day; the cookie ends sooner
        MAX_CONTENT_LENGTH=settings.upload_max_bytes + _FRAME_BYTES,
    )
    CSRFProtect(app)
    app.register_error_handler(CSRFError, _not_ours)
    app.register_error_handler(RequestEntityTooLarge, _too_large(settings.upload_max_bytes))


def _not_ours(_error: CSRFError) -> ResponseReturnValue:
    return failures.answer(UsageError("problem.form"))


def _too_large(limit: int) -> failures.Handler:
    def told(_error: RequestEntityTooLarge) -> ResponseReturnValue:
        return failures.answer(InputError("loads.too_large", megabytes=limit // 1_000_000))

    return told


def _key(path: Path) -> str:
    """Return the key, made where there is none: a new one only ends the forms that are open."""
    try:
        kept = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        kept = ""
    if len(kept) == 2 * _KEY_BYTES:
        return kept
    made = secrets.token_hex(_KEY_BYTES)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
    return made
