"""Nouns that name an actor: offices, professions, groups, institutions, inhabitants; adjectives of states."""

from __future__ import annotations

import re
from dataclasses import replace

from lagebild.knowledge.rows import DemonymRow, RoleRow
from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.grammar import (
    grammatical_gender,
    in_genitive,
    is_plural,
    nominative,
    singular_article,
    strong,
)
from lagebild.reading.actors.lists import words
from lagebild.reading.actors.people import ALIKE_PEOPLE, called_alike
from lagebild.reading.actors.proper import proper_name
from lagebild.reading.actors.words import Noun, read_noun

FORMER = words("former")
AGE = re.compile(r"^(\d{1,3})-?[Jj]ährige[rnms]?$")  # "der 66-Jährige"
FOREIGN = tuple(words("foreign"))
WITHIN = words("within")
OFFICE_OF = words("office_of")
BECOME = words("become")


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
        case = token.child("case")
        if case is not None and case.text.lower() == "als" and not _more_than(work, case):
            continue  # "als Präsidenten anerkennen": says what, not who
        draft = _inhabitant(work, token) or _age(token) or _role(work, token) or _first_part(work, token)
        if draft is not None and not _no_holder(work, token, draft):
            _complete(work, token, draft)
            draft.proper = proper_name(work, draft) or ""
            work.add(draft)


def _no_holder(work: Work, token: Token, draft: Draft) -> bool:
    """Whether an office is told and nobody who holds it: it is meant itself, or somebody only comes to it."""
    after = work.doc.tokens[token.i + 1 : token.i + 2]
    if draft.role is None or draft.role.kind != "person" or any(t.upos == "PROPN" for t in after):
        return False
    return (_office_itself(token) and not draft.plural) or _to_become(token, after)


def _office_itself(token: Token) -> bool:
    """ "das Amt des Präsidenten", "die Wahl des Papstes": what is held, not who holds it."""
    above = token.head
    genitive = token.deprel == "nmod" and token.feat("Case") == "Gen"
    return genitive and above is not None and above.i < token.i and above.lemma.lower() in OFFICE_OF


def _to_become(token: Token, after: list[Token]) -> bool:
    """ "Vizekanzler wird ...", "... wird Kanzler": an office without an article that somebody comes to."""
    if any(c.upos in ("DET", "ADP") or c.feat("Poss") == "Yes" for c in token.children):
        return False
    around = [t for t in (*after, token.head, *token.children) if t is not None and t.sent == token.sent]
    return token.feat("Case") in ("Nom", "Acc", "") and any(
        t.lemma.lower() in BECOME
        and t.feat("Number") != "Plur"
        and not t.deprel.startswith("aux")
        and not t.child("aux", "aux:pass")
        for t in around
    )


def _more_than(work: Work, case: Token) -> bool:
    """ "mehr als 500 Menschen" counts."""
    return case.i > 0 and work.token(case.i - 1).text.lower() in ("mehr", "weniger")


def _first_part(work: Work, token: Token) -> Draft | None:
    """ "US-Sanktionen", "NPD-Verbot": the first part names an actor though the whole is none."""
    first, hyphen, _ = token.text.partition("-")
    if not hyphen or len(first) < 2 or not first[0].isupper():
        return None
    draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="name", name=first)
    rows = tuple(r for r in work.knowledge.actors(first) if r.kind != "person")
    if rows:
        draft.kind, draft.rows, draft.country, draft.sector = "organization", rows[:1], rows[0].country, rows[0].sector
        return draft
    role = work.knowledge.role(first.lower() + "-")
    country = role.country if role is not None else work.knowledge.country(first)
    if country:
        draft.kind, draft.country = "country", country
        return draft
    return None


def _inhabitant(work: Work, token: Token) -> Draft | None:
    row = demonym(work, token.text, "inhabitant")
    if row is None:
        return None
    draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="noun", word=token.text.lower())
    draft.plural = row.plural and not singular_article(work, token)
    if not row.plural and draft.word.endswith("er"):  # "drei Iraker": singular and plural are one form
        draft.plural = is_plural(work, token, RoleRow(noun=draft.word, kind="person", gender=row.gender))
    draft.kind = "group" if draft.plural else "person"
    if not draft.plural:
        draft.form, draft.role = "title", RoleRow(noun=draft.word, kind="person", gender=row.gender)
    draft.country, draft.gender, draft.sector = row.country, row.gender or "", "CIV" if draft.plural else None
    draft.name = token.text
    return draft


def _age(token: Token) -> Draft | None:
    """ "der 66-Jährige": a person of whom only the age is told."""
    told = AGE.match(token.text)
    noun = token.head
    if not told or (
        "j" in token.text and noun is not None and noun.upos == "NOUN" and 0 < noun.i - token.i < MOST_LEFT
    ):
        return None
    draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="title", kind="person")
    draft.word, draft.age = token.text.lower(), told.group(1)
    draft.gender = {"Masc": "m", "Fem": "f"}.get(token.feat("Gender"), "")
    draft.name = strong(token.text, draft.gender or "m")
    return draft


def _role(work: Work, token: Token) -> Draft | None:
    noun = read_noun(token.text, work.knowledge)
    if noun is None and token.lemma[:1].isupper():
        noun = read_noun(token.lemma, work.knowledge)
    if noun is None or noun.row.kind == "modifier":
        return None
    if noun.row.kind == "person" and not noun.compound:
        noun = _company(work, token, noun)
    noun = _one_form(work, noun)
    draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="noun", role=noun.row, word=noun.word)
    draft.plural = is_plural(work, token, noun.row)
    draft.sector, draft.office, draft.country = noun.sector, noun.office, noun.country
    draft.organization = noun.organization
    draft.name = nominative(token, draft.plural, noun.row)
    if draft.plural:
        called = called_alike(work, token, noun.word)
        if called is not None:
            draft.name, draft.word = called.capitalize(), ALIKE_PEOPLE.get(called, called)
    _set_kind(work, draft, noun, token)
    return draft


def _one_form(work: Work, noun: Noun) -> Noun:
    """Forms that the table lists one by one are one word: "Homosexuellen" is "Homosexuelle"."""
    if noun.row.kind != "person" or noun.row.gender or not noun.word.endswith("en"):
        return noun
    shorter = work.knowledge.role(noun.word[:-1])
    if shorter is None or shorter.gender or shorter.kind != "person":
        return noun
    return replace(noun, row=shorter, word=shorter.noun)


def _company(work: Work, token: Token, noun: Noun) -> Noun:
    """ "Tochter der Gazprombank": a word for a relative is a company where an organisation owns it."""
    for row in work.knowledge.roles(token.text.lower())[1:]:
        if row.kind == "organization" and row.sector == "BUS":
            for child in token.children:
                held = work.by_token.get(child.i)
                if held is not None and held.kind == "organization":
                    return Noun(row, row.noun, row.sector, None)
    return noun


def _set_kind(work: Work, draft: Draft, noun: Noun, token: Token) -> None:
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
        draft.gender = grammatical_gender(work, token)


def _complete(work: Work, token: Token, draft: Draft) -> None:
    """What the words around the noun say: article, possessive, adjectives, genitives, prepositions."""
    tokens, left = work.doc.tokens, token.i
    first = max(work.doc.sentences[token.sent].first, token.i - MOST_LEFT)
    while left > first and _belongs(tokens[left - 1], tokens[left], token):
        left -= 1
    for i in range(left, token.i):
        _left(work, tokens[i], draft)
    while left < token.i and tokens[left].upos == "ADV":
        left += 1
    draft.first = left
    for child in token.children:
        if child.i > token.i:
            _right(work, child, draft)
    _state_beside(work, token, draft)


def _state_beside(work: Work, token: Token, draft: Draft) -> None:
    """ "die Machthaber in Peru": the state directly after an office, wherever the parser hung it."""
    if not draft.office or draft.country or token.i + 2 >= len(work.doc.tokens) or token.deprel.startswith("nsubj"):
        return
    held = work.by_token.get(token.i + 2)
    if held is None or held.form != "name" or held.kind != "country" or held.first != token.i + 2:
        return
    if work.token(token.i + 1).text in ("in", "von"):
        draft.country = held.country


MOST_LEFT = 9  # words of a noun phrase before its noun


def _belongs(token: Token, right: Token, noun: Token) -> bool:
    """Whether the token directly left of a noun phrase is part of it."""
    if (
        right.upos == "DET"
        and right.feat("PronType") in ("Art", "Dem")
        and right.text.lower() not in ("beiden", "allen")
    ):
        return token.text.lower() in ("all", "alle", "allen", "solch")
    if token.upos in ("DET", "NUM") or (token.upos == "ADJ" and token.text[-1].isalnum()):
        return True
    if token.upos == "PROPN":
        return token.text.endswith(("s", "'", "’")) and (token.head is noun or right is noun)
    if token.upos == "PRON":
        return token.feat("Poss") == "Yes"
    if token.upos == "ADV" or token.upos == "VERB":
        return (
            token.deprel in ("advmod", "amod", "obl")
            and right.upos in ("ADJ", "NUM", "VERB", "ADV")
            and right is not noun
        )
    return False


def _left(work: Work, child: Token, draft: Draft) -> None:
    low = child.lemma.lower()
    if (
        child.feat("Poss") == "Yes"
        or child.deprel == "det:poss"
        or (child.upos == "DET" and low in ("sein", "ihr", "mein", "unser"))
    ):
        draft.possessor, draft.definite = child.i, True
    elif child.upos == "DET":
        draft.definite = (
            draft.definite
            or low in ("der", "die", "das", "dieser", "jener", "beide", "dies")
            or (
                child.text.lower()
                in ("der", "die", "das", "den", "dem", "des", "dieser", "diese", "diesem", "diesen", "dieses")
            )
        )
    elif child.upos == "ADJ" and any(low.startswith(f) for f in FORMER):
        draft.former = True
    elif child.upos == "ADJ" and low.startswith(FOREIGN):
        draft.foreign = True
    told = AGE.match(child.text)
    if told:
        _aged(draft, child, told.group(1))
    held = work.by_token.get(child.i)
    if held is None and child.upos == "ADJ" and CLASSIFYING.search(child.text.lower()):
        draft.quality = child.text
    if held is not None:
        _told_by(draft, held, prefer=True)
        if held.kind == "person" and held.form == "name":
            draft.owner, draft.definite = held, True
        if held.kind == "country" and child.upos == "ADJ":
            draft.adjective = child.text
        elif held.kind == "place":
            draft.seat = held.name
    elif child.upos in ("ADJ", "PROPN") and draft.country is None:
        row = demonym(work, child.text, "adjective")
        if row is not None:
            draft.country, draft.seat = row.country, row.place


def _aged(draft: Draft, child: Token, age: str) -> None:
    """ "ein 29-jähriger Mann": of somebody without a name the age tells who it is."""
    draft.age = age
    if draft.kind == "person" and draft.sector in (None, "CIV") and not draft.office:
        draft.name = f"{strong(child.text, draft.gender or 'm')} {draft.name}"


CLASSIFYING = re.compile(
    r"(isch|ös|feindlich|freundlich|radikal|link|extrem|konservativ|militant|bewaffnet)e[rnms]?$"
)  # which kind, not how


def _right(work: Work, child: Token, draft: Draft) -> None:
    """A genitive or a prepositional phrase after the noun: "Präsident der Türkei", "Polizei in Berlin"."""
    if child.deprel not in ("nmod", "appos", "flat", "nmod:poss", "obl", "compound") or child.i - draft.head > 7:
        return
    case, article = child.child("case"), child.child("det")
    if case is not None and case.text.lower() not in WITHIN:
        return
    if (
        case is None
        and article is not None
        and article.text.lower() in ("dem", "den", "das", "die", "einem", "einen", "ein")
    ):
        return  # an object that the parser hung on the noun: no genitive
    held = work.by_token.get(child.i)
    if held is not None and held.kind == "person" and held.form == "name":
        _of_person(work, draft, held, by_case=case is not None and case.text.lower() == "von")
    if held is not None and held.kind in ("country", "place", "organization"):
        _told_by(draft, held, prefer=False)
        if held.kind == "place" and (
            child.i == draft.head + 1 or (case is not None and case.text.lower() in ("in", "von"))
        ):
            draft.seat = draft.seat or held.name
    elif held is None and draft.role is not None and draft.role.weak and not draft.sector:
        noun = read_noun(child.text, work.knowledge)
        draft.sector = noun.sector if noun is not None and noun.row.kind != "person" else None


def _of_person(work: Work, draft: Draft, held: Draft, *, by_case: bool) -> None:
    """ "Anhänger von Putin" belong to him, "Familie Wallert" bears the name."""
    beside = held.first == draft.head + 1
    if by_case or in_genitive(work, held) or (draft.kind == "country" and beside):  # "die Regierung Merkel"
        draft.owner = draft.owner or held
    elif draft.kind in ("group", "organization") and not draft.plural and beside:
        draft.name = f"{draft.name} {held.name}"


def _told_by(draft: Draft, held: Draft, *, prefer: bool) -> None:
    """Country and organisation from a dependent."""
    if held.kind == "organization" and held.form == "name":
        draft.organization = draft.organization or held.name
        if draft.role is not None and (draft.role.weak or draft.sector is None):
            draft.sector = held.sector or draft.sector
    if held.country and (draft.country is None or prefer):
        draft.country = held.country
