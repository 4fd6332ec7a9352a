"""CSV and TSV: a table with a line of names, one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from lagebild.intake.encoding import open_text
from lagebild.intake.rows import from_row
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource

_SEPARATORS = ",;\t|"
# Rows in a row that cannot be read; then this is no table.
_TOO_MANY = 100


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """An article a row, streamed; commas, semicolons, tabs or bars divide, whichever the first line has most of."""
    csv.field_size_limit(options.max_bytes)
    with open_text(source) as file:
        first = file.readline(1_000_000)
        divider = max(_SEPARATORS, key=first.count)
        names = next(csv.reader([first], delimiter=divider), [])
        if options.fields.text not in names:
            step = f"Name the field, e.g. --fields text=body (there are: {', '.join(names)[:300] or 'none'})"
            raise StopSource(f"the first line names no column {options.fields.text!r}", step, 1)
        # A line that never ends is cut, not held.
        lines = iter(lambda: file.readline(options.max_bytes).replace("\0", "\ufffd"), "")
        rows = csv.reader(lines, delimiter=divider)
        broken = 0
        while broken < _TOO_MANY:
            try:
                row = next(rows, None)
            except csv.Error as error:
                broken += 1
                yield Failure(
                    source.name, f"the row cannot be read ({error})", "It is skipped; mend it", rows.line_num + 1
                )
                continue
            if row is None:
                return
            if row:
                broken = 0
                yield from_row(dict(zip(names, row, strict=False)), source.name, rows.line_num + 1, options)
    raise StopSource(f"{_TOO_MANY} rows after another cannot be read", "Check the quotation marks", rows.line_num + 1)
