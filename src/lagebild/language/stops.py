"""The full stop after a word: part of the word, end of the sentence, or both."""

from __future__ import annotations

import re
from enum import Enum

from lagebild.language.rules import Rules

_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_PARTIAL_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
_LONGEST_ORDINAL = 3  # digits: "der 150. Geburtstag", but "im Jahr 2004." ends a sentence
_LONGEST_UNKNOWN = 5  # letters of an abbreviation that no list knows
_OPENING = '„»“"'
_VOWELS = set("aeiouyäöüáàâéèêíóôúAEIOUYÄÖÜ")


class Stop(Enum):
    """What a full stop is."""

    PART = "belongs to the word"
    BOTH = "belongs to the word and ends the sentence"
    END = "ends the sentence"
    MARK = "a mark by itself that ends nothing"


def stop_after(word: str, before: str, after: str, gap: bool, first: bool, rules: Rules) -> Stop:
    """Judge the full stop that touches `word`.

    `before` and `after` are the neighbouring tokens ('' at the border of the block), `gap` tells whether white space
    follows the stop, `first` whether `word` begins a sentence.
    """
    if word[-1].isdigit():
        return _after_number(word, before, after, gap, first, rules)
    if not gap and after[:1].isalpha():
        # "20.April" came above; "verlaufen.Das" is a forgotten space, "www.x" a web address without one.
        return Stop.END if len(word) > 2 and after[0].isupper() else Stop.MARK
    if len(word) == 1 and word.isalpha():
        return _after_letter(word, before, after, rules)
    known = _after_abbreviation(word, before, after, first, rules)
    if known is not None:
        return known
    if word.isupper() and _ROMAN.fullmatch(word) and before[:1].isupper():
        return _either(after, rules)
    return _after_unknown(word, after)


def _begins(after: str, rules: Rules) -> bool:
    """Does this token look like the start of a sentence rather than its middle?"""
    return after in rules.starters or (after != "" and after[0] in _OPENING)


def _either(after: str, rules: Rules) -> Stop:
    return Stop.BOTH if after == "" or _begins(after, rules) else Stop.PART


def _after_number(word: str, before: str, after: str, gap: bool, first: bool, rules: Rules) -> Stop:
    if _PARTIAL_DATE.fullmatch(word) and after and not _begins(after, rules):
        return Stop.PART  # "am 20.06. und"
    if not rules.ordinals:
        return Stop.PART if first and after and len(word) <= 2 else Stop.END
    if not word.isdecimal() or len(word) > _LONGEST_ORDINAL:
        return Stop.END
    if after == "":
        return Stop.PART if first else Stop.END
    low = after.lower()
    if first or low in rules.months or low in rules.after_ordinal or after[0].islower() or not gap:
        return Stop.PART
    if after[0] in "/-–,;)" or (after[0].isdigit() and len(word) <= 2):
        return Stop.PART  # "9./10. Mai", "vom 3. - 5. Juli", "1. 5. 2004"
    if after in rules.starters or before == "":
        return Stop.END
    counted = before.lower() in rules.before_ordinal or (before.islower() and before.endswith(rules.ordinal_endings))
    return Stop.PART if counted else Stop.END


def _after_letter(word: str, before: str, after: str, rules: Rules) -> Stop:
    low = word.lower()
    if before[-1:] == "." and before[:-1].lower() in rules.spaced.get(low, ()):
        return _either(after, rules)
    if word.islower():
        return _either(after, rules) if low in rules.either else Stop.PART if after else Stop.END
    if _ROMAN.fullmatch(word) and before[:1].isupper() and (after == "" or after in rules.starters):
        return Stop.BOTH  # "Elisabeth I. Sie"; "Plan B. Der" is not Roman
    return Stop.END if after == "" or after in rules.starters else Stop.PART


def _after_abbreviation(word: str, before: str, after: str, first: bool, rules: Rules) -> Stop | None:
    """The answer of the lists; None where they do not know the word."""
    dotted = "." in word
    low = word.lower() if dotted or first else word.rsplit("-", 1)[-1]  # "Robert-Koch-Str."
    if low in rules.inside or word in rules.inside:
        return Stop.PART if after else Stop.BOTH
    if low in rules.either or (dotted and max(map(len, word.split("."))) == 1):
        return _either(after, rules)
    if before[-1:] == "." and before[:-1].lower() in rules.spaced.get(low.lower(), ()):
        return _either(after, rules)
    if low in rules.ambiguous and after and not after[0].isupper() and after[0] not in _OPENING:
        return Stop.PART
    return None


def _after_unknown(word: str, after: str) -> Stop:
    """A word that no list knows is an abbreviation if it is short, ends unlike a word, and small letters follow."""
    if after[:1].islower() and len(word) <= _LONGEST_UNKNOWN and word.isalpha() and word[-1] not in _VOWELS:
        consonants = len(word) < 2 or word[-2] not in _VOWELS
        return Stop.PART if consonants and not word.isupper() else Stop.END
    return Stop.END
