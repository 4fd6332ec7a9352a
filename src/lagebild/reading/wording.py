"""What the words of a sentence tell of a type of the user's own: nouns, nouns with their verbs, and what is made of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lagebild.language.de.verbs import full_lemma
from lagebild.language.doc import Token
from lagebild.reading.background import Background

Terms = frozenset[str]
CONTENT = ("NOUN", "VERB", "ADJ")
COMPOUND = 5  # letters that a noun needs to be looked for inside compounds
OWN_WORD = 0.003  # a noun in more sentences than this is too common for that: "Stelle" is not in "Tankstelle"
PAIR = "|"
NONE = ("kein", "keine", "keinen", "keiner", "keinem", "ohne")
DECISIVE = 3.0  # less tells nothing, by a noun alone or with its verb
SMOOTH = 0.002
ONCE = 0.5  # what a word counts that one example only has: it is likely to be chance
VERBS = 0.6  # what verbs and adjectives count beside nouns: they are told of many things


def terms_of(tokens: Iterable[Token]) -> Terms:
    """What a sentence tells: the lemmas of its nouns (with their capital), verbs and adjectives, and pairs of a noun
    and its verb ("Stelle|streichen"). Names and numbers tell of the case, not of the type."""
    found = set()
    for token in tokens:
        if token.upos in CONTENT and len(token.text) > 3:
            if any(c.lemma.lower() in NONE or c.text.lower() in NONE for c in token.children):
                continue  # "keine Streiks"
            found.add(_lemma(token))
            verb = token.head
            if token.upos != "NOUN":
                continue
            if verb is not None and verb.upos in ("VERB", "ADJ"):
                found.add(f"{_lemma(token)}{PAIR}{_lemma(verb)}")
                # "Arbeitsplätze gehen verloren"
                found.update(f"{_lemma(token)}{PAIR}{_lemma(c)}" for c in verb.children if _is_participle(c))
            if verb is not None and verb.upos == "NOUN":  # "Abbau von Stellen" says what "Stellen abbauen" says
                found.update(f"{_lemma(token)}{PAIR}{v}" for v in verbs_of(verb.lemma))
            for child in token.children:  # "die entlassenen Mitarbeiter"
                if child.deprel == "amod" and (child.feat("VerbForm") == "Part" or child.lemma.endswith("en")):
                    found.add(f"{_lemma(token)}{PAIR}{child.lemma.lower()}")
    return frozenset(found)


def _is_participle(token: Token) -> bool:
    return token.deprel == "xcomp" and not any(c.text.lower() == "zu" or c.i > token.i for c in token.children)


def verbs_of(noun: str) -> Iterator[str]:
    """The infinitives that a noun may be made from: "Abbau" of "abbauen", "Schließung" of "schließen"."""
    low = noun.lower()
    yield low + "en"
    if low.endswith("ung") and len(low) > COMPOUND:
        yield low[:-3] + "en"
        yield low[:-3] + "n"


def _lemma(token: Token) -> str:
    return token.lemma if token.upos == "NOUN" else full_lemma(token).lower()


def weights_of(examples: Sequence[Terms], news: Background, against: Sequence[Terms]) -> dict[str, float]:
    """How much more often than in news in general a word stands in the examples (log of the ratio), where it does.

    What the counterexamples have too tells nothing by itself or as the same pair: its weight is kept as a negative number.
    Beside the words stand the pairs of the examples (1), those of the counterexamples (0), and the nouns of one example
    only with an empty verb.
    """
    counted = Counter(_within(term, examples, news) for terms in examples for term in terms if PAIR not in term)
    found = {}
    for term, n in counted.items():
        weight = math.log((n / len(examples) + SMOOTH) / (news.share(term) + SMOOTH))
        found[term] = weight * (1.0 if n > 1 else ONCE) * (1.0 if term[0].isupper() else VERBS)
    spoilt = {term for terms in against for term in terms}
    shown = {term for terms in examples for term in terms if PAIR in term}
    once = {t + PAIR for t, n in counted.items() if n == 1 and t[0].isupper()}
    pairs = dict.fromkeys(shown | once, 1.0) | {t: 0.0 for t in spoilt if PAIR in t}
    return {t: -w if t in spoilt else w for t, w in found.items() if w > 0} | pairs


def _within(term: str, examples: Sequence[Terms], news: Background) -> str:
    """The shortest word of the examples that a compound holds: "Warnstreik" counts as "Streik"."""
    inside = (t for terms in examples for t in terms if _holds(term, t) and news.share(t) < OWN_WORD)
    return min(inside, key=lambda t: (len(t), t), default=term)


def _holds(word: str, part: str) -> bool:
    """Whether a noun is another or a compound of it, at either end."""
    if word == part:
        return True
    if len(part) < COMPOUND or not (word[0].isupper() and part[0].isupper()):
        return False
    return word.endswith(part.lower()) or word.startswith(part)


def told_by(terms: Terms, words: dict[str, float], news: Background) -> float:
    """How much the words of a sentence tell: rare nouns by themselves, others as a noun with its verb."""
    nouns = [w for w in words if w[0].isupper() and PAIR not in w]
    alone = [
        _weight(t, words, nouns, news) for t in terms if PAIR not in t and t[0].isupper() and news.share(t) < OWN_WORD
    ]
    pairs = [t.split(PAIR) for t in terms if PAIR in t and words.get(t, 1.0) and _may_pair(t, words)]
    both = [(abs(words.get(noun, 0.0)), abs(words.get(verb, 0.0))) for noun, verb in pairs]
    inside = [_compound(t, words, nouns) for t in terms if PAIR not in t and t[0].isupper() and t not in words]
    best = max([0.0, *alone, *inside, *(noun + verb for noun, verb in both if noun and verb)])
    return best if best >= DECISIVE else 0.0


def _may_pair(pair: str, words: dict[str, float]) -> bool:
    """A noun of one example only tells something with the verb that it has there: "Bank" of a bank that cuts jobs."""
    return pair in words or f"{pair.split(PAIR)[0]}{PAIR}" not in words


def _compound(term: str, words: dict[str, float], nouns: Sequence[str]) -> float:
    """The weight of a compound that says both: "Arbeitsniederlegung" is to lay down work."""
    found = 0.0
    for part in nouns:
        if len(term) > len(part) + 3 and term.startswith(part[:-1]):
            rest = term[len(part) :].lower()
            for start in range(min(3, len(rest))):  # linking letters
                found = max(
                    [found, *(abs(words[part]) + abs(words[v]) for v in verbs_of(rest[start:]) if words.get(v))]
                )
    return found


def _weight(term: str, words: dict[str, float], nouns: Sequence[str], news: Background) -> float:
    """The weight of a word, else of the word that it is a compound of, unless it is a usual word in its own right."""
    weight = words.get(term, 0.0)
    if weight or not term[0].isupper() or term in news.counts:
        return weight
    parts = (part for part in nouns if _holds(term, part) and news.share(part) < OWN_WORD)
    return max((words[part] for part in parts), default=0.0)
