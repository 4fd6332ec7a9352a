"""Lemmas of irregular verb forms, with or without prefix, from a language's table of principal parts.

A small treebank shows few of the strong verbs in all their forms; the table holds what the network cannot guess.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_PARTICIPLE = "ge"


class IrregularVerbs:
    """Looks up verb forms; a language without a table knows none."""

    def __init__(self, forms: dict[str, str], bound: dict[str, str], prefixes: tuple[str, ...]) -> None:
        self._forms = forms
        self._bound = bound  # participles without "ge", which stand after an inseparable prefix only
        self._prefixes = prefixes  # longest first

    def lemma(self, word: str) -> str | None:
        """The infinitive that an irregular form belongs to ("aufgenommen": "aufnehmen"), or None."""
        low = word.lower().replace("ß", "ss") if "ß" in word and word.lower() not in self._forms else word.lower()
        if found := self._forms.get(low):
            return found
        for prefix in self._prefixes:
            if low.startswith(prefix):
                rest = low[len(prefix) :]
                infinitive = self._forms.get(rest) or self._forms.get(rest.removeprefix("zu")) or self._bound.get(rest)
                if infinitive:
                    return prefix + infinitive
        return None


@cache
def irregular_verbs(language: str) -> IrregularVerbs:
    """The table of a language (two letters)."""
    table, lists = _HERE / language / "irregular_verbs.tsv", _HERE / language / "verbs.toml"
    if not language.isalpha() or not table.is_file():
        return IrregularVerbs({}, {}, ())
    forms: dict[str, str] = {}
    bound: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            _add(forms, bound, line.split("\t"))
    known = tomllib.loads(lists.read_text(encoding="utf-8")) if lists.is_file() else {}
    prefixes = {*known.get("particles", ()), *known.get("inseparable", ())}
    return IrregularVerbs(forms, bound, tuple(sorted(prefixes, key=len, reverse=True)))


def _add(forms: dict[str, str], bound: dict[str, str], parts: list[str]) -> None:
    """All forms that follow from one row; a form of an earlier row stays with it."""
    infinitive, present, preterite, participle, *conjunctive = parts
    second = present[:-1] + "st" if present.endswith("t") else present
    # First and third person alone: the second is rare in news and like other verbs' forms ("gelangt", "verbracht").
    firsts = [preterite, *conjunctive, *(() if conjunctive else (preterite.removesuffix("e") + "e",))]
    plurals = [first.removesuffix("e") + "en" for first in firsts]
    for form in (infinitive, present, second, participle, *firsts, *plurals):
        forms.setdefault(form, infinitive)
    if participle.startswith(_PARTICIPLE) and not infinitive.startswith(_PARTICIPLE):
        bound.setdefault(participle.removeprefix(_PARTICIPLE), infinitive)
