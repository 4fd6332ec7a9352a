"""How much two neighbouring words look like the end of one sentence and the beginning of the next, whatever stands between.

A logistic model over word classes and a few word forms: what the stretch up to here and the stretch from here on hold
(finite verbs above all: two of them without a comma or conjunction are two sentences). It was trained on sentences whose
full stop was taken away (`training/boundaries.py`); its tables stand in the folder of the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_CLASSES, _WEIGHTS = "word_classes.tsv", "boundaries.tsv"
_REACH = 30  # tokens: a clause that has no mark for longer is a list
_NOUN, _UNKNOWN, _OTHER = "N", "x", "."
_SUFFIXES = (4, 3)  # letters by which an unknown word is classed
MARKS = frozenset(".,;:!?()[]„“”«»\"…–—-/‚‘'") | {"...", "..", "``", "''", "--"}
_SHOWN = frozenset(".,:;!?(")  # marks that are told apart at the ends of a stretch
# Below this the two words beside the place settle it: 87 % of all places; of those that came out over 1, none was below -3.4.
_HOPELESS = -4.0
_NONE = 9  # distance to a verb that is not there


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The tables of a language: classes of words and suffixes ("-lich"), and the weights of features.

    Classes are letters, in alphabetical order where a form has several: F finite verb, I infinitive, P participle, V verb
    particle, N noun, E name, J adjective, A adverb, T determiner, O pronoun, R adposition, C and S conjunctions
    (coordinating, subordinating), Z particle, # number.
    """

    classes: dict[str, str]
    weights: dict[str, float]

    def score(self, words: Sequence[str], end: int, start: int, begin: int) -> float:
        """The log odds that a sentence which began at token `begin` ends before token `end` and one begins at `start`.

        Between `end` and `start` stand the marks, if any.
        """
        get = self.weights.get
        l1, opener = self._class(words[end - 1]), self._opener(words[start])
        quick = sum(get(f, 0.0) for f in (f"l {l1}", f"r {opener}", f"lr {l1} {opener}", f"opener {words[start]}"))
        if quick < _HOPELESS:
            return quick
        return sum(get(feature, 0.0) for feature in self.features(words, end, start, begin))

    def features(self, words: Sequence[str], end: int, start: int, begin: int) -> list[str]:
        """The names of the features that hold there."""
        first, last = _stretch(words, end, start, begin)
        left = [self._class(w) for w in words[first:end]]
        right = [self._class(w) for w in words[start + 1 : last]]
        opener = self._opener(words[start])
        before = words[first - 1] if first > begin else "^"
        after = words[last] if last < len(words) else "$"
        return [
            *_beside(words, end, start, left, right, opener),
            *_clauses(left, right, opener, before if before in _SHOWN else "o", after if after in _SHOWN else "o"),
            f"length {_rough(end - begin)}",
        ]

    def _opener(self, word: str) -> str:
        """The classes that a word has in small letters (- none) and in capitals."""
        return self.classes.get(word.lower(), "-") + self.classes.get(word, "")

    def _class(self, word: str) -> str:
        """The class of a word that does not begin the sentence; capitals are nouns unless the table knows better."""
        known = self.classes.get(word)
        if known is not None:
            return known
        if word[0].isupper():
            return _NOUN
        if not word[0].isalpha():
            return "#" if word[0].isdigit() else _OTHER
        return next((c for c in (self.classes.get("-" + word[-n:]) for n in _SUFFIXES) if c), _UNKNOWN)


def _stretch(words: Sequence[str], end: int, start: int, begin: int) -> tuple[int, int]:
    """Where the words without a mark before `end` begin and those from `start` on end."""
    first, last = end, start + 1
    while first > begin and end - first < _REACH and words[first - 1] not in MARKS:
        first -= 1
    while last < len(words) and last - start < _REACH and words[last] not in MARKS:
        last += 1
    return first, last


def _beside(
    words: Sequence[str], end: int, start: int, left: Sequence[str], right: Sequence[str], opener: str
) -> Iterator[str]:
    """Features of the two words on either side."""
    l1, l2 = left[-1] if left else "^", left[-2] if len(left) > 1 else "^"
    r2, r3 = right[0] if right else "$", right[1] if len(right) > 1 else "$"
    yield from ("bias", f"l {l1}", f"ll {l2} {l1}", f"r {opener}", f"rr {opener} {r2}", f"rrr {opener} {r2} {r3}")
    yield from (f"lr {l1} {opener}", f"lrr {l1} {opener} {r2}", f"opener {words[start]}")
    yield f"last {words[end - 1]}"
    yield f"tail {l1} {words[end - 1][-3:]}"
    yield f"head {words[start][-3:]} {r2}"
    yield f"second {words[start + 1]}" if right and words[start + 1][0].islower() else "second"


def _clauses(left: Sequence[str], right: Sequence[str], opener: str, before: str, after: str) -> Iterator[str]:
    """Features of the clauses: how many finite verbs, how far, what conjunctions."""
    verbs_left = [k for k, c in enumerate(left) if "F" in c]
    verbs_right = [-1] * ("F" in opener) + [k for k, c in enumerate(right) if "F" in c]
    n, m = min(len(verbs_left), 2), min(len(verbs_right), 2)
    far = verbs_right[0] + 1 if verbs_right else _NONE
    past = len(left) - verbs_left[-1] if verbs_left else _NONE
    joined = "C" * ("C" in left) + "S" * (bool(left) and "S" in left[0])
    yield from (f"verbs {n} {m}", f"verbs {n} {m} {joined} {'C' in right}")
    yield from (f"far {min(far, 6)} {n}", f"far {min(far, 6)} {opener}", f"past {min(past, 6)} {m}")
    yield f"past far {min(past, 4)} {min(far, 5)} {joined}"
    yield from (f"left {_rough(len(left))} {n}", f"before {before} {n}", f"after {after} {m}")
    yield f"around {before} {after} {n} {m}"


def _rough(count: int) -> int:
    """A length in words, the coarser the longer."""
    return count if count < 6 else next(b for b, top in ((6, 9), (9, 15), (15, 10**9)) if count < top)


@cache
def boundaries(language: str) -> Boundaries | None:
    """The tables of a language (ISO 639-1), None where it has none."""
    folder = _HERE / language
    if not language.isalpha() or not (folder / _WEIGHTS).is_file():
        return None
    classes = {word: kind for kind, *forms in _rows(folder / _CLASSES) for word in forms[0].split(" ")}
    return Boundaries(classes, {name: float(weight) for name, weight in _rows(folder / _WEIGHTS)})


def _rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table, its comments left out."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("# "):
            yield line.split("\t")
