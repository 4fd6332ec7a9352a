"""CoNLL-U: a `Doc` written in the treebanks' format, and the treebanks read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lagebild.language.doc import Doc, Name, Sentence, Token

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
        raise ValueError(f"a CoNLL-U line has {_COLUMNS} columns with tabs between, this one {len(columns)}: {line[:80]!r}")
    number, form, lemma, upos, xpos, feats, head, deprel, _, misc = columns
    if "." in number:
        return
    space = "SpaceAfter=No" not in misc
    if "-" in number:
        first, last = number.split("-")
        sentence.ranges[int(first) - 1] = (int(last) - 1, form, space)
        return
    pairs = dict(f.split("=", 1) for f in feats.split("|") if "=" in f)
    sentence.rows.append(
        Row(form, lemma, upos, pairs, int(head) if head.isdigit() else 0, deprel, space, xpos, misc)
    )


def to_conllu(doc: Doc) -> str:
    """The document in CoNLL-U: comments with text and kind, names as `NE=B-PER` in the last column."""
    names = _name_tags(doc.names)
    return "\n".join("\n".join(_sentence_lines(doc, s, names)) + "\n" for s in doc.sentences) + ("\n" if doc.sentences else "")


def _name_tags(names: list[Name]) -> dict[int, str]:
    return {i: f"{'B' if i == n.first else 'I'}-{n.label}" for n in names for i in range(n.first, n.last)}


def _sentence_lines(doc: Doc, sentence: Sentence, names: dict[int, str]) -> Iterator[str]:
    yield f"# sent_id = {sentence.i + 1}"
    yield "# text = " + " ".join(doc.text[sentence.start : sentence.end].split())
    if sentence.kind != "text":
        yield f"# kind = {sentence.kind}"
    for token in doc.tokens[sentence.first : sentence.last]:
        yield "\t".join(_columns(doc, sentence, token, names.get(token.i, "")))


def _columns(doc: Doc, sentence: Sentence, token: Token, name: str) -> list[str]:
    following = doc.tokens[token.i + 1].start if token.i + 1 < sentence.last else None
    misc = [f"NE={name}"] if name else []
    if following == token.end:
        misc.append("SpaceAfter=No")
    misc.append(f"TokenRange={token.start}:{token.end}")
    feats = "|".join(f"{k}={v}" for k, v in sorted(token.feats.items(), key=lambda kv: kv[0].lower())) or "_"
    head = 0 if token.head is None else token.head.i - sentence.first + 1
    deprel = "root" if token.head is None else token.deprel
    lemma = token.lemma or "_"
    return [str(token.i - sentence.first + 1), token.text, lemma, token.upos, "_", feats, str(head), deprel, "_", "|".join(misc)]
