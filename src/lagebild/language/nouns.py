"""Lemmas of nouns by the longest known end of the word, from a language's `nouns.tsv` (made by `training/nouns.py`)."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def _ends(language: str) -> dict[str, tuple[int, str]]:
    """End of a word ("^" before a whole one) -> letters to cut, letters to add."""
    table = _HERE / language / "nouns.tsv"
    if not language.isalpha() or not table.is_file():
        return {}
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {end: (int(cut), add) for end, cut, add in rows}


@lru_cache(maxsize=50_000)
def noun_lemma(word: str, language: str) -> str | None:
    """The lemma of a common noun written as usual ("Zollbehörden": "Zollbehörde"); None where the table does not help."""
    if "-" in word:  # "EU-Staaten": the last part is the noun
        front, _, last = word.rpartition("-")
        found = noun_lemma(last, language)
        return None if found is None else f"{front}-{found}"
    ends, low = _ends(language), word.lower()
    if not ends or not word[:1].isupper() or word[1:] != low[1:] or not word.isalpha():
        return None
    script = ends.get("^" + low) or next((ends[low[i:]] for i in range(len(low) + 1) if low[i:] in ends), None)
    if script is None or script[0] >= len(word):
        return None
    return word[: len(word) - script[0]] + script[1]
