"""Places on the map: names and adjectives resolved to GeoNames.

A name of a place is found where the tagger says so or, where it is silent, by the gazetteer; what lies inside a longer
name of a person or an organisation ("FU Berlin", "Hertha BSC Berlin") is no place. Adjectives ("russisch", "Berliner",
"Thüringer") are places too, inhabitants are not. A state is listed wherever it is named, also where it acts; a capital
that acts ("Moskau kritisierte") is its government, which the actors take, and no place.

Which of several places of one name is meant is decided in `place_choice.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lagebild.knowledge import Knowledge
from lagebild.knowledge.rows import DemonymRow, PlaceRow
from lagebild.language.doc import Doc, Name, Token
from lagebild.reading.place_choice import Candidate, choose_all
from lagebild.reading.place_words import PlaceWords, place_words
from lagebild.records import Article, Place

LONGEST = 6  # tokens of a name: "Kastilien und León", "Frankfurt a. M."
KNOWN_RANK = 5.5  # ranks (log10 of population, with bonuses): below it an untagged name must follow a preposition
SMALL_RANK = 4.3  # and below this one it must be tagged
FAMOUS_RANK = 6.5  # above it a name that the tagger calls a person or organisation may still be a place
CACHED_WORDS = 100_000  # words whose look-up is remembered: the vocabulary of some thousand articles


def find_places(doc: Doc, article: Article, knowledge: Knowledge) -> tuple[Place, ...]:
    """The place mentions of `doc` in text order: names and adjectives."""
    words = place_words(doc.language)
    candidates = list(_candidates(doc, _Gazetteer.of(knowledge), words))
    chosen = choose_all(doc, article, knowledge, candidates, words)
    return tuple(_place(doc, c, row) for c, row in zip(candidates, chosen, strict=True) if row is not None)


def _place(doc: Doc, found: Candidate, row: PlaceRow) -> Place:
    return Place(
        start=found.start,
        end=found.end,
        text=doc.text[found.start : found.end],
        name=row.name,
        country=row.country,
        lat=row.lat,
        lon=row.lon,
        geonames=row.geonames,
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """What the gazetteer knows about one word: rows of that name, whether a longer name may begin, adjectives."""

    rows: tuple[PlaceRow, ...]
    opens: bool
    demonyms: tuple[DemonymRow, ...]


class _Gazetteer:
    """Look-ups of one `Knowledge`, remembered by word."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.word = lru_cache(CACHED_WORDS)(self._word)

    @staticmethod
    @lru_cache(4)
    def of(knowledge: Knowledge) -> _Gazetteer:
        return _Gazetteer(knowledge)

    def _word(self, text: str) -> _Word:
        capital = text[:1].isupper()
        rows = self.rows(text) if capital else ()
        demonyms = tuple(d for d in self.knowledge.demonyms(text) if d.kind == "adjective")
        return _Word(rows, capital and self.knowledge.opens_place(text), demonyms)

    def rows(self, text: str) -> tuple[PlaceRow, ...]:
        """The rows of a name as it stands or in the genitive ("Deutschlands", "Paris'")."""
        found = self.knowledge.places(text)
        if not found and len(text) > 3 and text[-1] in "s'’":
            found = self.knowledge.places(text[:-1])
        return found


def _candidates(doc: Doc, gazetteer: _Gazetteer, words: PlaceWords) -> Iterator[Candidate]:
    tagged = {i: name for name in doc.names for i in range(name.first, name.last)}
    i = 0
    while i < len(doc.tokens):
        token = doc.tokens[i]
        word = gazetteer.word(token.text)
        if not (word.rows or word.opens or word.demonyms):
            i += 1
            continue
        found = _longest(doc, i, word, gazetteer, tagged, words) or _adjective(token, word, tagged)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last


def _longest(
    doc: Doc, i: int, word: _Word, gazetteer: _Gazetteer, tagged: dict[int, Name], words: PlaceWords
) -> Candidate | None:
    """The longest name that begins at token `i` and is a place here."""
    sentence_end = doc.sentences[doc.tokens[i].sent].last
    start = doc.tokens[i].start
    if word.opens:
        for last in range(min(sentence_end, i + LONGEST), i + 1, -1):
            text = doc.text[start : doc.tokens[last - 1].end]
            rows = gazetteer.rows(text)
            if rows and _is_place(doc, i, last, rows, tagged, words):
                return Candidate(i, last, start, doc.tokens[last - 1].end, rows)
    if word.rows and _is_place(doc, i, i + 1, word.rows, tagged, words):
        return Candidate(i, i + 1, start, doc.tokens[i].end, word.rows)
    return None


def _is_place(
    doc: Doc, first: int, last: int, rows: tuple[PlaceRow, ...], tagged: dict[int, Name], words: PlaceWords
) -> bool:
    token = doc.tokens[first]
    rank = max(row.rank for row in rows)
    located = _follows_preposition(doc, first, words)
    if last == first + 1 and _acts(token, rows[0], located, words):
        return False
    name = tagged.get(first)
    if name is not None:
        return _tagged_place(doc, name, first, last, rank, located)
    if last > first + 1:
        return rank >= SMALL_RANK or located
    if token.upos not in {"PROPN", "X"} or token.deprel == "flat" or token.child("flat") is not None:
        return rows[0].kind == "country" and token.upos == "NOUN"
    if token.text in words.doubtful or rank < KNOWN_RANK:
        return located and rank >= SMALL_RANK
    return True


def _tagged_place(doc: Doc, name: Name, first: int, last: int, rank: float, located: bool) -> bool:
    """Whether tokens [first, last), which the tagger has in `name`, are a place."""
    if name.label == "LOC":
        return True
    if name.first == first and name.last <= last:
        return rank >= FAMOUS_RANK if name.label != "PER" else rank >= FAMOUS_RANK and located
    before = doc.tokens[first - 1] if first > name.first else None
    return name.label != "PER" and before is not None and before.upos == "ADP" and located


def _follows_preposition(doc: Doc, first: int, words: PlaceWords) -> bool:
    """Whether a preposition of place stands before the name, directly or with "der Stadt" and the like between."""
    for i in range(first - 1, max(first - 4, doc.sentences[doc.tokens[first].sent].first - 1), -1):
        token = doc.tokens[i]
        if token.text.lower() in words.locative:
            return True
        if not (token.upos in {"DET", "ADJ", "CCONJ"} or token.text in words.cues or token.text == ","):
            return False
    return False


def _acts(token: Token, row: PlaceRow, located: bool, words: PlaceWords) -> bool:
    """Whether a capital is named as the government that sits there."""
    if not row.capital or located or token.deprel != "nsubj" or token.head is None:
        return False
    return token.head.lemma in words.acting and not token.all_children("case", "det")


def _adjective(token: Token, word: _Word, tagged: dict[int, Name]) -> Candidate | None:
    """An adjective of a place before its noun ("der russische Botschafter", "das Berliner Rathaus")."""
    if not word.demonyms:
        return None
    inflected = token.text[0].islower()
    name = tagged.get(token.i)
    if inflected and token.upos not in {"ADJ", "X", "ADV"}:
        return None
    if not inflected and not (token.text.endswith("er") and token.upos in {"ADJ", "PROPN", "X"} and token.head):
        return None
    if name is not None and name.label == "PER":
        return None
    return Candidate(token.i, token.i + 1, token.start, token.end, (), word.demonyms)
