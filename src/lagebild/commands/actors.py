"""`lagebild actors`: the actors of articles with all their mentions, or those of a store over all its articles."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import Unusable, opened, out, readings, stop
from lagebild.commands.options import Language, Published

if TYPE_CHECKING:
    from lagebild.picture.pages import ActorRow
    from lagebild.records import Report

SHOWN = 6  # mentions in a row of the table
SQLITE = b"SQLite format 3\0"


class Format(StrEnum):
    """How the actors are printed."""

    table = "table"
    json = "json"


class Kind(StrEnum):
    """What an actor is."""

    person = "person"
    country = "country"
    organization = "organization"
    group = "group"
    place = "place"


def actors(
    paths: Annotated[
        list[str], typer.Argument(help="Files or folders of articles, - for stdin, or a store (lage.db).")
    ],
    published: Published = None,
    language: Language = None,
    form: Annotated[
        Format, typer.Option("--format", help="A table, or one JSON object a line: an article, or an actor of a store.")
    ] = Format.table,
    places: Annotated[bool, typer.Option(help="Places, too (of articles).")] = False,
    name: Annotated[str | None, typer.Option(help="Of a store: only actors whose names hold these words.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Of a store: only actors of this kind.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Of a store: at most so many actors, the most told first.")] = 50,
    article: Annotated[str | None, typer.Option(help="Of a store: the actors of the article with this id.")] = None,
) -> None:
    """Show who acts and speaks: name, country, sector, role, and where each is mentioned.

    Of a store the actors over all its articles are listed, most articles first.
    """
    seen = 0
    for path in paths:
        if not _is_store(path):
            for reading in readings([path], published=published, language=language):
                _show(reading.report, form, places)
                seen += 1
        elif article is not None:
            seen += _one_of_store(Path(path), article, form, places)
        else:
            seen += _store(Path(path), name, kind, limit, form)
    if not seen:
        raise Unusable(f"no article in {', '.join(paths)}. Give a text, HTML, JSON Lines or CSV file, or a store")


def _show(report: Report, form: Format, places: bool) -> None:
    if form is Format.json:
        print(_json(report))
    else:
        _table(report, places)


def _is_store(path: str) -> bool:
    file = Path(path)
    if not file.is_file():
        return False
    with file.open("rb") as opened_file:
        return opened_file.read(len(SQLITE)) == SQLITE


def _one_of_store(path: Path, article: str, form: Format, places: bool) -> int:
    with opened(path) as store:
        report = store.report(article)
    if report is None:
        raise Unusable(f"{path}: no article has the id {article!r}. `lagebild search {path} WORDS` finds ids")
    _show(report, form, places)
    return 1


def _store(path: Path, name: str | None, kind: Kind | None, limit: int, form: Format) -> int:
    """Print the actors of a store; the number of its articles."""
    import msgspec

    from lagebild.picture import pages

    with opened(path) as store:
        articles = store.size()
        rows = pages.actors(store.db, name, kind=kind.value if kind else None, limit=limit)
        total = store.db.execute("SELECT count(*) FROM actors WHERE kind <> 'place'").fetchone()[0]
    if articles and name and not rows:
        print(f"{path}: no actor is called {name!r}")
        stop(1)
    if form is Format.json:
        for row in rows:
            print(msgspec.json.encode(row).decode())
    elif articles:
        _store_table(path, rows, articles, total)
    return articles


def _store_table(path: Path, rows: list[ActorRow], articles: int, total: int) -> None:
    from rich.table import Table
    from rich.text import Text

    from lagebild.knowledge.offices import role_word

    table = Table("name", "kind", "country", "sector", "role", box=None, header_style="dim", pad_edge=False)
    table.add_column("articles", justify="right")
    table.add_column("mentions", justify="right")
    for row in rows:
        table.add_row(
            Text(row.name),
            row.kind,
            row.country or "–",
            row.sector or "–",
            Text(role_word(row.role, "en") or ""),
            str(row.articles),
            str(row.mentions),
        )
    console = out()
    console.print(Text(f"{path} · {articles:,} articles · {len(rows):,} of {total:,} actors, most articles first"))
    console.print(table)


def _json(report: Report) -> str:
    import msgspec

    return msgspec.json.encode({"id": report.article.id, "entities": report.entities}).decode()


def _table(report: Report, places: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    article, text = report.article, report.article.text
    table = Table("", "name", "country", "sector", "known", "mentions", box=None, header_style="dim", pad_edge=False)
    shown = [e for e in report.entities if places or e.kind != "place"]
    for entity in sorted(shown, key=lambda e: -len(e.mentions)):  # who the article is about comes first
        words = list(dict.fromkeys(" ".join(text[m.start : m.end].split()) for m in entity.mentions))
        more = f" … {len(entity.mentions)}" if len(words) > SHOWN else ""
        table.add_row(
            entity.id,
            Text(entity.name),
            entity.country or "–",
            entity.sector or "–",
            "yes" if entity.known else "",
            Text(" · ".join(words[:SHOWN]) + more),
        )
    console = out()
    console.print(Text(f"{article.title or article.source or article.id} · published {article.published or 'unknown'}"))
    console.print(table)
