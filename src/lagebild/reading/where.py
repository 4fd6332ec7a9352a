"""Where an event happened: the most exact place that the text gives for it.

First the place that hangs on the trigger in the tree, then one in its clause, then in its sentence. What happens on the
ground (an attack, a protest, an arrest) goes on where the text was last: its place may stand a few sentences before, and
where none does it is the place that the headline names; what is said has a place only where its own sentence gives one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lagebild.knowledge import default_knowledge
from lagebild.language.doc import Doc, Token
from lagebild.reading.place_words import place_words
from lagebild.records import Article, EventPlace, EventType, Place

AT = frozenset({
    "in", "im", "bei", "beim", "nahe", "an", "am", "auf", "vor", "unweit", "gegenüber", "innerhalb", "außerhalb", "rund",
    "um", "über", "zwischen", "nördlich", "südlich", "östlich", "westlich",
})  # fmt: skip
TOWARDS = frozenset(
    {"nach", "aus", "von", "zu", "zum", "zur"}
)  # a place for noun triggers ("Massaker von ...") and visits
# Types by where their events are found in the training events: these happen on the ground, and go on where the text was
ON_THE_GROUND: frozenset[EventType] = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "MOBILIZE"})
# and these are words: a place elsewhere in the sentence is what they are about
WORDS: frozenset[EventType] = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
CARRIED = 2  # sentences that a place is carried on: further on it is more often wrong than right (training events)
NAME_LINKS = frozenset({"flat", "appos", "compound", "conj", "nmod", "nmod:poss", "amod", "dep", "flat:name"})
CLAUSES = frozenset({"root", "conj", "advcl", "ccomp", "xcomp", "acl", "acl:relcl", "parataxis", "csubj"})


def place_of(
    token: Token, doc: Doc, places: tuple[Place, ...], article: Article, event_type: EventType | None = None
) -> EventPlace | None:
    """The place of the event that `token` names, or None where the text gives none.

    With `event_type` a place may be carried over from the sentences before where events of this type have one.
    """
    at = _places_by_token(doc, places)
    if not at:
        return None
    local = event_type is None or event_type in ON_THE_GROUND
    found = _below(token, at) or (_struck(token, doc, at) if local else None)
    if found is None and event_type not in WORDS:
        found = _in_clause(token, at) or _most_exact(_located(doc.sentence_tokens(token.sent), at))
    if found is None and local and event_type is not None:
        found = _before(token, doc, at)
    if found is None and local and event_type is not None and article.dateline:
        found = next((p for p in places if p.text == article.dateline), None)
    if found is None and local and event_type is not None:
        found = _opening(doc, at)
    return EventPlace(name=found.name, country=found.country, geonames=found.geonames) if found else None


def _places_by_token(doc: Doc, places: tuple[Place, ...]) -> dict[int, Place]:
    """The names of places by the tokens they cover, and capitals that are not named.

    Adjectives say who, not where; but those of towns put a thing on the map: "am Pariser Rathaus".
    """
    found, states = {}, {}
    for place in places:
        tokens = doc.tokens_in(place.start, place.end)
        if tokens and (not _is_adjective(tokens[0], place) or (place.text[0].isupper() and not _is_country(place))):
            found.update({t.i: place for t in tokens})
        states.update({t.i: place for t in tokens})
    words = place_words(doc.language).capital
    for token in doc.tokens if states and words else ():
        if token.text in words and not any(c.i in found and c.deprel in NAMED for c in token.children):
            capital = _capital(token, states)
            if capital is not None:
                found[token.i] = capital
    return found


NAMED = frozenset({"appos", "flat", "flat:name", "nmod:name"})  # "die Hauptstadt Kairo"


def _capital(token: Token, places: dict[int, Place]) -> Place | None:
    """The capital that "Hauptstadt" means: of the state beside it ("ägyptische", "Ägyptens"), else of the one named most."""
    own = next((places[c.i].country for c in token.children if c.i in places), None)
    counted = Counter(p.country for p in {p.start: p for p in places.values()}.values() if p.country)
    country = own or next((c for c, _ in counted.most_common(1)), None)
    known = default_knowledge()
    name = next((known.country_rows(p.name) for p in places.values() if p.country == country and _is_country(p)), ())
    capital = next((row.capital for row in name if row.capital and not row.metonym), None)
    rows = known.places(capital) if capital else ()
    row = next((r for r in rows if r.country == country), None)
    if row is None:
        return None
    return Place(
        start=token.start, end=token.end, text=token.text, name=row.name, country=row.country, geonames=row.geonames
    )


def _is_adjective(token: Token, place: Place) -> bool:
    return place.text[0].islower() or (token.upos == "ADJ" and token.end == place.end)


def _below(token: Token, at: dict[int, Place]) -> Place | None:
    """A place that hangs on the trigger itself; on a noun also with "von" or "nach"."""
    noun = token.upos in {"NOUN", "PROPN"}
    prepositions = AT | TOWARDS if noun else AT
    return _most_exact(_located(_own(token), at, prepositions))


def _struck(token: Token, doc: Doc, at: dict[int, Place]) -> Place | None:
    """The town that is the object: "das Dorf ... bombardieren", "die Stadt ... erobert"."""
    cues = place_words(doc.language).cues
    for child in (*token.children, *(c for c in (token.head.children if token.head else ()) if c.deprel == "obj")):
        if child.deprel in {"obj", "nsubj:pass", "nmod"} and child.text in cues:
            found = next((at[t.i] for t in child.subtree() if t.i in at), None)
            if found is not None:
                return found
    return None


def _own(token: Token) -> Iterator[Token]:
    """The tokens below `token` without those of other clauses."""
    todo = [token]
    while todo:
        top = todo.pop()
        yield top
        todo.extend(c for c in top.children if c.deprel not in CLAUSES)


def _in_clause(token: Token, at: dict[int, Place]) -> Place | None:
    """A place in the clause of the trigger, then in the clause above it, and so on."""
    for top in token.ancestors():
        found = _most_exact(_located(_own(top), at))
        if found is not None:
            return found
    return None


def _before(token: Token, doc: Doc, at: dict[int, Place]) -> Place | None:
    """The last place that one of the sentences before gave."""
    for i in range(token.sent - 1, max(token.sent - 1 - CARRIED, -1), -1):
        found = _most_exact(_located(doc.sentence_tokens(i), at))
        if found is not None:
            return found
    return None


def _opening(doc: Doc, at: dict[int, Place]) -> Place | None:
    """The place that the headline names, best one "in" which it puts its news; else that of the first sentence."""
    for sentence in doc.sentences[:2]:
        tokens = doc.sentence_tokens(sentence.i)
        named = _located(tokens, at) or [at[t.i] for t in tokens if t.i in at]
        if named or sentence.kind != "headline":
            return _most_exact(named)
    return None


def _located(tokens: Iterable[Token], at: dict[int, Place], prepositions: frozenset[str] = AT) -> list[Place]:
    """The places among `tokens` that a preposition of place governs, in text order."""
    found = [t for t in tokens if t.i in at and _governed(t, prepositions)]
    return [at[t.i] for t in sorted(found, key=lambda t: t.i)]


def _governed(token: Token, prepositions: frozenset[str]) -> bool:
    """Whether a preposition belongs to this name, directly or over "der Stadt", a list or the genitive before it."""
    top: Token | None = token
    for _ in range(4):
        if top is None:
            return False
        case = top.child("case")
        if case is not None and (case.text.lower() != "von" or "von" in prepositions):
            return case.text.lower() in prepositions
        if top.deprel not in NAME_LINKS:
            return False
        top = top.head  # over "in der Nähe von", "im Norden", "in der Stadt"
    return False


def _most_exact(places: list[Place]) -> Place | None:
    """The first city, region or site of the first country named; else the first."""
    if not places:
        return None
    exact = [p for p in places if not _is_country(p)]
    same = [p for p in exact if p.country in (places[0].country, None)]
    return (same or [places[0]])[0]


def _is_country(place: Place) -> bool:
    return any(not row.metonym for row in default_knowledge().country_rows(place.name))
