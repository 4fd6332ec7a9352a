"""All forms of a verb, made from its infinitive: word lists of verbs then need no lemma of the tagger.

Lemmas of rarer verbs are the tagger's weakest guess; the forms of German verbs are regular but for the list in
`strong.tsv`. Made forms that no speaker uses do no harm: they are looked up, never written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

INSEPARABLE = ("be", "emp", "ent", "er", "ge", "ver", "zer", "miss", "unter", "über", "wider", "wieder", "hinter")
# Longer ones first: "hinzu" before "hin".
SEPARABLE = (
    "aufmerksam", "entgegen", "zusammen", "deutlich", "geltend", "zurück", "bekannt", "bereit", "voraus", "vorher", "hervor",
    "heraus", "hinaus", "herum", "hinzu", "durch", "klar", "fest", "fort", "nahe", "nach", "auf", "aus", "bei", "dar", "ein",
    "hin", "her", "los", "mit", "vor", "weg", "an", "ab", "zu",
)  # fmt: skip
# Infinitives that only look as if they began with a separable part.
WHOLE = frozenset(
    ("antworten", "einigen", "beichten", "ahnden", "abonnieren", "zuteln", "angeln", "ankern", "dauern", "loben")
)


@dataclass(frozen=True, slots=True)
class Infinitive:
    """A verb in its parts: "hinzufügen" is `part` "hinzu" and `base` "fügen"."""

    whole: str
    part: str
    base: str


@cache
def _strong() -> dict[str, tuple[str, str, str]]:
    rows = {}
    for line in Path(__file__).with_name("strong.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "infinitive")):
            verb, present, preterite, participle = line.split("\t")
            rows[verb] = (present, preterite, participle)
    return rows


def split(infinitive: str) -> Infinitive:
    """The separable part and the base of an infinitive."""
    if infinitive not in WHOLE:
        for part in SEPARABLE:
            base = infinitive[len(part) :]
            if infinitive.startswith(part) and len(base) > 3 and base.endswith("n"):
                return Infinitive(infinitive, part, base)
    return Infinitive(infinitive, "", infinitive)


@cache
def finite_forms(base: str) -> frozenset[str]:
    """Present and preterite, indicative and Konjunktiv I, third and first persons, and the imperative-like stem."""
    stem = base[:-2] if base.endswith("en") else base[:-1]
    forms = {base, stem + "e", stem + "t", stem + "et", stem + "ten", stem + "te", stem + "ete", stem + "eten"}
    for prefix, verb in _prefixed(base):
        present, preterite, _ = _strong()[verb]
        forms |= {prefix + present, prefix + preterite, prefix + preterite + ("n" if preterite.endswith("e") else "en")}
    return frozenset(forms)


@cache
def participles(base: str) -> frozenset[str]:
    """Past participles, with the "ge" where the verb takes one."""
    stem = base[:-2] if base.endswith("en") else base[:-1]
    plain = base.startswith(INSEPARABLE) or base.endswith("ieren")
    lead = ("", "ge") if plain else ("ge",)
    forms = {p + stem + end for p in lead for end in ("t", "et")}
    for prefix, verb in _prefixed(base):
        participle = _strong()[verb][2]
        if prefix:
            participle = prefix + (participle[2:] if participle.startswith("ge") and verb != "gestehen" else participle)
        forms.add(participle)
    return frozenset(forms)


def _prefixed(base: str) -> list[tuple[str, str]]:
    """The strong verbs that `base` is, or is an inseparable compound of."""
    table = _strong()
    if base in table:
        return [("", base)]
    return [(p, base[len(p) :]) for p in INSEPARABLE if base.startswith(p) and base[len(p) :] in table]


def joined_forms(infinitive: Infinitive) -> frozenset[str]:
    """Forms in one word: "ankündigte", "angekündigt", "anzukündigen"; for a verb without separable part its forms."""
    part, base = infinitive.part, infinitive.base
    whole = {part + f for f in finite_forms(base)} | {part + f for f in participles(base)}
    if part:
        whole.add(part + "zu" + base)
    return frozenset(whole)
