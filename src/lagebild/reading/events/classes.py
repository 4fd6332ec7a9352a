"""Word classes: which words count as sanctions, aid, courts ... (`knowledge/de/frame_classes.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

# A compound's last part is looked for only where a first part of this length is left.
MIN_FIRST_PART = 2
# Endings that a lemmatiser leaves on adjectival nouns ("Oppositionelle", "Oppositionellen") and on genitives.
ENDINGS = ("", "r", "n", "en", "s", "es", "e", "er", "rn")


@cache
def _classes() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Class -> (whole words, words that may end a compound), in lower case."""
    text = files("lagebild.knowledge").joinpath("de", "frame_classes.toml").read_text(encoding="utf-8")
    found = {}
    for name, words in tomllib.loads(text).items():
        whole = frozenset(w.lower().lstrip("*") for w in words)
        found[name] = (whole, frozenset(w[1:].lower() for w in words if w.startswith("*")))
    return found


@cache
def class_names() -> frozenset[str]:
    """The classes that a condition may name."""
    return frozenset(_classes())


@lru_cache(maxsize=200_000)
def in_class(word: str, name: str) -> bool:
    """Whether the lemma `word` belongs to the class, as a whole or as a compound of it."""
    whole, tails = _classes()[name]
    low = word.lower()
    for form in variants(low):
        if form in whole:
            return True
        if tails and any(form[i:] in tails for i in range(MIN_FIRST_PART, len(form) - 2)):
            return True
    return False


@lru_cache(maxsize=100_000)
def variants(low: str) -> tuple[str, ...]:
    """The word itself, without the endings of adjectival nouns, and with the `r` that a lemma of one has."""
    found = [low]
    for ending in ENDINGS[1:]:
        if low.endswith(ending) and len(low) - len(ending) > 3:
            found.append(low[: -len(ending)])
    if low.endswith("e"):
        found.append(low + "r")
    return tuple(dict.fromkeys(found))
