"""When two names mean one actor: how the benchmark of actors compares the reader's name with the gold's.

Names are equal if they are the same letters after folding case, diacritics, hyphens and what stands in brackets at the end
(the German Wikipedia parts namesakes by it: "Demokratische Partei (Thailand)"; another state there than ours is wrong). Else:

- **look-up**: both are names of one and the same row of the knowledge base ("Vereinigte Staaten", "USA"). A name that several
  actors bear says nothing.
- **persons** (both sides say that it is one): first and last name are equal; what stands between them may be missing
  ("David A. Paterson", "David Paterson"). A last name alone is not the person.
- **words** (none of the sides, or both, say that it is a person): the same words in any order without articles,
  prepositions and numbers, without the endings of inflection ("Homosexuellen", "Homosexuelle"), and without the word for
  the state, whichever form it has ("Iranische Polizei", "Polizei (Iran)", "Polizei im Iran", "Polizei"), if the reader and
  the gold agree on the country.
  A word that names inhabitants is no word for the state: "Iraker" are not "Irak".

What stays wrong: another word for the same people ("Kidnapper", "Entführer"), a wider or narrower name ("Deutschland" for
its police, "Demonstranten" for "Organisatoren"), a part of a name ("Stephanie"), a name misspelt, one person of a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lagebild.knowledge import Knowledge
from lagebild.reading.actors.words import fold
from lagebild.records import Entity

BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
IN_BRACKETS = re.compile(r"\(([^)]*)\)\s*$")
SMALL = frozenset(
    """der die das den dem des ein eine einen einem einer eines in im aus von vom am an zu zum zur bei und of the""".split()  # noqa: SIM905
)
NUMBERS = frozenset(
    """zwei drei vier fünf sechs sieben acht neun zehn elf zwölf beide mehrere einige viele zahlreiche hunderte tausende
    zehntausende hunderttausende rund etwa""".split()  # noqa: SIM905 - a list of words is read more easily
)
ENDINGS = ("innen", "ern", "en", "er", "em", "es", "n", "e", "s")
SHORTEST = 4  # letters that stay of a word without its ending
LONGEST = 4  # words of a state's name: "Demokratischen Republik Kongo"


def same_actor(ours: Entity, name: str, kind: str, country: str | None, knowledge: Knowledge) -> bool:
    """Whether our entity's name and the gold's `name` (with its `kind` and `country`) mean the same actor."""
    if fold(ours.name) == fold(name) or _one_row(ours.name, name, knowledge):
        return True
    state = next((knowledge.country(b) for b in IN_BRACKETS.findall(name)), None)
    if state is not None and state != ours.country:
        return False  # "Polizei (Irak)" is not the police of another state
    if fold(bare(ours.name)) == fold(bare(name)):
        return True
    if ours.kind == "person" and kind == "person":
        return _one_person(bare(ours.name), bare(name)) or _one_wording(ours, name, country, knowledge)
    return (ours.kind == "person") == (kind == "person") and _one_wording(ours, name, country, knowledge)


def bare(name: str) -> str:
    """The name without the brackets at its end."""
    return BRACKETS.sub("", name) or name


def _one_row(ours: str, gold: str, knowledge: Knowledge) -> bool:
    """Whether the knowledge base knows both as names of one actor or state, and of nobody else."""
    a, b = ({r.id for r in knowledge.actors(n)} for n in (ours, gold))
    if len(a) == 1 and a == b:
        return True
    state = knowledge.country(ours)
    return state is not None and state == knowledge.country(gold)


def _one_person(ours: str, gold: str) -> bool:
    a, b = ours.split(), gold.split()
    return len(a) > 1 and len(b) > 1 and fold(a[0]) == fold(b[0]) and fold(a[-1]) == fold(b[-1])


def _one_wording(ours: Entity, gold: str, country: str | None, knowledge: Knowledge) -> bool:
    state = ours.country if ours.country == country else None
    a, b = (sorted(_words(n, state, knowledge)) for n in (ours.name, gold))
    return bool(a) and a == b


def _words(name: str, state: str | None, knowledge: Knowledge) -> Iterator[str]:
    """The words of a name that tell, in their base form; those for `state` are left out."""
    words = [w.strip("„“\"',.()") for w in name.split()]
    at = 0
    while at < len(words):
        taken = _state_from(words, at, state, knowledge)
        if taken:
            at += taken
            continue
        word = words[at]
        at += 1
        if word and word.lower() not in SMALL and word.lower() not in NUMBERS and not word[0].isdigit():
            yield _base(word)


def _state_from(words: list[str], at: int, state: str | None, knowledge: Knowledge) -> int:
    """How many words from `at` on are a name or an adjective of `state`."""
    if state is None:
        return 0
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        for form in (phrase, phrase.removesuffix("s")):
            if knowledge.country(form) == state:
                return length
    adjectives = (*knowledge.demonyms(words[at]), *knowledge.demonyms(words[at].lower()))
    return int(
        any(d.kind == "adjective" and d.country == state and _is_state(d.place, state, knowledge) for d in adjectives)
    )


def _is_state(place: str, state: str, knowledge: Knowledge) -> bool:
    return knowledge.country(place) == state


def _base(word: str) -> str:
    low = fold(word)
    for ending in ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= SHORTEST:
            return low.removesuffix(ending)
    return low


def any_same(ours: Entity, gold: dict[str, Any], knowledge: Knowledge) -> bool:
    """As `same_actor`, of a participant of the gold."""
    return same_actor(ours, gold["name"], gold["kind"], gold["country"], knowledge)
