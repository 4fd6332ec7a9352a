"""German spelling of names from other alphabets (Duden's table), to choose among GeoNames' unlabelled names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

RUSSIAN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b w g d e sch s i i k l m n o p r s t u f ch z tsch sch schtsch _ y _ e ju ja i ji je g u".split(),  # noqa: SIM905  # one letter a blank: read under the line above
        strict=True,
    )
) | {"ё": "jo"}
UKRAINIAN = RUSSIAN | {"г": "h", "и": "y", "й": "j"}
HARD_H = frozenset({"UA", "BY"})  # г is h, as in Ukrainian and Belarusian
VOWELS = frozenset("аеёиоуыэюяіїєьъ")
SIBILANTS = frozenset("жчшщ")
# English spelling -> German, tried together and apart: a candidate counts only where GeoNames has it as a name
ENGLISH = (
    ("sh", "sch"),
    ("kh", "ch"),
    ("zh", "sch"),
    ("ch", "tsch"),
    ("j", "dsch"),
    ("y", "j"),
    ("z", "s"),
    ("v", "w"),
)


def from_cyrillic(name: str, country: str) -> str:
    """`name` (Cyrillic) in German letters by the rules for the language of `country` (alpha-2)."""
    table = UKRAINIAN if country in HARD_H else RUSSIAN
    out: list[str] = []
    lower = name.lower()
    for i, letter in enumerate(lower):
        before = lower[i - 1] if i else " "
        new = table.get(letter, letter).replace("_", "")
        if letter == "е" and table is RUSSIAN and (before in VOWELS or not before.isalpha()):
            new = "je"
        elif letter == "ё" and before in SIBILANTS:
            new = "o"
        elif letter == "й" and table is RUSSIAN and before in "иы":
            new = ""
        elif letter == "с" and before in VOWELS and lower[i + 1 : i + 2] in VOWELS and lower[i + 1 : i + 2]:
            new = "ss"
        out.append(new.capitalize() if name[i].isupper() else new)
    return "".join(out)


def is_cyrillic(name: str) -> bool:
    """Whether the name begins with a Cyrillic letter."""
    return bool(name) and "Ѐ" <= name[0] <= "ӿ"


def from_english(name: str) -> Iterator[str]:
    """Candidates for the German spelling of an English transliteration, the one with most rules first."""
    plain = strip_marks(name)
    seen = {name}
    for skipped in range(1 << len(ENGLISH)):
        candidate = plain.lower()
        for n, (english, _) in enumerate(ENGLISH):
            if not skipped >> n & 1:
                candidate = candidate.replace(english, f"\0{n}")
        for n, (_, german) in enumerate(ENGLISH):
            candidate = candidate.replace(f"\0{n}", german)
        candidate = recapital(candidate)
        if candidate not in seen:
            seen.add(candidate)
            yield candidate


def strip_marks(name: str) -> str:
    """Without the marks of scholarly transliteration (macron, dot below, ayn), which German news do not print."""
    text = unicodedata.normalize("NFD", name)
    kept = "".join(c for c in text if not unicodedata.combining(c) and c not in "‘’ʻʼ`'ʿʾ")
    return unicodedata.normalize("NFC", kept)


def recapital(name: str) -> str:
    """Capital at the start of each part of the name."""
    return "".join(c.upper() if i == 0 or name[i - 1] in " -(/" else c for i, c in enumerate(name))
