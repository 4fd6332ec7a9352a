"""Finding for the app: articles by words, sentences by meaning."""

from __future__ import annotations

import sqlite3

import msgspec
import numpy as np

from lagebild.picture.search import MARK_OFF, MARK_ON, fts_query

# Sentences whose codes are compared: at 64 bytes each a million take a tenth of a second.
MOST_SENTENCES = 1_500_000
RERANKED = 40  # nearest by sign bits, compared again by their whole vectors


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A passage: text in parts, every second of them a word of the query (or a single part)."""

    article: str
    title: str
    published: str | None
    publisher: str | None
    parts: tuple[str, ...]
    score: float


def words_in_articles(db: sqlite3.Connection, query: str, *, limit: int = 20) -> list[Found]:
    """Articles that hold the words, the best first (BM25, the title counts four times)."""
    words = fts_query(query)
    if not words:
        return []
    rows = db.execute(
        "SELECT a.article, coalesce(a.title, substr(a.text, 1, 80)), a.published, a.publisher, "
        "snippet(article_words, -1, ?, ?, ' … ', 28), -bm25(article_words, 4.0, 1.0) FROM article_words JOIN articles a "
        "ON a.id = article_words.rowid WHERE article_words MATCH ? ORDER BY bm25(article_words, 4.0, 1.0), a.id LIMIT ?",
        (MARK_ON, MARK_OFF, words, limit),
    )
    return [
        Found(article=a, title=t, published=p, publisher=b, parts=_parts(excerpt), score=round(score, 3))
        for a, t, p, b, excerpt, score in rows
    ]


def similar_sentences(db: sqlite3.Connection, query: str, *, limit: int = 8) -> list[Found]:
    """Sentences that mean what `query` means: nearest sign bits first, the best of them by their whole vectors."""
    vector = _vector(query)
    if vector is None:
        return []
    rows = db.execute(
        "SELECT article, start, code FROM sentences WHERE code IS NOT NULL ORDER BY article, start LIMIT ?",
        (MOST_SENTENCES,),
    ).fetchall()
    if not rows:
        return []
    codes = np.frombuffer(b"".join(r[2] for r in rows), dtype=np.uint64).reshape(len(rows), -1)
    bits = np.packbits(vector > 0).view(np.uint64)
    differ = np.bitwise_count(codes ^ bits).sum(axis=1)
    nearest = np.argsort(differ, kind="stable")[:RERANKED]
    found = [_passage(db, *rows[i][:2]) for i in nearest]
    again = [(_likeness(vector, passage), passage) for passage in found]
    again.sort(key=lambda pair: -pair[0])
    return [msgspec.structs.replace(p, score=round(s, 3)) for s, p in again[:limit]]


def _likeness(vector: np.ndarray, passage: Found) -> float:
    other = _vector(passage.parts[0])
    return float(vector @ other) if other is not None else -1.0


def _vector(text: str) -> np.ndarray | None:
    """The unit vector of a text: the mean of its sentences' vectors."""
    from lagebild.language import analyse

    vectors = analyse(text).vectors
    if vectors is None or not len(vectors):
        return None
    mean: np.ndarray = vectors.mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _passage(db: sqlite3.Connection, article: int, start: int) -> Found:
    row = db.execute(
        "SELECT a.article, coalesce(a.title, substr(a.text, 1, 80)), a.published, a.publisher, substr(a.text, s.start + 1, "
        's."end" - s.start) FROM sentences s JOIN articles a ON a.id = s.article WHERE s.article = ? AND s.start = ?',
        (article, start),
    ).fetchone()
    return Found(article=row[0], title=row[1], published=row[2], publisher=row[3], parts=(row[4],), score=0.0)


def _parts(excerpt: str) -> tuple[str, ...]:
    return tuple(excerpt.replace(MARK_OFF, MARK_ON).split(MARK_ON))
