"""What every step of event finding needs to know of the article, gathered once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from lagebild.language.doc import Doc, Token
from lagebild.reading.actors import Actors
from lagebild.reading.events.classes import in_class
from lagebild.reading.events.syntax import conjuncts
from lagebild.records import Article, Entity, Participant, Place, Quote, Time

# Relations by which the parts of one name or title hang together.
NAME_PARTS = ("flat", "appos", "compound", "nmod:name")
RELATIVE = ("der", "die", "das", "dem", "den", "welcher", "welche", "welches", "welchen", "denen", "dessen", "deren")


@dataclass(frozen=True)
class Reading:
    """The article as the earlier stages read it."""

    doc: Doc
    article: Article
    actors: Actors
    quotes: tuple[Quote, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    entities: dict[str, Entity] = field(default_factory=dict)

    @cached_property
    def mentions(self) -> dict[str, tuple[int, int]]:
        """Token position -> span of the mention that it heads, as text."""
        spans: dict[tuple[int, str], tuple[int, int]] = {}
        for entity in self.actors.entities:
            for m in entity.mentions:
                for token in self.doc.tokens_in(m.start, m.end):
                    spans.setdefault((token.i, entity.id), (m.start, m.end))
        return {f"{i}/{entity}": span for (i, entity), span in spans.items()}

    def participant(self, entity_id: str, token: Token) -> Participant:
        """The entity as a participant, mentioned at `token`."""
        entity = self.entities[entity_id]
        start, end = self.mentions.get(f"{token.i}/{entity_id}", (token.start, token.end))
        return Participant(
            entity=entity_id, name=entity.name, start=start, end=end, country=entity.country, sector=entity.sector
        )

    def resolve(self, token: Token, *, strict: bool = False) -> list[tuple[str, Token]]:
        """The entities that a phrase means (its head, or whom it belongs to), coordinated ones included."""
        return [pair for one in conjuncts(token) for pair in self._resolve_one(one, strict)]

    def _resolve_one(self, token: Token, strict: bool) -> list[tuple[str, Token]]:
        found = [(e, token) for e in self.actors.at(token)]
        if found:
            return found
        if token.text.lower() in RELATIVE and token.upos in ("PRON", "DET"):
            antecedent = _antecedent(token)
            return self._resolve_one(antecedent, strict) if antecedent is not None else []
        for child in token.children:
            if child.deprel.startswith(NAME_PARTS) and (ids := self.actors.at(child)):
                return [(e, child) for e in ids]
        return [] if strict else self._owner(token)

    def _owner(self, token: Token) -> list[tuple[str, Token]]:
        """Whose a thing is: "die Pläne der Regierung", "seine Pläne", "russische Pläne"."""
        for child in token.children:
            if (
                child.deprel == "det:poss"
                or child.feat("Poss") == "Yes"
                or child.deprel.startswith(("nmod", "amod", "det"))
            ):
                ids = self.actors.at(child)
                if ids and self.acting(ids[0]):
                    return [(e, child) for e in ids]
        for child in token.children:
            if child.deprel.startswith("nmod") and any(self.actors.at(c) for c in child.subtree()):
                return self._owner(child)
        return []

    def acting(self, entity_id: str) -> bool:
        """Whether an entity can act: a person, state, organisation or crowd."""
        return self.entities[entity_id].kind != "place"

    def quote_at(self, token: Token) -> Quote | None:
        """The innermost quotation that contains `token`."""
        inside = [(end - start, q) for q in self.quotes for start, end in q.quote if start <= token.start < end]
        return min(inside, key=lambda pair: pair[0])[1] if inside else None


def _antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    for above in token.ancestors():
        if above.deprel.startswith("acl") and above.head is not None:
            return above.head
    return None


def has_word(tokens: list[Token], name: str) -> bool:
    """Whether a word of the class stands among `tokens`."""
    return any(in_class(t.lemma, name) for t in tokens)
