"""Raw text to tokens and sentences, offsets into the original text."""

from __future__ import annotations

import re

from lagebild.language.doc import Doc, Sentence, Token

_TOKEN = re.compile(r"\w+(?:[-.,:]\w+)*\.?(?=\w)|\w+(?:-\w+)*|[^\w\s]")
_BREAK = re.compile(r"(?<=[.!?])[“\"«]?\s+(?=[A-ZÄÖÜ„»\"])|\n+")


def segment(text: str, language: str = "de") -> Doc:
    """A `Doc` with tokens and sentences; nothing tagged yet. First version, to be replaced."""
    doc = Doc(text=text, language=language)
    start = 0
    for stop in [*(m.end() for m in _BREAK.finditer(text)), len(text)]:
        first = len(doc.tokens)
        for m in _TOKEN.finditer(text, start, stop):
            doc.tokens.append(Token(len(doc.tokens), m.group(), m.start(), len(doc.sentences)))
        if len(doc.tokens) > first:
            a, b = doc.tokens[first].start, doc.tokens[-1].end
            doc.sentences.append(
                Sentence(len(doc.sentences), first, len(doc.tokens), a, b, text.count("\n\n", 0, a))
            )
        start = stop
    return doc
