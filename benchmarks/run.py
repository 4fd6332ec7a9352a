"""The bench table: every measure, ours beside peer, bar and goal. `make bench`.

Run: python -m benchmarks.run [--shared ../shared] [--only times,speed]

Each module of MODULES has `measure(shared) -> list[Row]` and runs in a process of its own, so that one that fails or
takes too long is a row that says so. Writes benchmarks/RESULTS.md with the commit and the day.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.table import Row

MODULES = (
    "language", "segment", "times", "places", "quotes", "actors", "events", "relations", "custom", "picture", "speed",
    "volume",
)  # fmt: skip
RESULTS = Path(__file__).parent / "RESULTS.md"
# Seconds for one module; the whole table is to take less than ten minutes.
TIME_LIMIT = 240
COLUMNS = ("measure", "ours", "peer", "bar", "goal", "note")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure Lagebild against gold and peers.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds data/ and eval/")
    parser.add_argument("--only", default=",".join(MODULES), help="modules, divided by commas")
    parser.add_argument("--rows", type=Path, help=argparse.SUPPRESS)  # for the processes that run one module
    given = parser.parse_args(argv)
    if given.rows:
        measured = importlib.import_module(f"benchmarks.{given.only}").measure(given.shared)
        given.rows.write_text(json.dumps([dataclasses.asdict(row) for row in measured]), encoding="utf-8")
        return
    if not given.shared.is_dir():
        print(f"{given.shared}: no gold here. Name the folder with --shared (make bench SHARED=...); rows stay empty.")
    names = [name for name in given.only.split(",") if name]
    rows = [row for name in names for row in run_module(name, given.shared)]
    Console().print(as_table(rows))
    if names == list(MODULES) and given.shared.is_dir():
        RESULTS.write_text(as_markdown(rows), encoding="utf-8")
        print(f"written to {RESULTS.relative_to(Path.cwd()) if RESULTS.is_relative_to(Path.cwd()) else RESULTS}")


def run_module(name: str, shared: Path) -> list[Row]:
    """The rows of one module; one row that says what went wrong where it fails."""
    print(f"measuring {name} ...", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.json"
        command = [sys.executable, "-m", "benchmarks.run", "--only", name, "--shared", str(shared), "--rows", str(rows)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            return [Row(name, None, note=f"not finished in {TIME_LIMIT} s")]
        if done.returncode or not rows.exists():
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            return [Row(name, None, note=f"failed: {last[:120]}")]
        return [Row(**row) for row in json.loads(rows.read_text(encoding="utf-8"))]


def as_table(rows: Sequence[Row]) -> Table:
    """For the terminal."""
    table = Table(title=f"Lagebild {_commit()}", header_style="bold")
    for column in COLUMNS:
        table.add_column(column, justify="right" if column == "ours" else "left", overflow="fold")
    for row in rows:
        table.add_row(row.measure, _figure(row), row.peer, row.bar, row.goal, row.note)
    return table


def as_markdown(rows: Sequence[Row]) -> str:
    """For the repository."""
    today = datetime.datetime.now(datetime.UTC).date()
    lines = [f"| {' | '.join(_cells(row))} |" for row in rows]
    return (
        f"# Results\n\nMeasured by `make bench` on commit {_commit()}, {today}, on the gold for development.\n\n"
        f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n" + "\n".join(lines) + "\n"
    )


def _cells(row: Row) -> list[str]:
    return [c.replace("|", "/") for c in (row.measure, _figure(row), row.peer, row.bar, row.goal, row.note)]


def _figure(row: Row) -> str:
    if row.ours is None:
        return "–"
    return f"{row.ours:,.0f}" if abs(row.ours) >= 100 else f"{row.ours:.4g}"


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=RESULTS.parent)
    dirty = subprocess.run(["git", "status", "--porcelain", "src"], capture_output=True, text=True, cwd=RESULTS.parent)
    return (done.stdout.strip() or "unknown") + (" with changes" if dirty.stdout.strip() else "")


if __name__ == "__main__":
    main()
