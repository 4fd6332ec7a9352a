"""The list of actors over all articles, kept in step as articles come and go."""

from __future__ import annotations

import sqlite3

# Articles may differ in what they tell of an actor ("Kanzlerin", "Parteichefin"): the row keeps the first of the
# alphabet, so that the order of arrival does not matter; the page of the actor lists them all.
_TOLD = ("name", "kind", "country", "sector", "role")
_CHANGE = (
    "INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (actor) DO UPDATE SET "
    "articles = articles + 1, mentions = mentions + excluded.mentions, "
    + ", ".join(f"{c} = coalesce(min({c}, excluded.{c}), {c}, excluded.{c})" for c in _TOLD)
)


def count_in(db: sqlite3.Connection, article: int) -> None:
    """Count the actors of a stored article (its row number) in."""
    db.executemany(_CHANGE, _of(db, article))


def count_out(db: sqlite3.Connection, article: int) -> None:
    """Count them out, before the article's rows go."""
    for actor, *told, mentions in _of(db, article):
        db.execute(
            "UPDATE actors SET articles = articles - 1, mentions = mentions - ? WHERE actor = ?", (mentions, actor)
        )
        if db.execute("DELETE FROM actors WHERE actor = ? AND articles <= 0", (actor,)).rowcount == 0:
            for column, value in zip(_TOLD, told, strict=True):
                _untell(db, article, actor, column, value)


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
