"""Which countries an article is about: the country of "die Polizei" where the text does not say it beside the noun."""

from __future__ import annotations

from collections import defaultdict

from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.lists import words

TITLE_WEIGHT = 2.0  # a mention in the headline or the first paragraph counts so much more
EARLY = 2  # sentences
PLACE_WEIGHT, ADJECTIVE_WEIGHT = 0.8, 1.0
HOME_PRIOR = 0.9  # German news write "die Polizei" of their own country without saying so
HOME = {"de": "DEU", "en": None}
SCENE = words("scene")
SAME, BEFORE = 3.0, 1.5  # a country in the same sentence or the one before counts more than one elsewhere


def find_focus(work: Work) -> None:
    """Fill `work.focus` and `work.near` from the countries of names, places and adjectives.

    Called twice: before names are linked (who bears a name depends on it), and after (they tell countries, too).
    """
    count: dict[str, float] = defaultdict(float)
    near: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for draft in work.drafts:
        country = draft.country or (draft.node.country if draft.node is not None else None)
        if not country or (draft.kind == "organization" and draft.node is None):
            continue
        weight = _weight(draft)
        sentence = work.token(draft.head).sent
        near[sentence][country] += weight
        count[country] += weight * (TITLE_WEIGHT if sentence < EARLY else 1.0)
    home = HOME.get(work.doc.language)
    if home:
        count[home] += HOME_PRIOR
    work.focus = sorted(count, key=lambda c: -count[c])
    work.near = {s: dict(c) for s, c in near.items()}


def _weight(draft: Draft) -> float:
    return PLACE_WEIGHT if draft.kind == "place" else ADJECTIVE_WEIGHT


def country_of_scene(work: Work, i: int) -> str | None:
    """The country where the clause of token `i` says that it takes place: "In Belarus demonstrierten Tausende"."""
    verb = work.token(i).head
    if verb is None or verb.upos != "VERB":
        return None
    for child in verb.children:
        case, held = child.child("case"), work.by_token.get(child.i)
        if case is None or held is None or child.i == i or case.text.lower() not in SCENE:
            continue
        if held.form == "name" and held.kind in ("country", "place"):
            return held.country
    return None


def country_beside(work: Work, sentence: int) -> str | None:
    """The country that is named alone in a sentence, else alone in the one before."""
    for i in (sentence, sentence - 1):
        named = work.near.get(i, {})
        if named:
            return next(iter(named)) if len(named) == 1 else None
    return None


def country_near(work: Work, sentence: int, *, apart_from: frozenset[str] = frozenset()) -> str | None:
    """The country that an institution named in `sentence` without a country belongs to most likely."""
    score: dict[str, float] = defaultdict(float)
    total = len(work.focus)
    for rank, country in enumerate(work.focus):
        score[country] += 2.0 * (total - rank) / total if rank else 3.0
    for distance, weight in ((0, SAME), (1, BEFORE)):
        for country, seen in work.near.get(sentence - distance, {}).items():
            score[country] += min(seen, 1.0) * weight / (1 + len(work.near[sentence - distance]))
    for country in apart_from:
        score.pop(country, None)
    return max(score, key=lambda c: (score[c], c)) if score else None
