"""`lagebild read`: files in, reports out."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.common import READ_ALL, SOME_FAILED, Unusable, options, out, stop, warn
from lagebild.commands.progress import with_progress
from lagebild.commands.summary import print_report
from lagebild.intake import Failure, Options, open_raw
from lagebild.intake.estimate import estimate
from lagebild.picture.store import Store, StoreError, open_store
from lagebild.pipeline import Setup, read_items
from lagebild.records import Report
from lagebild.repeats import Repeats
from lagebild.run import Outcome, read_into
from lagebild.workers import TIME_LIMIT

# From so many articles on a store is what one wants, and summaries would only run past.
MANY = 25


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
    again: Annotated[bool, typer.Option("--again", help="Read what the store knows once more.")] = False,
    time_limit: Annotated[float, typer.Option(min=1, help="Seconds for one article.")] = TIME_LIMIT,
) -> None:
    """Read articles: who did what to whom, who said what, when and where.

    Without --json a summary of each article is printed. With -o a store keeps what was read and where from: the same
    command again, also after a crash, goes on where it stopped. Exit status: 0 all read, 1 some could not be read (each
    is named on stderr), 2 unusable arguments or store.
    """
    setup = _setup(options(published, language, fields, form), knowledge, ontology, language_model, time_limit)
    expected = cache(lambda: estimate(paths, setup.intake))
    summaries = not (as_json or quiet or (store and (expected() or MANY) >= MANY))
    tally: Counter[str] = Counter()
    with ExitStack() as stack:
        if store:
            kept = stack.enter_context(_open(store))
            outcomes = read_into(kept, paths, setup, jobs=jobs, again=again)
        else:
            repeats = Repeats(wanted=not again)
            outcomes = map(_outcome, read_items(open_raw(paths, setup.intake), setup, jobs=jobs, repeats=repeats))
        if not quiet and (store or as_json) and not summaries:
            outcomes = with_progress(outcomes, expected)
        try:
            for kind, result in outcomes:
                tally[kind] += 1
                _show(result, as_json=as_json, summaries=summaries)
        except StoreError as error:
            raise Unusable(str(error)) from None
    if store and not quiet:
        _sum_up(store, tally)
    stop(SOME_FAILED if tally["failed"] or tally["failed before"] else READ_ALL)


def _outcome(result: Report | Failure) -> Outcome:
    return Outcome("failed" if isinstance(result, Failure) else "read", result)


def _show(result: Report | Failure | None, *, as_json: bool, summaries: bool) -> None:
    if isinstance(result, Failure):
        warn(str(result))
    elif result is not None and as_json:
        sys.stdout.buffer.write(result.to_json() + b"\n")
        sys.stdout.buffer.flush()
    elif result is not None and summaries:
        print_report(result, out())


def _sum_up(store: Path, tally: Counter[str]) -> None:
    parts = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.items()))
    warn(f"{store}: {parts or 'nothing'}. Look at it with: lagebild show {store}")
    if tally["failed before"]:
        warn(f"what failed before is not tried again by itself: lagebild retry {store}")


def _setup(
    chosen: Options, knowledge: Path | None, ontology: Path | None, language_model: str | None, time_limit: float
) -> Setup:
    """The setup, tried out once here so that a fault in it is told before the first article."""
    for path in filter(None, (knowledge, ontology)):
        if not path.is_file():
            raise Unusable(f"{path}: no such file")
    setup = Setup(
        intake=chosen, knowledge=knowledge, ontology=ontology, language_model=language_model, time_limit=time_limit
    )
    try:
        setup.reader()
    except ValueError as error:
        raise Unusable(str(error)) from None
    return setup


def _open(path: Path) -> Store:
    try:
        return open_store(path)
    except StoreError as error:
        raise Unusable(str(error)) from None
