"""CoNLL-U: a `Doc` written in the treebanks' format, and the treebanks read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from lagebild.language.doc import Doc, Sentence, Token
from lagebild.language.rules import rules

_COLUMNS = 10


@dataclass(slots=True)
class Row:
    """One syntactic word of a treebank; `head` counts from 1, 0 is the root."""

    form: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int
    deprel: str
    space_after: bool
    xpos: str = "_"
    misc: str = "_"


@dataclass(slots=True)
class GoldSentence:
    """One sentence of a treebank; `ranges` maps the first word (from 0) of a contraction to (last, surface form)."""

    text: str = ""
    id: str = ""
    rows: list[Row] = field(default_factory=list)
    ranges: dict[int, tuple[int, str, bool]] = field(default_factory=dict)

    def surfaces(self) -> list[tuple[str, bool]]:
        """The tokens of running text, contractions whole, and whether a space follows."""
        found, i = [], 0
        while i < len(self.rows):
            if i in self.ranges:
                last, form, space = self.ranges[i]
                found.append((form, space))
                i = last + 1
            else:
                found.append((self.rows[i].form, self.rows[i].space_after))
                i += 1
        return found

    def surface_spans(self) -> list[tuple[int, int]]:
        """[start, end) of the same tokens in `text`."""
        spans, at = [], 0
        for form, _ in self.surfaces():
            start = self.text.index(form, at)
            at = start + len(form)
            spans.append((start, at))
        return spans


def read_conllu(lines: Iterable[str]) -> Iterator[GoldSentence]:
    """The sentences of a CoNLL-U file; empty nodes are left out. A broken line raises ValueError with its text."""
    sentence = GoldSentence()
    for line in lines:
        line = line.rstrip("\r\n")
        if not line.strip():
            if sentence.rows:
                yield _finished(sentence)
            sentence = GoldSentence()
        elif line.startswith("#"):
            key, _, value = line[1:].partition("=")
            if key.strip() == "text":
                sentence.text = value.strip()
            elif key.strip() == "sent_id":
                sentence.id = value.strip()
        else:
            _add_line(sentence, line)
    if sentence.rows:
        yield _finished(sentence)


def _finished(sentence: GoldSentence) -> GoldSentence:
    if not sentence.text:
        sentence.text = "".join(form + " " * space for form, space in sentence.surfaces()).rstrip()
    return sentence


def _add_line(sentence: GoldSentence, line: str) -> None:
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise ValueError(f"a CoNLL-U line has {_COLUMNS} columns, tabs between; this one {len(columns)}: {line[:80]!r}")
    number, form, lemma, upos, xpos, feats, head, deprel, _, misc = columns
    if "." in number:
        return
    space = "SpaceAfter=No" not in misc
    if "-" in number:
        first, last = number.split("-")
        sentence.ranges[int(first) - 1] = (int(last) - 1, form, space)
        return
    pairs = dict(f.split("=", 1) for f in feats.split("|") if "=" in f)
    sentence.rows.append(Row(form, lemma, upos, pairs, int(head) if head.isdigit() else 0, deprel, space, xpos, misc))


def to_conllu(doc: Doc) -> str:
    """The document in CoNLL-U: comments with text and kind, names as `NE=B-PER` in the last column.

    Hyphen compounds, one token in a `Doc`, are divided where the language's treebanks divide them.
    """
    names = {i: f"{'B' if i == n.first else 'I'}-{n.label}" for n in doc.names for i in range(n.first, n.last)}
    return "".join(f"{block}\n\n" for block in ("\n".join(_sentence_lines(doc, s, names)) for s in doc.sentences))


def _sentence_lines(doc: Doc, sentence: Sentence, names: dict[int, str]) -> Iterator[str]:
    yield f"# sent_id = {sentence.i + 1}"
    yield "# text = " + " ".join(doc.text[sentence.start : sentence.end].split())
    if sentence.kind != "text":
        yield f"# kind = {sentence.kind}"
    tokens = doc.tokens[sentence.first : sentence.last]
    apart = rules(doc.language).hyphens_apart
    parts = [word_parts(t.text) if apart and "-" in t.text else [t.text] for t in tokens]
    firsts = [1 + n for n in accumulate((len(p) for p in parts), initial=0)]
    mains = {t.i: first + _main(p) for t, p, first in zip(tokens, parts, firsts, strict=False)}
    for token, pieces, first in zip(tokens, parts, firsts, strict=False):
        yield from _token_lines(doc, sentence, token, pieces, first, mains, names.get(token.i, ""))


def word_parts(text: str) -> list[str]:
    """The parts of a hyphen compound with its hyphens as the treebanks divide it; figures and addresses stay whole."""
    if len(text) < 2 or not any(c.isalpha() for c in text) or "--" in text or "@" in text or "/" in text:
        return [text]
    return [part for part in re.split("(-)", text) if part]


def _main(parts: list[str]) -> int:
    """The part that carries the features: the last that is no hyphen."""
    return next((k for k in range(len(parts) - 1, -1, -1) if parts[k] != "-"), 0)


def _token_lines(
    doc: Doc, sentence: Sentence, token: Token, parts: list[str], first: int, mains: dict[int, int], name: str
) -> Iterator[str]:
    """The line of a token, or those of its parts: `compound` of the last one, hyphens `punct` of what they follow."""
    main, at = _main(parts), token.start
    feats = "|".join(f"{k}={v}" for k, v in sorted(token.feats.items(), key=lambda kv: kv[0].lower())) or "_"
    lemma = token.lemma.rsplit("-", 1)[-1] if main else token.lemma.rstrip("-")
    for k, part in enumerate(parts):
        head, deprel, upos, form, own = first + main, "compound", token.upos, "_", part
        if k == main:
            head, deprel = (0, "root") if token.head is None else (mains.get(token.head.i, 0), token.deprel)
            form, own = feats, (token.lemma if len(parts) == 1 else lemma) or part
        elif part == "-":
            head, deprel, upos = first + max(k - 1, 0) if k else first + main, "punct", "PUNCT"
        misc = [f"NE={name if k == 0 else 'I' + name[1:]}"] if name else []
        at += len(part)
        if k + 1 < len(parts) or _touches_next(doc, sentence, token):
            misc.append("SpaceAfter=No")
        misc.append(f"TokenRange={at - len(part)}:{at}")
        columns = [str(first + k), part, own, upos, "_", form, str(head), deprel, "_", "|".join(misc)]
        yield "\t".join(columns)


def _touches_next(doc: Doc, sentence: Sentence, token: Token) -> bool:
    return token.i + 1 < sentence.last and doc.tokens[token.i + 1].start == token.end
