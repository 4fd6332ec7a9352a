"""The sign bits of sentences' vectors, kept side by side in blocks, so that a query is compared with all of them at once.

A block holds the sentences of some articles: `marks`, two 32-bit numbers a sentence (article, start), and `codes`, 64 bytes
a sentence. Reading a million of them is reading 72 MB; nothing is kept in memory from one query to the next.
"""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Sequence

import numpy as np

from lagebild.reading.sentences import article_code
from lagebild.records import Sentence

WIDTH = 64  # bytes a code
BLOCK = 256  # sentences after which a new block is begun: 16 KB are written anew with each article
REPEATED = 8  # copies of one sentence among the nearest that are passed over, a result each
TOGETHER = 32  # blocks compared at once: half a megabyte stays in the processor's cache
NEAR = 400  # nearest by sign bits, compared again with the query's own numbers
Found = tuple[int, int, float]


def add(db: sqlite3.Connection, article: int, sentences: Sequence[Sentence]) -> None:
    """Keep the codes of a stored article."""
    code = article_code(tuple(sentences))
    if code is None:
        return
    decoded = [(s.start, base64.b64decode(s.code)) for s in sentences if s.code]
    coded = [(start, bits) for start, bits in decoded if len(bits) == WIDTH]  # another encoder's cannot be compared
    marks = np.array([(article, start) for start, _ in coded], dtype="<u4").tobytes()
    codes = b"".join(bits for _, bits in coded)
    row = db.execute("SELECT id, sentences, marks, codes FROM code_blocks ORDER BY id DESC LIMIT 1").fetchone()
    if row and row[1] < BLOCK:
        block = int(row[0])
        values = (row[1] + len(coded), row[2] + marks, row[3] + codes, block)
        db.execute("UPDATE code_blocks SET sentences = ?, marks = ?, codes = ? WHERE id = ?", values)
    else:
        made = db.execute(
            "INSERT INTO code_blocks (sentences, marks, codes) VALUES (?, ?, ?)", (len(coded), marks, codes)
        )
        assert made.lastrowid is not None
        block = made.lastrowid
    db.execute("INSERT INTO article_codes (article, code, block) VALUES (?, ?, ?)", (article, code, block))


def take_out(db: sqlite3.Connection, article: int) -> None:
    """Forget the codes of an article; the row in `article_codes` goes with the article's other rows."""
    row = db.execute(
        "SELECT b.id, b.marks, b.codes FROM article_codes c JOIN code_blocks b ON b.id = c.block WHERE c.article = ?",
        (article,),
    ).fetchone()
    if row is None:
        return
    marks, codes = _arrays(row[1], row[2])
    keep = marks[:, 0] != article
    left = (int(keep.sum()), marks[keep].tobytes(), codes[keep].tobytes(), row[0])
    db.execute("UPDATE code_blocks SET sentences = ?, marks = ?, codes = ? WHERE id = ?", left)
    db.execute("DELETE FROM code_blocks WHERE id = ? AND sentences = 0", (row[0],))


def nearest(db: sqlite3.Connection, vector: np.ndarray, limit: int) -> list[Found]:
    """(article, start, likeness) of the sentences nearest to `vector`, the best first.

    The nearest by the number of differing signs are ordered by the sum of the query's own numbers with the sentence's
    signs, which tells more than the signs alone and needs no vector of the sentence.
    """
    bits = np.packbits(vector > 0).view(np.uint64)
    marks, codes = _arrays(b"", b"")
    differ = np.zeros(0, dtype=np.uint16)
    cursor = db.execute("SELECT marks, codes FROM code_blocks")
    while rows := cursor.fetchmany(TOGETHER):
        some_marks, some = _arrays(b"".join(r[0] for r in rows), b"".join(r[1] for r in rows))
        far = _differing(some, bits)
        near = np.flatnonzero(far <= differ[-1]) if len(differ) >= NEAR else np.arange(len(far))
        marks, codes = np.concatenate([marks, some_marks[near]]), np.concatenate([codes, some[near]])
        differ = np.concatenate([differ, far[near]])
        order = np.lexsort((marks[:, 1], marks[:, 0], differ))[:NEAR]
        marks, codes, differ = marks[order], codes[order], differ[order]
    signs = np.unpackbits(codes, axis=1).astype(np.float32) * 2 - 1
    score = signs @ vector.astype(np.float32) / max(1e-9, float(np.abs(vector).sum()))
    best = np.lexsort((marks[:, 1], marks[:, 0], -score))[:limit]
    return [(int(marks[i, 0]), int(marks[i, 1]), float(score[i])) for i in best]


def _differing(codes: np.ndarray, bits: np.ndarray) -> np.ndarray:
    """How many bits of each code differ from `bits`."""
    differ = np.zeros(len(codes), dtype=np.uint16)
    for column, word in zip(codes.view(np.uint64).T, bits, strict=True):
        differ += np.bitwise_count(column ^ word)
    return differ


def _arrays(marks: bytes, codes: bytes) -> tuple[np.ndarray, np.ndarray]:
    return np.frombuffer(marks, dtype="<u4").reshape(-1, 2), np.frombuffer(codes, dtype=np.uint8).reshape(-1, WIDTH)
