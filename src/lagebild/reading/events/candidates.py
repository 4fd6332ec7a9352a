"""Where the lexicon finds the trigger of an event: verbs, nouns, light verbs, participles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lagebild.language.doc import Token
from lagebild.reading.events.classes import class_names, in_class, variants
from lagebild.reading.events.context import Reading, antecedent
from lagebild.reading.events.lexicon import Condition, Frame, Light, lexicon, light_matches, noun_frames
from lagebild.reading.events.syntax import (
    Arguments,
    arguments,
    auxiliaries,
    clause_head,
    governor,
    is_verb,
    participle_of,
    preposition,
    verb_lemma,
)

NOMINAL = ("NOUN", "PROPN")
ANSWERS = ("REJECT", "CONCEDE")  # what is refused or yielded to was said by somebody else
POLITICAL = ("GOV", "LEG", "PTY", "OPP", "IGO", "MIL", "JUD", "REB", "SPY")
# Keys of conditions that are no argument and no word class.
FLAGS = ("need", "negated", "predicate", "modal", "passive", "said", "quoting", "hard")
HARD = ("negated", "predicate", "modal", "passive", "said", "quoting", "gen")
PREDICATIVE = ("root", "xcomp", "ccomp", "conj", "advcl", "obl", "advmod", "parataxis", "acl")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a frame fits: the word that governs the participants, all trigger words, the arguments."""

    frame: Frame
    head: Token
    triggers: tuple[Token, ...]
    args: Arguments
    noun: Token | None = None  # the noun of a light verb, or of a noun frame under a light verb
    rivals: int = 0  # how many other frames fitted the same word
    failed: tuple[str, ...] = ()  # keys of conditions that did not hold

    @property
    def answers(self) -> bool:
        """Whether the noun tells an act of its own that the verb answers: "wies die Vorwürfe zurück"."""
        return self.frame.kind == "lv" and self.frame.type in ANSWERS and self.noun is not None

    @property
    def at(self) -> int:
        """Position of the word that tells no other act."""
        return self.head.i if self.answers else self.triggers[0].i


def find_candidates(reading: Reading) -> list[Candidate]:
    """All places where a construction of the lexicon fits, at most one frame a word and type, in text order."""
    found: list[Candidate] = []
    taken: set[int] = set()
    answered: dict[int, str] = {}
    for token in reading.doc.tokens:
        if is_verb(token):
            for light in _light(token, reading):
                found.append(light)
                taken.update(t.i for t in light.triggers if not (light.answers and t is light.noun))
                if light.answers and light.noun is not None:
                    answered[light.noun.i] = light.frame.type
    for token in reading.doc.tokens:
        if token.i not in taken:
            found += [c for c in _of_word(token, reading) if c.frame.type != answered.get(token.i)]
    return sorted(found, key=lambda c: c.triggers[0].i)


def _of_word(token: Token, reading: Reading) -> list[Candidate]:
    frames = _frames(token)
    if not frames:
        return []
    args = arguments(token)
    best: dict[str, tuple[tuple[int, ...], Frame, tuple[str, ...]]] = {}
    for frame in frames:
        failed = unmet(frame, token, args, reading)
        if failed is None:
            continue
        # The more a frame asks for and gets, the better it is supported; then the surer one, then the earlier one.
        support = (-len(failed), len(frame.conditions), frame.sure, -frame.id)
        if frame.type not in best or support > best[frame.type][0]:
            best[frame.type] = support, frame, failed
    noun = token if token.upos in NOMINAL else None
    return [Candidate(f, token, (token,), args, noun, len(best) - 1, failed) for _, f, failed in best.values()]


def unmet(frame: Frame, token: Token, args: Arguments, reading: Reading) -> tuple[str, ...] | None:
    """The conditions that do not hold; None where the frame is out (sure frames may lack one condition)."""
    failed = [c for c in frame.conditions if not holds(c, token, args, reading)]
    allowed = 1 if frame.sure > 1 and not any(c.key == "hard" for c in frame.conditions) else 0
    if any(c.negated or c.key in HARD for c in failed) or len(failed) > allowed:
        return None
    return tuple(c.key for c in failed)


def _frames(token: Token) -> list[Frame]:
    if is_verb(token):
        return _verb_frames(verb_lemma(token), arguments(token).reflexive)
    participle = participle_of(token)
    if participle is not None:
        return _verb_frames(participle[0], False)
    if token.upos in NOMINAL:
        return _noun_frames(token)
    return _adjective_frames(token) if token.upos in ("ADJ", "ADV", "VERB") else []


def _verb_frames(lemma: str, is_reflexive: bool) -> list[Frame]:
    known = lexicon()
    frames = known.verbs.get(lemma, [])
    reflexive = known.verbs.get("sich " + lemma, []) if is_reflexive else []
    return reflexive + [f for f in frames if f not in reflexive]


def _noun_frames(token: Token) -> list[Frame]:
    if token.lemma.lower() not in lexicon().nouns and (in_class(token.lemma, "stop") or in_class(token.text, "stop")):
        return []
    if token.upos == "PROPN" and "-" not in token.text and token.text.lower() not in lexicon().inflected:
        return []  # "Gillibrand" is no fire
    return noun_frames(token.text) or noun_frames(token.lemma)


def _adjective_frames(token: Token) -> list[Frame]:
    known = lexicon()
    for form in (*variants(token.lemma.lower()), *variants(token.text.lower())):
        if form in known.adjectives:
            return known.adjectives[form]
    return []


def _light(verb: Token, reading: Reading) -> list[Candidate]:
    """The light-verb constructions that `verb` is part of, the best supported one of each type."""
    pairs = lexicon().light.get(verb_lemma(verb))
    if not pairs:
        return []
    best: dict[str, tuple[tuple[int, ...], Candidate]] = {}
    for child, direct in _carried(verb):
        for needed, frame in pairs:
            light = _fitting(child, needed, frame)
            if light is None or not (direct or light.preposition or preposition(child) is None):
                continue
            args = arguments(verb)
            failed = unmet(frame, verb, args, reading)
            if failed is None:
                continue
            support = (-len(failed), len(frame.conditions), frame.sure, -frame.id)
            if frame.type not in best or support > best[frame.type][0]:
                triggers = (child, verb) if child.i < verb.i else (verb, child)
                best[frame.type] = support, Candidate(frame, verb, triggers, args, child, len(best), failed)
    return [c for _, c in best.values()]


def _carried(verb: Token) -> Iterator[tuple[Token, bool]]:
    """The words below a verb, and one step further down, where a fixed phrase may have been hung wrongly."""
    for child in verb.children:
        yield child, True
        for below in child.children:
            if below.upos == "NOUN" and not is_verb(child) and below.feat("Case") != "Gen":
                yield below, False


def _fitting(child: Token, needed: str | None, frame: Frame) -> Light | None:
    if child.upos in ("PUNCT", "DET", "CCONJ"):
        return None
    lights = _lights(frame.id, child.lemma, child.text)
    governed = preposition(child) if lights else None
    for light in lights:
        if ((light.preposition or needed) is None or governed == (light.preposition or needed)) and (
            light.adjective is None or any(c.lemma.lower().startswith(light.adjective) for c in child.children)
        ):
            return light
    return None


@lru_cache(maxsize=100_000)
def _lights(frame: int, lemma: str, text: str) -> tuple[Light, ...]:
    """The light-verb constructions of a frame whose noun a word is; for most words none."""
    lights = lexicon().frames[frame].lights
    return tuple(light for light in lights if light_matches(light, lemma) or light_matches(light, text))


def holds(condition: Condition, token: Token, args: Arguments, reading: Reading) -> bool:
    """Whether a condition of the lexicon is met."""
    return _holds(condition, token, args, reading) != condition.negated


def _holds(condition: Condition, token: Token, args: Arguments, reading: Reading) -> bool:
    key, values = condition.key, condition.values
    if key == "hard":
        return True
    if key == "negated":
        return is_negated(token)
    if key == "predicate":
        return token.deprel != "amod" and token.deprel.partition(":")[0] in PREDICATIVE
    if key == "need":
        return any(_needs(value, args) for value in values)
    if key == "said":
        return said(token, reading)
    if key == "quoting":
        return reading.frames_words(token)
    if key == "modal":
        return any(a.lemma in values for a in auxiliaries(token))
    if key == "with":
        return any(in_class(t.lemma, v) for v in values for t in _clause_tokens(token))
    if key == "passive":
        return args.passive
    return any(_is(token_, value, reading) for token_ in _slot(key, args) for value in values) or (
        "refl" in values and args.reflexive
    )


def said(token: Token, reading: Reading) -> bool:
    """Whether a clause is somebody's words: in a quotation, or reported in the Konjunktiv."""
    return reading.quote_at(token) is not None or any(t.feat("Mood") == "Sub" for t in (token, *auxiliaries(token)))


def _needs(value: str, args: Arguments) -> bool:
    if value == "clause":
        return bool(args.clauses)
    if value == "refl":
        return args.reflexive
    if value in ("obj", "iobj", "subj", "gen"):
        return bool(getattr(args, value))
    return value in args.preps


def _slot(key: str, args: Arguments) -> list[Token]:
    if key == "subj":
        return args.subj
    if key == "obj":
        return args.obj
    if key == "gen":
        return args.gen
    if key == "iobj":
        return args.iobj
    return args.preps.get(key, [])


def _is(token: Token, value: str, reading: Reading) -> bool:
    token = antecedent(token) or token
    if value in class_names():
        if in_class(token.lemma, value):
            return True
        if value not in ("animate", "authority", "people"):
            return False
    entities = [reading.entities[e] for e, _ in reading.resolve(token, strict=True)]
    if value == "animate":
        return any(e.kind != "place" for e in entities) or (
            token.upos in ("PRON", "PROPN") and token.text.lower() != "es"
        )
    if value == "actor":
        return any(e.kind != "place" for e in entities)
    if value == "person":
        return any(e.kind in ("person", "group") for e in entities) or in_class(token.lemma, "animate")
    if value == "people":
        return any(e.kind == "group" for e in entities)
    if value == "authority":
        return any(
            e.kind == "country" or e.sector in ("GOV", "JUD", "COP", "MIL", "SPY", "LEG", "IGO") for e in entities
        )
    if value == "political":
        return any(e.kind == "country" or e.sector in POLITICAL for e in entities)
    if value == "place":
        return any(e.kind in ("place", "country") for e in entities) or any(
            p.start <= token.start < p.end for p in reading.places
        )
    return False


def _clause_tokens(token: Token) -> Iterator[Token]:
    """The words of the trigger's clause, without those of clauses below that have a trigger of their own."""
    yield from clause_head(token).subtree()


def is_negated(token: Token) -> bool:
    """Whether the word or the verb that carries it is negated."""
    if _has_negation(token):
        return True
    above = governor(token)
    return above is not None and token.upos in NOMINAL and _has_negation(above[0], nouns=False)


def _has_negation(token: Token, *, nouns: bool = True) -> bool:
    for child in token.children:
        if child.lemma.lower() in ("nicht", "nie", "niemals", "kein", "keinerlei", "weder", "keineswegs", "mitnichten"):
            return True
        if nouns and is_verb(token) and child.deprel in ("nsubj", "obj", "nsubj:pass", "iobj", "obl"):
            if any(
                g.lemma.lower() in ("kein", "keinerlei", "niemand") or g.text.lower().startswith("kein")
                for g in child.children
            ):
                return True
            if child.text.lower() in ("niemand", "keiner", "nichts"):
                return True
    return False
