"""Compiles the table of noun endings, `src/lagebild/language/de/nouns.tsv`, from the package german-nouns.

    pip install german-nouns==1.2.5 && python training/nouns.py

The package holds the nouns of the German Wiktionary with all their forms (CC BY-SA 4.0). The table keeps the shortest ends
of words that tell the ending to take off ("^" marks a word's beginning): 100,000 nouns become some 12,000 lines, and
compounds and nouns that the Wiktionary lacks go by the longest end that is known.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

Script = tuple[int, str]  # letters to cut, letters to add

# Kinds of entries that are no common nouns: their forms would shadow those of nouns ("Häusern" is a village).
LEFT_OUT = (
    "Wortverbindung", "Abkürzung", "Buchstabe", "Nachname", "Vorname", "Toponym", "Eigenname", "Straßenname", "Affix",
    "Suffix", "Symbol", "Redewendung", "Grußformel",
)  # fmt: skip
CASES = ("nominativ", "genitiv", "dativ", "akkusativ")
# Forms that are nouns of their own more often than the plural of a shorter one ("Essen", not "Esse").
OWN = frozenset((
    "Essen", "Laden", "Orden", "Frieden", "Wagen", "Leben", "Schaden", "Becken", "Kissen", "Morgen", "Kosten", "Abkommen",
    "Lesen", "Posten", "Treffen",
))  # fmt: skip
TARGET = Path(__file__).parent.parent / "src" / "lagebild" / "language" / "de" / "nouns.tsv"
HEADER = (
    "# Ends of German nouns with the letters to cut off and to put on for the lemma; ^ marks the beginning of a word.\n"
    "# Compiled by training/nouns.py from german-nouns 1.2.5 (German Wiktionary), CC BY-SA 4.0; this file is CC BY-SA 4.0.\n"
)


def main() -> None:
    """Read the package's table and write ours."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--source", type=Path, help="nouns.csv of german-nouns; the installed one if left out")
    source = options.parse_args().source or _installed()
    ends = suffixes(scripts(source))
    lines = [f"{end}\t{cut}\t{add}\n" for end, (cut, add) in sorted(ends.items())]
    TARGET.write_text(HEADER + "".join(lines), encoding="utf-8")


def _installed() -> Path:
    from importlib.util import find_spec

    spec = find_spec("german_nouns")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("german-nouns is not installed: pip install german-nouns==1.2.5, or give --source")
    return Path(next(iter(spec.submodule_search_locations))) / "nouns.csv"


def scripts(source: Path) -> dict[str, Script]:
    """Each form in small letters with what makes it its lemma."""
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for form, lemma, weight in _forms(row):
                lemmas[form][lemma] += weight
    return {form.lower(): _script(form, _best(form, found)) for form, found in sorted(lemmas.items())}


def _forms(row: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    lemma, kind = row["lemma"], row["pos"]
    if not _usable(lemma) or any(part in kind for part in LEFT_OUT):
        return
    adjectival = "adjektivische" in kind
    if adjectival:  # the treebank's lemma: "Abgeordnete", not "Abgeordneter"
        lemma = lemma.removesuffix("r").removesuffix("s")
    yield lemma, lemma, 1 if adjectival else 3
    for column, value in row.items():
        if value and column.split()[0] in CASES:
            for form in value.replace("(", "").replace(")", "").split():
                if _usable(form) and form != lemma:
                    yield form, lemma, 1 if adjectival else 2


def _usable(word: str) -> bool:
    return word[:1].isupper() and word.replace("-", "").isalpha() and not word.isupper()


def _best(form: str, found: Counter[str]) -> str:
    """The lemma of an ambiguous form: the shorter noun whose form it is, rather than a rarer one of its own."""
    if form in OWN or len(found) == 1:
        return form if form in OWN else next(iter(found))
    others = {lemma: n for lemma, n in found.items() if lemma != form and n >= 4}
    if form in found and not (others and form.endswith("n")):
        return form
    return max(others or found, key=lambda lemma: ((others or found)[lemma], -len(lemma), lemma))


def _script(form: str, lemma: str) -> Script:
    same = 0
    while same < min(len(form), len(lemma)) and form[same].lower() == lemma[same].lower():
        same += 1
    return len(form) - same, lemma[same:]


def suffixes(table: dict[str, Script]) -> dict[str, Script]:
    """The ends that suffice: one is kept where its words go another way than those of the next shorter end."""
    kept: dict[str, Script] = {}
    todo: list[tuple[str, list[str], Script | None]] = [("", list(table), None)]
    while todo:
        end, words, inherited = todo.pop()
        counts = Counter(table[word] for word in words)
        best, n = counts.most_common(1)[0]
        if inherited is not None and counts[inherited] == n:
            best = inherited
        if best != inherited:
            kept[end] = best
        if n == len(words):
            continue
        longer: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) > len(end):
                longer[word[-len(end) - 1 :]].append(word)
            elif table[word] != best:
                kept["^" + word] = table[word]
        todo += [(key, group, best) for key, group in longer.items()]
    return kept


if __name__ == "__main__":
    main()
