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
) -> None:
    """Read articles: who did what to whom, who said what, when and where.

    Without --json a summary of each article is printed. Exit status: 0 all read, 1 some could not be read (each is
    named on stderr), 2 unusable arguments.
    """
    setup = _setup(options(published, language, fields, form), knowledge, ontology, language_model)
    expected = cache(lambda: estimate(paths, setup.intake))
    summaries = not (as_json or quiet or (store and (expected() or MANY) >= MANY))
    results = read_items(open_raw(paths, setup.intake), setup, jobs=jobs)
    if not quiet and (store or as_json) and not summaries:
        results = with_progress(results, expected)
    tally: Counter[str] = Counter()
    with ExitStack() as stack:
        kept = stack.enter_context(_open(store)) if store else None
        for result in results:
            tally[_keep(result, kept)] += 1
            if isinstance(result, Failure):
                warn(str(result))
            elif as_json:
                sys.stdout.buffer.write(result.to_json() + b"\n")
                sys.stdout.buffer.flush()
            elif summaries:
                print_report(result, out())
    if store and not quiet:
        parts = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.items()))
        warn(f"{store}: {parts or 'nothing'}. Look at it with: lagebild show {store}")
    stop(SOME_FAILED if tally["failed"] else READ_ALL)


def _keep(result: Report | Failure, store: Store | None) -> str:
    """What became of an article, in a word."""
    if isinstance(result, Failure):
        if store:
            store.add_failure(result)
        return "failed"
    return store.add(result) if store else "read"


def _setup(chosen: Options, knowledge: Path | None, ontology: Path | None, language_model: str | None) -> Setup:
    """The setup, tried out once here so that a fault in it is told before the first article."""
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
    try:
        return open_store(path)
    except StoreError as error:
        raise Unusable(str(error)) from None
