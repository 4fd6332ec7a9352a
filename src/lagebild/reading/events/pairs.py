"""What two triggers of one type have in common: the features by which it is learned whether they tell one event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lagebild.knowledge import default_knowledge
from lagebild.reading.events.merge import Draft, Joins, likeness, overlap, same_date, words

STEPS = (0, 1, 2, 4, 8)  # sentences between two triggers
BIAS = "pair:bias"
# Two days that the text tells apart are two events, whatever else agrees (cross-validation: type F1 the same, when and
# where 0.01 better); meetings in two towns are two meetings (the same but where, 0.003 better).
APART = -50.0
# What is done to one person once, as far as one article goes: "der inhaftierte Berg ... Berg war festgenommen worden".
ONCE = ("arrest", "assassinate", "execute", "abduct", "deport", "release", "convict")


def pair_features(a: Draft, b: Draft) -> dict[str, float]:
    """Features of a pair of drafts; all start with "pair:"."""
    rule = likeness(a, b)
    found = {f"pair:{name}": 1.0 for name in _of(a, b)}
    found["pair:likeness"] = min(rule, 4.0) / 2
    return found


def joiner(of: Mapping[str, float]) -> Joins | None:
    """The log odds that two drafts tell one event, by the learned weights; None where there are none."""
    if BIAS not in of:
        return None

    def joins(a: Draft, b: Draft) -> float:
        if (a.date and b.date and not same_date(a, b)) or _other_towns(a, b):
            return APART
        if (
            a.mode == b.mode
            and a.mode in ONCE
            and (a.status == "denied") == (b.status == "denied")
            and _same_person(a, b)
        ):
            return -APART
        return of[BIAS] + sum(of.get(name, 0.0) * value for name, value in pair_features(a, b).items())

    return joins


def _other_towns(a: Draft, b: Draft) -> bool:
    """Whether two meetings were held in two towns."""
    if a.type != "CONSULT" or not (a.place and b.place) or a.place.geonames == b.place.geonames:
        return False
    known = default_knowledge()
    return all(p.geonames and known.country(p.name) != p.country for p in (a.place, b.place))


def _of(a: Draft, b: Draft) -> Iterator[str]:
    kind = a.type
    yield f"type:{kind}"
    distance = min(abs(x - y) for x in a.sentences for y in b.sentences)
    near = sum(distance > s for s in STEPS)
    yield f"near:{near}"
    yield f"near:{near}:{kind}"
    yield f"status:{a.status == b.status}"
    yield f"denied:{(a.status == 'denied') != (b.status == 'denied')}"
    word = "same" if _lemmas(a) & _lemmas(b) else "tail" if words(a) & words(b) else "other"
    yield f"word:{word}"
    yield f"word:{word}:{kind}"
    yield f"kind:{'+'.join(sorted((a.candidates[0].frame.kind, b.candidates[0].frame.kind)))}"
    yield f"mode:{_compare(a.mode, b.mode)}"
    yield f"date:{_date(a, b)}"
    yield f"before:{a.before != b.before}"
    yield f"place:{_compare(a.place.name if a.place else None, b.place.name if b.place else None)}"
    actors, recipients = overlap(a.actors, b.actors), overlap(a.recipients, b.recipients)
    who = _share(actors), _share(recipients), _share(overlap(a.actors + a.recipients, b.actors + b.recipients))
    yield f"actors:{who[0]}"
    yield f"recipients:{who[1]}"
    yield f"sides:{who[2]}"
    yield f"sides:{who[2]}:{kind}"
    yield f"who:{who[0]}:{who[1]}"
    yield f"who:{who[0]}:{who[1]}:{word}"
    yield f"plural:{_plural(a) or _plural(b)}"


def _same_person(a: Draft, b: Draft) -> bool:
    mine, theirs = {p.entity for p in a.recipients}, {p.entity for p in b.recipients}
    return len(mine) == 1 and mine == theirs and not (a.unnamed | b.unnamed) & mine


def _lemmas(draft: Draft) -> set[str]:
    return {t.lemma.lower() for c in draft.candidates for t in c.triggers}


def _plural(draft: Draft) -> bool:
    return any(t.feat("Number") == "Plur" and t.upos == "NOUN" for t in draft.candidates[0].triggers)


def _compare(a: str | None, b: str | None) -> str:
    if a is None or b is None:
        return "none" if a is b else "one"
    return "same" if a == b else "other"


def _date(a: Draft, b: Draft) -> str:
    if not a.date or not b.date:
        return "none" if a.date is b.date else "one"
    told = f"{int(a.dated) + int(b.dated)}"
    return ("same" if a.date == b.date else "like" if same_date(a, b) else "other") + told


def _share(value: float | None) -> str:
    if value is None:
        return "unknown"
    return "none" if value == 0 else "all" if value == 1 else "some"
