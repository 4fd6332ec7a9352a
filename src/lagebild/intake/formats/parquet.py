"""Parquet: one article a row, a few rows at a time and only the columns that an article has."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

from lagebild.intake.rows import from_row
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource

# Rows that are held at a time.
_ROWS = 64


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """An article a row."""
    import pyarrow
    from pyarrow import parquet

    wanted = dataclasses.astuple(options.fields)
    try:
        with source.seekable() as file, parquet.ParquetFile(file) as table:
            names = table.schema_arrow.names
            if options.fields.text not in names:
                step = f"Name the field, e.g. --fields text=body (there are: {', '.join(names)[:300] or 'none'})"
                raise StopSource(f"the table has no column {options.fields.text!r}", step)
            number = 0
            columns = [n for n in names if n in wanted]
            for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield from_row({k: _plain(v) for k, v in row.items()}, source.name, number, options)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise StopSource(f"the table is damaged or cut off ({str(error)[:160]})", "Fetch it again") from None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value
