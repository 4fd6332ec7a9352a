"""Finding again: words in articles and quotes, actors by name, counts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lagebild.picture.store import Store
from lagebild.picture.words import MARK_OFF, MARK_ON, Wanted, marked, wanted

MOST_RANKED = 2_000  # hits that are ranked; a query that has more is about everything
EXCERPT = 28  # words of an article that are shown
__all__ = ["EXCERPT", "MARK_OFF", "MARK_ON", "ActorCount", "Hit", "actors", "counts", "ranked", "rows", "search"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or a quote with the words of a query; `excerpt` has them between MARK_ON and MARK_OFF."""

    kind: str  # article, quote
    article: str
    title: str | None
    published: str | None
    source: str | None
    excerpt: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor over all articles of a store. One row a Wikidata id, else one a name."""

    name: str
    kind: str
    country: str | None
    articles: int
    quotes: int
    events: int


def ranked(db: sqlite3.Connection, asked: Wanted, limit: int) -> list[tuple[int, float]]:
    """The row numbers and scores of the articles that fit best (BM25, the title counts four times).

    Of more than `MOST_RANKED` articles only those stored last are ranked: a word that is everywhere tells nothing, and
    ranking takes time for each.
    """
    if not asked.match:
        return []
    (lowest,) = db.execute(
        "SELECT min(rowid) FROM (SELECT rowid FROM article_words WHERE article_words MATCH ? ORDER BY rowid DESC LIMIT ?)",
        (asked.match, MOST_RANKED),
    ).fetchone()
    found = db.execute(
        "SELECT rowid, -bm25(article_words, 4.0, 1.0) FROM article_words WHERE article_words MATCH ? AND rowid >= ? "
        "ORDER BY 2 DESC, 1 LIMIT ?",
        (asked.match, lowest or 0, MOST_RANKED if asked.phrases else limit),
    )
    if not asked.phrases:
        return found.fetchall()
    return list(islice((row for row in found if asked.holds(*_text(db, row[0]))), limit))


def _text(db: sqlite3.Connection, article: int) -> tuple[str | None, str]:
    title, text = db.execute("SELECT title, text FROM articles WHERE id = ?", (article,)).fetchone()
    return title, text


def search(store: Store, query: str, *, limit: int = 20) -> list[Hit]:
    """Articles and quotes that hold the words, the best first. A query without a word finds nothing."""
    asked = wanted(query)
    if not asked.match:
        return []
    return [*_articles(store.db, asked, limit), *_quotes(store.db, asked, limit)]


def _articles(db: sqlite3.Connection, asked: Wanted, limit: int) -> Iterator[Hit]:
    for number, _ in ranked(db, asked, limit):
        article, title, published, source, text = db.execute(
            "SELECT article, title, published, source, text FROM articles WHERE id = ?", (number,)
        ).fetchone()
        yield Hit("article", article, title, published, source, excerpt_of(title, text, asked))


def excerpt_of(title: str | None, text: str, asked: Wanted) -> str:
    """The stretch of an article with most of the words; of its title where the text has none."""
    found = marked(text, asked, width=EXCERPT)
    return found if MARK_ON in found or not title else marked(title, asked)


def _quotes(db: sqlite3.Connection, asked: Wanted, limit: int) -> Iterator[Hit]:
    found = db.execute(
        """SELECT a.article, a.title, a.published, a.source, q.text, coalesce(e.name, q.speaker)
           FROM quote_words JOIN quotes q ON q.id = quote_words.rowid JOIN articles a ON a.id = q.article
           LEFT JOIN entities e ON e.id = q.speaker_entity
           WHERE quote_words MATCH ? ORDER BY q.day DESC, q.id DESC LIMIT ?""",
        (asked.match, MOST_RANKED if asked.phrases else limit),
    )
    fitting = (row for row in found if asked.holds(row[4], row[5]))
    for article, title, published, source, text, speaker in islice(fitting, limit):
        yield Hit("quote", article, title, published, source, marked(text, asked), speaker)


def counts(store: Store) -> dict[str, int]:
    """How many articles, unread articles, actors, quotes, events and relations a store holds."""
    queries = {
        "articles": "SELECT count(*) FROM articles",
        "unread": "SELECT count(*) FROM articles WHERE unread IS NOT NULL",
        "actors": "SELECT count(DISTINCT coalesce(wikidata, name)) FROM entities",
        "quotes": "SELECT count(*) FROM quotes",
        "events": "SELECT count(*) FROM events",
        "relations": "SELECT count(*) FROM relations",
        "failures": "SELECT count(*) FROM failures",
    }
    return {name: int(store.db.execute(query).fetchone()[0]) for name, query in queries.items()}


def actors(store: Store, name: str | None = None, *, limit: int = 20) -> list[ActorCount]:
    """The actors named in most articles; with `name` those whose name holds it."""
    like = "%" + re.sub(r"([%_\\])", r"\\\1", name) + "%" if name else "%"
    rows = store.db.execute(
        r"""SELECT max(e.name), max(e.kind), max(e.country), count(DISTINCT e.article),
                   count(DISTINCT q.id), count(DISTINCT p.event)
            FROM entities e LEFT JOIN quotes q ON q.speaker_entity = e.id LEFT JOIN participants p ON p.entity = e.id
            WHERE e.name LIKE ? ESCAPE '\'
            GROUP BY coalesce(e.wikidata, e.kind || ':' || e.name || ':' || coalesce(e.country, ''))
            ORDER BY count(DISTINCT e.article) DESC, count(DISTINCT p.event) DESC, max(e.name) LIMIT ?""",
        (like, limit),
    )
    return [ActorCount(*row) for row in rows]


def rows(store: Store, query: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
    """The rows of a query of one's own, by name of column."""
    cursor = store.db.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(query, values).fetchall()
