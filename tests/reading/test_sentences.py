"""Sentences of a report and their codes."""

import numpy as np

from lagebild.reading.sentences import article_code, find_sentences
from tests.helpers import parsed


def test_codes_are_near_where_vectors_are_near() -> None:
    doc = parsed("Guten/ADJ Tag/NOUN", "Gute/ADJ Nacht/NOUN", "Schiff/NOUN ahoi/INTJ")
    rng = np.random.default_rng(1)
    first, far = rng.normal(size=512), rng.normal(size=512)
    doc.vectors = np.stack([first, first + 0.1 * far, far]).astype(np.float32)
    sentences = find_sentences(doc)
    assert [doc.text[s.start : s.end] for s in sentences] == ["Guten Tag", "Gute Nacht", "Schiff ahoi"]
    one, near, other = (article_code((s,)) for s in sentences)
    assert one and near and other and len(one) == 64

    def differ(a: bytes, b: bytes) -> int:
        return (int.from_bytes(a) ^ int.from_bytes(b)).bit_count()

    assert differ(one, near) < 40 < 200 < differ(one, other)


def test_without_vectors_there_are_sentences_but_no_code() -> None:
    sentences = find_sentences(parsed("Guten/ADJ Tag/NOUN"))
    assert sentences[0].code is None
    assert article_code(sentences) is None
