"""The way from an article to its events: candidates, participants, probability, choice, merging, records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lagebild.edtf import is_edtf
from lagebild.language.doc import Doc, Token
from lagebild.reading.actors import Actors
from lagebild.reading.events.answers import complete
from lagebild.reading.events.candidates import Candidate, find_candidates
from lagebild.reading.events.classes import in_class
from lagebild.reading.events.classify import (
    Features,
    Surroundings,
    Told,
    features_of,
    probability,
    sentence_scores,
    weights,
    with_sentence,
)
from lagebild.reading.events.content import refuses
from lagebild.reading.events.context import Reading
from lagebild.reading.events.contexts import contexts_at
from lagebild.reading.events.magnitude import Act, Magnitude, magnitudes
from lagebild.reading.events.merge import Draft, Joins, merge
from lagebild.reading.events.pairs import joiner
from lagebild.reading.events.participants import WORDS, nearby, participants
from lagebild.reading.events.plover import score_of, types
from lagebild.reading.events.status import VERBAL, Mood, mood_of, status_of
from lagebild.reading.events.syntax import governor, verb_lemma
from lagebild.reading.when import Dating, dating_of, is_lasting
from lagebild.reading.where import place_of
from lagebild.records import Article, Event, Participant, Place, Quantity, Quote, Time

DEFAULT_THRESHOLD = 0.5
DENIED_THRESHOLD = 0.6  # what is said not to have happened is seldom worth a record (cross-validation, training events)
AT_A_MEETING = ("bei", "während", "nach", "in", "auf")
# Types that have what stands in their clause or object as content, not as an act of its own.
HOLDING = ("REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE", "SUPPORT")
# What is yet to come is not dated to the day of publication.
OPEN = ("planned", "possible")
# What is only planned or denied has killed nobody.
HAPPENED = ("occurred", "ongoing", "alleged")


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with all that was worked out for it."""

    candidate: Candidate
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    mood: Mood
    features: Features
    probability: float


def find_events(
    doc: Doc,
    article: Article,
    actors: Actors,
    quotes: tuple[Quote, ...],
    times: tuple[Time, ...],
    places: tuple[Place, ...],
    quantities: tuple[Quantity, ...],
) -> tuple[Event, ...]:
    """The events of `doc`, one record an event, in the order of their first trigger; ids v1, v2 ..."""
    reading = Reading(doc, article, actors, quotes, times, places, {e.id: e for e in actors.entities}, quantities)
    model = weights()
    threshold = model.threshold if model else DEFAULT_THRESHOLD
    return events_of(score(reading), reading, threshold, joiner(model.of) if model else None)


def events_of(
    scored: list[Scored], reading: Reading, threshold: float, joins: Joins | None = None
) -> tuple[Event, ...]:
    """The records of the candidates that reach the threshold, merged."""
    drafts = merge([draft_of(s, reading) for s in choose(scored, threshold)], joins)
    drafts = [d for d in drafts if d.status != "denied" or d.confidence > DENIED_THRESHOLD]
    for draft in drafts:
        if not draft.actors and not draft.recipients:
            actors, recipients = nearby(draft.candidates[0], reading, _telling(draft, drafts))
            draft.actors, draft.recipients = list(actors), list(recipients)
        if draft.lasting and not draft.dated:  # nowhere told as news
            draft.date = None
    complete(drafts)
    drafts.sort(key=lambda d: d.first)
    numbers = _magnitudes(drafts, reading)
    return tuple(_record(i, d, m, reading) for i, (d, m) in enumerate(zip(drafts, numbers, strict=True), 1))


def _telling(draft: Draft, drafts: list[Draft]) -> set[str]:
    """Who says something of their own in the sentences that tell the event."""
    return {p.entity for d in drafts if d.type in WORDS and d.sentences & draft.sentences for p in d.actors}


def _magnitudes(drafts: list[Draft], reading: Reading) -> list[Magnitude]:
    """People killed, injured, taking part, for each event."""
    acts = [Act(d.candidates[0].frame.type, d.mode, tuple(t for c in d.candidates for t in c.triggers)) for d in drafts]
    found = magnitudes(acts, reading.doc, reading.quantities, reading.persons)
    return [m if d.status in HAPPENED else Magnitude(size=m.size) for d, m in zip(drafts, found, strict=True)]


def score(reading: Reading) -> list[Scored]:
    """Every candidate with participants, mood, features and probability."""
    candidates = [c for c in find_candidates(reading) if not _says_yes(c, reading)]
    if not candidates:
        return []
    around = _surroundings(candidates, reading.doc)
    model = weights()
    scores = sentence_scores(reading.doc, model)
    told = Told(scores) if scores is not None else None
    found = []
    for candidate, near in zip(candidates, around, strict=True):
        actors, recipients = participants(candidate, reading)
        mood = mood_of(candidate, reading)
        features = features_of(candidate, mood, actors, recipients, reading, near)
        p = probability(with_sentence(features, candidate, told), model)
        found.append(Scored(candidate, actors, recipients, mood, features, p))
    return found


def _says_yes(candidate: Candidate, reading: Reading) -> bool:
    """Whether a verb of saying is looked at as a refusal although its words refuse nothing."""
    frame = candidate.frame
    mere = frame.type == "REJECT" and frame.sure == 1 and in_class(verb_lemma(candidate.head), "speech")
    return mere and not refuses(candidate, reading)


def choose(scored: list[Scored], threshold: float) -> list[Scored]:
    """The best candidate of each word, where it is sure enough."""
    best: dict[int, Scored] = {}
    for s in scored:
        at = s.candidate.at
        if s.probability >= threshold and (at not in best or s.probability > best[at].probability):
            best[at] = s
    return [best[i] for i in sorted(best)]


def _surroundings(candidates: list[Candidate], doc: Doc) -> list[Surroundings]:
    holders: dict[int, list[Candidate]] = {}
    for c in candidates:
        if c.frame.type in HOLDING:
            for t in c.triggers:
                holders.setdefault(t.i, []).append(c)
    density = len(candidates) / max(len(doc.sentences), 1)
    everywhere = Counter(c.frame.type for c in candidates)
    in_sentence = Counter((c.frame.type, c.head.sent) for c in candidates)
    return [
        Surroundings(
            under=_under(c, holders),
            same_sentence=in_sentence[c.frame.type, c.head.sent] - 1,
            elsewhere=everywhere[c.frame.type] - in_sentence[c.frame.type, c.head.sent],
            density=density,
        )
        for c in candidates
    ]


def _under(candidate: Candidate, holders: dict[int, list[Candidate]]) -> tuple[str, ...]:
    """The types of the acts that a candidate is the content of."""
    own = {t.i for t in candidate.triggers}
    found: list[str] = []
    top: Token = candidate.triggers[0]
    for above in top.ancestors():
        if above.i in holders and above.i not in own and top.deprel != "nsubj":
            found += [h.frame.type for h in holders[above.i]]
        top = above
    return tuple(dict.fromkeys(found))


def draft_of(scored: Scored, reading: Reading) -> Draft:
    """A candidate with its date, place and status, before merging."""
    candidate, published = scored.candidate, reading.article.published
    token = candidate.head
    kind = candidate.frame.type
    undecided = status_of(kind, scored.mood, False) in OPEN
    date, told = _dating(token, reading, background=undecided, act=kind not in VERBAL)
    sides = (*scored.actors, *scored.recipients)
    return Draft(
        candidates=[candidate],
        actors=list(scored.actors),
        recipients=list(scored.recipients),
        date=date if date is None or is_edtf(date) else None,
        dated=told and date is not None,
        place=place_of(token, reading.doc, reading.sites, reading.article, None if _from_afar(scored) else kind),
        status=status_of(kind, scored.mood, kind not in VERBAL and _later(date, published)),
        confidence=scored.probability,
        mode=candidate.frame.mode,
        unnamed=frozenset(p.entity for p in sides if not reading.is_named(p.entity)),
        before=scored.mood.before,
        lasting=kind not in VERBAL and is_lasting(token, reading.doc, reading.times, published),
        sentences={token.sent},
    )


def _dating(token: Token, reading: Reading, *, background: bool, act: bool) -> Dating:
    """When it happened; what was said at a meeting tells when the meeting was."""
    known = (reading.doc, reading.times_for(token), reading.article.published)
    dating = dating_of(token, *known, background=background, act=act, said=reading.quote_at(token) is not None)
    above = governor(token) if dating.date is None and token.upos == "NOUN" else None
    if above is not None and above[2] in AT_A_MEETING and in_class(verb_lemma(above[0]), "speech"):
        return dating_of(above[0], *known)
    return dating


def _from_afar(scored: Scored) -> bool:
    """Whether somebody restricts another state ("Sanktionen"): that is decreed, not done where the text was last."""
    if scored.candidate.frame.mode != "restrict" or not scored.actors:
        return False
    struck = {p.country for p in scored.recipients} - {None}
    return bool(struck) and not struck & {p.country for p in scored.actors}


def _later(date: str | None, published: str | None) -> bool:
    """Whether a date lies after the day of publication, as far as both are told."""
    if not date or not published:
        return False
    width = min(len(date), len(published), 10)
    return date[:width] > published[:width]


def _record(number: int, draft: Draft, size: Magnitude, reading: Reading) -> Event:
    info, kind = types()[draft.candidates[0].frame.type], draft.candidates[0].frame.type
    mode = draft.mode if draft.mode in info.modes else None
    triggers = sorted({(t.start, t.end) for c in draft.candidates for t in c.triggers})
    quote = reading.quote_at(draft.candidates[0].triggers[0])
    return Event(
        id=f"v{number}",
        type=kind,
        mode=mode,
        triggers=tuple(triggers),
        contexts=contexts_at(reading.doc, draft.sentences),
        actors=tuple(draft.actors),
        recipients=tuple(draft.recipients),
        date=draft.date,
        place=draft.place,
        status=draft.status,
        reported_by=quote.id if quote else None,
        quad=info.quad,
        goldstein=score_of(kind, mode),
        dead=size.dead,
        injured=size.injured,
        size=size.size,
        confidence=round(draft.confidence, 3),
    )
