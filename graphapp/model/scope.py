"""What a user may see: the whole, or the units under some roots. Enforced below the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """The whole (``roots`` None) or what lies under ``roots`` (unit ids). No roots: nothing."""

    roots: frozenset[str] | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is hidden."""
        return self.roots is None


WHOLE = Scope()
