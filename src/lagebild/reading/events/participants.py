"""Who takes part: the roles of a frame filled from the tree, and where the clause is silent, from its surroundings."""

from __future__ import annotations

from collections.abc import Collection

from lagebild.language.doc import Token
from lagebild.reading.events.candidates import NOMINAL, Candidate
from lagebild.reading.events.classes import in_class
from lagebild.reading.events.context import Reading
from lagebild.reading.events.lexicon import PREPOSITIONS, Roles
from lagebild.reading.events.syntax import (
    Arguments,
    arguments,
    base,
    clause_head,
    governor,
    is_verb,
    preposition,
    verb_lemma,
)
from lagebild.records import Participant

Found = list[tuple[str, Token]]
SYMMETRIC = ("subj", "obj", "iobj", "gen", "poss", "zwischen", "mit", "von", "unter")
# Sectors that use force or authority: the genitive of "Festnahme der Polizei" acts, that of "des Mannes" suffers.
AGENTS = ("GOV", "COP", "MIL", "REB", "JUD", "UAF", "SPY", "IGO", "CRM")
# Types whose nouns may take the subject of the clause as actor where nothing else names one.
BY_CLAUSE = ("CONSULT", "AGREE", "SUPPORT")
BY_MANNER = ("mit", "unter")  # "mit Befremden reagierte er": whatever the type
WORDS = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE")
SIDES = ("CONSULT", "COOPERATE")
AT_MEETINGS = ("bei", "nach", "vor", "während", "in", "zu", "auf", "mit")


def participants(candidate: Candidate, reading: Reading) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients of the event that a candidate tells."""
    actors = _role(candidate.frame.actor, candidate, reading)
    one_sided = not candidate.frame.symmetric and candidate.frame.type not in SIDES
    recipients = _role(candidate.frame.recipient, candidate, reading) if one_sided else []
    if candidate.frame.type in WORDS:  # words go to somebody, not to a town
        recipients = [p for p in recipients if reading.acting(p[0])]
    if not actors and candidate.head.upos in NOMINAL:
        actors = _from_carrier(candidate, reading)
    if candidate.frame.type == "CONSULT" and len({e for e, _ in actors}) < 2:
        actors = actors + [p for p in _clause_subject(candidate, reading) if p[0] not in {e for e, _ in actors}]
    others = [p for p in recipients if p[0] not in {e for e, _ in actors}]
    if recipients and not others:  # "sagte dem Partner Hilfe zu": nobody is his own partner
        others = _other_side(actors, candidate, reading)
    recipients = [_meant(p, candidate, reading) for p in others]
    return _records(actors, reading, acting=True), _records(recipients, reading, acting=False)


def _other_side(actors: Found, candidate: Candidate, reading: Reading) -> Found:
    """Who of another state is named last before the trigger, in its sentence or the one before."""
    own = {e for e, _ in actors}
    states = {reading.entities[e].country for e in own}
    first = reading.doc.sentences[max(candidate.head.sent - 1, 0)].first
    for token in reversed(reading.doc.tokens[first : candidate.head.i]):
        for entity in reading.at(token):
            known = reading.entities[entity]
            if entity not in own and known.kind in ("person", "country") and known.country not in states:
                return [(entity, token)]
    return []


def _meant(found: tuple[str, Token], candidate: Candidate, reading: Reading) -> tuple[str, Token]:
    """The state that "die Führung" is of: that of whom the clause before is about, where the phrase itself names none.

    "Die EU erkennt den Machthaber nicht an und hat Sanktionen gegen die Führung verhängt."
    """
    entity, token = found
    above = candidate.head.head
    inside = token.subtree()
    named = any(
        m.form in ("name", "metonym") and inside[0].start <= m.start < inside[-1].end
        for m in reading.entities[entity].mentions
    )
    bare = in_class(token.lemma, "leadership") and not named
    if not bare or base(candidate.head) != "conj" or above is None or not is_verb(above):
        return found
    args = arguments(above)
    for other in (e for t in (*args.obj, *args.iobj) for e, _ in reading.resolve(t, strict=True)):
        country = reading.entities[other].country
        if country and country != reading.entities[entity].country:
            states = [e.id for e in reading.entities.values() if e.kind == "country" and e.country == country]
            return (states[0] if states else other), token
    return found


def _records(found: Found, reading: Reading, *, acting: bool) -> tuple[Participant, ...]:
    seen: dict[str, Participant] = {}
    for entity, token in found:
        if entity not in seen and (not acting or reading.acting(entity)):
            seen[entity] = reading.participant(entity, token)
    return tuple(seen.values())


def _role(roles: Roles, candidate: Candidate, reading: Reading) -> Found:
    for union in roles:
        found: Found = []
        for name in union:
            found += [p for p in _named(name, candidate, reading) if p[0] not in {e for e, _ in found}]
        if found:
            return found
    return []


def _named(name: str, candidate: Candidate, reading: Reading) -> Found:
    role, _, limit = name.partition(".")
    if role == "sym":
        return [p for one in SYMMETRIC for p in _named(one, candidate, reading)]
    if role == "self":
        return reading.resolve(candidate.head, strict=True)
    if role == "speaker":
        return _speaker(candidate, reading)
    if role == "clause":
        return _clause_role(limit, candidate, reading)
    tokens = [t for t in _tokens(role, candidate) if t is not candidate.noun]
    resolved = (reading.resolve(t, strict=limit == "actor") for t in tokens)
    # A verb has one object; a second one is a predicate ("nannte ihn einen Freund") or a slip of the parser.
    found = next(filter(None, resolved), []) if role in ("obj", "subj", "iobj") else [p for r in resolved for p in r]
    if limit == "agent":
        found = [p for p in found if _is_agent(p[0], p[1], reading)]
    if limit == "person":
        found = [p for p in found if reading.entities[p[0]].kind in ("person", "group")]
    return found


def _is_agent(entity: str, token: Token, reading: Reading) -> bool:
    known = reading.entities[entity]
    return known.sector in AGENTS or in_class(token.lemma, "fighter") or in_class(token.lemma, "authority")


def _tokens(role: str, candidate: Candidate) -> list[Token]:
    found = _slot(role, candidate.args)
    if candidate.noun is not None and candidate.noun is not candidate.head:
        below = arguments(candidate.noun)
        found = found + _slot(role, below)
    elif not found and candidate.head.upos in NOMINAL and role not in ("gen", "poss", "subj", "obj", "iobj"):
        above = governor(candidate.head)  # "übte er im Parlament Kritik an der Regierung": attached to the verb
        if above is not None:
            found = [t for t in arguments(above[0]).preps.get(role, []) if t is not candidate.head]
    elif not found:
        found = _below_object(role, candidate)
    return found


def _below_object(role: str, candidate: Candidate) -> list[Token]:
    """What a preposition adds to the object: "kündigte Lieferungen an die Armee an"."""
    if role not in PREPOSITIONS:
        return []
    return [t for obj in candidate.args.obj for t in obj.subtree() if t.upos in NOMINAL and preposition(t) == role]


def _slot(role: str, args: Arguments) -> list[Token]:
    if role in ("subj", "obj", "iobj", "gen", "poss"):
        return list(getattr(args, role)) + ([] if role != "gen" else args.adjectives)
    return args.preps.get(role, [])


def _speaker(candidate: Candidate, reading: Reading) -> Found:
    quote = reading.quote_at(candidate.triggers[0])
    if quote is None or quote.speaker_entity is None or not quote.speaker:
        return []
    tokens = reading.doc.tokens_in(*quote.speaker[0])
    return [(quote.speaker_entity, tokens[-1])] if tokens else []


def _clause_role(role: str, candidate: Candidate, reading: Reading) -> Found:
    for clause in candidate.args.clauses:
        args = arguments(clause)
        found = [p for t in getattr(args, role or "subj", []) for p in reading.resolve(t)]
        if found:
            own = {e for t in candidate.args.subj for e, _ in reading.resolve(t)}
            return [p for p in found if p[0] not in own]
    return []


def _from_carrier(candidate: Candidate, reading: Reading) -> Found:
    """The subject of a verb that only carries the noun: "führten Gespräche", "nahmen an der Kundgebung teil"."""
    above = governor(candidate.head)
    if above is None:
        return []
    verb, relation, governed = above
    if relation == "nsubj" and not arguments(verb).passive:
        return []
    carries = in_class(verb_lemma(verb), "support") and (
        relation in ("obj", "nsubj") or governed in ("an", "in", "zu", "mit")
    )
    if not carries and candidate.frame.type not in BY_CLAUSE and governed not in BY_MANNER:
        return []
    return [p for t in arguments(verb).subj for p in reading.resolve(t, strict=True)]


def _clause_subject(candidate: Candidate, reading: Reading) -> Found:
    """The subject of the clause around a meeting: who speaks at it takes part in it."""
    if is_verb(candidate.head) or preposition(candidate.head) not in AT_MEETINGS:
        return []
    top = clause_head(candidate.head)
    if not is_verb(top) or arguments(top).passive:  # "bei dem Treffen von der Polizei bewacht": she does not meet him
        return []
    return [p for t in arguments(top).subj for p in reading.resolve(t, strict=True)]


def nearby(
    candidate: Candidate, reading: Reading, telling: Collection[str] = ()
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Who takes part where the construction names nobody: the speaker of the words, else whom the sentence names.

    `telling` are the entities that accuse, ask or promise in this sentence: who tells of an act has not done it.
    Those who use force or authority, or speak, are taken as actors, others as recipients of what is done to people;
    who protests is a crowd.
    """
    kind, trigger = candidate.frame.type, candidate.triggers[0]
    if kind in WORDS and (speaker := _speaker(candidate, reading)):
        return _records(speaker, reading, acting=True), ()
    for i in (trigger.sent, trigger.sent - 1):
        found = _named_in(i, trigger, reading)
        if kind not in WORDS and kind not in SIDES:
            silent = {*telling, *_quoted(i, reading)}
            found = [p for p in found if p[0] not in silent]
        if not found:
            continue
        if kind in WORDS or kind in SIDES:
            return _records(found if kind in SIDES else found[:1], reading, acting=True), ()
        if kind == "PROTEST":  # a state or its police is what is protested against, or where
            crowd = [p for p in found if not _is_agent(*p, reading) and reading.entities[p[0]].kind != "country"]
            return _records(crowd[:1], reading, acting=True), ()
        agents = [p for p in found if _is_agent(p[0], p[1], reading)]
        suffering = [p for p in found if p not in agents]
        return _records(agents[:1], reading, acting=True), _records(suffering[:1], reading, acting=False)
    return (), ()


def _quoted(sentence: int, reading: Reading) -> set[str]:
    """Who is quoted in a sentence."""
    if sentence < 0:
        return set()
    tokens = reading.doc.sentence_tokens(sentence)
    start, end = tokens[0].start, tokens[-1].end
    told = {q.speaker_entity for q in reading.quotes if any(a < end and b > start for a, b in (*q.quote, *q.cue))}
    return {e for e in told if e is not None}


def _named_in(sentence: int, trigger: Token, reading: Reading) -> Found:
    """The entities that a sentence names and that can act, the nearest to the trigger first."""
    if sentence < 0:
        return []
    tokens = sorted(reading.doc.sentence_tokens(sentence), key=lambda t: abs(t.i - trigger.i))
    named = [t for t in tokens if t is not trigger and not _only_tells_who(t, reading)]
    return [(e, t) for t in named for e in reading.at(t) if reading.acting(e)]


def _only_tells_who(token: Token, reading: Reading) -> bool:
    """Whether a name only tells who somebody else is: the party of "der Kandidat der Partei"."""
    above = token.head
    if above is None or base(token) not in ("nmod", "amod") or above.upos not in NOMINAL:
        return False
    return bool(reading.at(above)) or in_class(above.lemma, "related")
