"""`lagebild series`: events a day, week, month or year."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated, get_args

import msgspec
import typer

from lagebild.commands.common import SOME_FAILED, Unusable, opened, out, stop, warn
from lagebild.picture.series import By, Point


def series(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    actor: Annotated[str, typer.Option(help="Who takes part: a name, an alpha-3 code, an actor's key.")] = "",
    pair: Annotated[tuple[str, str] | None, typer.Option(help="Two who take part: BLR RUS")] = None,
    type_: Annotated[str, typer.Option("--type", help="PLOVER type, such as ASSAULT.")] = "",
    place: Annotated[str, typer.Option(help="Where: a name or an alpha-3 code.")] = "",
    since: Annotated[str, typer.Option(help="From this date on: 2020, 2020-08 or 2020-08-09")] = "",
    until: Annotated[str, typer.Option(help="Until this date.")] = "",
    by: Annotated[str, typer.Option(help="day, week, month or year")] = "month",
    form: Annotated[str, typer.Option("--format", "-f", help="table, csv or json")] = "table",
) -> None:
    """Count events a period: cooperation, conflict, the mean Goldstein score, bursts against the own past.

    Events whose date is less precise than a period are not counted; how many, is told. Exit status 1: no event.
    """
    from lagebild.picture.filters import Filters
    from lagebild.picture.names import named
    from lagebild.picture.series import series as counted
    from lagebild.picture.series import undated

    if by not in get_args(By) or form not in FORMATS:
        raise Unusable(f"--by takes {', '.join(get_args(By))}; --format takes {', '.join(FORMATS)}")
    first, second = pair or (actor, "")
    step: By = next(b for b in get_args(By) if b == by)
    asked = {"type": type_, "actor": first, "other": second, "place": place, "since": since, "until": until}
    with opened(store) as db:
        try:
            filters = named(db.db, Filters.of(asked))
        except ValueError as error:
            raise Unusable(str(error)) from None
        points, left_out = counted(db.db, filters, step), undated(db.db, filters, step)
    FORMATS[form](points)
    if left_out:
        warn(f"{left_out:,} events without so precise a date are not counted")
    if not points:
        stop(SOME_FAILED)


def _table(points: list[Point]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for name in ("period", "events", "cooperation", "conflict", "goldstein", "burst"):
        table.add_column(name, justify="left" if name == "period" else "right")
    for p in points:
        mean = "" if p.goldstein is None else f"{p.goldstein:+.1f}"
        table.add_row(p.period, str(p.events), str(p.cooperation), str(p.conflict), mean, "*" if p.burst else "")
    out().print(table)


def _csv(points: list[Point]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(Point.__struct_fields__)
    writer.writerows(msgspec.structs.astuple(p) for p in points)


def _json(points: list[Point]) -> None:
    print(msgspec.json.encode(points).decode())


FORMATS = {"table": _table, "csv": _csv, "json": _json}
