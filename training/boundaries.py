"""Compiles what the end of a sentence looks like: `word_classes.tsv` and `boundaries.tsv` in `src/lagebild/language/de/`.

Run: python training/boundaries.py --data ../shared/data

Sentences of corpora whose licence lets the result be used by anybody (UD German GSD dev and PUD, CC BY-SA; GermEval 2014
dev, CC BY 4.0; text and titles of Wikinews, CC BY 2.5, without the measured articles) are put one after the other without
the mark between them: between the two is a boundary, between all other words there is none. The language model tags the
words, so that their classes are known; the tables hold no text. `--without gsd` leaves a source out and measures on it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from lagebild.language import analyse_many
from lagebild.language.boundary import MARKS, Boundaries
from lagebild.language.conllu import read_conllu
from lagebild.language.doc import Doc, Sentence, Token
from lagebild.language.model import default_model

TARGET = Path(__file__).parent.parent / "src" / "lagebild" / "language" / "de"
LEAST_FORMS = 3  # times a word must occur to have a class of its own
LEAST_SUFFIX = 6  # words that must share a suffix for it to have a class
LEAST_FEATURE = 4  # times a feature must occur to get a weight
SECOND = 0.2  # share of its uses from which a class of a word counts
DECAY = 1.0  # on the squared weights
SMALL = 0.05  # weights below are left out
ROUNDS = 150
_KINDS = {
    "NOUN": "N", "PROPN": "E", "ADJ": "J", "ADV": "A", "DET": "T", "PRON": "O", "CCONJ": "C", "SCONJ": "S", "PART": "Z",
    "NUM": "#", "PUNCT": ".", "INTJ": "A", "ADP": "R",
}  # fmt: skip
_FORMS = {"Inf": "I", "Part": "P"}
_NOUNS = frozenset("NE")
_HEAD = (
    "# {what}\n# Compiled by training/boundaries.py from UD German GSD dev and PUD (CC BY-SA), GermEval 2014 dev\n"
    "# (CC BY 4.0) and Wikinews (CC BY 2.5), tagged by the language model; this file is CC BY-SA 4.0.\n"
    "# The classes are explained in language/boundary.py.\n"
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """One sentence: its words, their classes, and whether it is a title or another text without a final mark."""

    words: list[str]
    classes: list[str]
    title: bool = False


Floats = NDArray[np.float64]
Case = tuple[list[str], bool]  # features, is it a boundary?


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Compile the tables of sentence boundaries.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--without", choices=("gsd", "pud", "germeval", "wikinews"), help="leave out and measure on it")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    sources = read(options.data)
    held = sources.pop(options.without, [])
    table = Boundaries(classes(s for texts in sources.values() for text in texts for s in text), {})
    cases = [case for texts in sources.values() for text in texts for case in examples(text, table)]
    weights = fit(cases)
    print(
        f"{len(cases)} places, {sum(y for _, y in cases)} boundaries; {len(table.classes)} words, {len(weights)} weights"
    )
    if held:
        report([case for text in held for case in examples(text, table)], weights)
    write(options.target, table.classes, weights)


def read(data: Path) -> dict[str, list[list[Tagged]]]:
    """By source its texts, each a list of sentences in their order."""
    ud = data / "ud"
    return {
        "gsd": [tagged_sentences(_treebank(ud / "de_gsd-ud-dev.conllu.gz"))],
        "pud": [tagged_sentences(_treebank(ud / "de_pud-ud-test.conllu.gz"))],
        "germeval": [tagged_sentences(_germeval(data / "ner" / "germeval2014-dev.tsv.gz"))],
        "wikinews": list(_wikinews(data)),
    }


def _treebank(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from ([form for form, _ in sentence.surfaces()] for sentence in read_conllu(lines))


def _germeval(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().split("\n\n"):
            if words := [line.split("\t")[0] for line in block.split("\n") if "\t" in line]:
                yield words


def tagged_sentences(sentences: Iterable[list[str]]) -> list[Tagged]:
    """Sentences of given words, tagged."""
    doc = Doc("", "de")
    for number, words in enumerate(sentences):
        first, start = len(doc.tokens), len(doc.text)
        for word in words:
            doc.tokens.append(Token(len(doc.tokens), word, len(doc.text), number))
            doc.text += word + " "
        doc.sentences.append(Sentence(number, first, len(doc.tokens), start, len(doc.text) - 1, number))
    default_model().annotate(doc)
    return list(_tagged(doc))


def _tagged(doc: Doc, title: bool = False) -> Iterator[Tagged]:
    for sentence in doc.sentences:
        tokens = doc.sentence_tokens(sentence.i)
        yield Tagged([t.text for t in tokens], [_class(t) for t in tokens], title or sentence.kind != "text")


def _class(token: Token) -> str:
    if token.upos in ("VERB", "AUX"):
        return _FORMS.get(token.feat("VerbForm"), "F")
    return "V" if token.deprel == "compound:prt" else _KINDS.get(token.upos, "X")


def _wikinews(data: Path) -> Iterator[list[Tagged]]:
    """Articles with their titles; only their text is used, not the annotation of the quotation corpus."""
    measured = {p.stem for p in (data / "events" / "articles").glob("*.json")}
    with gzip.open(data / "quotes" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [r for r in map(json.loads, lines) if str(r["id"]) not in measured]
    titles = analyse_many((r["title"], "de") for r in records)
    for title, doc in zip(titles, analyse_many((r["text"], "de") for r in records), strict=True):
        yield [*_tagged(title, True), *(s for s in _tagged(doc) if not s.title)]


def classes(sentences: Iterable[Tagged]) -> dict[str, str]:
    """The classes of words (nouns and names left out, capitals say it) and of suffixes of words in small letters."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for i, (word, kind) in enumerate(zip(sentence.words, sentence.classes, strict=True)):
            if not word[0].isalpha():
                continue
            opens = i == 0 or sentence.words[i - 1] in MARKS
            if opens and word[0].isupper():
                if kind not in _NOUNS:
                    forms[word.lower()][kind] += 1
            else:
                forms[word][kind] += 1
    table, suffixes = {}, defaultdict[str, Counter[str]](Counter)
    for word, counts in forms.items():
        kind = "".join(sorted(k for k, n in counts.items() if n >= SECOND * counts.total()))
        if counts.total() >= LEAST_FORMS and not (word[0].isupper() and kind == "N"):
            table[word] = kind
        if word[0].islower():
            for length in (3, 4):
                if len(word) > length + 1:
                    suffixes["-" + word[-length:]][kind] += 1
    likely = {s: counts.most_common(1)[0] for s, counts in suffixes.items() if counts.total() >= LEAST_SUFFIX}
    ends = {s: kind for s, (kind, n) in likely.items() if 2 * n >= suffixes[s].total()}
    return table | {s: kind for s, kind in ends.items() if len(s) == 4 or ends.get("-" + s[2:]) != kind}


def examples(text: Sequence[Tagged], table: Boundaries) -> Iterator[Case]:
    """The places before a capital after a word: in each sentence, and in each pair with the mark between taken away."""
    for sentence in text:
        yield from _places(sentence.words, 0, table)
    for one, two in pairwise(text):
        end = len(one.words)
        while end and one.words[end - 1] in MARKS:
            end -= 1
        if end > 1:
            yield from _places([*one.words[:end], *two.words], end, table)


def _places(words: list[str], boundary: int, table: Boundaries) -> Iterator[Case]:
    for i in range(2, len(words)):
        if words[i][0].isupper() and words[i - 1][-1].isalnum():
            yield table.features(words, i, i, 0), i == boundary


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Logistic regression with decay over the features that occur often enough."""
    counts = Counter(feature for features, _ in cases for feature in features)
    names = sorted(feature for feature, n in counts.items() if n >= LEAST_FEATURE)
    at = {name: i for i, name in enumerate(names)}
    rows = [[at[f] for f in features if f in at] for features, _ in cases]
    flat = np.array([k for row in rows for k in row])
    starts = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(len(flat)), flat, starts), (len(rows), len(names)))
    truth = np.array([float(y) for _, y in cases])

    def loss(weight: Floats) -> tuple[float, Floats]:
        scores = matrix @ weight
        found = np.logaddexp(0, scores).sum() - truth @ scores + DECAY / 2 * weight @ weight
        return float(found), matrix.T @ (expit(scores) - truth) + DECAY * weight

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return {name: round(w, 2) for name, w in zip(names, best.tolist(), strict=True) if abs(w) >= SMALL}


def report(cases: Sequence[Case], weights: dict[str, float]) -> None:
    """How many boundaries and how many false ones at several thresholds."""
    scored = [(sum(weights.get(f, 0.0) for f in features), y) for features, y in cases]
    total = sum(y for _, y in scored)
    for bar in range(-1, 7):
        right = sum(y for z, y in scored if z > bar)
        false = sum(not y for z, y in scored if z > bar)
        print(f"over {bar}: {right / total:.3f} of {total} found, {false} false of {len(scored) - total}")


def write(target: Path, table: dict[str, str], weights: dict[str, float]) -> None:
    """Both tables."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, kind in table.items():
        words[kind].append(word)
    lines = [f"{kind}\t{' '.join(sorted(forms))}\n" for kind, forms in sorted(words.items())]
    head = _HEAD.format(what="Classes of words and, with a hyphen, of suffixes; columns: class, words.")
    (target / "word_classes.tsv").write_text(head + "".join(lines), encoding="utf-8")
    lines = [f"{name}\t{weight:g}\n" for name, weight in sorted(weights.items())]
    head = _HEAD.format(what="Weights (log odds) of what speaks for the end of a sentence; columns: feature, weight.")
    (target / "boundaries.tsv").write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
