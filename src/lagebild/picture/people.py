"""The list of actors over all articles, kept in step as articles come and go."""

from __future__ import annotations

import re
import sqlite3

from lagebild.picture.words import plain

# Articles may differ in what they tell of an actor ("Kanzlerin", "Parteichefin"): the row keeps the first of the
# alphabet, so that the order of arrival does not matter; the page of the actor lists them all.
_TOLD = ("name", "kind", "country", "sector", "role")
_WORD = re.compile(r"[^\W_]+")
_CHANGE = (
    "INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (actor) DO UPDATE SET "
    "articles = articles + 1, mentions = mentions + excluded.mentions, "
    + ", ".join(f"{c} = coalesce(min({c}, excluded.{c}), {c}, excluded.{c})" for c in _TOLD)
)


def count_in(db: sqlite3.Connection, article: int) -> None:
    """Count the actors of a stored article (its row number) in."""
    for row in _of(db, article):
        old = _name(db, row[0])
        db.execute(_CHANGE, row)
        _rename(db, row[0], old)


def count_out(db: sqlite3.Connection, article: int) -> None:
    """Count them out, before the article's rows go."""
    for actor, *told, mentions in _of(db, article):
        old = _name(db, actor)
        db.execute(
            "UPDATE actors SET articles = articles - 1, mentions = mentions - ? WHERE actor = ?", (mentions, actor)
        )
        if db.execute("DELETE FROM actors WHERE actor = ? AND articles <= 0", (actor,)).rowcount == 0:
            for column, value in zip(_TOLD, told, strict=True):
                _untell(db, article, actor, column, value)
        _rename(db, actor, old)


def name(db: sqlite3.Connection, actor: str, words: str) -> None:
    """Let every word of a name find its actor."""
    db.executemany("INSERT OR IGNORE INTO actor_words VALUES (?, ?)", [(w, actor) for w in name_words(words)])


def name_words(words: str) -> list[str]:
    """The words of a name as they are looked for: "Müller-Lüdenscheidt" by both of its parts."""
    return [plain(w) for w in _WORD.findall(words)]


def matching(text: str) -> tuple[str, list[str]] | None:
    """A query for the actors whose names hold every word of `text` or one that begins with it; None without a word."""
    words = name_words(text)
    one = "SELECT actor FROM actor_words WHERE word >= ? AND word < ?"
    values = [value for w in words for value in (w, w + "\U0010ffff")]
    return (" INTERSECT ".join([one] * len(words)), values) if words else None


def _name(db: sqlite3.Connection, actor: str) -> str | None:
    row = db.execute("SELECT name FROM actors WHERE actor = ?", (actor,)).fetchone()
    return str(row[0]) if row else None


def _rename(db: sqlite3.Connection, actor: str, old: str | None) -> None:
    """Words of the name that an actor had, and of the one it has now."""
    now = _name(db, actor)
    if now == old:
        return
    if old is not None:
        db.executemany("DELETE FROM actor_words WHERE word = ? AND actor = ?", [(w, actor) for w in name_words(old)])
    if now is not None:
        name(db, actor, now)


def _untell(db: sqlite3.Connection, article: int, actor: str, column: str, value: str | None) -> None:
    """Take back what only this article told of an actor. `column` comes from `_TOLD`."""
    row = db.execute(f"SELECT {column} FROM actors WHERE actor = ?", (actor,)).fetchone()
    if value is None or row[0] != value:
        return
    others = f"FROM entities WHERE actor = ? AND article <> ? AND {column}"
    if not db.execute(f"SELECT 1 {others} = ? LIMIT 1", (actor, article, value)).fetchone():
        (left,) = db.execute(f"SELECT min({column}) {others} IS NOT NULL", (actor, article)).fetchone()
        db.execute(f"UPDATE actors SET {column} = ? WHERE actor = ?", (left, actor))


def _of(db: sqlite3.Connection, article: int) -> list[tuple[str, str, str, str | None, str | None, str | None, int]]:
    columns = ", ".join(f"min(e.{c})" for c in _TOLD)
    return db.execute(
        f"SELECT e.actor, {columns}, count(m.id) FROM entities e LEFT JOIN mentions m ON m.entity = e.id "
        "WHERE e.article = ? AND e.actor IS NOT NULL GROUP BY e.actor ORDER BY e.actor",
        (article,),
    ).fetchall()
