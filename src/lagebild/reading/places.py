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
GENITIVE_LEAD = 1.0  # "Perus" is Peru's, not the town of that name
SURE_TAG = 0.5  # score of the tagger from which a surname, or a place that GeoNames does not have, is believed
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
        """The rows of a name as it stands or in the genitive ("Deutschlands", "Paris'"), the best known first."""
        found = self.knowledge.places(text)
        genitive = self.knowledge.places(text[:-1]) if len(text) > 3 and text[-1] in "s'’" else ()
        if genitive and (not found or genitive[0].rank > found[0].rank + GENITIVE_LEAD):
            return genitive
        return found

    def is_people(self, text: str) -> bool:
        """Whether the word also means the inhabitants."""
        return any(d.kind == "inhabitant" and d.plural for d in self.knowledge.demonyms(text))


def _candidates(doc: Doc, gazetteer: _Gazetteer, words: PlaceWords) -> Iterator[Candidate]:
    tags = _Tags(doc)
    i, last = 0, -1  # `last`: where the place before ends
    while i < len(doc.tokens):
        token = doc.tokens[i]
        word = gazetteer.word(token.text)
        found = None
        if word.rows or word.opens or word.demonyms:
            found = _longest(doc, i, word, gazetteer, tags, words) or _adjective(doc, token, word, tags)
        if found is None and i in tags.unknown:
            found = _unknown(doc, tags.unknown[i], gazetteer, words, listed=last == i - 1)
        if found is None and "-" in token.text and token.text.rpartition("-")[2] in words.heads:
            found = Candidate(i, i + 1, token.start, token.end, ())  # "Colca-Tal", "Tahrir-Platz"
        if found is None:
            i += 1
            continue
        yield found
        i = last = found.last


class _Tags:
    """What the tagger says: the name over each token, the last words of persons' names, places by their first token."""

    def __init__(self, doc: Doc) -> None:
        self.over = {i: name for name in doc.names for i in range(name.first, name.last)}
        self.surnames = {
            doc.tokens[name.last - 1].text
            for name in doc.names
            if name.label == "PER" and name.last > name.first + 1 and name.score >= SURE_TAG
        }
        self.unknown = {
            n.first: n
            for n in doc.names
            if n.label == "LOC" and n.score >= SURE_TAG and not self.is_surname(doc.tokens[n.last - 1].text)
        }

    def is_surname(self, text: str) -> bool:
        """Whether the text names a person by this word elsewhere ("Jo Cox" ... "auf Cox", "Obamas")."""
        return text in self.surnames or (text[-1] == "s" and text[:-1] in self.surnames)


def _unknown(doc: Doc, name: Name, gazetteer: _Gazetteer, words: PlaceWords, listed: bool) -> Candidate | None:
    """A name that the tagger calls a place, that stands where places stand, and that GeoNames does not have.

    `listed`: one token stands between it and the place before; a comma or "und" there makes a list of places.
    """
    token = doc.tokens[name.first]
    before = doc.tokens[name.first - 1].text.lower() if name.first else ""
    inside = any(gazetteer.word(t.text).rows for t in doc.tokens[name.first + 1 : name.last])
    if inside or token.upos != "PROPN" or token.text.isupper() or not token.text[0].isupper():
        return None
    if not (before in words.inside or _cued(doc, name.first, words) or (listed and before in {",", "und"})):
        return None
    return Candidate(name.first, name.last, name.start, name.end, ())


def _longest(doc: Doc, i: int, word: _Word, gazetteer: _Gazetteer, tags: _Tags, words: PlaceWords) -> Candidate | None:
    """The longest name that begins at token `i` and is a place here."""
    sentence_end = doc.sentences[doc.tokens[i].sent].last
    start = doc.tokens[i].start
    if word.opens:
        for last in range(min(sentence_end, i + LONGEST), i + 1, -1):
            text = doc.text[start : doc.tokens[last - 1].end]
            rows = gazetteer.rows(text)
            if rows and _is_place(doc, i, last, rows, tags, words):
                return Candidate(i, last, start, doc.tokens[last - 1].end, rows)
    if word.rows and _is_place(doc, i, i + 1, word.rows, tags, words) and not _are_people(doc, i, gazetteer):
        return Candidate(i, i + 1, start, doc.tokens[i].end, word.rows)
    return None


def _is_place(doc: Doc, first: int, last: int, rows: tuple[PlaceRow, ...], tags: _Tags, words: PlaceWords) -> bool:
    token, rank, single = doc.tokens[first], max(row.rank for row in rows), last == first + 1
    located = _follows_preposition(doc, first, words)
    if single and tags.is_surname(token.text) and rows[0].kind != "country":
        return False
    if (single and _acts(token, rows[0], located, words)) or _is_club(doc, last, located):
        return False
    if single and _cued(doc, first, words):
        return True
    if single and token.text in words.calendar:
        return False
    name = tags.over.get(first)
    if name is not None:
        return _tagged_place(doc, name, first, last, rows[0], located, words)
    if not single:
        return rank >= SMALL_RANK or located
    if token.upos not in {"PROPN", "X"}:
        return _untagged_noun(token, rows[0], located, words)
    if token.deprel == "flat" or token.child("flat") is not None:
        return False
    if token.text in words.doubtful or rank < KNOWN_RANK:
        return located and rank >= SMALL_RANK
    return True


def _untagged_noun(token: Token, row: PlaceRow, located: bool, words: PlaceWords) -> bool:
    """Whether a word that is taken for a common noun is a known place after all."""
    if token.text in words.doubtful or token.upos != "NOUN" or not token.text.startswith(row.name):
        return row.kind == "country" and token.text not in words.doubtful
    return row.rank >= KNOWN_RANK and (row.kind != "city" or (located and token.child("det", "amod") is None))


def _tagged_place(doc: Doc, name: Name, first: int, last: int, row: PlaceRow, located: bool, words: PlaceWords) -> bool:
    """Whether tokens [first, last), which the tagger has in `name`, are a place."""
    if name.label == "LOC":
        return located or row.rank >= SMALL_RANK or last > first + 1
    if name.first == first and name.last <= last:
        if row.kind == "country" and doc.tokens[first].text not in words.doubtful:
            return True
        if name.label == "PER":
            return row.rank >= FAMOUS_RANK or (located and row.rank >= (SMALL_RANK if last > first + 1 else KNOWN_RANK))
        return row.rank >= FAMOUS_RANK or (located and row.rank >= SMALL_RANK)
    before = doc.tokens[first - 1] if first > name.first else None
    return name.label != "PER" and before is not None and before.upos == "ADP" and located


def _is_club(doc: Doc, last: int, located: bool) -> bool:
    """A number of two digits behind: "Hannover 96", "Schalke 04"."""
    if located or last >= len(doc.tokens):
        return False
    after = doc.tokens[last].text
    return len(after) == 2 and after.isdecimal()


def _are_people(doc: Doc, i: int, gazetteer: _Gazetteer) -> bool:
    """Whether the name of a region means its inhabitants: "die Bayern", "den Sachsen"."""
    before = doc.tokens[i - 1].text.lower() if i else ""
    return before in {"die", "den", "der"} and gazetteer.is_people(doc.tokens[i].text)


def _follows_preposition(doc: Doc, first: int, words: PlaceWords) -> bool:
    """Whether a preposition of place stands before the name, directly or with "der Stadt" and the like between."""
    for i in range(first - 1, max(first - 4, doc.sentences[doc.tokens[first].sent].first - 1), -1):
        token = doc.tokens[i]
        if token.text.lower() in words.locative:
            return True
        if not (token.upos in {"DET", "ADJ", "CCONJ"} or token.text in words.cues or token.text == ","):
            return False
    return False


def _cued(doc: Doc, first: int, words: PlaceWords) -> bool:
    """Whether "Stadt", "Provinz", "Insel" and the like stand directly before."""
    return first > doc.sentences[doc.tokens[first].sent].first and doc.tokens[first - 1].text in words.cues


def _acts(token: Token, row: PlaceRow, located: bool, words: PlaceWords) -> bool:
    """Whether a capital is named as the government that sits there."""
    if not row.capital or located or token.deprel != "nsubj" or token.head is None:
        return False
    return token.head.lemma in words.acting and not token.all_children("case", "det")


def _adjective(doc: Doc, token: Token, word: _Word, tags: _Tags) -> Candidate | None:
    """An adjective of a place before its noun ("der russische Botschafter", "das Berliner Rathaus")."""
    if not word.demonyms:
        return None
    name = tags.over.get(token.i)
    if name is not None and name.label == "PER":
        return None
    if token.text[0].islower():
        if token.upos not in {"ADJ", "X", "ADV"}:
            return None
    elif not (token.text.endswith("er") and token.i + 1 < len(doc.tokens) and _is_nominal(doc.tokens[token.i + 1])):
        return None
    return Candidate(token.i, token.i + 1, token.start, token.end, (), word.demonyms)


def _is_nominal(token: Token) -> bool:
    return token.text[0].isupper() and token.upos in {"NOUN", "PROPN", "X"}
