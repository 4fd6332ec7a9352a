"""`lagebild show`: what a store holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import Unusable, opened, out

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.picture.store import Store


def show(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    what: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE|ACTOR]", help="An article's id or file, or an actor's name.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="An article's report as JSON.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many rows.")] = 20,
) -> None:
    """Show a store as a whole, one article (by id or file), or one actor (by a part of the name)."""
    with opened(store) as db:
        if what is None:
            _show_store(db, out(), limit)
        elif article := _article(db, what):
            _show_article(db, article, as_json)
        else:
            _show_actor(db, out(), what, limit)


def _article(db: Store, what: str) -> str | None:
    """The id of the article that is meant."""
    row = db.db.execute(
        "SELECT article FROM articles WHERE article = ?1 OR source = ?1 OR url = ?1 ORDER BY article = ?1 DESC", (what,)
    ).fetchone()
    return str(row[0]) if row else None


def _show_article(db: Store, article: str, as_json: bool) -> None:
    report = db.report(article)
    assert report is not None, "the id was just looked up"
    if as_json:
        print(report.to_json().decode())
    else:
        from lagebild.commands.summary import print_report

        print_report(report, out())


def _show_store(db: Store, console: Console, limit: int) -> None:
    from rich.table import Table

    from lagebild.picture.search import actors, counts, rows

    console.print(f"[bold]{db.path}[/]  " + " · ".join(f"{n:,} {what}" for what, n in counts(db).items() if n))
    table = Table(box=None, padding=(0, 1), header_style="bold underline")
    for column in ("Published", "Article", "Id"):
        table.add_column(column, overflow="fold" if column == "Article" else "ellipsis", no_wrap=column != "Article")
    for row in rows(db, _LATEST, (limit,)):
        table.add_row(
            row["published"] or "–",
            row["label"].replace("\n", " "),
            row["article"],
            style="dim" if row["unread"] else "",
        )
    console.print(table)
    table = Table(box=None, padding=(0, 1), header_style="bold underline")
    for column, side in (
        ("Actor", "left"),
        ("Country", "left"),
        ("Articles", "right"),
        ("Quotes", "right"),
        ("Events", "right"),
    ):
        table.add_column(column, justify="right" if side == "right" else "left")
    for a in actors(db, limit=limit):
        table.add_row(a.name, a.country or "", str(a.articles), str(a.quotes), str(a.events))
    console.print(table)


_LATEST = """SELECT article, published, unread, coalesce(title, substr(text, 1, 70)) AS label
             FROM articles ORDER BY first_day DESC NULLS LAST, id LIMIT ?"""
_QUOTES = """SELECT q.text, q.type, a.published
             FROM quotes q JOIN entities e ON e.id = q.speaker_entity
             JOIN articles a ON a.id = q.article WHERE e.name = ? ORDER BY a.first_day DESC, q.id LIMIT ?"""
_EVENTS = """SELECT v.type, v.mode, v.date, v.place, v.status, a.article, p.side,
                    (SELECT group_concat(o.name, ', ') FROM participants o
                     WHERE o.event = v.id AND o.entity <> p.entity) AS others
             FROM participants p JOIN entities e ON e.id = p.entity JOIN events v ON v.id = p.event
             JOIN articles a ON a.id = v.article WHERE e.name = ? ORDER BY v.first_day DESC, v.id LIMIT ?"""


def _show_actor(db: Store, console: Console, name: str, limit: int) -> None:
    from rich.text import Text

    from lagebild.picture.search import actors, rows

    found = actors(db, name, limit=limit)
    if not found:
        raise Unusable(
            f"{name!r}: no article or actor of this name in {db.path}. Try: lagebild search {db.path} {name!r}"
        )
    first, *others = found
    console.print(Text(first.name, "bold") + Text(f"  {first.country or ''}  {first.articles} articles", "dim"))
    for row in rows(db, _EVENTS, (first.name, limit)):
        mode = f" ({row['mode']})" if row["mode"] else ""
        arrow = "→" if row["side"] == "actor" else "←"
        facts = "  ".join(x for x in (row["date"], row["place"], row["status"]) if x)
        console.print(
            Text(f"  {row['type']}{mode} ", "cyan") + Text(f"{arrow} {row['others'] or '?'}  ") + Text(facts, "green")
        )
    for row in rows(db, _QUOTES, (first.name, limit)):
        console.print(
            Text(f"  {row['published'] or '–'}  {row['type'].lower()}  ", "dim") + Text(" ".join(row["text"].split()))
        )
    if others:
        console.print(Text("also: " + ", ".join(a.name for a in others), "dim"))
