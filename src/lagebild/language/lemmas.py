"""Lemmas: what the treebanks know, what a language's tables and rules know, else the network's edit script.

A script is `=lemma`, or six fields with tabs between, `case keep delete insert cut add`: after `keep` letters `delete`
letters give way to `insert`, at the end `cut` letters give way to `add`; case `s` keeps the word's own capitals, `l`
lowers, `t` capitalises the first letter, `u` all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType

from lagebild.language.irregular import irregular_verbs
from lagebild.language.nouns import noun_lemma

VERBS = ("VERB", "AUX")
Lexicon = dict[tuple[str, str], str]  # (lower-case form, part of speech) -> lemma


class Lemmatiser:
    """Chooses the lemma of a word; the lexicon of a language is read when its first word comes."""

    def __init__(self, read_lexicon: Callable[[str], Lexicon]) -> None:
        self._read = read_lexicon
        self._lexicons: dict[str, Lexicon] = {}

    def lemma(
        self, word: str, upos: str, script: str, language: str, feats: Mapping[str, str] = MappingProxyType({})
    ) -> str:
        """The lemma of `word` as `upos` with UD features `feats`, the network proposing `script`."""
        lexicon = self._lexicons.get(language)
        if lexicon is None:
            lexicon = self._lexicons[language] = self._read(language)
        known = lexicon.get((word.lower(), upos))
        if known is not None and upos == "PROPN" and not word.startswith(known):
            known = None  # a treebank's old spelling ("Rußland") or another name: a name keeps its letters
        if known is None and upos in VERBS:
            known = irregular_verbs(language).lemma(word)
        if known is None and upos == "NOUN":
            known = noun_lemma(word, language)
        if known is None and (regular := _regular(language)):
            known = regular(word, upos, feats)
        return apply_script(script, word) if known is None else known


Rule = Callable[[str, str, Mapping[str, str]], str | None]


@cache
def _regular(language: str) -> Rule | None:
    """The rules of a language's regular inflection, `LANGUAGE/regular.py`, if it has some."""
    name = f"lagebild.language.{language}"
    if not language.isalpha() or find_spec(name) is None or find_spec(f"{name}.regular") is None:
        return None
    rule: Rule = import_module(f"{name}.regular").regular_lemma
    return rule


@lru_cache(maxsize=50_000)
def apply_script(script: str, word: str) -> str:
    """The lemma of `word` under `script`; the word itself where the script does not fit (too short)."""
    if script.startswith("="):
        return script[1:]
    case, keep, delete, insert, cut, add = script.split("\t")
    first, last = int(keep) + int(delete), len(word) - int(cut)
    if first > last or last < 0:
        return word
    low = word if case == "s" else word.lower()
    if len(low) != len(word):  # letters whose lower form is longer (İ) would shift the counts
        return word
    lemma = low[: int(keep)] + insert + low[first:last] + add
    if case == "t" or (case == "s" and word[:1].isupper()):
        lemma = lemma[:1].upper() + lemma[1:]
    return lemma.upper() if case == "u" else lemma or word
