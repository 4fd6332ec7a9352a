"""Inflected forms of German verbs and nouns, to look a word up in a list without trusting a lemma that was guessed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lagebild.language.de.verbs import particles

INSEPARABLE = (
    "be",
    "emp",
    "ent",
    "er",
    "ge",
    "miss",
    "ver",
    "zer",
    "hinter",
    "unter",
    "über",
    "um",
    "durch",
    "wider",
    "voll",
)
ADJECTIVE_ENDINGS = ("", "e", "er", "en", "em", "es")
Forms = tuple[
    frozenset[str], frozenset[str]
]  # finite and infinitive forms; participles (present, past) with their endings


@cache
def _strong() -> dict[str, tuple[str, str, str]]:
    text = Path(__file__).with_name("strong_verbs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def verb_forms(infinitive: str) -> Forms:
    """The forms of a verb as one word: finite, infinitive ("festnahm", "festzunehmen"); participles, inflected."""
    plain: set[str] = set()
    participles: set[str] = set()
    for prefix, base, separable in _splits(infinitive):
        finite, past = _base_forms(base)
        plain |= {prefix + f for f in finite} | {infinitive}
        if separable:
            plain.add(f"{prefix}zu{base}")
        ge = "" if (prefix and not separable) or base.endswith("ieren") or _bound(base) else "ge"
        participles |= {prefix + ge + p for p in past} | {prefix + base + "d"}
    return frozenset(plain), frozenset(p + e for p in participles for e in ADJECTIVE_ENDINGS)


def _splits(infinitive: str) -> Iterable[tuple[str, str, bool]]:
    """(prefix, rest, whether the prefix can stand apart)."""
    found = []
    for prefix in sorted(particles(), key=len, reverse=True):
        rest = infinitive[len(prefix) :]
        if infinitive.startswith(prefix) and len(rest) > 3 and rest.endswith("n"):
            found.append((prefix, rest, True))
            break
    for prefix in INSEPARABLE:
        rest = infinitive[len(prefix) :]
        if infinitive.startswith(prefix) and len(rest) > 3 and (rest in _strong() or prefix in particles()):
            found.append((prefix, rest, False))
    return found or [("", infinitive, False)] if infinitive not in _strong() else [("", infinitive, False)]


def _bound(base: str) -> bool:
    """Whether a verb has an inseparable prefix ("besetzen", but "geben")."""
    return base not in _strong() and base.startswith(INSEPARABLE[:8])


def _base_forms(base: str) -> tuple[set[str], set[str]]:
    """Finite forms and participles (without "ge") of a verb without separable prefix."""
    stem = base[:-2] if base.endswith("en") else base[:-1]
    if base in _strong():
        present, past, participle = _strong()[base]
        second = past if past.endswith("e") else past + "e"
        return {base, present, past, past + "en", past + "n", second + "n", stem + "t", stem + "e"}, {participle}
    for prefix in INSEPARABLE[:8]:
        rest = base[len(prefix) :]
        if base.startswith(prefix) and rest in _strong():
            finite, participles = _base_forms(rest)
            return {prefix + f for f in finite}, {prefix + p for p in participles}
    hard = stem.endswith(("t", "d", "chn")) or (stem.endswith(("n", "m")) and stem[-2:-1] not in "aeiouäöülrhmn")
    e = "e" if hard else ""
    return {base, stem + "e", stem + e + "t", stem + e + "te", stem + e + "ten"}, {stem + e + "t"}


@cache
def noun_forms(lemma: str) -> frozenset[str]:
    """What an inflected noun may look like in lower case: endings added, with and without umlaut."""
    low = lemma.lower()
    stems = {low}
    # Words with these endings never change their vowel ("Forderung" is not "Förderung").
    fixed = low.endswith(
        ("ung", "heit", "keit", "schaft", "tion", "ion", "tät", "ei", "ik", "ur", "enz", "anz", "nahme", "e")
    )
    for plain, umlaut in () if fixed else (("au", "äu"), ("a", "ä"), ("o", "ö"), ("u", "ü")):
        at = low.rfind(plain)
        if at >= 0:
            stems.add(low[:at] + umlaut + low[at + len(plain) :])
            break
    found = {s + e for s in stems for e in ("", "e", "en", "n", "s", "es", "er", "ern")}
    if low.endswith("um"):
        found.add(low[:-2] + "en")
    return frozenset(found)


@cache
def finite_strong() -> dict[str, str]:
    """Finite form -> infinitive of the strong verbs without prefix."""
    return {form: base for base in _strong() for form in _base_forms(base)[0]}
