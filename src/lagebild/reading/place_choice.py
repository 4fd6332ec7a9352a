"""Which of several places of one name is meant.

Each row has a score: what is known before reading (`rank`), what the words around the name say ("Provinz Kandahar",
"Springfield, Illinois", "im texanischen Paris"), whether the article names the country or its other places, and how near
the place lies to those that are certain. Names that leave no doubt are settled first and vote for the others.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from lagebild.knowledge import Knowledge
from lagebild.knowledge.lookup import normal
from lagebild.knowledge.rows import DemonymRow, PlaceRow
from lagebild.language.doc import Doc
from lagebild.reading.place_words import PlaceWords
from lagebild.records import Article

# Points on the scale of `rank` (ten times the population is one point); set by hand, not fitted, and held by tests
SAID = 6.0  # the text says it: kind of place, or the region or state behind the name
NAMED_SO = 0.7  # the German name is exactly this
COUNTRY_NAMED = 1.5  # the article names the state once; more often: a little more
COUNTRY_MOST = 2.4
SAME_SENTENCE = 1.5  # and this sentence names it
NEAR = 0.8  # within NEAR_KM of a place that is certain
NEAR_KM = 200.0
SEEN = 3.0  # the article has named this very place in full ("Frankfurt (Oder)", later "Frankfurt")
CERTAIN_LEAD = 3.0  # a name whose best row leads by this much is settled before the others, and votes for them
MAJORITY = 0.6  # of the votes: the state of a place that GeoNames does not have
BEHIND = frozenset({"(", ",", "/", "in", "im"})  # "Springfield, Illinois", "Paris (Texas)", "Tripoli im Libanon"
SCOPES = frozenset({"country", "admin", "region"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention: tokens [first, last), characters [start, end), rows of that name, or what an adjective points to."""

    first: int
    last: int
    start: int
    end: int
    rows: tuple[PlaceRow, ...]
    demonyms: tuple[DemonymRow, ...] = ()


@dataclass(slots=True)
class _Context:
    """What the article has settled so far."""

    votes: Counter[str] = field(default_factory=Counter)
    certain: list[PlaceRow] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    by_name: dict[str, PlaceRow] = field(default_factory=dict)
    states: set[tuple[int, str]] = field(default_factory=set)  # sentence and state that it names


def choose_all(
    doc: Doc, article: Article, knowledge: Knowledge, candidates: list[Candidate], words: PlaceWords
) -> list[PlaceRow | None]:
    """The row of each candidate, None where none fits."""
    context = _Context()
    if article.dateline and (rows := knowledge.places(article.dateline)):
        _settle(context, rows[0])
    chosen: list[PlaceRow | None] = [None] * len(candidates)
    said = [_said(doc, knowledge, c, words) if len(c.rows) > 1 else {} for c in candidates]
    for n, found in enumerate(candidates):
        row = _adjective_row(knowledge, found) if found.demonyms else _certain(found, said[n])
        if row is not None:
            chosen[n] = row
            _settle(context, row, _key(doc, found) if said[n] and row.kind == "city" else None)
            if row.kind == "country" and row.country:
                context.states.add((doc.tokens[found.first].sent, row.country))
    for n, found in enumerate(candidates):
        if chosen[n] is None and found.rows:
            key = _key(doc, found)
            row = context.by_name.get(key) if not said[n] else None
            scores = [_score(r, key, said[n], context, doc.tokens[found.first].sent) for r in found.rows]
            chosen[n] = row or found.rows[scores.index(max(scores))]
            context.by_name.setdefault(key, chosen[n])  # type: ignore[arg-type]  # one name, one place in an article
    for n, found in enumerate(candidates):
        if not (found.rows or found.demonyms) or _is_other(chosen[n], _key(doc, found), said[n]):
            chosen[n] = _unlisted(doc, candidates, chosen, n, context)
    return chosen


def _is_other(row: PlaceRow | None, key: str, said: dict[str, float]) -> bool:
    """Whether the text says a kind that no row has, and the row is called so only in another language or spelling."""
    return row is not None and "admin" in said and row.kind == "city" and normal(row.name) != key


def _unlisted(
    doc: Doc, candidates: list[Candidate], chosen: list[PlaceRow | None], n: int, context: _Context
) -> PlaceRow:
    """A place that GeoNames does not have: its name, and the state that its sentence or the article speaks of."""
    found = candidates[n]
    sentence = doc.sentences[doc.tokens[found.first].sent]
    near = [
        (abs(other.first - found.first), row.country)
        for other, row in zip(candidates, chosen, strict=True)
        if row is not None and row.country and sentence.first <= other.first < sentence.last
    ]
    country = min(near)[1] if near else None
    if country is None and context.votes:
        best, votes = context.votes.most_common(1)[0]
        country = best if votes >= MAJORITY * context.votes.total() else None
    return PlaceRow(doc.text[found.start : found.end], "site", country)


def _key(doc: Doc, found: Candidate) -> str:
    return normal(doc.text[found.start : found.end])


def _settle(context: _Context, row: PlaceRow, key: str | None = None) -> None:
    context.certain.append(row)
    if row.country:
        context.votes[row.country] += 1
    if row.geonames is not None and row.kind == "city":  # "Provinz Kandahar" does not make "Kandahar" the province
        context.seen.add(row.geonames)
    if key is not None:
        context.by_name.setdefault(key, row)


def _certain(found: Candidate, said: dict[str, float]) -> PlaceRow | None:
    """The row that leaves no doubt: a state, one far ahead, or one that the words around name."""
    if not found.rows:
        return None
    if len({row.geonames for row in found.rows}) == 1:
        return found.rows[0]
    scored = sorted(((r.rank + _points(r, said), -n, r) for n, r in enumerate(found.rows)), reverse=True)
    return scored[0][2] if scored[0][0] - scored[1][0] >= CERTAIN_LEAD else None


def _points(row: PlaceRow, said: dict[str, float]) -> float:
    """What the words around add; keys are kinds, alpha-3 codes and codes of regions."""
    if not said:
        return 0.0
    return said.get(row.kind, 0.0) + said.get(row.country or "", 0.0) + said.get(row.admin or "", 0.0)


def _score(row: PlaceRow, key: str, said: dict[str, float], context: _Context, sentence: int) -> float:
    points = row.rank + _points(row, said)
    if normal(row.name) == key:
        points += NAMED_SO
    votes = context.votes[row.country] if row.country else 0
    if votes:
        points += min(COUNTRY_MOST, COUNTRY_NAMED + 0.4 * math.log2(votes))
    if row.country and (sentence, row.country) in context.states:
        points += SAME_SENTENCE
    if row.geonames in context.seen:
        points += SEEN
    if any(_near(row, other) for other in context.certain):
        points += NEAR
    return points


def _near(row: PlaceRow, other: PlaceRow) -> bool:
    """Whether both are points on the map less than NEAR_KM apart."""
    if row.lat is None or row.lon is None or other.lat is None or other.lon is None:
        return False
    if "country" in (row.kind, other.kind) or row is other:
        return False
    dy = (row.lat - other.lat) * 111.2
    dx = (row.lon - other.lon) * 111.2 * math.cos(math.radians(row.lat))
    return dx * dx + dy * dy < NEAR_KM * NEAR_KM


def _adjective_row(knowledge: Knowledge, found: Candidate) -> PlaceRow | None:
    for demonym in found.demonyms:
        rows = knowledge.places(demonym.place)
        fitting = [r for r in rows if demonym.country is None or r.country == demonym.country]
        if fitting:
            return fitting[0]
    return None


def _said(doc: Doc, knowledge: Knowledge, found: Candidate, words: PlaceWords) -> dict[str, float]:
    """What the words before ("Provinz", "texanischen") and behind ("(Türkei)", ", Illinois") say."""
    said: dict[str, float] = {}
    sentence = doc.sentences[doc.tokens[found.first].sent]
    for i in range(found.first - 1, max(found.first - 4, sentence.first - 1), -1):
        token = doc.tokens[i]
        kind = words.cues.get(token.text)
        if kind is not None and i == found.first - 1:
            said[kind] = SAID
        elif token.text[0].islower() or token.text.endswith("er"):
            _scope(said, (r for d in knowledge.demonyms(token.text)[:1] for r in _adjective_rows(knowledge, d)), found)
        elif token.upos not in {"NOUN", "DET", "ADJ"}:
            break
    after = found.last
    if after < sentence.last and doc.tokens[after].text in BEHIND:
        _scope(said, _named_behind(doc, knowledge, after, sentence.last, words), found)
    return said


def _adjective_rows(knowledge: Knowledge, demonym: DemonymRow) -> list[PlaceRow]:
    return [r for r in knowledge.places(demonym.place) if r.country == demonym.country][:1]


def _named_behind(doc: Doc, knowledge: Knowledge, mark: int, end: int, words: PlaceWords) -> list[PlaceRow]:
    """The state or region named directly after a bracket or comma, over words like "im US-Bundesstaat"."""
    for i in range(mark + 1, min(mark + 5, end)):
        text = doc.tokens[i].text
        for last in (min(i + 3, end), i + 1):
            rows = knowledge.places(doc.text[doc.tokens[i].start : doc.tokens[last - 1].end])
            scopes = [r for r in rows if r.kind in SCOPES]
            if scopes and text[:1].isupper():
                return scopes[:1]
        if text.lower() not in words.locative and text not in words.cues:
            return []
    return []


def _scope(said: dict[str, float], rows: object, found: Candidate) -> None:
    """A region, or else a state, that holds one of the candidate's rows."""
    for row in rows:  # type: ignore[attr-defined]
        area = row.admin if row.kind == "admin" and any(r.admin == row.admin for r in found.rows) else row.country
        if area and any(area in (r.admin, r.country) for r in found.rows):
            said[area] = SAID
