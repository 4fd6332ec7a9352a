"""Words taken for subjects against the form of their determiner."""

from __future__ import annotations

import pytest

from lagebild.language.de.agreement import repair
from lagebild.language.doc import Doc, Token


def phrase(determiner: str, number: str, deprel: str) -> tuple[Doc, Token]:
    """A determiner, its noun with the given label, and the verb."""
    doc = Doc(f"{determiner} Wort kam", "de")
    doc.tokens = [Token(0, determiner, 0, 0), Token(1, "Wort", len(determiner) + 1, 0), Token(2, "kam", 0, 0)]
    article, noun, verb = doc.tokens
    article.head, article.deprel, noun.head, noun.deprel = noun, "det", verb, deprel
    noun.children, verb.children = [article], [noun]
    noun.feats = {"Case": "Nom", "Number": number}
    return doc, noun


CASES = [
    ("den", "Sing", "nsubj", "obj", "Acc"),
    ("Den", "Plur", "nsubj", "obl", "Dat"),
    ("dem", "Sing", "nsubj:pass", "obl", "Dat"),
    ("des", "Sing", "nsubj", "nmod", "Gen"),
    ("der", "Sing", "nsubj", "nsubj", "Nom"),  # may be nominative
    ("ein", "Sing", "nsubj", "nsubj", "Nom"),
    ("den", "Sing", "conj", "conj", "Nom"),  # not a subject: left alone
]


@pytest.mark.parametrize(("determiner", "number", "deprel", "expected", "case"), CASES)
def test_repair(determiner: str, number: str, deprel: str, expected: str, case: str) -> None:
    doc, noun = phrase(determiner, number, deprel)
    repair(doc)
    assert (noun.deprel, noun.feat("Case")) == (expected, case)
