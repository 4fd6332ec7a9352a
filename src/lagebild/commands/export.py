"""`lagebild export`: a store as files for other programs."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import Unusable, opened, warn

if TYPE_CHECKING:
    from lagebild.picture.store import Store

# One file a table; the article's own id stands in the place of the store's row number.
TABLES = (
    "articles",
    "entities",
    "mentions",
    "times",
    "places",
    "quantities",
    "quotes",
    "events",
    "participants",
    "relations",
    "custom_events",
)
# What only the store needs.
_LEFT_OUT = {"articles": {"report", "text"}}


def export(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    form: Annotated[str, typer.Option("--format", "-f", help="jsonl or csv")] = "jsonl",
    output: Annotated[Path, typer.Option("-o", "--output", help="A folder, made if it is not there.")] = Path("export"),
    corrected: Annotated[
        bool, typer.Option("--corrected", help="Reports with people's corrections (jsonl; CSV always has them).")
    ] = False,
) -> None:
    """Write a store as reports.jsonl (one report a line, as it was read) or as one CSV file a table."""
    write = CORRECTED if corrected and form == "jsonl" else FORMATS.get(form)
    if write is None:
        raise Unusable(f"--format {form!r} is not known. Formats: {', '.join(FORMATS)}")
    try:
        output.mkdir(parents=True, exist_ok=True)
        with opened(store) as db:
            written = write(db, output)
    except OSError as error:
        raise Unusable(f"{output}: cannot be written ({error.strerror}). Name another folder with -o") from None
    for path, count in written:
        warn(f"{path}: {count:,} rows")


def write_jsonl(db: Store, folder: Path, *, corrected: bool = False) -> list[tuple[Path, int]]:
    """All reports in one file; what `lagebild check` and `lagebild.Report.from_json` read."""
    path, count = folder / "reports.jsonl", 0
    with open(path, "wb") as file:
        for report in db.reports(corrected=corrected):
            file.write(report.to_json() + b"\n")
            count += 1
    return [(path, count)]


def write_csv(db: Store, folder: Path) -> list[tuple[Path, int]]:
    """One CSV file a table (RFC 4180, UTF-8, a header line), joined by the numbers in `id` and `article`."""
    written = []
    for table in TABLES:
        cursor = db.db.execute(f"SELECT * FROM {table} ORDER BY id")
        names = [column[0] for column in cursor.description]
        keep = [i for i, name in enumerate(names) if name not in _LEFT_OUT.get(table, ())]
        path, count = folder / f"{table}.csv", 0
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([names[i] for i in keep])
            for row in cursor:
                writer.writerow([row[i] for i in keep])
                count += 1
        written.append((path, count))
    return written


FORMATS: dict[str, Callable[[Store, Path], list[tuple[Path, int]]]] = {"jsonl": write_jsonl, "csv": write_csv}
CORRECTED = partial(write_jsonl, corrected=True)
