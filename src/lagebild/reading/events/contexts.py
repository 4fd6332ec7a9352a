"""PLOVER contexts: what an event is about, by the words around it (`knowledge/de/event_contexts.tsv`)."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from lagebild.language.doc import Doc

MAX_CONTEXTS = 4
MIN_FIRST_PART = 2


@cache
def _keywords() -> tuple[dict[str, str], dict[str, str]]:
    """Whole words and last (or first) parts of compounds -> context."""
    whole: dict[str, str] = {}
    parts: dict[str, str] = {}
    text = files("lagebild.knowledge").joinpath("de", "event_contexts.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            context, words = line.split("\t")
            for word in words.lower().split(","):
                (parts if "*" in word else whole)[word] = context
    return whole, parts


@lru_cache(maxsize=100_000)
def context_of(lemma: str) -> str | None:
    """The context that a word points to."""
    whole, parts = _keywords()
    low = lemma.lower()
    if low in whole:
        return whole[low]
    for i in range(3, len(low)):
        if (found := parts.get(low[:i] + "*")) or (found := parts.get("*" + low[i:])):
            return found
    return parts.get(low + "*") or parts.get("*" + low)


def contexts_at(doc: Doc, sentences: set[int]) -> tuple[str, ...]:
    """The contexts of the sentences that tell an event, most often named first."""
    counts: dict[str, int] = {}
    for i in sorted(sentences):
        for token in doc.sentence_tokens(i):
            if token.upos in ("NOUN", "PROPN", "ADJ", "VERB", "X"):
                found = context_of(token.lemma)
                if found is not None:
                    counts[found] = counts.get(found, 0) + 1
    return tuple(sorted(counts, key=lambda c: (-counts[c], c))[:MAX_CONTEXTS])
