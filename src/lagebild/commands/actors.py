"""`lagebild actors`: the actors of articles, or of a store, with all their mentions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import Unusable, opened, out, readings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lagebild.records import Report

SHOWN = 6  # mentions in a row of the table
SQLITE = b"SQLite format 3\0"


class Format(StrEnum):
    """How the actors are printed."""

    table = "table"
    json = "json"


def actors(
    paths: Annotated[
        list[str], typer.Argument(help="Files or folders of articles, - for stdin, or a store (lage.db).")
    ],
    published: Annotated[
        str | None, typer.Option(help="Publication date, where the file names none: 2021, 2021-02 or 2021-02-22.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Language of the text; found out if left out.")] = None,
    form: Annotated[Format, typer.Option("--format", help="A table, or one JSON object an article.")] = Format.table,
    places: Annotated[bool, typer.Option(help="Places, too.")] = False,
) -> None:
    """Show who acts and speaks in articles: name, country, sector, role, and where each is mentioned."""
    seen = 0
    for report in _reports(paths, published, language):
        seen += 1
        if form is Format.json:
            print(_json(report))
        else:
            _table(report, places)
    if not seen:
        raise Unusable(f"no article in {', '.join(paths)}. Give a text, HTML, JSON Lines or CSV file, or a store")


def _reports(paths: list[str], published: str | None, language: str | None) -> Iterable[Report]:
    for path in paths:
        if _is_store(path):
            with opened(Path(path)) as store:
                yield from store.reports()
        else:
            for reading in readings([path], published=published, language=language):
                yield reading.report


def _is_store(path: str) -> bool:
    file = Path(path)
    if not file.is_file():
        return False
    with file.open("rb") as opened_file:
        return opened_file.read(len(SQLITE)) == SQLITE


def _json(report: Report) -> str:
    import msgspec

    return msgspec.json.encode({"id": report.article.id, "entities": report.entities}).decode()


def _table(report: Report, places: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    article, text = report.article, report.article.text
    table = Table("", "name", "country", "sector", "known", "mentions", box=None, header_style="dim", pad_edge=False)
    for entity in report.entities:
        if entity.kind == "place" and not places:
            continue
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
