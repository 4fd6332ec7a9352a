"""`lagebild quotes`: who said what, in files or in a store."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import Unusable, opened, out, readings
from lagebild.commands.options import Language, Published, Sources

if TYPE_CHECKING:
    from lagebild.records import Article, Quote, Report, Span


class Format(StrEnum):
    """How the quotes are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One quotation with its words. `speaker` is the span as written, `entity` the name of who it is."""

    article: str
    source: str | None
    published: str | None
    id: str
    type: str
    speaker: str
    entity: str | None
    wikidata: str | None
    cue: str
    quote: str
    addressee: str
    medium: str | None
    date: str | None
    confidence: float
    start: int
    end: int


def quotes(
    paths: Sources,
    speaker: Annotated[
        str | None, typer.Option(help="Only what this speaker says: a part of the name, as written or resolved.")
    ] = None,
    published: Published = None,
    language: Language = None,
    form: Annotated[
        Format, typer.Option("--format", help="A table, or one line a quote as JSON or CSV.")
    ] = Format.table,
) -> None:
    """Show who said what: the words, who said them, how they were told and when."""
    rows = [row for row in _rows(paths, published, language) if speaker is None or _is_by(row, speaker)]
    if form is Format.jsonl:
        _print_jsonl(rows)
    elif form is Format.csv:
        _print_csv(rows)
    else:
        _print_table(rows)


def rows_of(report: Report) -> Iterator[Row]:
    """The quotes of a report, with their words."""
    entities = {entity.id: entity for entity in report.entities}
    for quote in report.quotes:
        who = entities.get(quote.speaker_entity or "")
        yield _row(report.article, quote, who.name if who else None, who.wikidata if who else None)


def _row(article: Article, quote: Quote, entity: str | None, wikidata: str | None) -> Row:
    return Row(
        article=article.id,
        source=article.source,
        published=article.published,
        id=quote.id,
        type=quote.type,
        speaker=_words(article, quote.speaker),
        entity=entity,
        wikidata=wikidata,
        cue=_words(article, quote.cue),
        quote=_words(article, quote.quote),
        addressee=_words(article, quote.addressee),
        medium=quote.medium,
        date=quote.date,
        confidence=quote.confidence,
        start=quote.quote[0][0],
        end=quote.quote[-1][1],
    )


def _words(article: Article, spans: tuple[Span, ...]) -> str:
    return " … ".join(" ".join(article.text[a:b].split()) for a, b in spans)


def _rows(paths: list[str], published: str | None, language: str | None) -> Iterator[Row]:
    seen = False
    for report in _reports(paths, published, language):
        seen = True
        yield from rows_of(report)
    if not seen:
        raise Unusable(f"no article in {', '.join(paths)}. Give a text, HTML, JSON Lines or CSV file, or a store")


def _reports(paths: list[str], published: str | None, language: str | None) -> Iterator[Report]:
    stores = [path for path in paths if _is_store(path)]
    for path in stores:
        with opened(Path(path)) as store:
            yield from store.reports()
    files = [path for path in paths if path not in stores]
    if files:
        for reading in readings(files, published=published, language=language):
            yield reading[2]


def _is_store(path: str) -> bool:
    """A SQLite file, told by its first bytes."""
    file = Path(path)
    if path == "-" or not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"


def _is_by(row: Row, name: str) -> bool:
    wanted = name.casefold()
    return wanted in row.speaker.casefold() or wanted in (row.entity or "").casefold()


def _print_jsonl(rows: Iterable[Row]) -> None:
    import msgspec

    for row in rows:
        print(msgspec.json.encode(row).decode())


def _print_csv(rows: Iterable[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    columns = list(Row.__dataclass_fields__)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if (value := getattr(row, c)) is None else value for c in columns])


def _print_table(rows: list[Row]) -> None:
    from rich.table import Table
    from rich.text import Text

    console = out()
    article = None
    table: Table | None = None
    for row in rows:
        if row.article != article:
            if table is not None:
                console.print(table)
            article = row.article
            console.print(Text(f"{row.source or row.article} · published {row.published or 'unknown'}", style="bold"))
            table = Table("speaker", "type", "quote", "date", "conf.", box=None, header_style="dim", pad_edge=False)
        assert table is not None, "made with the first row of each article"
        who = row.entity if row.entity and row.entity not in row.speaker else None
        table.add_row(
            Text(f"{row.speaker or '–'}" + (f" ({who})" if who else "")),
            _SHORT.get(row.type, row.type),
            Text(row.quote),
            row.date or "–",
            f"{row.confidence:.2f}",
        )
    if table is not None:
        console.print(table)
    if not rows:
        console.print("no quotes")


_SHORT = {"FreeIndirect": "Free", "IndirectFreeIndirect": "Free ind."}
