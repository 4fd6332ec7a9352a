"""`lagebild events`: who did what to whom, in files or in a store."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import Unusable, opened, out, readings
from lagebild.commands.options import Language, Published, Sources

if TYPE_CHECKING:
    from lagebild.records import Event, Report


class Format(StrEnum):
    """How the events are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    plover = "plover"


@dataclass(frozen=True, slots=True)
class Row:
    """One event in words. Several actors, recipients, triggers or contexts stand side by side with a semicolon."""

    article: str
    source: str | None
    published: str | None
    id: str
    type: str
    mode: str | None
    actors: str
    recipients: str
    triggers: str
    date: str | None
    place: str | None
    country: str | None
    status: str
    reported_by: str | None
    contexts: str
    quad: str
    goldstein: float
    dead: int | None
    injured: int | None
    size: int | None
    confidence: float
    start: int
    end: int


def events(
    paths: Sources,
    type_: Annotated[
        str | None, typer.Option("--type", help="Only this PLOVER type, or several with commas: ASSAULT,COERCE.")
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option(help="Only events that this actor takes part in: a part of the name, or a country code."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only events of this day or later: 2021, 2021-02 or 2021-02-22.")
    ] = None,
    published: Published = None,
    language: Language = None,
    form: Annotated[
        Format, typer.Option("--format", help="A table, or one line an event as JSON, CSV or PLOVER's JSON.")
    ] = Format.table,
) -> None:
    """Show who did what to whom, when and where."""
    wanted = _types(type_)
    found = [
        (report, event)
        for report in _reports(paths, published, language)
        for event in report.events
        if (not wanted or event.type in wanted) and _takes_part(event, actor) and _is_since(event, since)
    ]
    if form is Format.plover:
        _print_plover(found)
    elif form is Format.table:
        _print_table([row_of(r, e) for r, e in found])
    else:
        (_print_jsonl if form is Format.jsonl else _print_csv)([row_of(r, e) for r, e in found])


def row_of(report: Report, event: Event) -> Row:
    """An event in words."""
    article, text = report.article, report.article.text
    return Row(
        article=article.id,
        source=article.source,
        published=article.published,
        id=event.id,
        type=event.type,
        mode=event.mode,
        actors="; ".join(p.name for p in event.actors),
        recipients="; ".join(p.name for p in event.recipients),
        triggers="; ".join(text[a:b] for a, b in event.triggers),
        date=event.date,
        place=event.place.name if event.place else None,
        country=event.place.country if event.place else None,
        status=event.status,
        reported_by=event.reported_by,
        contexts="; ".join(event.contexts),
        quad=event.quad,
        goldstein=event.goldstein,
        dead=event.dead,
        injured=event.injured,
        size=event.size,
        confidence=event.confidence,
        start=event.triggers[0][0],
        end=event.triggers[-1][1],
    )


def _types(given: str | None) -> frozenset[str]:
    from lagebild.reading.events.plover import types

    wanted = frozenset(t.strip().upper() for t in (given or "").split(",") if t.strip())
    if unknown := sorted(wanted - set(types())):
        raise Unusable(f"--type {', '.join(unknown)} is not known. Types: {', '.join(types())}")
    return wanted


def _takes_part(event: Event, actor: str | None) -> bool:
    if actor is None:
        return True
    sides = (*event.actors, *event.recipients)
    return any(actor.casefold() in p.name.casefold() or actor.upper() == p.country for p in sides)


def _is_since(event: Event, since: str | None) -> bool:
    """Whether the (last) day of an event is not before `since`; an event without a date is left out."""
    if since is None:
        return True
    if event.date is None:
        return False
    last = event.date.rpartition("/")[2]
    width = min(len(last), len(since))
    return last[:width] >= since[:width]


def _reports(paths: list[str], published: str | None, language: str | None) -> Iterator[Report]:
    stores = [path for path in paths if _is_store(path)]
    seen = False
    for path in stores:
        with opened(Path(path)) as store:
            for report in store.reports():
                seen = True
                yield report
    files = [path for path in paths if path not in stores]
    for reading in readings(files, published=published, language=language) if files else ():
        seen = True
        yield reading[2]
    if not seen:
        raise Unusable(f"no article in {', '.join(paths)}. Give a text, HTML, JSON Lines or CSV file, or a store")


def _is_store(path: str) -> bool:
    """A SQLite file, told by its first bytes."""
    file = Path(path)
    if path == "-" or not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"


def _print_plover(found: Iterable[tuple[Report, Event]]) -> None:
    from lagebild.export.plover import plover_records

    wanted: dict[str, tuple[Report, set[str]]] = {}
    for report, event in found:
        wanted.setdefault(report.article.id, (report, set()))[1].add(f"{report.article.id}-{event.id}")
    for report, ids in wanted.values():
        for record in plover_records(report):
            if record["id"] in ids:
                print(json.dumps(record, ensure_ascii=False))


def _print_jsonl(rows: Iterable[Row]) -> None:
    for row in rows:
        print(json.dumps(asdict(row), ensure_ascii=False))


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
    article, table = None, None
    for row in rows:
        if row.article != article:
            if table is not None:
                console.print(table)
            article = row.article
            console.print(Text(f"{row.source or row.article} · published {row.published or 'unknown'}", style="bold"))
            table = Table("type", "who → whom", "date", "place", "status", box=None, header_style="dim", pad_edge=False)
        assert table is not None, "made with the first row of each article"
        whom = f" → {row.recipients}" if row.recipients else ""
        table.add_row(
            Text(f"{row.type}\n{row.mode}" if row.mode else row.type),
            Text(f"{row.actors or '–'}{whom}\n„{row.triggers}“"),
            row.date or "–",
            row.place or "–",
            f"{row.status} {row.confidence:.2f}",
        )
    if table is not None:
        console.print(table)
    if not rows:
        console.print("no events")
