"""No subject with an accusative article: "Den Minister kritisierte der Präsident" has one subject, the president.

German puts objects first more often than a small treebank shows; where the determiner's form rules the nominative out,
its word is no subject whatever the network says.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from lagebild.language.doc import Doc, Token

SUBJECTS = ("nsubj", "nsubj:pass")


@cache
def _table() -> tuple[dict[str, list[str]], dict[str, str]]:
    with Path(__file__).with_name("agreement.toml").open("rb") as file:
        data = tomllib.load(file)
    return data["forms"], data["labels"]


def repair(doc: Doc) -> None:
    """Changes label and case of words taken for subjects against the form of their determiner."""
    for token in doc.tokens:
        if token.deprel in SUBJECTS and (case := case_of(token)):
            token.deprel = _table()[1][case]
            token.feats["Case"] = case


def case_of(token: Token) -> str:
    """The case that the word's determiner has by its form, if that rules the nominative out; else ''."""
    determiner = token.child("det")
    if determiner is None or determiner.i > token.i:
        return ""
    singular, plural = _table()[0].get(determiner.text.lower(), ("", ""))
    return (plural if token.feat("Number") == "Plur" else singular) or singular
