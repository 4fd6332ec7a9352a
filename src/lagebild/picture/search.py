"""Finding again: words in articles and quotes, actors by name, counts."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from lagebild.picture.store import Store

# Beginnings of words are searched from this length on, so that "Sanktion" finds "Sanktionen" but "EU" not "Europa".
_PREFIX_FROM = 5
MARK_ON, MARK_OFF = "\x02", "\x03"


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


def fts_query(query: str) -> str:
    """What a person types as a query of FTS5: every word must be there, beginnings count, "..." is taken as it stands.

    >>> fts_query('sanktionen EU "nahe stehend"')
    '"sanktionen"* AND "EU" AND "nahe stehend"'
    """
    parts = []
    for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', query):
        if not re.search(r"\w", phrase or word):
            continue
        prefix = not phrase and (len(word) >= _PREFIX_FROM or word.endswith("*"))
        parts.append(f'"{phrase or word.rstrip("*")}"' + ("*" if prefix else ""))
    return " AND ".join(parts)


def search(store: Store, query: str, *, limit: int = 20) -> list[Hit]:
    """Articles and quotes that hold the words, the best first. A query without a word finds nothing."""
    words = fts_query(query)
    if not words:
        return []
    marks = (MARK_ON, MARK_OFF)
    articles = store.db.execute(
        """SELECT 'article', a.article, a.title, a.published, a.source,
                  snippet(article_words, -1, ?, ?, ' … ', 24), NULL
           FROM article_words JOIN articles a ON a.id = article_words.rowid
           WHERE article_words MATCH ? ORDER BY bm25(article_words, 4.0, 1.0), a.id LIMIT ?""",
        (*marks, words, limit),
    ).fetchall()
    quotes = store.db.execute(
        """SELECT 'quote', a.article, a.title, a.published, a.source,
                  highlight(quote_words, 0, ?, ?), coalesce(e.name, q.speaker)
           FROM quote_words JOIN quotes q ON q.id = quote_words.rowid JOIN articles a ON a.id = q.article
           LEFT JOIN entities e ON e.id = q.speaker_entity
           WHERE quote_words MATCH ? ORDER BY bm25(quote_words), q.id LIMIT ?""",
        (*marks, words, limit),
    ).fetchall()
    return [Hit(*row) for row in (*articles, *quotes)]


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
