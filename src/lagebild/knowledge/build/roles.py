"""The table of roles: German nouns that name an actor, in all their forms (lower case), and the first parts of compounds.

A key with a hyphen at its end ("polizei-") is the first part of a compound; its row says what that part adds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from lagebild.knowledge.build.recipe import DE, Content, Recipe, index
from lagebild.knowledge.rows import RoleRow

FILE = DE / "roles.toml"
SOURCE = "roles.toml"
OFFICES = {
    "hos": "head of state", "hog": "head of government", "ruler": "ruler", "vp": "vice president",
    "fm": "foreign minister", "dm": "defence minister", "im": "interior minister", "fin": "finance minister",
    "jm": "justice minister", "em": "economy minister", "vc": "vice chancellor", "speaker": "government spokesperson",
    "parl": "speaker of parliament", "pope": "pope", "sg": "secretary general", "lead": "leader",
    "cp": "president of the commission", "ec": "president of the council", "hr": "high representative",
    "cb": "president of the central bank", "imf": "managing director", "supreme": "supreme leader", "gov": "governor",
    "min": "minister", "mayor": "mayor", "mil": "commander", "adv": "adviser", "amb": "ambassador", "jud": "judge",
    "parlgroup": "leader of a parliamentary group", "mp": "member of parliament", "ceo": "chief executive",
    "gm": "member of government",
}  # fmt: skip


def masculine_forms(word: str) -> Iterator[tuple[str, str]]:
    """The forms of a masculine noun and of its feminine in -in, each with its gender."""
    endings = ("", "s", "n", "en", "e", "es")
    for ending in ("", "s", "n") if word.endswith(("er", "or", "e")) else endings:
        yield word + ending, "m"
    if word.endswith("or"):
        yield word + "en", "m"
    if word.endswith("mann"):
        yield from ((word[:-4] + form, "m") for form in ("männer", "männern", "leute", "leuten", "manns", "mannes"))
        yield from ((word[:-4] + form, "f") for form in ("frau", "frauen"))
    stem = word[:-1] if word.endswith("e") else word
    if stem.endswith("erer"):  # Herausforderer, Herausforderin
        stem = stem[:-2]
    yield stem + "in", "f"
    yield stem + "innen", "f"


def adjectival_forms(word: str) -> Iterator[tuple[str, str]]:
    """The forms of an adjective used as a noun, given in -e ("Abgeordnete"); the ending does not tell the gender."""
    stem = word.removesuffix("e")
    for ending in ("e", "er", "en", "em", "es"):
        yield stem + ending, "m" if ending == "er" else ""


def forms_of(section: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Lemma, form and gender ("" where the form does not tell it) of each word of a section."""
    inflect = {"m": masculine_forms, "a": adjectival_forms}.get(section["inflection"])
    for word in section["words"].split():
        if word.endswith("_"):  # noted, and left out because the news use it for something else
            continue
        if inflect:
            yield from ((word, form, gender) for form, gender in inflect(word))
        else:
            yield from ((word, form, section.get("gender", "")) for form in (word, *_endings(word)))
    for form in section.get("forms", "").split():
        if not form.endswith("_"):
            yield form, form, section.get("gender", "f" if form.endswith(("in", "innen")) else "")


def _endings(word: str) -> tuple[str, ...]:
    if word.endswith(("ung", "schaft", "ät", "ion")):
        return (word + "en",)
    if word.endswith("e"):
        return (word + "n",)
    return (word + "s", word + "es", word + "e", word + "en", word + "n", word + "er", word + "ern")


def make() -> Content:
    """Compile the table: earlier sections win where two hold a word."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    offices = {word: OFFICES[code] for code, words in data["offices"].items() for word in words.split()}
    scopes = {OFFICES[code]: name for code, name in data["scopes"].items()}
    states = {word: code for code, words in data["states"].items() for word in words.split()}
    named: list[tuple[msgspec.Struct, list[str]]] = []
    for section in data["section"]:
        for lemma, form, gender in forms_of(section):
            named.append(
                (
                    msgspec.structs.replace(_row(section, lemma, gender, offices, scopes), country=states.get(lemma)),
                    [form],
                )
            )
    ignored = [w for w in data["ignore"]["words"].split() if not w.endswith("_")]
    named.extend((RoleRow(noun=word, kind="modifier", source=SOURCE), [word]) for word in ignored)
    named.extend(_prefixes(data["prefix"]))
    return index(named)


def _row(section: dict[str, Any], lemma: str, gender: str, offices: dict[str, str], scopes: dict[str, str]) -> RoleRow:
    return RoleRow(
        noun=lemma,
        sector=section.get("sector"),
        kind=section["kind"],
        gender=gender or None,  # type: ignore[arg-type]  # "m" or "f" where not empty
        office=offices.get(lemma),
        organization=scopes.get(offices.get(lemma, "")),
        source=SOURCE,
        weak=section.get("weak", False),
        stands_for=section.get("name") or section.get("template"),
    )


def _prefixes(data: dict[str, dict[str, str] | str]) -> Iterator[tuple[msgspec.Struct, list[str]]]:
    sectors, countries, modifiers = data["sector"], data["country"], data["modifier"]
    assert isinstance(sectors, dict) and isinstance(countries, dict) and isinstance(modifiers, dict)
    country_of = {word: code for code, words in countries.items() for word in words.split()}
    for sector, words in sectors.items():
        for word in words.split():
            word = word.replace("\u00ad", "")  # a soft hyphen
            row = RoleRow(noun=word, kind="organization", sector=sector, country=country_of.get(word), source=SOURCE)
            yield row, [word + "-"]
    listed = {word for words in sectors.values() for word in words.split()}
    for word, code in country_of.items():
        if word not in listed:
            yield RoleRow(noun=word, sector="GOV", kind="country", country=code, source=SOURCE), [word + "-"]
    for word in modifiers["words"].split():
        yield RoleRow(noun=word, kind="modifier", source=SOURCE), [word + "-"]


RECIPE = Recipe("roles", (Path(__file__), FILE), make)
