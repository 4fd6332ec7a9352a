"""Konjunktiv: told by the form of the finite verb, since the tagger's mood is the weakest of its features."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from lagebild.language.doc import Token

Subjunctive = Literal["", "I", "II"]


@cache
def _forms() -> dict[str, frozenset[str]]:
    with Path(__file__).with_name("mood.toml").open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


def is_subjunctive_form(word: str) -> bool:
    """A form that is Konjunktiv whatever the tagger says, and so a finite verb."""
    forms, form = _forms(), word.lower()
    return form in forms["first"] or (form in forms["second"] and form not in forms["shared"])


def subjunctive(token: Token) -> Subjunctive:
    """Which Konjunktiv a finite verb stands in: "I", "II" or "" for none (or for a form that does not show it)."""
    form, forms = token.text.lower(), _forms()
    if form in forms["first"]:
        return "I"
    if form in forms["second"] and form not in forms["shared"]:
        return "II"
    if token.upos not in ("VERB", "AUX"):
        return ""
    if form in forms["present"]:
        return "" if _beside_ich(token) else "I"
    return "I" if _present_in_e(token, form) else ""


def _present_in_e(token: Token, form: str) -> bool:
    """ "habe", "komme", "könne": present stem with -e; the first person ("ich komme") has the same form."""
    lemma = token.lemma.lower()
    if token.feat("VerbForm") in ("Inf", "Part") or token.feat("Mood") == "Imp" or not form.endswith("e"):
        return False
    if lemma in ("sein", form) or not lemma.endswith("n") or token.feat("Tense") == "Past":
        return False
    if form.endswith("te") and lemma == form + "n" and form not in _forms()["present"]:
        return False  # "stammte" with the lemma "stammten": a preterite that the tagger took for a stem
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    if form not in (stem + "e", _after_prefix(stem, form)):
        return False
    return not _beside_ich(token)


def _after_prefix(stem: str, form: str) -> str:
    """The finite form of a verb whose lemma carries a prefix that stands apart ("kündige … an")."""
    return form if len(form) > 3 and stem.endswith(form[:-1]) else ""


def _beside_ich(token: Token) -> bool:
    near = token.children + (token.head.children if token.head is not None else [])
    return any(c.text.lower() == "ich" for c in near)
