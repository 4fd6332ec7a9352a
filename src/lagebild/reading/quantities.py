"""Numbers with their unit and what they count, and the casualties and sizes that belong to an event.

A quantity is a number (digits or words, with a magnitude) before a unit or a counted noun; numbers that stand for
something else (years, resolutions, flight numbers, scores) have no such noun behind them and are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lagebild.language.doc import Doc, Token
from lagebild.reading.numbers import parse_digits, parse_ordinal, parse_word, table
from lagebild.records import Quantity, Time

Fate = Literal["dead", "injured"]

_MAX_ADJECTIVES = 3  # "60 neu ernannte russische Diplomaten": more stand hardly ever before the noun
_PERSON = "person"


@dataclass(frozen=True, slots=True)
class _Words:
    """The table of one language, made ready for look-up."""

    units: dict[str, str]
    magnitudes: dict[str, float]
    vague: frozenset[str]
    shares: dict[str, float]
    prefixes: tuple[str, ...]
    approximate: frozenset[str]
    people: tuple[str, ...]
    fate_nouns: dict[str, Fate]
    fate_verbs: tuple[tuple[str, Fate], ...]
    decimal: str


@cache
def _words(language: str) -> _Words | None:
    t = table(language)
    if not t:
        return None
    fates: tuple[Fate, Fate] = ("dead", "injured")
    return _Words(
        units=t["units"],
        magnitudes=t["magnitudes"],
        vague=frozenset(t["vague"]["words"]),
        shares=t["shares"],
        prefixes=tuple(t["compound"]["prefixes"]),
        approximate=frozenset(t["approximate"]["words"]),
        people=tuple(t["people"]["nouns"]),
        fate_nouns={noun: fate for fate in fates for noun in t["people"][fate]},
        fate_verbs=tuple((form, fate) for fate in fates for form in t["verbs"][fate]),
        decimal=t["format"]["decimal"],
    )


def find_quantities(doc: Doc, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """The quantities of `doc` in text order; numbers that belong to a date (`times`) are left out, durations stay."""
    words = _words(doc.language)
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


def _at(doc: Doc, i: int, words: _Words) -> tuple[Quantity | None, int]:
    """The quantity that begins with token `i`, and how many tokens it takes."""
    token = doc.tokens[i]
    return (
        _counted(doc, i, words)
        or _compound_amount(doc, token, words)
        or _share(doc, i, words)
        or _ordinal(doc, i)
        or (None, 1)
    )


def _counted(doc: Doc, i: int, words: _Words) -> tuple[Quantity, int] | None:
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
    return _with_noun(doc, i, after, value, words)


def _value(doc: Doc, i: int, words: _Words) -> tuple[float | None, int]:
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


def _numeral(doc: Doc, i: int, words: _Words) -> bool:
    return i >= 0 and (doc.tokens[i].text[0].isdigit() or parse_word(doc.tokens[i].text, doc.language) is not None)


def _with_noun(doc: Doc, i: int, after: int, value: float | None, words: _Words) -> tuple[Quantity, int] | None:
    """Close a quantity whose number ends before token `after` with its unit, its noun or what became of the people."""
    tokens, sentence = doc.tokens, doc.tokens[i].sent
    at, skipped = after, 0
    while at < len(tokens) and tokens[at].sent == sentence and skipped <= _MAX_ADJECTIVES:
        token = tokens[at]
        unit = words.units.get(token.text)
        if unit:
            return _quantity(doc, i, at + 1, value, unit, _of(doc, at + 1)), at + 1 - i
        fate = _fate_of(token, words)
        if fate and token.upos != "ADJ" and not token.text[0].isupper():
            return _quantity(doc, i, after, value, _PERSON, None), after - i
        if token.upos in ("NOUN", "PROPN") or (token.upos == "X" and token.text[:1].isupper()):
            kind = _PERSON if _is_people(token, words) else None
            return _quantity(doc, i, at + 1, value, kind, token.text), at + 1 - i
        if token.upos != "ADJ" and token.text not in words.approximate:
            return None
        at, skipped = at + 1, skipped + 1
    return None


def _of(doc: Doc, at: int) -> str | None:
    """What a measure is of: the noun of a following genitive ("Prozent der Stimmen", "Tonnen Weizen")."""
    for token in doc.tokens[at : at + 3]:
        if token.upos == "NOUN":
            return token.text
        if token.upos not in ("DET", "ADJ"):
            break
    return None


def _compound_amount(doc: Doc, token: Token, words: _Words) -> tuple[Quantity, int] | None:
    """ "Milliardenkredit": an amount without a number inside a noun."""
    for prefix in words.prefixes:
        rest = token.text.removeprefix(prefix)
        if rest != token.text and len(rest) > 3 and rest.isalpha() and rest.islower():
            return _quantity(doc, token.i, token.i + 1, None, None, rest.capitalize()), 1
    return None


def _share(doc: Doc, i: int, words: _Words) -> tuple[Quantity, int] | None:
    """ "ein Drittel", "die Hälfte", "zwei Drittel der Abgeordneten"."""
    if i + 1 >= len(doc.tokens) or doc.tokens[i + 1].text not in words.shares:
        return None
    first = doc.tokens[i].text.lower()
    factor = 1.0 if first in ("ein", "die", "eine", "einem", "der") else parse_word(first, doc.language)
    if factor is None:
        return None
    value = round(factor * words.shares[doc.tokens[i + 1].text], 4)
    return _quantity(doc, i, i + 2, value, "share", _of(doc, i + 2)), 2


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


def _is_people(token: Token, words: _Words) -> bool:
    lowered = token.text.lower()
    return token.text in words.fate_nouns or lowered.endswith(tuple(n.lower() for n in words.people))


def _fate_of(token: Token, words: _Words) -> Fate | None:
    if token.text in words.fate_nouns:
        return words.fate_nouns[token.text]
    return next((fate for form, fate in words.fate_verbs if token.text.startswith(form)), None)


@dataclass(frozen=True, slots=True)
class Magnitude:
    """PLOVER's magnitude of an event: people killed, injured, taking part. None where the text gives no number."""

    dead: int | None = None
    injured: int | None = None
    size: int | None = None


def magnitude(triggers: Sequence[Token], doc: Doc, quantities: tuple[Quantity, ...]) -> Magnitude:
    """The people counted in the sentences of an event's triggers.

    What became of them is told by the noun itself ("20 Tote") or by the nearest word behind or else before the number
    ("20 Menschen getötet"); people without a fate are the size. The largest number stands where several are given.
    """
    words = _words(doc.language)
    if words is None:
        return Magnitude()
    sentences = {t.sent for t in triggers}
    people = [
        (doc.tokens_in(q.start, q.end), q)
        for q in quantities
        if q.unit == _PERSON and q.value is not None and q.value.is_integer()
    ]
    counts: dict[str, int] = {}
    for tokens, quantity in people:
        if tokens[0].sent not in sentences:
            continue
        role = _role(doc, tokens, [t[0].i for t, _ in people], words) or "size"
        counts[role] = max(counts.get(role, 0), int(quantity.value or 0))
    return Magnitude(**counts)


def _role(doc: Doc, tokens: list[Token], starts: list[int], words: _Words) -> Fate | None:
    """Dead or injured: by the counted noun, the words up to the next count, else the words before."""
    sentence = doc.sentences[tokens[0].sent]
    own = next((words.fate_nouns[t.text] for t in tokens if t.text in words.fate_nouns), None)
    if own:
        return own
    behind = min((s for s in starts if s > tokens[0].i), default=sentence.last)
    after = doc.tokens[tokens[-1].i + 1 : min(behind, sentence.last)]
    ahead = max((s for s in starts if s < tokens[0].i), default=sentence.first)
    before = doc.tokens[max(ahead, sentence.first) : tokens[0].i]
    return next((fate for t in (*after, *reversed(before)) if (fate := _fate_of(t, words))), None)
