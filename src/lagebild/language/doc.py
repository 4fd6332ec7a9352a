"""The analysed text: tokens with tags and trees, sentences, names.

A thin document of our own rather than spaCy's `Doc`: importing spaCy alone takes longer and needs more memory than
our whole language step may (figures in `docs/decisions.md`). `language/spacy_bridge.py` converts both ways.

Labels are those of Universal Dependencies (universaldependencies.org); offsets count Unicode code points of the
text that was analysed, half-open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME_LABELS = ("PER", "LOC", "ORG", "OTH")


class Token:
    """One word or mark. `head` is None for the root of its sentence; `children` are in text order."""

    __slots__ = (
        "children",
        "deprel",
        "end",
        "feats",
        "head",
        "i",
        "lemma",
        "sent",
        "start",
        "text",
        "upos",
    )

    def __init__(self, i: int, text: str, start: int, sent: int) -> None:
        self.i = i  # position in Doc.tokens
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.sent = sent  # position in Doc.sentences
        self.lemma = text
        self.upos = "X"
        self.feats: dict[str, str] = {}  # UD features: Case, Gender, Number, Mood, Tense, VerbForm, Person ...
        self.head: Token | None = None
        self.deprel = "dep"
        self.children: list[Token] = []

    def __repr__(self) -> str:
        return f"<{self.i} {self.text!r} {self.upos} {self.deprel}>"

    def feat(self, name: str) -> str:
        """The value of a UD feature, or '' where the token has none."""
        return self.feats.get(name, "")

    def child(self, *deprels: str) -> Token | None:
        """The first child with one of these relations."""
        return next((c for c in self.children if c.deprel in deprels), None)

    def all_children(self, *deprels: str) -> list[Token]:
        """The children with one of these relations, in text order."""
        return [c for c in self.children if c.deprel in deprels]

    def ancestors(self) -> Iterator[Token]:
        """Head, head of head ... up to the root of the sentence."""
        token = self.head
        while token is not None:
            yield token
            token = token.head

    def subtree(self) -> list[Token]:
        """This token and all below it, in text order."""
        found, todo = [], [self]
        while todo:
            token = todo.pop()
            found.append(token)
            todo.extend(token.children)
        return sorted(found, key=lambda t: t.i)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens [first, last) of the document; `paragraph` counts blocks divided by line breaks."""

    i: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    kind: str = "text"  # text, headline (a line without closing mark), dateline


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the tagger found: tokens [first, last), label PER, LOC, ORG or OTH, probability of the span."""

    first: int
    last: int
    start: int
    end: int
    label: str
    score: float = 1.0


@dataclass(slots=True)
class Doc:
    """One analysed text. `vectors` holds one row of 512 numbers a sentence (unit length), or None."""

    text: str
    language: str
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    vectors: NDArray[np.float32] | None = None

    def sentence_tokens(self, i: int) -> list[Token]:
        """The tokens of sentence number `i`."""
        s = self.sentences[i]
        return self.tokens[s.first : s.last]

    def root(self, i: int) -> Token | None:
        """The root of sentence number `i` (None for an empty one)."""
        return next((t for t in self.sentence_tokens(i) if t.head is None), None)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that overlap the characters [start, end), by binary search."""
        lo, hi = 0, len(self.tokens)
        while lo < hi:
            mid = (lo + hi) // 2
            if self.tokens[mid].end <= start:
                lo = mid + 1
            else:
                hi = mid
        found = []
        while lo < len(self.tokens) and self.tokens[lo].start < end:
            found.append(self.tokens[lo])
            lo += 1
        return found
