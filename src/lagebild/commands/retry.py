"""`lagebild retry`: try again what could not be read."""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lagebild.picture.store import Store


def retry(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Reader processes.")] = 1,
    time_limit: Annotated[float | None, typer.Option(min=1, help="Seconds for one article.")] = None,
) -> None:
    """Read the failures of a store once more, with the settings of the command that failed on them.

    Exit status: 0 nothing failed, 1 some failed again (each is named on stderr), 2 unusable arguments.
    """
    from lagebild.commands.common import READ_ALL, SOME_FAILED, Unusable, stop, warn
    from lagebild.intake import Failure
    from lagebild.picture.store import StoreError, open_store

    if not store.exists():
        raise Unusable(f"{store}: no such store. Make one with: lagebild read FILES -o {store}")
    tally: Counter[str] = Counter()
    try:
        with open_store(store) as kept:
            for kind, result in _outcomes(kept, jobs, time_limit):
                tally[kind] += 1
                if isinstance(result, Failure):
                    warn(str(result))
    except (StoreError, ValueError, OSError) as error:
        raise Unusable(str(error)) from None
    parts = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.items()))
    warn(f"{store}: {parts or 'no failure that can be tried again'}")
    stop(SOME_FAILED if tally["failed"] else READ_ALL)


def _outcomes(store: Store, jobs: int, time_limit: float | None) -> Iterator[tuple[str, object]]:
    from lagebild.picture.provenance import failures, runs
    from lagebild.run import read_into, setup_of

    commands = {run.id: run for run in runs(store)}
    wanted: dict[int, list[str]] = {}
    for failed in reversed(failures(store)):
        if failed.run in commands and failed.path is not None and failed.path not in wanted.setdefault(failed.run, []):
            wanted[failed.run].append(failed.path)
    for number, paths in wanted.items():
        run = commands[number]
        setup = setup_of(run.settings)
        if time_limit is not None:
            setup = dataclasses.replace(setup, time_limit=time_limit)
        # Names in the store are as they were given there.
        with contextlib.chdir(run.folder):
            yield from read_into(store, paths, setup, jobs=jobs, retry=True)
