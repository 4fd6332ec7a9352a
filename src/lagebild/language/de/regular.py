"""Lemmas of regular German verbs, adjectives and names from form and features.

A small treebank shows too few verbs for a network to learn the endings well; they are regular, so they are rules here.
Irregular verbs have their own table (`irregular_verbs.tsv`), which is asked first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.language.de.verbs import particles

_SHORTEST = 3  # letters of a stem
_DENTAL = re.compile(r"(?:[td]|chn|[^aeiouäöülrhmn][nm])$")  # stems that take "e" before "t": "arbeit-et", "öffn-et"
_SYLLABIC = re.compile(r"[bdfgkptsmn](?:l|r)$")  # "handl-e", "ändr-e": the infinitive has "eln", "ern"
_IN_N = re.compile(r"(?:(?:[^ie]|ei)er|[^ie]el)$")  # "speicher", "feier", "handel"; not "zitier", "spiel"
_ENDINGS = re.compile(r"(?:en|em|er|es|e)$")
_GE = re.compile(r"[a-zäöü]{0,9}ge[a-zäöüß]{2,}t$")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("regular.toml").read_text(encoding="utf-8"))


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(sorted(particles(), key=len, reverse=True))


def regular_lemma(word: str, upos: str, feats: Mapping[str, str]) -> str | None:
    """The lemma of a regular verb, adjective or name; None where the rules do not tell."""
    if not word.replace("-", "").isalpha():
        return None
    if upos == "VERB":
        return _verb(word.lower(), feats)
    if upos == "PROPN":
        return _name(word, feats)
    return _adjective(word, feats) if upos == "ADJ" else None


def _name(word: str, feats: Mapping[str, str]) -> str | None:
    """ "Norwegens", "Webers" without the genitive's "s"; names in "us", "is", "os", "as" may end so themselves."""
    genitive = feats.get("Case") == "Gen" and len(word) > _SHORTEST and word.endswith("s") and word[-2] not in "suioa"
    return word[:-1] if genitive else None


def _verb(low: str, feats: Mapping[str, str]) -> str | None:
    form = feats.get("VerbForm", "")
    if form == "Inf" or (not form and _without_zu(low) not in (low, None)):
        return _without_zu(low)
    if form == "Part" or (not form and _GE.match(low)):
        return _participle(low)
    past = feats.get("Tense", "Past" if low.endswith("ten") else "") == "Past"
    if past and (stem := re.sub(r"t(?:e|en)$", "", low)) != low:
        return _infinitive(stem[:-1] if stem.endswith("e") else stem)
    if low.endswith(("en", "ern", "eln")):
        return low
    if feats.get("Person") == "2" and feats.get("Number") == "Sing":
        return _infinitive(re.sub(r"e?st$", "", low))
    return _infinitive(_present_stem(low))


def _present_stem(low: str) -> str:
    """The stem of a present form: "richtet", "scheitert", "höre"."""
    if low.endswith("et") and _DENTAL.search(low[:-2]):
        return low[:-2]
    return low[:-1] if low.endswith(("t", "e")) else low


def _without_zu(low: str) -> str | None:
    """ "abzustimmen" without its "zu"."""
    for prefix in _prefixes():
        rest = low[len(prefix) + 2 :]
        if low.startswith(prefix + "zu") and rest.endswith("n") and len(rest) > _SHORTEST:
            return prefix + rest
    return low if low.endswith("n") else None


def _participle(low: str) -> str | None:
    """Weak participles: "geplant", "zugestimmt", "diskutiert", "erkrankt"; strong ones are in the table."""
    if low.endswith("end"):
        return low[:-1]
    if not low.endswith("t"):
        return None
    if low.startswith(tuple(_data()["ge_verbs"])):
        return _infinitive(_participle_stem(low))
    for prefix in ("", *_prefixes()):
        if low.startswith(prefix + "ge") and len(low) - len(prefix) > _SHORTEST + 2:
            return prefix + (_infinitive(_participle_stem(low[len(prefix) + 2 :])) or "")
    return _infinitive(_participle_stem(low))


def _participle_stem(low: str) -> str:
    return low[:-2] if low.endswith("et") and _DENTAL.search(low[:-2]) else low[:-1]


def _infinitive(stem: str) -> str | None:
    if len(stem) < 2:
        return None
    if _SYLLABIC.search(stem):
        return stem[:-1] + "e" + stem[-1] + "n"
    if _IN_N.search(stem) and not stem.endswith(tuple(_data()["full_stems"])):
        return stem + "n"
    return stem + "en"


def _adjective(word: str, feats: Mapping[str, str]) -> str | None:
    """Attributive forms lose their ending, degrees their suffix; "Berliner" stays."""
    low = word.lower()
    if word[0].isupper() and low.endswith("er") and feats.get("Degree") != "Cmp":
        return None
    degree = feats.get("Degree")
    inflected = "Case" in feats
    if not inflected and degree not in ("Cmp", "Sup"):
        return None
    irregular: dict[str, str] = _data()["adjectives"]
    stem = _ENDINGS.sub("", low) if inflected and low not in irregular else low
    if stem in irregular:
        return irregular[stem]
    if degree == "Cmp" and stem.endswith("er"):
        stem = stem[:-2]
    elif degree == "Sup":
        stem = re.sub(r"(?<=[tdsßzu])est$|st$", "", stem)
    if stem == low and word != low:
        return None  # "Royal Society"
    return _restored(stem) if len(stem) >= _SHORTEST else None


def _restored(stem: str) -> str:
    """The "e" that inflection drops: "teur-e", "dunkl-e", "flexibl-e"; and "hoh-e"."""
    if stem == "hoh":
        return "hoch"
    if stem.endswith("eur"):
        return stem[:-1] + "er"
    return stem[:-1] + "el" if re.search(r"(?:[bdgkpt]l)$", stem) else stem
