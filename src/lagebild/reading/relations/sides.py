"""The two sides of a relation: entities found where the table says that they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.language.doc import Token
from lagebild.picture.keys import fold
from lagebild.reading.events.context import Reading
from lagebild.reading.events.syntax import Arguments, arguments, base, clause_head, is_verb
from lagebild.reading.relations.lexicon import Match, words
from lagebild.records import Entity

# A side that is inferred (the state somebody belongs to, another state of the sentence) weighs less than one that is said.
INFERRED = 0.95
STAYING = ("bleiben", "werden", "gelten")
ORGANISED = ("organization", "country", "group")
THIRD = ("sein", "ihr")  # possessives of the third person
PERSONAL = ("leads", "employed_by", "candidate_in")  # what only persons with a name are worth a row for
GUESSED = ("adj", "own", "near", "last")  # sides that are not said in so many words
BACK = 2  # sentences


@dataclass(frozen=True, slots=True)
class Side:
    """An entity, the word that it was read from, and how directly."""

    entity: str
    token: Token
    weight: float = 1.0


def sides(token: Token, match: Match, given: Arguments, reading: Reading) -> Iterator[tuple[Side, Side]]:
    """Pairs of subject and object of the relation that `token` tells as `match` says."""
    row = match.row
    if row.need == "head" and match.first and not _heads_state(match, token, reading):
        return
    for role in row.subject:
        pairs = [
            pair
            for subject, object_ in _paired(role, token, match, given, reading)
            if (pair := _fit(subject, object_, row.type, row.need, reading)) and pair[0].entity != pair[1].entity
        ]
        if pairs:
            yield from pairs
            return


def _paired(role: str, token: Token, match: Match, given: Arguments, reading: Reading) -> Iterator[tuple[Side, Side]]:
    """Subjects with objects; a subject that is inferred needs the object to be known first."""
    if role in GUESSED:
        for object_ in _first(match.row.object, token, match, given, reading, other=None):
            for subject in _role(role, token, match, given, reading, object_):
                yield subject, object_
        return
    for subject in _role(role, token, match, given, reading, None):
        for object_ in _first(match.row.object, token, match, given, reading, other=subject):
            yield subject, object_


def _first(
    roles: tuple[str, ...], token: Token, match: Match, given: Arguments, reading: Reading, other: Side | None
) -> list[Side]:
    """What the first role that is filled gives. Where a side is said but not known, none is inferred."""
    ending = words(reading.doc.language).adjective
    said = any(t.text.lower().rstrip("enrms").endswith(ending) and not reading.at(t) for t in given.adjectives)
    for role in roles:
        if said and role in GUESSED:
            break
        found = _role(role, token, match, given, reading, other)
        found = [s for s in found if other is None or s.entity != other.entity]
        if found:
            return found
        said = said or bool(given.preps.get(role)) or (role == "gen" and bool(given.gen))
    return []


def _heads_state(match: Match, token: Token, reading: Reading) -> bool:
    """Whether the first part of an office leaves it that of a state: "Bundespräsident", not "Parlamentspräsident"."""
    first = match.first.lower()
    return first in words(reading.doc.language).state_parts or bool(_first_part(match.first, token, reading))


def _role(role: str, token: Token, match: Match, given: Arguments, reading: Reading, other: Side | None) -> list[Side]:
    if role == "self":
        return _named_by(token, reading)
    if role == "comp":
        return _first_part(match.first, token, reading, states=match.row.need == "head")
    if role == "adj":
        return [Side(e, t) for t in given.adjectives for e in reading.actors.at(t)]
    if role == "own":
        regional = words(reading.doc.language).regional.get(_country(other, reading) or "", ())
        return [] if token.lemma.lower() in regional else _own_state(other, reading)
    if role == "near":
        return _near(token, other, reading)
    if role == "last":
        return _last_state(token, other, reading)
    if role in ("subj", "obj", "iobj", "gen", "poss"):
        tokens = getattr(given, role)
        if role == "subj" and not tokens:
            tokens = [c for c in token.children if base(c) == "nsubj"]
    else:
        tokens = given.preps.get(role, [])
    if role == "gen":  # "war in Belarus Leiter der Tochter": the genitive stands behind its noun
        tokens = [t for t in tokens if t.i > token.i] or tokens
    if role == "poss":
        if not tokens and base(token) == "conj" and token.head is not None:  # "seinen Nachbarn und Verbündeten"
            tokens = arguments(token.head).poss
        return [side for one in tokens for side in _possessor(one, token, reading)]
    strict = role == "gen" or match.row.kind == "n"
    return [Side(e, t) for one in tokens for e, t in reading.resolve(one, strict=strict)]


def _possessor(word: Token, noun: Token, reading: Reading) -> list[Side]:
    """Whom "sein" means: the subject of the clause where the noun is not in it, else what the reader of pronouns says."""
    verb = clause_head(noun)
    if is_verb(verb) and word.text.lower().startswith(THIRD):
        subjects = [c for c in verb.children if base(c) == "nsubj" and noun not in c.subtree()]
        found = [pair for s in subjects for pair in reading.resolve(s, strict=True)]
        if found:
            return [Side(e, t) for e, t in found]
    return [Side(e, t) for e, t in reading.resolve(word, strict=True)]


def _named_by(noun: Token, reading: Reading) -> list[Side]:
    """Whom a noun names: the subject that it is said of, else its own entity, else its apposition or name."""
    subjects = _said_of(noun)
    found = [pair for s in subjects for pair in reading.resolve(s, strict=True)]
    if not found:
        found = [(e, noun) for e in reading.at(noun)] or _own_name(noun, reading)
    if not found and noun.head is not None and base(noun) in ("appos", "flat", "compound"):
        found = [(e, noun.head) for e in reading.at(noun.head)]
    return [Side(e, t) for e, t in found if _is_somebody(reading.entities[e])]


def _own_name(noun: Token, reading: Reading) -> list[tuple[str, Token]]:
    """The name that hangs on a noun: "Präsident Jan Holm", "der Präsident, Jan Holm"."""
    for child in noun.children:
        if base(child) in ("flat", "appos", "compound") and (ids := reading.at(child)):
            return [(e, child) for e in ids]
    return []


def _said_of(noun: Token) -> list[Token]:
    """The subject of a predicate noun: "X war Leiter", "X blieb als Leiter im Amt"."""
    subjects = [c for c in noun.children if base(c) == "nsubj"]
    top = clause_head(noun)
    if not subjects and base(noun) in ("obl", "obj", "xcomp") and is_verb(top) and top.lemma in STAYING:
        subjects = [c for c in top.children if base(c) == "nsubj"]
    return subjects


def _is_somebody(entity: Entity) -> bool:
    """A person who is only called by an office ("ein Sprecher") is nobody whose relations are worth a row."""
    return entity.kind != "person" or entity.known or any(m.form == "name" for m in entity.mentions)


def _first_part(first: str, token: Token, reading: Reading, *, states: bool = True) -> list[Side]:
    """The entity that the first part of a compound names: "SPD-Chef", "US-Präsident"; not "Deutschland-Chef"."""
    name = fold(first)
    if len(name) < 2:
        return []
    for entity in reading.actors.entities:
        if entity.kind == "person" or (entity.kind == "country" and not states):
            continue
        names = {fold(entity.name), *(fold(reading.doc.text[m.start : m.end]) for m in entity.mentions)}
        if name in names:
            return [Side(entity.id, token)]
    return []


def _country(side: Side | None, reading: Reading) -> str | None:
    return reading.entities[side.entity].country if side else None


def _own_state(other: Side | None, reading: Reading) -> list[Side]:
    if other is None:
        return []
    country = reading.entities[other.entity].country
    states = [e for e in reading.actors.entities if e.kind == "country" and e.country == country]
    return [Side(states[0].id, other.token, INFERRED)] if country and states else []


def _near(token: Token, other: Side | None, reading: Reading) -> list[Side]:
    """The only other state of the sentence: "... von Russland, das Öl liefert"."""
    found: dict[str, Token] = {}
    for near in reading.doc.sentence_tokens(token.sent):
        for entity in reading.actors.at(near):
            if reading.entities[entity].kind == "country" and (other is None or entity != other.entity):
                found.setdefault(entity, near)
    return [Side(e, t, INFERRED) for e, t in found.items()] if len(found) == 1 else []


def _last_state(token: Token, other: Side | None, reading: Reading) -> list[Side]:
    """The state that the sentences before spoke of last, for one neighbour or ally that is not named."""
    if not _one(token):
        return []
    for number in range(token.sent, max(-1, token.sent - 1 - BACK), -1):
        for near in reversed(reading.doc.sentence_tokens(number)):
            states = [e for e in reading.actors.at(near) if reading.entities[e].kind == "country"]
            if near.i < token.i and len(states) == 1 and (other is None or states[0] != other.entity):
                return [Side(states[0], near, INFERRED)]
    return []


def _one(noun: Token) -> bool:
    """Singular, by the tag or by "seinen Nachbarn" as a direct object (the plural would be "seine")."""
    top = noun
    while base(top) == "conj" and top.head is not None:
        top = top.head
    article = next((c.text.lower() for c in top.children if base(c) == "det"), "")
    if base(top) == "obj":
        return article.endswith(("en", "ein", "das"))
    return noun.feat("Number") == "Sing"


def _fit(subject: Side, object_: Side, kind: str, need: str, reading: Reading) -> tuple[Side, Side] | None:
    """The pair where it is of the kinds that the row asks for; people stand for their states where states are asked for."""
    if need == "states":
        one, two = _state(subject, reading), _state(object_, reading)
        return (one, two) if one and two else None
    kinds = [reading.entities[s.entity].kind for s in (subject, object_)]
    if kind in PERSONAL and not _named_person(reading.entities[subject.entity]):
        return None
    if kind in PERSONAL and kinds[1] == "person":
        return None
    if kind == "member_of" and not _belongs(reading.entities[subject.entity], reading.entities[object_.entity]):
        return None
    if need == "organizations" and not all(k in ORGANISED for k in kinds):
        return None
    if need == "places" and not all(k in ("place", "country") for k in kinds):
        return None
    if need in ("", "head") and kinds[1] == "place":
        return None
    return subject, object_


def _named_person(entity: Entity) -> bool:
    return entity.kind == "person" and (entity.known or any(m.form == "name" for m in entity.mentions))


def _belongs(member: Entity, body: Entity) -> bool:
    """Whether this may be a member of that: persons of organisations, states and organisations of either."""
    if member.kind == "person":
        return _named_person(member) and body.kind in ("organization", "group")
    return member.kind in ("organization", "country") and body.kind in ORGANISED


def _state(side: Side, reading: Reading) -> Side | None:
    entity: Entity = reading.entities[side.entity]
    if entity.kind == "country":
        return side
    own = _own_state(side, reading)
    return own[0] if own else None
