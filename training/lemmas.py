"""Edit scripts from word to lemma: what is cut and put at both ends, the case, or the lemma itself (closed classes)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpora import Example

from lagebild.language.lemmas import apply_script

MIN_COMMON = 1 / 3  # of the longer form must be shared, else the script is the lemma itself (mir → ich)


def _common(a: str, b: str) -> tuple[int, int, int]:
    """The rightmost longest common substring: start in a, start in b, length."""
    best = (0, 0, 0)
    row = [0] * (len(b) + 1)
    for i in range(1, len(a) + 1):
        new = [0] * (len(b) + 1)
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                new[j] = row[j - 1] + 1
                if new[j] >= best[2]:
                    best = (i - new[j], j - new[j], new[j])
        row = new
    return best


def _edit(a: str, b: str) -> str:
    """Keep, delete and insert at the front: the shared head is kept, the rest of `a` gives way to that of `b`."""
    k = 0
    while k < min(len(a), len(b)) and a[k] == b[k]:
        k += 1
    return f"{k}\t{len(a) - k}\t{b[k:]}"


def script(word: str, lemma: str) -> str:
    """The script that turns `word` into `lemma` and, it is hoped, its likes into theirs."""
    low, target = word.lower(), lemma.lower()
    i, j, n = _common(low, target)
    if n < max(len(low), len(target)) * MIN_COMMON:
        return "=" + lemma
    body = f"{_edit(low[:i], target[:j])}\t{len(low) - i - n}\t{target[j + n :]}"
    for case in ("s", "l", "t", "u"):
        if apply_script(f"{case}\t{body}", word) == lemma:
            return f"{case}\t{body}"
    return "=" + lemma


def lexicons(examples: Iterable[Example], main: frozenset[str]) -> dict[str, str]:
    """By language the lines `form, part of speech, lemma` (tabs between); the treebanks in `main` count threefold."""
    counts: dict[str, dict[tuple[str, str], Counter[str]]] = {}
    for e in examples:
        table = counts.setdefault(e.language, {})
        for word, upos, lemma in zip(e.words, e.upos, e.lemmas, strict=False):
            if lemma and upos != "PUNCT" and not any(c in word + lemma for c in "\t\n"):
                table.setdefault((word.lower(), upos), Counter())[lemma] += 3 if e.treebank in main else 1
    return {
        language: "\n".join(f"{w}\t{u}\t{c.most_common(1)[0][0]}" for (w, u), c in sorted(table.items()))
        for language, table in counts.items()
        if table
    }
