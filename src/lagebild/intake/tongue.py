"""The language of a text, until `lagebild.language.identify` is there."""

from __future__ import annotations


def identify(text: str) -> str:
    """ISO 639-1 code; `de` for a text without letters."""
    from py3langid import classify

    sample = text[:4000]
    if sum(c.isalpha() for c in sample) < 10:
        return "de"
    return str(classify(sample)[0])
