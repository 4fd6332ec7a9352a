"""The sentences of a report: the evidence that findings are shown with, and what they mean as a short code."""

from __future__ import annotations

import base64

import numpy as np

from lagebild.language.doc import Doc
from lagebild.records import Sentence


def find_sentences(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences of `doc` in text order, with the sign bits of their vectors where the model gave any."""
    codes: list[str | None] = [None] * len(doc.sentences)
    if doc.vectors is not None:
        codes = [base64.b64encode(row).decode() for row in np.packbits(doc.vectors > 0, axis=1)]
    return tuple(Sentence(start=s.start, end=s.end, code=code) for s, code in zip(doc.sentences, codes, strict=True))


def article_code(sentences: tuple[Sentence, ...]) -> bytes | None:
    """One code for the article: each bit is what most of its sentences have; None where no sentence has a code."""
    codes = [np.frombuffer(base64.b64decode(s.code), dtype=np.uint8) for s in sentences if s.code]
    if not codes:
        return None
    share = np.unpackbits(np.stack(codes), axis=1).mean(axis=0)
    return np.packbits(share >= 0.5).tobytes()
