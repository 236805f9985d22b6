"""The words by which people name what is looked at: thôn, xã, hộ."""

from __future__ import annotations

from graphapp.i18n import LANGUAGES, Translator
from graphapp.model.choices import TIERS
from graphapp.model.policy import TARGET_TIERS
from graphapp.model.text import fold


def tier_of(text: str) -> str:
    """Return the tier or other kind of target that a word means; a word of none as it is."""
    known = {fold(name): each for each in TARGET_TIERS for name in _names(each)}
    for choice in TIERS:
        if choice.value in TARGET_TIERS:
            known |= {fold(name): choice.value for name in (choice.vi, *choice.aliases)}
    return known.get(fold(text), text)


def _names(tier: str) -> tuple[str, ...]:
    return (
        tier,
        *(Translator(lang).text(f"tier.{tier}") for lang in LANGUAGES),
        *_SHORT.get(tier, ()),
    )


_SHORT = {"household": ("hộ",), "organisation": ("tổ chức", "tccsđ")}
