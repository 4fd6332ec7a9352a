"""What stance the content of a speech act takes: words of blame, praise, demand, refusal, menace and promise in it.

"sagte" alone tells no event; "sagte, das sei ein Skandal" is criticism. The words are in `knowledge/de/stance.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import zip_longest

from lagebild.language.doc import Token
from lagebild.reading.events.candidates import Candidate
from lagebild.reading.events.classes import MIN_FIRST_PART, variants
from lagebild.reading.events.context import Reading
from lagebild.reading.events.syntax import preposition
from lagebild.records import EventType

WORDS: tuple[EventType, ...] = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE")
# The stance that makes saying something an act of the type.
STANCE: dict[EventType, str] = {
    "ACCUSE": "blame", "SUPPORT": "praise", "REQUEST": "demand", "REJECT": "refusal", "THREATEN": "menace",
    "AGREE": "promise", "CONCEDE": "promise",
}  # fmt: skip
FIRST = 60  # tokens: a long quotation shows its stance in its first sentences
AS = ("als", "wie", "für")
ENDING = (",", ";", ":", ".", "!", "?", "und", "aber")  # what ends a comparison


@cache
def _words() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Word -> the stances that it shows; the same for last parts of compounds."""
    text = files("lagebild.knowledge").joinpath("de", "stance.toml").read_text(encoding="utf-8")
    whole: dict[str, frozenset[str]] = {}
    tails: dict[str, frozenset[str]] = {}
    for stance, words in tomllib.loads(text).items():
        for word in words:
            low = word.lower().lstrip("*")
            whole[low] = whole.get(low, frozenset()) | {stance}
            if word.startswith("*"):
                tails[low] = tails.get(low, frozenset()) | {stance}
    return whole, tails


@lru_cache(maxsize=100_000)
def stances_of(word: str) -> frozenset[str]:
    """The stances that a lemma shows."""
    whole, tails = _words()
    for form in variants(word.lower()):
        if form in whole:
            return whole[form]
        for i in range(MIN_FIRST_PART, len(form) - 3):
            if form[i:] in tails:
                return tails[form[i:]]
    return frozenset()


def content(candidate: Candidate, reading: Reading) -> list[Token]:
    """The words that are said: the quotation of this cue, else the clause below and what something is called."""
    key = tuple(t.i for t in candidate.triggers)
    if key not in reading.contents:  # a word may be a candidate for many types
        reading.contents[key] = _content(candidate, reading)
    return reading.contents[key]


def _content(candidate: Candidate, reading: Reading) -> list[Token]:
    cues = {t.start for t in candidate.triggers}
    for quote in reading.quotes:
        if any(start <= at < end for start, end in quote.cue for at in cues):
            return [t for start, end in quote.quote for t in reading.doc.tokens_in(start, end)][:FIRST]
    args = candidate.args
    tops = [*args.clauses, *args.obj, *(t for p in AS for t in args.preps.get(p, ()))]
    tops += [c for c in candidate.head.children if c.deprel in ("advmod", "xcomp", "obl") and preposition(c) is None]
    found = {t.i: t for top in tops for t in top.subtree()}
    return [found[i] for i in sorted(found)][:FIRST]


def counted(tokens: Iterable[Token]) -> dict[str, int]:
    """How many words show each stance."""
    counts: dict[str, int] = {}
    said = list(tokens)
    weighed = False
    for token, after in zip_longest(said, said[1:]):
        if after is not None and after.text == "als" and token.text.endswith("er"):
            weighed = True  # "Handel sei wichtiger als Hilfe" weighs: it praises nobody and promises no help
        elif token.text in ENDING:
            weighed = False
        if weighed:
            continue
        for stance in stances_of(token.lemma):
            counts[stance] = counts.get(stance, 0) + 1
    if counts.get("negation", 0) % 2 == 0:  # "kein Tag, an dem sie nicht reden" denies nothing
        counts.pop("negation", None)
    return counts


def refuses(candidate: Candidate, reading: Reading) -> bool:
    """Whether the words that are said hold a refusal or a single negation: without one, saying them is no REJECT."""
    counts = counted(content(candidate, reading))
    return "refusal" in counts or "negation" in counts


def content_features(candidate: Candidate, reading: Reading) -> Iterator[tuple[str, float]]:
    """Features of the stance of the content; none for acts that are no words."""
    kind = candidate.frame.type
    if kind not in WORDS:
        return
    tokens = content(candidate, reading)
    counts = counted(tokens)
    level = candidate.frame.sure
    yield f"said:{'some' if tokens else 'none'}:{kind}", 1.0
    own = counts.get(STANCE[kind], 0) + (counts.get("negation", 0) if kind == "REJECT" else 0)
    yield f"stance:own:{level}", min(own, 3) / 2
    yield f"stance:other:{level}", min(max((n for s, n in counts.items() if s != STANCE[kind]), default=0), 3) / 2
    if not own:
        yield f"stance:none:{level}", 1.0
    for stance, number in counts.items():
        yield f"said:{stance}:{kind}", min(number, 3) / 2
        yield f"said:{stance}:{kind}:{level}", min(number, 2) / 2
    if "blame" in counts and "praise" not in counts:
        yield f"said:bad:{kind}", 1.0
    if "praise" in counts and "blame" not in counts:
        yield f"said:good:{kind}", 1.0
    if any(t.text == "?" for t in tokens):
        yield f"said:asks:{kind}", 1.0
