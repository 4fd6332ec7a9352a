"""`lagebild read`: files in, reports out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import READ_ALL, SOME_FAILED, Unusable, err, options, stop, warn
from lagebild.intake import Failure, Options, open_raw

if TYPE_CHECKING:
    from lagebild.picture.store import Store
    from lagebild.pipeline import Setup
    from lagebild.records import Report


def read(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for stdin.", metavar="PATH...")],
    as_json: Annotated[bool, typer.Option("--json", help="Print reports as JSON Lines.")] = False,
    store: Annotated[Path | None, typer.Option("-o", "--output", help="Keep the reports in this store.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Reader processes.")] = 1,
    published: Annotated[str | None, typer.Option(help="Day of publication of all articles: 2021-02-22.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of all articles instead of detecting it.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary, no progress.")] = False,
    fields: Annotated[str, typer.Option(help="Names of fields in JSON: text=body,title=headline.")] = "",
    form: Annotated[str | None, typer.Option("--format", help="Kind of input instead of by name.")] = None,
    language_model: Annotated[str | None, typer.Option(help="A spaCy model in the place of ours.")] = None,
    knowledge: Annotated[Path | None, typer.Option(help="CSV of your own actors and places.")] = None,
    ontology: Annotated[Path | None, typer.Option(help="TOML of your own event types.")] = None,
) -> None:
    """Read articles: who did what to whom, who said what, when and where.

    Without --json a summary of each article is printed. Exit status: 0 all read, 1 some could not be read (each is
    named on stderr), 2 unusable arguments.
    """
    setup = _setup(options(published, language, fields, form), knowledge, ontology, language_model)
    with ExitStack() as stack:
        kept = stack.enter_context(_open(store)) if store else None
        failures = 0
        for result in _with_progress(_results(paths, setup, jobs), show=not quiet and jobs + bool(store) > 1):
            if isinstance(result, Failure):
                failures += 1
                warn(str(result))
                if kept:
                    kept.add_failure(result)
                continue
            if kept:
                kept.add(result)
            _print(result, as_json, quiet)
    if kept and not quiet and not as_json:
        warn(f"kept in {store}; look at it with: lagebild show {store}")
    stop(SOME_FAILED if failures else READ_ALL)


def _setup(chosen: Options, knowledge: Path | None, ontology: Path | None, language_model: str | None) -> Setup:
    """The setup, tried out once here so that a fault in it is told before the first article."""
    from lagebild.pipeline import Setup

    for path in filter(None, (knowledge, ontology)):
        if not path.is_file():
            raise Unusable(f"{path}: no such file")
    setup = Setup(intake=chosen, knowledge=knowledge, ontology=ontology, language_model=language_model)
    try:
        setup.reader()
    except ValueError as error:
        raise Unusable(str(error)) from None
    return setup


def _open(path: Path) -> Store:
    from lagebild.picture.store import StoreError, open_store

    try:
        return open_store(path)
    except StoreError as error:
        raise Unusable(str(error)) from None


def _results(paths: list[str], setup: Setup, jobs: int) -> Iterator[Report | Failure]:
    from lagebild.pipeline import read_items

    return read_items(open_raw(paths, setup.intake), setup, jobs=jobs)


def _print(report: Report, as_json: bool, quiet: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(report.to_json() + b"\n")
        sys.stdout.buffer.flush()
    elif not quiet:
        from lagebild.commands.common import out
        from lagebild.commands.summary import print_report

        print_report(report, out())


def _with_progress(results: Iterator[Report | Failure], show: bool) -> Iterator[Report | Failure]:
    """The results, with their number and rate on stderr where that is a terminal."""
    console = err()
    if not show or not console.is_terminal:
        yield from results
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} articles"), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        task = progress.add_task("read", total=None, rate="")
        for result in results:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:,.1f} a second" if speed else "")
            yield result
