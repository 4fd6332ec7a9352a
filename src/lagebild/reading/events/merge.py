"""One record an event: triggers of the same type whose participants, dates and modes agree are brought together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from lagebild.reading.events.candidates import Candidate
from lagebild.records import EventPlace, Participant, Status

# Sentences between two triggers of one event where nothing but the type links them (cross-validation on the training
# events: 2 gives type F1 0.580, 4 0.584, 8 0.585).
NEAR = 8
# Types whose modes are acts of different kinds ("arrest", "restrict"); elsewhere a mode may be told of one event later.
DIVIDED = ("COERCE",)
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
# News without a date is of the day of publication or of the days before it.
NEWS_DAYS = 7
# How much better supported a status is when several triggers differ: told as fact once, an event is a fact.
STRENGTH: tuple[Status, ...] = ("occurred", "ongoing", "planned", "alleged", "possible", "denied")


@dataclass(slots=True)
class Draft:
    """An event before it becomes a record: one found trigger, or several after merging."""

    candidates: list[Candidate]
    actors: list[Participant]
    recipients: list[Participant]
    date: str | None
    dated: bool  # the date stands in the text: `Dating.told`
    place: EventPlace | None
    status: Status
    confidence: float
    mode: str | None
    unnamed: frozenset[str] = frozenset()  # participants that the article never names ("der Oppositionelle")
    before: bool = False  # told in the Plusquamperfekt: another occasion than the news
    lasting: bool = False  # an act that the present only tells as how things stand
    sentences: set[int] = field(default_factory=set)

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.candidates[0].frame.type

    @property
    def first(self) -> int:
        """Position of the first trigger."""
        return min(t.i for c in self.candidates for t in c.triggers)


Joins = Callable[[Draft, Draft], float]


def merge(drafts: list[Draft], joins: Joins | None = None) -> list[Draft]:
    """Drafts of the same event joined, in the order of first mention.

    `joins` says how surely two drafts tell one event, as log odds. The two groups whose drafts agree best on average
    are united as long as the odds are for it. Without it `likeness` decides.
    """
    found: list[Draft] = []
    for kind in dict.fromkeys(d.type for d in drafts):
        mine = [d for d in drafts if d.type == kind]
        found += _grouped(mine, joins) if joins else _in_turn(mine)
    return sorted(found, key=lambda d: d.first)


def _grouped(drafts: list[Draft], joins: Joins) -> list[Draft]:
    odds = {(i, j): joins(drafts[i], drafts[j]) for j in range(len(drafts)) for i in range(j)}
    groups = [[i] for i in range(len(drafts))]

    def between(a: list[int], b: list[int]) -> float:
        return sum(odds[min(i, j), max(i, j)] for i in a for j in b) / (len(a) * len(b))

    while len(groups) > 1:
        pairs = [(between(a, b), i, j) for j, b in enumerate(groups) for i, a in enumerate(groups[:j])]
        best, i, j = max(pairs, key=lambda p: (p[0], -p[1], -p[2]))
        if best <= 0:
            break
        groups[i] += groups.pop(j)
    for group in groups:
        for i in sorted(group)[1:]:
            _join(drafts[min(group)], drafts[i])
    return [drafts[min(group)] for group in groups]


def _in_turn(drafts: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    for draft in drafts:
        fitting = [(s, -i, other) for i, other in enumerate(found) if (s := likeness(other, draft)) > 0]
        if fitting:
            _join(max(fitting, key=lambda x: x[:2])[2], draft)
        else:
            found.append(draft)
    return found


def likeness(a: Draft, b: Draft) -> float:
    """How surely two drafts tell one event; 0 where something speaks against it."""
    if a.type != b.type or (a.status == "denied") != (b.status == "denied"):
        return 0.0
    if a.date and b.date and not same_date(a, b):
        return 0.0
    if a.before != b.before and (a.dated or b.dated) and not (a.dated and b.dated) and not a.sentences & b.sentences:
        return 0.0
    actors, recipients = overlap(a.actors, b.actors), overlap(a.recipients, b.recipients)
    if a.candidates[0].frame.symmetric or b.candidates[0].frame.symmetric or a.type in ("CONSULT", "COOPERATE"):
        actors = overlap(a.actors + a.recipients, b.actors + b.recipients)
        recipients = None
    if actors == 0.0 or recipients == 0.0:
        return 0.0
    if a.type in DIVIDED and a.mode and b.mode and a.mode != b.mode and not (a.sentences & b.sentences):
        return 0.0
    distance = min(abs(x - y) for x in a.sentences for y in b.sentences)
    same_word = bool(words(a) & words(b))
    linked = (actors or 0.0) + (recipients or 0.0)
    if linked == 0.0 and not same_word and distance > NEAR:
        return 0.0
    return 0.1 + linked + same_word + 1.0 / (1 + distance)


def same_date(a: Draft, b: Draft) -> bool:
    """Whether two dates may be one: told twice they agree; news without a date may be of the days before."""
    assert a.date is not None and b.date is not None
    if a.date.startswith(b.date) or b.date.startswith(a.date):
        return True
    if a.dated and b.dated:
        return False
    days = [_ordinal(d) for d in (a.date, b.date)]
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= NEWS_DAYS


def _ordinal(edtf: str) -> int | None:
    try:
        return date.fromisoformat(edtf.split("/")[0]).toordinal()
    except ValueError:
        return None


def overlap(a: list[Participant], b: list[Participant]) -> float | None:
    """Share of common participants; None where a side names none."""
    left, right = {p.entity for p in a}, {p.entity for p in b}
    if not left or not right:
        return None
    return len(left & right) / min(len(left), len(right))


def words(draft: Draft) -> set[str]:
    """The words of the triggers, by their last six letters: "Bombenanschlag" and "Anschlag" are one."""
    return {t.lemma.lower()[-6:] for c in draft.candidates for t in c.triggers if len(t.lemma) > 4}


def _join(into: Draft, draft: Draft) -> None:
    into.candidates += draft.candidates
    into.sentences |= draft.sentences
    for mine, theirs in ((into.actors, draft.actors), (into.recipients, draft.recipients)):
        known = {p.entity for p in into.actors} | {p.entity for p in into.recipients}
        new = [p for p in theirs if p.entity not in known]
        if not mine or (into.type in SYMMETRIC and mine is into.actors):
            mine += new
        else:
            _name(mine, new, into.unnamed | draft.unnamed)
    into.unnamed |= draft.unnamed
    if _dates_better(draft, into):
        into.date, into.dated = draft.date, draft.dated
    into.lasting = into.lasting and draft.lasting
    into.place = into.place or draft.place
    into.mode = into.mode or draft.mode
    into.status = min(into.status, draft.status, key=STRENGTH.index)
    into.confidence = max(into.confidence, draft.confidence)


def _dates_better(draft: Draft, into: Draft) -> bool:
    """A date of the text goes before an assumed one, a day before the year that holds it."""
    if draft.date is None or into.date is None:
        return into.date is None
    finer = draft.date != into.date and draft.date.startswith(into.date)
    return draft.dated and (not into.dated or finer)


def _name(mine: list[Participant], new: list[Participant], unnamed: frozenset[str]) -> None:
    """Put a name in the place of a description of the same state: "der Oppositionelle" ... "Berg"."""
    for i, participant in enumerate(mine):
        if participant.entity in unnamed:
            better = next((p for p in new if p.entity not in unnamed and p.country == participant.country), None)
            mine[i] = better or participant
