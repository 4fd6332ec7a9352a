"""The casualties and sizes of events: PLOVER's magnitude fields, from the quantities that count people.

A count is dead or injured by its noun ("20 Tote") or by the nearest word behind it, else before it ("20 Menschen
getötet"). It belongs to the violent event of its sentence that stands nearest in the tree, else to that of the sentence
before. The first count of an event stands: news put the newest total first, and parts and older totals after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lagebild.language.doc import Doc, Token
from lagebild.reading.events.syntax import arguments, base, conjuncts, is_verb
from lagebild.reading.quantities import PERSON, Fate, Words, fate_of, is_people, words_of
from lagebild.records import EventType, Quantity

Role = Literal["dead", "injured", "size"]

# Violence has dead and injured; the people that take part, or that it is done to, are the size of these.
VIOLENT: tuple[EventType, ...] = ("ASSAULT", "PROTEST")
CROWDS: tuple[EventType, ...] = ("PROTEST",)
SIZED: dict[EventType, tuple[str | None, ...]] = {
    "COERCE": ("arrest", "deport"),
    "RETREAT": ("release", "withdraw", "disarm"),
    "SANCTION": ("expel", "convict"),
    "ASSAULT": ("abduct",),
    "MOBILIZE": ("troops", "police", "militia", None),
}
STEPS = 3  # from the counted noun up to the trigger


@dataclass(frozen=True, slots=True)
class Act:
    """What is asked of an event: its type, its mode and its triggers."""

    type: EventType
    mode: str | None
    triggers: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Magnitude:
    """People killed, injured, taking part. None where the text gives no number."""

    dead: int | None = None
    injured: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class _Count:
    """People counted: the head noun, what they are, how many (None for "Dutzende")."""

    head: Token
    role: Role
    value: int | None


def magnitudes(
    acts: Sequence[Act],
    doc: Doc,
    quantities: Iterable[Quantity],
    persons: Callable[[Token], int] = lambda token: 0,
) -> list[Magnitude]:
    """The magnitude of each act; `persons` tells how many known persons a word means ("Die Ministerin": 1)."""
    words = words_of(doc.language)
    if words is None or not acts:
        return [Magnitude() for _ in acts]
    found: list[dict[str, int | None]] = [{} for _ in acts]
    for group in _groups(_counts(doc, quantities, words, persons)):
        first = group[0]
        at = _sized(first, acts, words) if first.role == "size" else _suffered(first, acts)
        if at is not None:
            found[at].setdefault(first.role, _sum(group))
    return [Magnitude(**one) for one in found]


def _sum(group: list[_Count]) -> int | None:
    values = [c.value for c in group if c.value is not None]
    return sum(values) if len(values) == len(group) else None


def _counts(doc: Doc, quantities: Iterable[Quantity], words: Words, persons: Callable[[Token], int]) -> list[_Count]:
    people = [(doc.tokens_in(q.start, q.end), q) for q in quantities if q.unit == PERSON]
    starts = [tokens[0].i for tokens, _ in people]
    counts = []
    for tokens, quantity in people:
        if _is_part(doc, tokens[0].i, words) or (quantity.value is not None and not quantity.value.is_integer()):
            continue
        role: Role = _fate(doc, tokens, starts, words, partitive=_partitive(tokens, words)) or "size"
        counts.append(_Count(tokens[-1], role, None if quantity.value is None else int(quantity.value)))
    taken = {t.i for tokens, _ in people for t in tokens}
    return sorted([*counts, *_single(doc, words, persons, taken)], key=lambda c: c.head.i)


def _is_part(doc: Doc, first: int, words: Words) -> bool:
    """ "20 Tote, darunter 5 Kinder": the part is counted already."""
    return any(t.text.lower() in words.parts for t in doc.tokens[max(0, first - 2) : first])


def _partitive(tokens: list[Token], words: Words) -> bool:
    """ "20 der 30 Verletzten": the noun says what they were, the verb what became of them."""
    return any(t.text.lower() in words.partitive for t in tokens[1:-1])


def _fate(doc: Doc, tokens: list[Token], starts: list[int], words: Words, *, partitive: bool) -> Fate | None:
    """Dead or injured: by the counted noun, the words up to the next count, else the words before."""
    sentence = doc.sentences[tokens[0].sent]
    own = next((f for t in tokens if (f := words.fate_nouns.get(t.text))), None)
    if own and not partitive:
        return own
    behind = min((s for s in starts if s > tokens[-1].i), default=sentence.last)
    after = doc.tokens[tokens[-1].i + 1 : min(behind, sentence.last)]
    ahead = max((s for s in starts if s < tokens[0].i), default=sentence.first)
    before = doc.tokens[max(ahead, sentence.first) : tokens[0].i]
    told = (f for t in (*after, *reversed(before)) if t.text not in words.fate_nouns and (f := fate_of(t, doc, words)))
    return next(told, None) or own


def _single(doc: Doc, words: Words, persons: Callable[[Token], int], taken: set[int]) -> Iterable[_Count]:
    """People without a number to whom a verb does it: "Ein Soldat wurde getötet", "Die Ministerin wurde verletzt"."""
    for verb in doc.tokens:
        fate = fate_of(verb, doc, words) if is_verb(verb) else None
        if fate is None:
            continue
        given = arguments(verb)
        for token in given.obj or (given.subj if verb.text.lower() in words.intransitive else []):
            for one in conjuncts(token):
                relative = one.feat("PronType") == "Rel" or (one.upos == "PRON" and one.feat("Person") == "")
                value = 0 if one.i in taken or relative else persons(one) or _one(one, words)
                if value:
                    yield _Count(one, fate, value)


def _one(noun: Token, words: Words) -> int:
    """1 for "ein Soldat"."""
    article = any(c.text.lower() in words.one for c in noun.children)
    return int(article and noun.feat("Number") != "Plur" and is_people(noun, words))


def _groups(counts: list[_Count]) -> list[list[_Count]]:
    """Coordinated counts of one fate are one sum: "zwei Soldaten und drei Zivilisten"."""
    groups: dict[tuple[Role, int], list[_Count]] = {}
    for count in counts:
        top = count.head
        while base(top) == "conj" and top.head is not None and not is_verb(top.head):
            top = top.head
        groups.setdefault((count.role, top.i), []).append(count)
    return list(groups.values())


def _suffered(count: _Count, acts: Sequence[Act]) -> int | None:
    """The violent act whose dead or injured are counted."""
    violent = [(i, t) for i, act in enumerate(acts) if act.type in VIOLENT for t in act.triggers]
    above = {t.i: steps for steps, t in enumerate((count.head, *count.head.ancestors()))}
    here = [(above.get(t.i, 99), abs(t.i - count.head.i), i) for i, t in violent if t.sent == count.head.sent]
    if here:
        return min(here)[2]
    before = {i for i, t in violent if t.sent == count.head.sent - 1}
    return before.pop() if len(before) == 1 else None


def _sized(count: _Count, acts: Sequence[Act], words: Words) -> int | None:
    """The act that the counted people do, or that is done to them."""
    above = [count.head, *count.head.ancestors()][: STEPS + 1]
    clause = next((t for t in count.head.ancestors() if is_verb(t)), None)
    for i, act in enumerate(acts):
        if act.type in CROWDS and not count.head.text.lower().endswith(words.police):
            if any(t in above or (clause is not None and clause in _up(t)) for t in act.triggers):
                return i
        elif act.mode in SIZED.get(act.type, ()) and any(_reaches(above, t) for t in act.triggers):
            return i
    return None


def _up(token: Token) -> list[Token]:
    return [token, *token.ancestors()][: STEPS + 1]


def _reaches(above: list[Token], trigger: Token) -> bool:
    """Whether the trigger stands above the count with no other verb between."""
    for token in above[1:]:
        if token is trigger:
            return True
        if is_verb(token):
            return False
    return False
