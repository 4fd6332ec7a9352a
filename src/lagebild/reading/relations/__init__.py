"""What holds for longer than one act: dependence, alliance, office, membership ...

Constructions come from `knowledge/LANGUAGE/relations.tsv`; each says where in the tree its two sides stand. Denied and
wished relations are left out: a relation is a statement of fact by the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import msgspec

from lagebild.language.doc import Doc, Token
from lagebild.reading.actors import Actors
from lagebild.reading.events.context import Reading
from lagebild.reading.events.syntax import Arguments, arguments, auxiliaries, base, clause_head, is_verb, verb_lemma
from lagebild.reading.relations.brackets import bracketed
from lagebild.reading.relations.lexicon import Match, Words, matches, words
from lagebild.reading.relations.sides import Side, sides
from lagebild.reading.relations.spell import spell
from lagebild.records import Article, Relation, RelationType, Time

SYMMETRIC: tuple[RelationType, ...] = ("neighbour_of", "ally_of", "opponent_of")


def find_relations(doc: Doc, article: Article, actors: Actors, times: tuple[Time, ...]) -> tuple[Relation, ...]:
    """The relations of `doc` in text order, each pair of sides once a type; ids r1, r2 ..."""
    reading = Reading(doc, article, actors, times=times, entities={e.id: e for e in actors.entities})
    best: dict[tuple[str, str, str], Relation] = {}
    for token in doc.tokens:
        for relation in (*_at(token, reading), *bracketed(token, reading)):
            ends = sorted((relation.subject, relation.object))
            key = (relation.type, *(ends if relation.type in SYMMETRIC else (relation.subject, relation.object)))
            known = best.get(key)
            if known is None or relation.confidence > known.confidence:
                best[key] = relation
    ordered = sorted(best.values(), key=lambda r: (r.start, r.end, r.type, r.subject, r.object))
    return tuple(msgspec.structs.replace(r, id=f"r{i}") for i, r in zip(count(1), ordered))


def _at(token: Token, reading: Reading) -> Iterator[Relation]:
    """The relations that one word tells."""
    kind = "v" if is_verb(token) else "n" if token.upos in ("NOUN", "PROPN") else "a" if token.upos == "ADJ" else ""
    lemma = verb_lemma(token) if kind == "v" else token.lemma
    found = matches(kind, lemma, reading.doc.language) if kind else ()
    if kind == "v" and not found:  # participles stand as adjectives in the table: "ist verbündet mit"
        found = matches("a", token.text, reading.doc.language)
    known = words(reading.doc.language)
    if not found or _denied(token, known):
        return
    given = arguments(token)
    for match in found:
        if match.row.type == "leads" and _marked(token, known.deputy):
            continue
        if match.row.need == "election" and not _election(token, given, reading):
            continue
        for subject, object_ in sides(token, match, given, reading):
            yield _relation(token, match, subject, object_, reading)


def _relation(token: Token, match: Match, subject: Side, object_: Side, reading: Reading) -> Relation:
    kind: RelationType = match.row.type
    if kind == "leads" and _former(token, words(reading.doc.language)):
        kind = "led"
    start = min(token.start, subject.token.start, object_.token.start)
    end = max(token.end, subject.token.end, object_.token.end)
    since, until = spell(token, reading)
    confidence = round(match.row.confidence * subject.weight * object_.weight, 3)
    return Relation(
        id="", type=kind, subject=subject.entity, object=object_.entity, start=start, end=end, since=since, until=until,
        confidence=confidence,
    )  # fmt: skip


def _denied(token: Token, known: Words) -> bool:
    """Negated, or only wished: "will der Nato beitreten"."""
    top = clause_head(token)
    own = [*token.children, *(top.children if is_verb(token) or top is token.head else [])]
    if any(c.text.lower() in known.negations for c in own):
        return True
    kandidate = matches("v", verb_lemma(token), "de") if is_verb(token) else ()
    if any(m.row.type == "candidate_in" for m in kandidate):
        return False  # whoever wants to run is a candidate
    return is_verb(token) and any(a.lemma in known.wished for a in auxiliaries(token))


def _marked(token: Token, starts: tuple[str, ...]) -> bool:
    """Whether a noun or one of its attributes begins with one of these."""
    attributes = (c for c in token.children if base(c) in ("amod", "advmod", "det", "acl"))
    return any(t.text.lower().startswith(starts) or t.lemma.lower().startswith(starts) for t in (token, *attributes))


def _former(token: Token, known: Words) -> bool:
    """Whether an office was held before: by an adjective, a prefix ("Ex-Präsident") or the tense of "war"."""
    if _marked(token, known.former):
        return True
    copula = next((c for c in token.children if base(c) == "cop"), None)
    if copula is not None:
        return copula.text.lower() in ("war", "waren")
    return is_verb(token) and token.feat("Tense") == "Past" and token.feat("VerbForm") == "Fin"


def _election(token: Token, given: Arguments, reading: Reading) -> bool:
    """Whether it is about an election: "bei der Wahl antreten", one "Präsidentschaftskandidat"; not several candidates."""
    known = words(reading.doc.language)
    if is_verb(token):
        return any(known.election in t.text.lower() for ts in given.preps.values() for t in ts)
    sentence = reading.doc.sentence_tokens(token.sent)
    told = token.text.lower().startswith(known.elected) or any(known.election in t.text.lower() for t in sentence)
    return told and token.feat("Number") != "Plur"
