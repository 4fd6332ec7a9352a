"""What German grammar rules out in a tree, whatever the network says.

"Den Minister kritisierte der Präsident" has one subject, the president: German puts objects first more often than a small
treebank shows, and the determiner's form rules the nominative out. And in "hat gegen die Führung in Minsk Sanktionen
verhängt" the place closes its phrase: a name with a preposition of its own is no part of the noun behind it. A verb has one
subject: of "Kritiker werfen Obama ... vor" it is the one that agrees with it in number. "das" is no article of a plural:
in "ein Gesetz, das Ausländern den Kauf untersagt" it is the subject of its clause. How long after something is no subject
either: "Ein Jahr nach dem Beginn lobten Wirt und Rat das Fest".
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lagebild.language.doc import Doc, Name, Token

SUBJECTS = ("nsubj", "nsubj:pass")
PARTS = ("compound", "flat", "flat:name")  # of the noun behind them
BARE = ("nmod", "obl", "appos")  # what a noun without a preposition hardly is behind a place
PLURAL = ("en", "ern", "eln", "sind")  # how finite verbs of the third person plural end
NOMINATIVE = frozenset({"er", "ich", "wir", "du", "man"})  # pronouns that are nothing but subject


@cache
def _table() -> tuple[dict[str, list[str]], dict[str, str]]:
    data = _data()
    return data["forms"], data["labels"]


@cache
def _data() -> dict[str, Any]:
    with Path(__file__).with_name("agreement.toml").open("rb") as file:
        return tomllib.load(file)


def repair(doc: Doc) -> None:
    """Takes places apart from the nouns behind them; changes label and case of subjects that grammar rules out."""
    doc.names = [_without_noun(doc, name) for name in doc.names]
    for name in doc.names:
        if name.label == "LOC":
            _apart(doc, doc.tokens[name.first : name.last])
    for token in doc.tokens:
        if token.deprel == "det" and token.text == "das":
            _relative(doc, token)
    for token in doc.tokens:
        if token.deprel in SUBJECTS and (case := case_of(token)):
            token.deprel = _table()[1][case]
            token.feats["Case"] = case
    persons = {i for name in doc.names if name.label == "PER" for i in range(name.first, name.last)}
    for token in doc.tokens:
        if token.upos == "VERB":
            _no_measure(token)
            _one_subject(token)
            _one_person(token, persons)


def _without_noun(doc: Doc, name: Name) -> Name:
    """ "in Minsk Sanktionen" taken for one name: a plural behind a name with a preposition of its own is none of its words,
    and "in" makes a place."""
    words = doc.tokens[name.first : name.last]
    first, last = words[0], words[-1]
    case = first.child("case")
    common = len(words) == 2 and first.upos == "PROPN" and last.upos == "NOUN" and last.feat("Number") == "Plur"
    if not common or case is None or case.text.lower() not in _data()["places"]["prepositions"]:
        return name
    return replace(name, last=name.last - 1, end=first.end, label="LOC")


def _relative(doc: Doc, token: Token) -> None:
    """ "ein Gesetz, das Ausländern ...": a "das" behind noun and comma that a noun in the plural was given as article."""
    noun = token.head
    verb, antecedent = noun.head if noun is not None else None, _neuter_before(doc, token)
    if noun is None or verb is None or antecedent is None or noun.feat("Number") != "Plur" or verb.upos != "VERB":
        return
    token.upos, token.feats = "PRON", {"Case": "Nom", "Gender": "Neut", "Number": "Sing", "PronType": "Rel"}
    taken = any(c.deprel in SUBJECTS for c in verb.children if c is not noun)
    _move(token, verb, "obj" if taken else "nsubj")
    if noun.deprel in SUBJECTS and not taken:
        dative = noun.text.endswith(("n", "s")) and verb.child("obj") is not None
        noun.deprel, noun.feats["Case"] = ("obl", "Dat") if dative else ("obj", "Acc")
    if verb.head is not None and antecedent not in verb.subtree():
        _move(verb, antecedent, "acl")


def _neuter_before(doc: Doc, token: Token) -> Token | None:
    """The neuter that stands last in the clause before the comma before `token`."""
    i, first = token.i - 1, doc.sentences[token.sent].first
    if i < first or doc.tokens[i].text != ",":
        return None
    for before in reversed(doc.tokens[first:i]):
        if before.text == ",":
            return None
        if before.upos in ("NOUN", "PROPN") and before.feat("Gender") == "Neut" and before.feat("Number") == "Sing":
            return before
    return None


def _one_subject(verb: Token) -> None:
    """Of two subjects the one stays that can be nothing else, else agrees with the verb in number, else comes first."""
    subjects = [c for c in verb.children if c.deprel in SUBJECTS and c.text.lower() != "es"]
    if len(subjects) < 2 or any(b.i == a.i + 1 for a, b in pairwise(subjects)):  # side by side: a name in two parts
        return
    finite = _finite(verb)

    def unfit(token: Token) -> tuple[bool, bool, bool]:
        return _is_oblique(token), not _is_nominative(token), _number(token) != finite.feat("Number")

    kept = min(subjects, key=unfit)
    for token in subjects:
        if token is not kept:
            token.deprel = "obj"
            token.feats["Case"] = "Acc"


def _no_measure(verb: Token) -> None:
    """ "Ein Jahr nach dem Beginn lobten Wirt und Rat das Fest": how long after something is no subject; the first noun behind
    the finite verb is that may be one and agrees with it."""
    table = _data()["distance"]
    measure = verb.child(*SUBJECTS)
    if measure is None or measure.lemma not in table["measures"]:
        return
    behind = next((c for c in measure.children if c.deprel == "nmod" and c.i > measure.i), None)
    case = behind.child("case") if behind is not None else None
    if case is None or case.text.lower() not in table["prepositions"] or case.i != measure.i + 1:
        return
    finite = _finite(verb)
    plural = finite.text.endswith(PLURAL)
    for token in verb.all_children(*SUBJECTS, "obj", "iobj", "obl"):
        bare = token.i > finite.i and token.child("case") is None and token.upos in ("NOUN", "PROPN")
        if bare and not case_of(token) and not _is_oblique(token) and (_number(token) == "Plur") == plural:
            token.deprel, measure.deprel = measure.deprel, "obl"
            token.feats["Case"], measure.feats["Case"] = "Nom", "Acc"
            return


def _one_person(verb: Token, persons: set[int]) -> None:
    """ "gratulierten Obama": one person is no subject of a verb in the plural where something else in the plural is there."""
    subject, finite = verb.child(*SUBJECTS), _finite(verb)
    if subject is None or subject.i not in persons or _number(subject) == "Plur" or not finite.text.endswith(PLURAL):
        return
    others = [c for c in verb.all_children("obj", "iobj", "obl") if c.upos == "NOUN" and c.child("case") is None]
    kept = next((c for c in others if _number(c) == "Plur" and not _is_oblique(c)), None)
    if kept is not None:
        kept.deprel, subject.deprel = subject.deprel, "obj"
        kept.feats["Case"], subject.feats["Case"] = "Nom", "Acc"


def _finite(verb: Token) -> Token:
    return verb if verb.feat("VerbForm") == "Fin" else next(filter(_is_finite, verb.children), verb)


def _is_nominative(token: Token) -> bool:
    """Whether a word can be nothing but a subject: "er", "der Wirt"."""
    article = token.child("det")
    masculine = token.feat("Gender") == "Masc" and token.feat("Number") != "Plur"
    return token.text.lower() in NOMINATIVE or (article is not None and article.text.lower() == "der" and masculine)


def _is_oblique(token: Token) -> bool:
    """Whether an adjective rules the nominative out: "guten Tag", "der alten Zeitung"."""
    article = token.child("det")
    open_ = article is None or article.text.lower() == "der"
    return open_ and token.feat("Number") != "Plur" and any(c.text.endswith("en") for c in token.all_children("amod"))


def _is_finite(token: Token) -> bool:
    return token.deprel in ("aux", "aux:pass", "cop") and token.feat("VerbForm") == "Fin"


def _number(token: Token) -> str:
    """The number of a noun with what is joined to it or its name: "Machthaber A und Präsident B"."""
    joined = any(part.child("conj") for part in (token, *token.all_children("appos", "flat")))
    return "Plur" if joined else token.feat("Number")


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
