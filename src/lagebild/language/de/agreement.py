"""What German grammar rules out in a tree, whatever the network says.

"Den Minister kritisierte der Präsident" has one subject, the president: German puts objects first more often than a small
treebank shows, and the determiner's form rules the nominative out. And in "hat gegen die Führung in Minsk Sanktionen
verhängt" the place closes its phrase: a name with a preposition of its own is no part of the noun behind it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from lagebild.language.doc import Doc, Token

SUBJECTS = ("nsubj", "nsubj:pass")
PARTS = ("compound", "flat", "flat:name")  # of the noun behind them
BARE = ("nmod", "obl", "appos")  # what a noun without a preposition hardly is behind a place


@cache
def _table() -> tuple[dict[str, list[str]], dict[str, str]]:
    with Path(__file__).with_name("agreement.toml").open("rb") as file:
        data = tomllib.load(file)
    return data["forms"], data["labels"]


def repair(doc: Doc) -> None:
    """Takes places apart from the nouns behind them; changes label and case of subjects that their determiner rules out."""
    for name in doc.names:
        if name.label == "LOC":
            _apart(doc, doc.tokens[name.first : name.last])
    for token in doc.tokens:
        if token.deprel in SUBJECTS and (case := case_of(token)):
            token.deprel = _table()[1][case]
            token.feats["Case"] = case


def _apart(doc: Doc, place: list[Token]) -> None:
    """ "in Minsk Sanktionen": the place hangs on what stands before its preposition, the noun on the verb."""
    top = next((t for t in place if t.head is not None and t.head not in place), None)
    case = top.child("case") if top is not None else None
    if top is None or case is None or case.i >= place[0].i or top.deprel not in PARTS:
        return
    noun = top.head
    assert noun is not None
    verb = next((t for t in noun.ancestors() if t.upos in ("VERB", "AUX")), None)
    if noun.i != place[-1].i + 1 or noun.upos != "NOUN" or verb is None:
        return
    before = doc.tokens[case.i - 1] if case.i else None
    inside = before is not None and before.sent == case.sent and before.upos in ("NOUN", "PROPN") and before is not noun
    if noun.deprel in BARE and noun.child("case") is None:
        _move(noun, verb, "obl" if verb.child("obj") else "obj")
    _move(top, before if inside and before is not None else verb, "nmod" if inside else "obl")


def _move(token: Token, head: Token, deprel: str) -> None:
    if token.head is not None:
        token.head.children.remove(token)
    token.head, token.deprel = head, deprel
    head.children.append(token)
    head.children.sort(key=lambda child: child.i)


def case_of(token: Token) -> str:
    """The case that the word's determiner has by its form, if that rules the nominative out; else ''."""
    determiner = token.child("det")
    if determiner is None or determiner.i > token.i:
        return ""
    singular, plural = _table()[0].get(determiner.text.lower(), ("", ""))
    return (plural if token.feat("Number") == "Plur" else singular) or singular
