"""The frame lexicon (`knowledge/de/frames.tsv`): which constructions tell which event, and who has what role in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from lagebild.language.de.forms import noun_forms, verb_forms
from lagebild.records import EventType

Roles = tuple[tuple[str, ...], ...]  # alternatives, each a union

DEFAULT_ACTOR = {"v": "subj", "n": "gen|von|durch|poss", "a": "subj", "lv": "subj"}
DEFAULT_RECIPIENT = {"v": "obj|iobj", "n": "gegen|an", "a": "", "lv": "iobj"}
PREPOSITIONS = frozenset(
    "an auf aus bei durch für gegen gegenüber hinter hinters in mit nach um ums unter unters von vor zu"  # noqa: SIM905
    " zwischen über als ins wegen".split()
)
MIN_FIRST_PART = 2


@dataclass(frozen=True, slots=True)
class Condition:
    """`key` must (or must not) hold one of `values`; see the head of frames.tsv."""

    key: str
    values: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """The noun of a light-verb construction: its lemma, the preposition or adjective before it, the one of the verb."""

    noun: str
    compound: bool = False
    preposition: str | None = None
    adjective: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One construction of the lexicon."""

    id: int
    kind: str
    name: str
    type: EventType
    mode: str | None
    actor: Roles
    recipient: Roles
    sure: int
    conditions: tuple[Condition, ...]
    example: str
    lights: tuple[Light, ...] = ()

    @property
    def symmetric(self) -> bool:
        """Whether all sides are actors."""
        return self.actor == (("sym",),)


@dataclass(slots=True)
class Lexicon:
    """The frames by word. Keys are lemmas in lower case; reflexive verbs stand under `sich X`."""

    frames: list[Frame] = field(default_factory=list)
    verbs: dict[str, list[Frame]] = field(default_factory=dict)
    nouns: dict[str, list[Frame]] = field(default_factory=dict)
    tails: dict[str, list[Frame]] = field(default_factory=dict)  # last parts of compounds
    adjectives: dict[str, list[Frame]] = field(default_factory=dict)
    light: dict[str, list[tuple[str | None, Frame]]] = field(default_factory=dict)  # verb -> (its preposition, frame)
    finite: dict[str, str] = field(default_factory=dict)  # inflected form -> infinitive, of verbs above
    participles: dict[str, str] = field(default_factory=dict)
    inflected: dict[str, str] = field(default_factory=dict)  # inflected noun -> noun


@cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once."""
    text = files("lagebild.knowledge").joinpath("de", "frames.tsv").read_text(encoding="utf-8")
    found = Lexicon()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            _add(found, line.split("\t"))
    _inflect(found)
    return found


def _inflect(lexicon: Lexicon) -> None:
    """The forms of all words: lemmas that a network guesses are wrong for rare words."""
    for word in (*lexicon.verbs, *lexicon.light):
        verb = word.removeprefix("sich ")
        finite, participles = verb_forms(verb)
        for table, forms in ((lexicon.finite, finite), (lexicon.participles, participles)):
            for form in forms:
                table.setdefault(form, verb)
    for verb in (*lexicon.verbs, *lexicon.light):  # a lemma is always its own form, whatever else it may be
        lexicon.finite[verb] = verb
    for noun in lexicon.nouns:
        for form in noun_forms(noun):
            lexicon.inflected.setdefault(form, noun)
    for noun in lexicon.nouns:
        lexicon.inflected[noun] = noun


def _add(lexicon: Lexicon, row: list[str]) -> None:
    kind, words, type_, mode, actor, recipient, sure, conditions, example = row
    nouns, _, verbs = words.partition(" + ")
    frame = Frame(
        id=len(lexicon.frames),
        kind=kind,
        name=f"{kind}:{words.split(',')[0]}:{type_}",
        type=cast(EventType, type_),
        mode=None if mode == "-" else mode,
        actor=_roles(actor, DEFAULT_ACTOR[kind]),
        recipient=_roles(recipient, DEFAULT_RECIPIENT[kind]),
        sure=int(sure),
        conditions=() if conditions == "-" else tuple(map(_condition, conditions.split())),
        example=example,
        lights=tuple(map(_light, nouns.split(","))) if kind == "lv" else (),
    )
    lexicon.frames.append(frame)
    if kind == "lv":
        for verb in verbs.split(","):
            lemma, _, preposition = verb.partition(":")
            lexicon.light.setdefault(lemma, []).append((preposition or None, frame))
        return
    for word in words.split(","):
        low = word.lower()
        if kind == "v":
            lexicon.verbs.setdefault(low, []).append(frame)
        elif kind == "a":
            lexicon.adjectives.setdefault(low, []).append(frame)
        else:
            lexicon.nouns.setdefault(low.lstrip("*"), []).append(frame)
            if low.startswith("*"):
                lexicon.tails.setdefault(low[1:], []).append(frame)


def _roles(text: str, default: str) -> Roles:
    if text == "-":
        text = default
    return tuple(tuple(alternative.split("+")) for alternative in text.split("|") if alternative)


def _condition(text: str) -> Condition:
    negated = text.startswith("no:")
    key, _, values = text.removeprefix("no:").partition("=")
    return Condition(key, tuple(values.split("|")) if values else (), negated)


def _light(text: str) -> Light:
    before, _, noun = text.rpartition(":")
    compound = not before  # "Kritik" of a light verb may be "Fundamentalkritik"; fixed phrases take no compound
    if before in PREPOSITIONS:
        return Light(noun.lower(), False, preposition=before)
    return Light(noun.lower(), compound, adjective=before or None)


def noun_frames(word: str) -> list[Frame]:
    """The frames of a noun (lemma or form), by the whole word or by the longest last part of a compound."""
    return [lexicon().frames[i] for i in _noun_frames(word.lower())]


@lru_cache(maxsize=100_000)
def _noun_frames(low: str) -> tuple[int, ...]:
    known = lexicon()
    if low in known.inflected:
        return tuple(f.id for f in known.nouns[known.inflected[low]])
    for start in range(MIN_FIRST_PART, len(low) - 3):
        tail = known.inflected.get(low[start:])
        if tail in known.tails:
            return tuple(f.id for f in known.tails[tail])
    return ()


@lru_cache(maxsize=100_000)
def light_matches(light: Light, word: str) -> bool:
    """Whether a noun (lemma or form) is the one of a light-verb construction."""
    low, forms = word.lower(), noun_forms(light.noun)
    if low in forms:
        return True
    return light.compound and len(light.noun) > 3 and any(low[i:] in forms for i in range(MIN_FIRST_PART, len(low) - 3))


def words_of(frame: Frame) -> Iterator[str]:
    """All words that lead to `frame` (for tests and documentation)."""
    known = lexicon()
    for table in (known.verbs, known.nouns, known.adjectives):
        yield from (word for word, frames in table.items() if frame in frames)
    yield from (verb for verb, pairs in known.light.items() if any(f is frame for _, f in pairs))
