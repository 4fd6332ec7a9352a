"""What an office is called: the knowledge base keeps it in English ("head of state"), articles and pages word it.

`read_office` reads an office from words, `office_word` words it in the language of an article, `role_word` words the
role of a record in the language of a page.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lagebild.knowledge import Knowledge, default_knowledge

FOLDER = Path(__file__).parent
ENGLISH = "en"  # the offices of the look-up file are English words already


@cache
def _words(language: str) -> dict[str, list[str]]:
    file = FOLDER / language / "office_words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def office_word(office: str, gender: str | None, country: str | None, language: str) -> str:
    """An office in words: "Bundeskanzlerin" for ("head of government", "f", "DEU", "de"); as it is where no word is known."""
    table = _words(language)
    forms = table.get(f"{office}@{country}") or table.get(office)
    return forms[gender == "f"] if forms else office


def role_word(role: str | None, language: str, knowledge: Knowledge | None = None) -> str | None:
    """The role of an entity in the language of a page, where it is an office: "Außenministerin" is "foreign minister".

    A role that is no office ("Dolmetscher") stays as the article has it.
    """
    if role is None:
        return None
    if language != ENGLISH:
        return office_word(role, None, None, language)
    row = (knowledge or default_knowledge()).role(role.lower())
    return (row.office if row is not None else None) or _offices().get(role, role)


@dataclass(frozen=True, slots=True)
class ReadOffice:
    """What a role in words says: the office as the knowledge base calls it, of which organisation, in which sector."""

    role: str
    organization: str | None = None
    sector: str | None = None


def read_office(words: str) -> ReadOffice:
    """The office that a role in words names: "Präsident der Republik" is "head of state"; else the words themselves."""
    from lagebild.reading.actors.words import read_noun

    knowledge, parts = default_knowledge(), words.split()
    if words in set(_offices().values()):
        return ReadOffice(words)
    for at, word in enumerate(parts):
        noun = read_noun(word[:1].upper() + word[1:], knowledge)
        if noun is None or noun.row.kind != "person":
            continue
        if noun.office is None:
            return ReadOffice(words, noun.organization, noun.sector)
        rest = [" ".join(parts[i:]) for i in range(at + 1, len(parts))]
        actor = next((a for r in rest for a in knowledge.actors(r) if a.kind != "person"), None)
        return ReadOffice(noun.office, noun.organization or (actor.name if actor else None), noun.sector)
    return ReadOffice(words)


@cache
def _offices() -> dict[str, str]:
    """The offices by their words in every language that has a table."""
    found: dict[str, str] = {}
    for folder in sorted(p for p in FOLDER.iterdir() if (p / "office_words.toml").exists()):
        for office, forms in _words(folder.name).items():
            for form in forms:
                found.setdefault(form, office.split("@")[0])
    return found
