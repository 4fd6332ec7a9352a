"""The two sides of a relation: entities found where the table says that they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.language.doc import Token
from lagebild.picture.keys import fold
from lagebild.reading.events.context import Reading
from lagebild.reading.events.syntax import Arguments, base, clause_head, is_verb
from lagebild.reading.relations.lexicon import Match
from lagebild.records import Entity

# A side that is inferred (the state somebody belongs to, another state of the sentence) weighs less than one that is said.
INFERRED = 0.8
STAYING = ("bleiben", "werden", "gelten")
ORGANISED = ("organization", "country", "group")


@dataclass(frozen=True, slots=True)
class Side:
    """An entity, the word that it was read from, and how directly."""

    entity: str
    token: Token
    weight: float = 1.0


def sides(token: Token, match: Match, given: Arguments, reading: Reading) -> Iterator[tuple[Side, Side]]:
    """Pairs of subject and object of the relation that `token` tells as `match` says."""
    row = match.row
    subjects = _first(row.subject, token, match, given, reading, other=None)
    for subject in subjects:
        for object_ in _first(row.object, token, match, given, reading, other=subject):
            pair = _fit(subject, object_, row.need, reading)
            if pair and pair[0].entity != pair[1].entity:
                yield pair


def _first(
    roles: tuple[str, ...], token: Token, match: Match, given: Arguments, reading: Reading, other: Side | None
) -> list[Side]:
    """What the first role that is filled gives."""
    for role in roles:
        found = _role(role, token, match, given, reading, other)
        found = [s for s in found if other is None or s.entity != other.entity]
        if found:
            return found
    return []


def _role(role: str, token: Token, match: Match, given: Arguments, reading: Reading, other: Side | None) -> list[Side]:
    if role == "self":
        return _named_by(token, reading)
    if role == "comp":
        return _first_part(match.first, token, reading)
    if role == "adj":
        return [Side(e, t) for t in given.adjectives for e in reading.actors.at(t)]
    if role == "own":
        return _own_state(other, reading)
    if role == "near":
        return _near(token, other, reading)
    if role in ("subj", "obj", "iobj", "gen", "poss"):
        tokens = getattr(given, role)
        if role == "subj" and not tokens:
            tokens = [c for c in token.children if base(c) == "nsubj"]
    else:
        tokens = given.preps.get(role, [])
    return [Side(e, t) for one in tokens for e, t in reading.resolve(one)]


def _named_by(noun: Token, reading: Reading) -> list[Side]:
    """Whom a noun names: the subject that it is said of, else its own entity, else its apposition or name."""
    subjects = _said_of(noun)
    found = [pair for s in subjects for pair in reading.resolve(s, strict=True)]
    if not found:
        found = reading.resolve(noun, strict=True)
    if not found and noun.head is not None and base(noun) in ("appos", "flat", "compound"):
        found = [(e, noun.head) for e in reading.actors.at(noun.head)]
    return [Side(e, t) for e, t in found if _is_somebody(reading.entities[e])]


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


def _first_part(first: str, token: Token, reading: Reading) -> list[Side]:
    """The entity that the first part of a compound names: "SPD-Chef", "US-Präsident"."""
    name = fold(first)
    if len(name) < 2:
        return []
    for entity in reading.actors.entities:
        if entity.kind == "person":
            continue
        names = {fold(entity.name), *(fold(reading.doc.text[m.start : m.end]) for m in entity.mentions)}
        if name in names:
            return [Side(entity.id, token)]
    return []


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


def _fit(subject: Side, object_: Side, need: str, reading: Reading) -> tuple[Side, Side] | None:
    """The pair where it is of the kinds that the row asks for; people stand for their states where states are asked for."""
    if need == "states":
        one, two = _state(subject, reading), _state(object_, reading)
        return (one, two) if one and two else None
    kinds = [reading.entities[s.entity].kind for s in (subject, object_)]
    if need == "organizations" and not all(k in ORGANISED for k in kinds):
        return None
    if need == "places" and not all(k in ("place", "country") for k in kinds):
        return None
    if need == "" and kinds[1] == "place":
        return None
    return subject, object_


def _state(side: Side, reading: Reading) -> Side | None:
    entity: Entity = reading.entities[side.entity]
    if entity.kind == "country":
        return side
    own = _own_state(side, reading)
    return own[0] if own else None
