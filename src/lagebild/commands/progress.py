"""Progress of long work, on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from lagebild.commands.common import err

T = TypeVar("T")


def with_progress(results: Iterator[T], total: Callable[[], int | None]) -> Iterator[T]:
    """The results, with their number, rate and the time left where stderr is a terminal."""
    console = err()
    if not console.is_terminal:
        yield from results
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("read", total=total(), rate="")
        for result in results:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:,.1f} a second" if speed else "")
            yield result
