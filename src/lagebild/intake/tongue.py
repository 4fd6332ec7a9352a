"""The language of an article's text."""

from __future__ import annotations

from lagebild.language import identify as language_of

_FEWEST_LETTERS = 10


def identify(text: str) -> str:
    """ISO 639-1 code; `de` for a text with hardly a letter."""
    if sum(c.isalpha() for c in text[:4000]) < _FEWEST_LETTERS:
        return "de"
    return language_of.identify(text)
