"""Numbers with their unit and what they count.

A quantity is a number (digits or words, with a magnitude) before a unit or a counted noun; numbers that stand for
something else (years, resolutions, flight numbers, scores) have no such noun behind them and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from lagebild.language.doc import Doc, Token
from lagebild.reading.numbers import parse_digits, parse_ordinal, parse_word, table
from lagebild.records import Quantity, Time

Fate = Literal["dead", "injured"]

_MAX_ADJECTIVES = 3  # "60 neu ernannte russische Diplomaten": more stand hardly ever before the noun
PERSON = "person"
AHEAD = 5  # words in which it is told what became of "47 weitere"


@dataclass(frozen=True, slots=True)
class Words:
    """The table of one language, made ready for look-up."""

    units: dict[str, str]
    magnitudes: dict[str, float]
    vague: frozenset[str]
    shares: dict[str, float]
    prefixes: tuple[str, ...]
    approximate: frozenset[str]
    people: tuple[str, ...]
    fate_nouns: dict[str, Fate]
    fate_words: dict[str, Fate]
    fate_stems: tuple[tuple[str, Fate], ...]
    intransitive: frozenset[str]
    parts: frozenset[str]
    partitive: frozenset[str]
    ranges: frozenset[str]
    between: tuple[str, str]
    measured: tuple[str, ...]
    one: frozenset[str]
    police: tuple[str, ...]
    decimal: str


@cache
def words_of(language: str) -> Words | None:
    t = table(language)
    if not t:
        return None
    fates: tuple[Fate, Fate] = ("dead", "injured")
    return Words(
        units=t["units"],
        magnitudes=t["magnitudes"],
        vague=frozenset(t["vague"]["words"]),
        shares=t["shares"],
        prefixes=tuple(t["compound"]["prefixes"]),
        approximate=frozenset(t["approximate"]["words"]),
        people=tuple(n.lower() for n in t["people"]["nouns"]),
        fate_nouns={noun: fate for fate in fates for noun in t["people"][fate]},
        fate_words={form: fate for fate in fates for form in t["fate"][fate]},
        fate_stems=tuple((stem, fate) for fate in fates for stem in t["fate"][f"{fate}_stems"]),
        intransitive=frozenset(t["fate"]["intransitive"]),
        parts=frozenset(t["parts"]["words"]),
        partitive=frozenset(t["parts"]["partitive"]),
        ranges=frozenset(t["parts"]["ranges"]),
        between=(t["parts"]["between"][0], t["parts"]["between"][1]),
        measured=tuple(t["measured"]["stems"]),
        one=frozenset(t["people"]["one"]),
        police=tuple(t["people"]["police"]),
        decimal=t["format"]["decimal"],
    )


def find_quantities(doc: Doc, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """The quantities of `doc` in text order; numbers that belong to a date (`times`) are left out, durations stay."""
    words = words_of(doc.language)
    if words is None:
        return ()
    dated = [(t.start, t.end) for t in times if t.type != "DURATION"]
    found: list[Quantity] = []
    i = 0
    while i < len(doc.tokens):
        quantity, used = _at(doc, i, words)
        if quantity and not any(a < quantity.end and quantity.start < b for a, b in dated):
            found.append(quantity)
        i += max(used, 1)
    return tuple(found)


def _at(doc: Doc, i: int, words: Words) -> tuple[Quantity | None, int]:
    """The quantity that begins with token `i`, and how many tokens it takes."""
    token = doc.tokens[i]
    return (
        _counted(doc, i, words)
        or _compound_amount(doc, token, words)
        or _share(doc, i, words)
        or _ordinal(doc, i)
        or (None, 1)
    )


def _counted(doc: Doc, i: int, words: Words) -> tuple[Quantity, int] | None:
    """Number (magnitude) unit-or-noun, or a currency sign before the number."""
    tokens = doc.tokens
    sign = words.units.get(tokens[i].text) if len(tokens[i].text) == 1 and not tokens[i].text.isalnum() else None
    at = i + 1 if sign else i
    if at >= len(tokens):
        return None
    value, after = _value(doc, at, words)
    if after == at:
        return None
    if sign and value is not None:
        return _quantity(doc, i, after, value, sign, None), after - i
    after = _second(doc, at, after, words)
    return _with_noun(doc, i, after, value, words)


def _value(doc: Doc, i: int, words: Words) -> tuple[float | None, int]:
    """Value of the number at token `i` and the position behind it; the same position where there is no number."""
    token = doc.tokens[i]
    following = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else None
    if token.text in words.vague and not _numeral(doc, i - 1, words):
        return None, i + 1
    value = parse_digits(token.text, words.decimal) if token.text[0].isdigit() else parse_word(token.text, doc.language)
    magnitude = words.magnitudes.get(following.text) if following else None
    if value is None and token.text.lower() in ("eine", "einer", "einem", "ein") and magnitude:
        value = 1.0
    if value is None:
        return None, i
    if value == 1.0 and not magnitude and not token.text[0].isdigit():
        return None, i  # "ein" is the article far more often than the number
    return (value * magnitude, i + 2) if magnitude else (value, i + 1)


def _second(doc: Doc, first: int, after: int, words: Words) -> int:
    """Where a number ends that a second one follows: "20 bis 30", "zwischen 20 und 30", "20 der 30"; the first stands."""
    if after + 1 >= len(doc.tokens) or not _numeral(doc, after + 1, words):
        return after
    link, lead = doc.tokens[after].text.lower(), doc.tokens[first - 1].text.lower() if first else ""
    if link not in words.ranges and link not in words.partitive and (lead, link) != words.between:
        return after
    return _value(doc, after + 1, words)[1]


def _numeral(doc: Doc, i: int, words: Words) -> bool:
    return i >= 0 and (doc.tokens[i].text[0].isdigit() or parse_word(doc.tokens[i].text, doc.language) is not None)


def _with_noun(doc: Doc, i: int, after: int, value: float | None, words: Words) -> tuple[Quantity, int] | None:
    """Close a quantity whose number ends before token `after` with its unit, its noun or what became of the people."""
    tokens, sentence = doc.tokens, doc.tokens[i].sent
    at, skipped = after, 0
    while at < len(tokens) and tokens[at].sent == sentence and skipped <= _MAX_ADJECTIVES:
        token = tokens[at]
        unit = words.units.get(token.text)
        if unit:
            return _quantity(doc, i, at + 1, value, unit, _of(doc, at + 1, words)), at + 1 - i
        fate = fate_of(token, doc, words)
        attribute = token.upos == "ADJ" and at + 1 < len(tokens) and tokens[at + 1].upos in ("NOUN", "PROPN")
        if fate and not attribute and not token.text[0].isupper():
            return _quantity(doc, i, after, value, PERSON, None), after - i
        if token.upos == "AUX" and skipped and any(fate_of(t, doc, words) for t in tokens[at : at + AHEAD]):
            return _quantity(doc, i, after, value, PERSON, None), after - i  # "47 weitere wurden verletzt"
        if token.text not in words.approximate and _is_noun(token):
            kind = PERSON if is_people(token, words) else None
            return _quantity(doc, i, at + 1, value, kind, token.text), at + 1 - i
        if token.upos != "ADJ" and token.text not in words.approximate:
            return None
        at, skipped = at + 1, skipped + 1
    return None


def _is_noun(token: Token) -> bool:
    return token.upos in ("NOUN", "PROPN") or (token.upos == "X" and token.text[:1].isupper())


def _of(doc: Doc, at: int, words: Words) -> str | None:
    """What a measure is of: the noun of a following genitive ("Prozent der Stimmen", "Tonnen Weizen")."""
    for token in doc.tokens[at : at + 3]:
        if token.upos == "NOUN":
            return token.text
        if token.upos not in ("DET", "ADJ") or token.text.lower().startswith(words.measured):
            break
    return None


def _compound_amount(doc: Doc, token: Token, words: Words) -> tuple[Quantity, int] | None:
    """ "Milliardenkredit": an amount without a number inside a noun."""
    for prefix in words.prefixes:
        rest = token.text.removeprefix(prefix)
        if rest != token.text and len(rest) > 3 and rest.isalpha() and rest.islower():
            return _quantity(doc, token.i, token.i + 1, None, None, rest.capitalize()), 1
    return None


def _share(doc: Doc, i: int, words: Words) -> tuple[Quantity, int] | None:
    """ "ein Drittel", "die Hälfte", "zwei Drittel der Abgeordneten"."""
    if i + 1 >= len(doc.tokens) or doc.tokens[i + 1].text not in words.shares:
        return None
    first = doc.tokens[i].text.lower()
    factor = 1.0 if first in ("ein", "die", "eine", "einem", "der") else parse_word(first, doc.language)
    if factor is None:
        return None
    value = round(factor * words.shares[doc.tokens[i + 1].text], 4)
    return _quantity(doc, i, i + 2, value, "share", _of(doc, i + 2, words)), 2


def _ordinal(doc: Doc, i: int) -> tuple[Quantity, int] | None:
    """ "sechste Amtszeit"."""
    rank = parse_ordinal(doc.tokens[i].text, doc.language)
    if rank is None or i + 1 >= len(doc.tokens):
        return None
    noun = doc.tokens[i + 1]
    if noun.upos != "NOUN" or noun.sent != doc.tokens[i].sent:
        return None
    return _quantity(doc, i, i + 2, float(rank), "ordinal", noun.text), 2


def _quantity(doc: Doc, first: int, last: int, value: float | None, unit: str | None, of: str | None) -> Quantity:
    start, end = doc.tokens[first].start, doc.tokens[last - 1].end
    return Quantity(start=start, end=end, text=doc.text[start:end], value=value, unit=unit, of=of)


def is_people(token: Token, words: Words) -> bool:
    """Whether a noun counts people, alone or as the last part of a compound ("Bergarbeiter")."""
    return token.text in words.fate_nouns or token.text.lower().endswith(words.people)


def fate_of(token: Token, doc: Doc, words: Words) -> Fate | None:
    """What a word tells of people: dead or injured. Some tell it only with the word before ("ums Leben")."""
    if token.text in words.fate_nouns:
        return words.fate_nouns[token.text]
    if token.text in words.fate_words:
        return words.fate_words[token.text]
    before = doc.tokens[token.i - 1].text if token.i else ""
    pair = words.fate_words.get(f"{before} {token.text}")
    return pair or next((fate for stem, fate in words.fate_stems if token.text.startswith(stem)), None)
