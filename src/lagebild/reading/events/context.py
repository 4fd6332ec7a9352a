"""What every step of event finding needs to know of the article, gathered once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from lagebild.language.doc import Doc, Token
from lagebild.reading.actors import Actors
from lagebild.reading.events.classes import in_class
from lagebild.reading.events.syntax import arguments, conjuncts, governor
from lagebild.records import Article, Entity, Participant, Place, Quantity, Quote, Time

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
    quantities: tuple[Quantity, ...] = ()
    contents: dict[tuple[int, ...], list[Token]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def sites(self) -> tuple[Place, ...]:
        """The places without those inside a date ("3. Mai" is no town)."""
        return tuple(p for p in self.places if not any(t.start <= p.start < t.end for t in self.times))

    @cached_property
    def mentions(self) -> dict[str, tuple[int, int]]:
        """Token position -> span of the mention that it heads, as text."""
        spans: dict[tuple[int, str], tuple[int, int]] = {}
        for entity in self.actors.entities:
            for m in entity.mentions:
                for token in self.doc.tokens_in(m.start, m.end):
                    spans.setdefault((token.i, entity.id), (m.start, m.end))
        return {f"{i}/{entity}": span for (i, entity), span in spans.items()}

    @cached_property
    def _topmost(self) -> dict[int, tuple[str, ...]]:
        """The token of each mention that all others hang on -> its entities, where `actors` names another head."""
        found: dict[int, tuple[str, ...]] = {}
        for entity in self.actors.entities:
            for m in entity.mentions:
                inside = self.doc.tokens_in(m.start, m.end)
                positions = {t.i for t in inside}
                top = next((t for t in inside if t.head is None or t.head.i not in positions), None)
                if top is not None and entity.id not in found.get(top.i, ()):
                    found[top.i] = (*found.get(top.i, ()), entity.id)
        return found

    def at(self, token: Token) -> tuple[str, ...]:
        """The ids of the entities that the mention headed by `token` means."""
        return self.actors.at(token) or self._topmost.get(token.i, ())

    def participant(self, entity_id: str, token: Token) -> Participant:
        """The entity as a participant, mentioned at `token`."""
        entity = self.entities[entity_id]
        start, end = self.mentions.get(f"{token.i}/{entity_id}", (token.start, token.end))
        return Participant(
            entity=entity_id, name=entity.name, start=start, end=end, country=entity.country, sector=entity.sector
        )

    def resolve(self, token: Token, *, strict: bool = False) -> list[tuple[str, Token]]:
        """The entities that a phrase means (its head, or whom it belongs to), coordinated ones included."""
        found: list[tuple[str, Token]] = []
        for one in conjuncts(token):
            found += [p for p in self._resolve_one(one, strict) if p[0] not in {e for e, _ in found}]
        for part in _joined_names(token):  # "Kanzler A und Präsident B" may hang together as one long name
            found += [(e, part) for e in self.at(part) if e not in {known for known, _ in found}]
        return found

    def _resolve_one(self, token: Token, strict: bool) -> list[tuple[str, Token]]:
        found = [(e, token) for e in self.at(token)]
        if found:
            return found
        if is_relative(token):
            noun = antecedent(token)
            return self._resolve_one(noun, strict) if noun is not None else []
        for child in token.children:
            if child.deprel.startswith(NAME_PARTS) and (ids := self.at(child)):
                return [(e, child) for e in ids]
        return [] if strict else self._owner(token) or self._maker(token)

    def _owner(self, token: Token) -> list[tuple[str, Token]]:
        """Whose a thing is: "die Pläne der Regierung", "seine Pläne", "russische Pläne"; a rival is somebody else."""
        if in_class(token.lemma, "related"):
            return []
        for child in token.children:
            if (
                child.deprel == "det:poss"
                or child.feat("Poss") == "Yes"
                or child.deprel.startswith(("nmod", "amod", "det", "dep"))
            ):
                ids = self.at(child)
                if ids and self.acting(ids[0]):
                    return [(e, child) for e in ids]
        for child in token.children:
            if child.deprel.startswith("nmod") and any(self.at(c) for c in child.subtree()):
                return self._owner(child)
        return []

    def _maker(self, token: Token) -> list[tuple[str, Token]]:
        """Who made a law: "unterzeichnete ein Gesetz, das ... verbietet"."""
        above = governor(token) if in_class(token.lemma, "law") else None
        if above is None or above[1] != "obj":
            return []
        return [p for t in arguments(above[0]).subj for p in self.resolve(t, strict=True)]

    def persons(self, token: Token) -> int:
        """How many persons a word means ("die beiden Minister": 2)."""
        return sum(self.entities[e].kind == "person" for e in self.actors.at(token))

    def is_named(self, entity_id: str) -> bool:
        """Whether the article names an entity, not only describes it."""
        return any(m.form in ("name", "metonym") for m in self.entities[entity_id].mentions)

    def acting(self, entity_id: str) -> bool:
        """Whether an entity can act: a person, state, organisation or crowd."""
        return self.entities[entity_id].kind != "place"

    def quote_at(self, token: Token) -> Quote | None:
        """The innermost quotation that contains `token`."""
        inside = [(end - start, q) for q in self.quotes for start, end in q.quote if start <= token.start < end]
        return min(inside, key=lambda pair: pair[0])[1] if inside else None

    def times_for(self, token: Token) -> tuple[Time, ...]:
        """The times that may date `token`: what is named in quotation marks dates nothing outside of them."""
        spans = [span for q in self.quotes if q.type == "Direct" for span in q.quote]
        if any(start <= token.start < end for start, end in spans):
            return self.times
        return tuple(t for t in self.times if not any(start <= t.start < end for start, end in spans))

    def frames_words(self, token: Token) -> bool:
        """Whether `token` introduces words that stand in quotation marks: "griff ihn an: „Er lügt.“" """
        direct = [q for q in self.quotes if q.type == "Direct" and self.quote_at(token) is not q]
        return any(start <= token.start < end for q in direct for start, end in (*q.cue, *q.frame))


def is_relative(token: Token) -> bool:
    """Whether a word is a relative pronoun by its form."""
    return token.text.lower() in RELATIVE and token.upos in ("PRON", "DET")


def _joined_names(token: Token) -> list[Token]:
    """What hangs on a name or title as a part of it and is joined by "und"."""
    found, todo = [], [token]
    while todo:
        for child in todo.pop().children:
            if child.deprel.startswith((*NAME_PARTS, "conj")) and child.upos in ("NOUN", "PROPN", "X"):
                todo.append(child)
                if any(c.deprel == "cc" for c in (*child.children, *token.children)) or child.deprel == "conj":
                    found.append(child)
    return found


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for; None for other words, and where the tree does not tell."""
    if not is_relative(token):
        return None
    for above in token.ancestors():
        if above.deprel.startswith("acl") and above.head is not None:
            return above.head
    return None


def has_word(tokens: list[Token], name: str) -> bool:
    """Whether a word of the class stands among `tokens`."""
    return any(in_class(t.lemma, name) for t in tokens)
