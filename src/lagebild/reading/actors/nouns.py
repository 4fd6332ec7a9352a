"""Nouns that name an actor: offices, professions, groups, institutions, inhabitants; adjectives of states."""

from __future__ import annotations

import re

from lagebild.knowledge.rows import DemonymRow
from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.words import Noun, read_noun

FORMER = frozenset(("ehemalig", "früh", "vormalig", "einstig", "damalig", "abgesetzt", "gestürzt", "verstorben", "künftig"))
AGE = re.compile(r"^\d{1,3}-?[Jj]ährige[rnms]?$")  # "der 66-Jährige"
WITHIN = ("in", "von", "aus", "im", "vom", "beim", "bei", "für", "der", "des", "am")  # lead to country or organisation
LEFT = ("det", "det:poss", "amod", "nummod", "nmod:poss", "advmod", "appos", "nmod", "obl", "case", "flat", "compound")


def find_adjectives(work: Work) -> None:
    """Add a draft for every adjective of a state: "russische" means Russland."""
    for token in work.doc.tokens:
        if token.upos not in ("ADJ", "PROPN", "X", "ADV") or token.i in work.by_token or len(token.text) < 4:
            continue
        row = demonym(work, token.text, "adjective")
        if row is None or row.country is None:
            continue
        if _is_state(work, row):
            draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="name", kind="country", gender="n")
            draft.name, draft.country = row.place, row.country
            work.add(draft)


def demonym(work: Work, text: str, kind: str) -> DemonymRow | None:
    """The first row of this kind for an adjective or an inhabitant, also of the part after a hyphen or of "pro-"."""
    for word in (text, text.lower()) if kind == "adjective" else (text,):
        for row in work.knowledge.demonyms(word):
            if row.kind == kind:
                return row
    if "-" in text and kind == "adjective":  # "deutsch-russische", "US-amerikanische": the last part bears the ending
        return demonym(work, text.rpartition("-")[2], kind)
    return None


def _is_state(work: Work, row: DemonymRow) -> bool:
    return work.knowledge.country(row.place) == row.country


def find_nouns(work: Work) -> None:
    """Add a draft for every noun that names an actor and is not part of a name."""
    for token in work.doc.tokens:
        held = work.by_token.get(token.i)
        if token.upos not in ("NOUN", "PROPN", "ADJ") or (held is not None and held.form == "name"):
            continue
        if not token.text[0].isupper() and not token.text[0].isdigit():
            continue
        if token.upos == "ADJ" and token.deprel == "amod":
            continue
        draft = _inhabitant(work, token) or _age(token) or _role(work, token)
        if draft is not None:
            _complete(work, token, draft)
            work.add(draft)


def _inhabitant(work: Work, token: Token) -> Draft | None:
    row = demonym(work, token.text, "inhabitant")
    if row is None:
        return None
    draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="noun", word=token.text.lower())
    draft.plural = row.plural if token.feat("Number") == "" else token.feat("Number") == "Plur"
    draft.kind = "group" if draft.plural else "person"
    draft.country, draft.gender, draft.sector = row.country, row.gender or "", "CIV" if draft.plural else None
    draft.name = token.text
    return draft


def _age(token: Token) -> Draft | None:
    """ "der 66-Jährige": a person of whom only the age is told."""
    if not AGE.match(token.text):
        return None
    draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="title", kind="person", name=token.text)
    draft.word = token.text.lower()
    draft.gender = {"Masc": "m", "Fem": "f"}.get(token.feat("Gender"), "")
    return draft


def _role(work: Work, token: Token) -> Draft | None:
    noun = read_noun(token.text, work.knowledge)
    if noun is None and token.lemma[:1].isupper():
        noun = read_noun(token.lemma, work.knowledge)
    if noun is None or noun.row.kind == "modifier":
        return None
    draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="noun", role=noun.row, word=noun.word)
    draft.plural = token.feat("Number") == "Plur"
    draft.sector, draft.office, draft.country = noun.sector, noun.office, noun.country
    draft.organization = noun.organization
    draft.name = nominative(token, draft.plural)
    _set_kind(draft, noun, token)
    return draft


def _set_kind(draft: Draft, noun: Noun, token: Token) -> None:
    kind = noun.row.kind
    if kind == "person":
        draft.kind = "group" if draft.plural else "person"
        draft.form = "noun" if draft.plural else "title"
        draft.gender = noun.row.gender or ("m" if not draft.plural and token.feat("Gender") == "Masc" else "")
        if noun.row.sector == "CIV" and draft.gender == "m" and token.feat("Gender") not in ("Masc", ""):
            draft.gender = ""
        draft.former = token.text.lower().startswith(("ex-", "alt", "ex"))
    elif kind == "event":
        draft.kind, draft.name, draft.plural = "group", noun.row.stands_for or draft.name, True
    else:
        draft.kind = kind if kind != "modifier" else None
        draft.gender = {"Masc": "m", "Fem": "f", "Neut": "n"}.get(token.feat("Gender"), "")


def nominative(token: Token, plural: bool) -> str:
    """The noun as an entity is called by it: without the n of the dative plural and the s of the genitive."""
    text, lemma = token.text, token.lemma
    if not plural:
        return lemma if lemma[:1].isupper() else text
    if token.feat("Case") == "Dat" and text.endswith("n"):
        if text.endswith(("ern", "eln")) or (text.endswith(("kräften", "leuten", "männern", "ärzten", "anwälten"))):
            return text[:-1]
        if text.endswith("en") and lemma + "en" == text and lemma.endswith(("ling", "är", "eur", "al", "ier")):
            return text[:-1]
    return text


def _complete(work: Work, token: Token, draft: Draft) -> None:
    """What the words around the noun say: article, possessive, adjectives, genitives, prepositions."""
    left = token.i
    for child in token.children:
        if child.i < token.i:
            _left(work, child, draft)
            if child.deprel in LEFT and child.upos not in ("ADP", "PUNCT", "CCONJ"):
                left = min(left, min(t.i for t in child.subtree()))
        else:
            _right(work, child, draft)
    first = work.doc.sentences[token.sent].first
    while left < token.i and left >= first and work.token(left).upos in ("PUNCT", "ADP", "CCONJ"):
        left += 1
    draft.first = max(left, first)
    if draft.first < token.i and any(t.upos in ("VERB", "AUX") and t.head is None for t in work.doc.tokens[left : token.i]):
        draft.first = token.i


def _left(work: Work, child: Token, draft: Draft) -> None:
    low = child.lemma.lower()
    if child.feat("Poss") == "Yes" or child.deprel == "det:poss" or (child.upos == "DET" and low in ("sein", "ihr", "mein", "unser")):
        draft.possessor, draft.definite = child.i, True
    elif child.upos == "DET":
        draft.definite = draft.definite or low in ("der", "die", "das", "dieser", "jener", "beide", "dies") or (
            child.text.lower() in ("der", "die", "das", "den", "dem", "des", "dieser", "diese", "diesem", "diesen", "dieses")
        )
    elif child.upos == "ADJ" and any(low.startswith(f) for f in FORMER):
        draft.former = True
    held = work.by_token.get(child.i)
    if held is not None:
        _told_by(draft, held, prefer=True)
    elif child.upos in ("ADJ", "PROPN") and draft.country is None:
        row = demonym(work, child.text, "adjective")
        if row is not None:
            draft.country = row.country


def _right(work: Work, child: Token, draft: Draft) -> None:
    """A genitive or a prepositional phrase after the noun: "Präsident der Türkei", "Polizei in Berlin"."""
    if child.deprel not in ("nmod", "appos", "flat", "nmod:poss", "obl", "compound") or child.i - draft.head > 7:
        return
    case = child.child("case")
    if case is not None and case.text.lower() not in WITHIN:
        return
    held = work.by_token.get(child.i)
    if held is not None and held.kind in ("country", "place", "organization"):
        _told_by(draft, held, prefer=False)


def _told_by(draft: Draft, held: Draft, *, prefer: bool) -> None:
    """Country and organisation from a dependent."""
    if held.kind == "organization" and held.form == "name":
        draft.organization = draft.organization or held.name
        if draft.role is not None and (draft.role.weak or draft.sector is None):
            draft.sector = held.sector or draft.sector
    if held.country and (draft.country is None or prefer):
        draft.country = held.country
