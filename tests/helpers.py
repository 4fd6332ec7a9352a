"""Build small analysed documents by hand, so that a rule is tested without the trained model."""

from __future__ import annotations

from lagebild.language.doc import Doc, Name, Sentence, Token


def parsed(*sentences: str, names: tuple[tuple[str, str], ...] = (), language: str = "de") -> Doc:
    """A `Doc` from sentences written as `word/UPOS/head/deprel[/lemma[/Feat=Value|...]]` items divided by spaces.

    `head` counts the words of the sentence from 1; 0 is the root. Words stand one space apart, marks too (offsets are
    those of the joined text). `names` lists (text, label) pairs; each is found where it first occurs.
    """
    doc = Doc(text="", language=language)
    text = ""
    for number, sentence in enumerate(sentences):
        first = len(doc.tokens)
        rows = [item.split("/") for item in sentence.split()]
        for row in rows:
            text += " " if text else ""
            doc.tokens.append(Token(len(doc.tokens), row[0], len(text), number))
            text += row[0]
        _annotate(doc.tokens[first:], rows)
        span = doc.tokens[first].start, doc.tokens[-1].end
        doc.sentences.append(Sentence(number, first, len(doc.tokens), *span, paragraph=0))
    doc.text = text
    for name, label in names:
        start = text.index(name)
        inside = doc.tokens_in(start, start + len(name))
        doc.names.append(Name(inside[0].i, inside[-1].i + 1, start, start + len(name), label))
    return doc


def _annotate(tokens: list[Token], rows: list[list[str]]) -> None:
    for token, row in zip(tokens, rows, strict=True):
        token.upos = row[1] if len(row) > 1 else "X"
        token.deprel = row[3] if len(row) > 3 else "dep"
        token.lemma = row[4] if len(row) > 4 and row[4] else token.text
        token.feats = dict(pair.split("=") for pair in row[5].split("|")) if len(row) > 5 and row[5] else {}
        head = int(row[2]) if len(row) > 2 else 0
        if head:
            token.head = tokens[head - 1]
            token.head.children.append(token)
