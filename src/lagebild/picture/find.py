"""Finding for the app: articles by words, sentences by meaning."""

from __future__ import annotations

import sqlite3

import msgspec
import numpy as np

from lagebild.picture import codes
from lagebild.picture.search import MARK_OFF, MARK_ON, excerpt_of, ranked
from lagebild.picture.words import wanted


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
    asked = wanted(query)
    found = []
    for number, score in ranked(db, asked, limit):
        article, title, published, publisher, text = db.execute(
            "SELECT article, title, published, publisher, text FROM articles WHERE id = ?", (number,)
        ).fetchone()
        parts = tuple(excerpt_of(title, text, asked).replace(MARK_OFF, MARK_ON).split(MARK_ON))
        found.append(
            Found(
                article=article, title=title or text[:80], published=published, publisher=publisher, parts=parts,
                score=round(score, 3),
            )
        )  # fmt: skip
    return found


def similar_sentences(db: sqlite3.Connection, query: str, *, limit: int = 8) -> list[Found]:
    """Sentences that mean what `query` means, the nearest first; a sentence that several articles have comes once."""
    vector = _vector(query)
    if vector is None:
        return []
    found: dict[str, Found] = {}
    for article, start, score in codes.nearest(db, vector, limit * codes.REPEATED):
        passage = _passage(db, article, start, score)
        found.setdefault(passage.parts[0], passage)
        if len(found) == limit:
            break
    return list(found.values())


def _vector(text: str) -> np.ndarray | None:
    """The unit vector of a text: the mean of its sentences' vectors."""
    from lagebild.language import analyse

    vectors = analyse(text).vectors
    if vectors is None or not len(vectors):
        return None
    mean: np.ndarray = vectors.mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _passage(db: sqlite3.Connection, article: int, start: int, score: float) -> Found:
    row = db.execute(
        "SELECT a.article, coalesce(a.title, substr(a.text, 1, 80)), a.published, a.publisher, substr(a.text, s.start + 1, "
        's."end" - s.start) FROM sentences s JOIN articles a ON a.id = s.article WHERE s.article = ? AND s.start = ?',
        (article, start),
    ).fetchone()
    return Found(
        article=row[0], title=row[1], published=row[2], publisher=row[3], parts=(row[4],), score=round(score, 3)
    )
