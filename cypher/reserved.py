"""Words that ladybug does not take as a name, an alias or a parameter."""

from __future__ import annotations

RESERVED = frozenset(
    (
        *("all", "asc", "column", "default", "desc", "end", "group", "hint", "in", "join"),
        *("none", "not", "null", "on", "only", "order", "profile", "table", "when", "with"),
    )
)
