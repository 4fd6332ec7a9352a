"""What the grammar rules out: subjects against their determiner's form, places tied to the noun behind them."""

from __future__ import annotations

import pytest

from lagebild.language.de.agreement import repair
from lagebild.language.doc import Doc, Name, Token


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


def tree(text: str, *rows: tuple[str, int, str]) -> Doc:
    """A sentence of words; (part of speech, head from 1, label) of each."""
    words = text.split()
    doc = Doc(text, "de")
    doc.tokens = [Token(i, word, text.index(word), 0) for i, word in enumerate(words)]
    for token, (upos, head, deprel) in zip(doc.tokens, rows, strict=True):
        token.upos, token.deprel = upos, deprel
        if head:
            token.head = doc.tokens[head - 1]
            token.head.children.append(token)
    return doc


def test_a_place_with_a_preposition_is_no_part_of_the_noun_behind_it() -> None:
    doc = tree(
        "gegen Firmen in Tilsit Strafen verhängt",
        ("ADP", 2, "case"), ("NOUN", 6, "obl"), ("ADP", 4, "case"), ("PROPN", 5, "compound"), ("NOUN", 2, "nmod"),
        ("VERB", 0, "root"),
    )  # fmt: skip
    doc.names = [Name(3, 4, 16, 22, "LOC", 0.9)]
    repair(doc)
    firms, place, fines, verb = (doc.tokens[i] for i in (1, 3, 4, 5))
    assert (place.head, place.deprel) == (firms, "nmod")
    assert (fines.head, fines.deprel) == (verb, "obj")
    assert firms.children == [doc.tokens[0], place]


@pytest.mark.parametrize(("label", "deprel"), [("ORG", "compound"), ("LOC", "nmod")])
def test_other_names_and_labels_stay(label: str, deprel: str) -> None:
    doc = tree(
        "gegen Firmen in Tilsit Strafen verhängt",
        ("ADP", 2, "case"), ("NOUN", 6, "obl"), ("ADP", 4, "case"), ("PROPN", 5, deprel), ("NOUN", 2, "nmod"),
        ("VERB", 0, "root"),
    )  # fmt: skip
    doc.names = [Name(3, 4, 16, 22, label, 0.9)]
    repair(doc)
    assert doc.tokens[3].head is doc.tokens[4]


SUBJECTS = [
    ("Gegner werfen Harms Feigheit vor", ["Plur", "Plur", "Sing", "Sing", ""], "Gegner"),
    ("Harms werfen Gegner Feigheit vor", ["Sing", "Plur", "Plur", "Sing", ""], "Gegner"),
    ("Harms warf Wilken Feigheit vor", ["Sing", "Sing", "Sing", "Sing", ""], "Harms"),
    ("Harms warf er Feigheit vor", ["Sing", "Sing", "Sing", "Sing", ""], "er"),
]


@pytest.mark.parametrize(("text", "numbers", "subject"), SUBJECTS)
def test_a_verb_has_one_subject(text: str, numbers: list[str], subject: str) -> None:
    doc = tree(
        text, ("NOUN", 2, "nsubj"), ("VERB", 0, "root"), ("PROPN", 2, "nsubj"), ("NOUN", 2, "obj"),
        ("ADP", 2, "compound:prt"),
    )  # fmt: skip
    for token, number in zip(doc.tokens, numbers, strict=True):
        token.feats = {"Number": number}
    doc.tokens[1].feats["VerbForm"] = "Fin"
    repair(doc)
    assert [t.text for t in doc.tokens if t.deprel == "nsubj"] == [subject]
    assert sum(t.deprel == "obj" for t in doc.tokens) == 2


@pytest.mark.parametrize(
    ("verb", "other", "subject"),
    [("dankten", "Gäste", "Gäste"), ("dankte", "Gäste", "Harms"), ("dankten", "Dank", "Harms")],
)
def test_one_person_is_no_subject_of_a_plural(verb: str, other: str, subject: str) -> None:
    doc = tree(f"{other} {verb} Harms", ("NOUN", 2, "obj"), ("VERB", 0, "root"), ("PROPN", 2, "nsubj"))
    doc.tokens[0].feats = {"Number": "Plur" if other == "Gäste" else "Sing"}
    doc.tokens[1].feats = {"VerbForm": "Fin", "Number": "Sing"}  # what the network took it for
    doc.names = [Name(2, 3, doc.tokens[2].start, len(doc.text), "PER", 0.9)]
    repair(doc)
    assert [t.text for t in doc.tokens if t.deprel == "nsubj"] == [subject]


def test_a_name_in_two_parts_and_an_expletive_are_no_second_subject() -> None:
    doc = tree(
        "Es sprach Jan Harms", ("PRON", 2, "nsubj"), ("VERB", 0, "root"), ("PROPN", 2, "nsubj"), ("PROPN", 2, "nsubj")
    )
    repair(doc)
    assert [t.deprel for t in doc.tokens] == ["nsubj", "root", "nsubj", "nsubj"]


@pytest.mark.parametrize(
    ("preposition", "verb", "subject"),
    [("nach", "lobten", "Wirt"), ("für", "lobten", "Jahr"), ("nach", "lobte", "Jahr")],
    ids=["distance in time", "no distance", "does not agree"],
)
def test_how_long_after_something_is_no_subject(preposition: str, verb: str, subject: str) -> None:
    doc = tree(
        f"Jahr {preposition} Beginn {verb} Wirt und Rat Feste",
        ("NOUN", 4, "nsubj"), ("ADP", 3, "case"), ("NOUN", 1, "nmod"), ("VERB", 0, "root"), ("NOUN", 4, "obj"),
        ("CCONJ", 7, "cc"), ("NOUN", 5, "conj"), ("NOUN", 4, "obl"),
    )  # fmt: skip
    doc.tokens[0].lemma, doc.tokens[0].feats = "Jahr", {"Number": "Sing"}
    doc.tokens[3].feats, doc.tokens[7].feats = {"VerbForm": "Fin"}, {"Number": "Plur"}
    repair(doc)
    assert [t.text for t in doc.tokens if t.deprel == "nsubj"] == [subject]


def test_a_place_and_the_noun_behind_it_are_no_name() -> None:
    doc = tree(
        "Firmen in Tilsit Strafen verhängt",
        ("NOUN", 5, "obl"), ("ADP", 3, "case"), ("PROPN", 4, "compound"), ("NOUN", 1, "nmod"), ("VERB", 0, "root"),
    )  # fmt: skip
    doc.tokens[3].feats = {"Number": "Plur"}
    doc.names = [Name(2, 4, 10, 24, "ORG", 0.6)]
    repair(doc)
    assert [(t.head.text if t.head else "", t.deprel) for t in doc.tokens[2:4]] == [
        ("Firmen", "nmod"),
        ("verhängt", "obj"),
    ]
    assert [(n.first, n.last, n.label, doc.text[n.start : n.end]) for n in doc.names] == [(2, 3, "LOC", "Tilsit")]
