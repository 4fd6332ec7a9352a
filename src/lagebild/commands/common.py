"""What the commands share: opening input, errors that exit with 2, consoles.

A command that shows one kind of record needs three lines:

    for article, doc, report in readings(paths, published=published, language=language):
        for row in report.times: ...
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from lagebild.intake import Failure, Fields, Options, open_paths

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.picture.store import Store
    from lagebild.pipeline import Reading
    from lagebild.records import Article

READ_ALL, SOME_FAILED, UNUSABLE = 0, 1, 2


class Unusable(Exception):
    """What the user gave cannot be used; the message says what was found and the next step. Exit status 2."""


def readings(paths: Iterable[str], *, published: str | None = None, language: str | None = None) -> Iterator[Reading]:
    """(article, doc, report) of each article of `paths`. What cannot be read is named on stderr and left out.

    An article in a language that is not supported is named on stderr, too; `--language de` reads it as German.
    """
    from lagebild.language import READABLE
    from lagebild.pipeline import analyse_and_read

    for article in articles(paths, options(published, language)):
        if article.language in READABLE:
            yield analyse_and_read(article)
        else:
            warn(f"{article.source}: language {article.language!r} is not supported; --language de reads it as German")


def reading_of(path: str, *, published: str | None = None, language: str | None = None) -> Reading:
    """The same for the first article of one file. Raises Unusable where there is none."""
    for reading in readings([path], published=published, language=language):
        return reading
    raise Unusable(f"{path}: no article could be read")


def articles(paths: Iterable[str], chosen: Options) -> Iterator[Article]:
    """The articles of `paths`; failures are named on stderr."""
    for item in open_paths(paths, chosen):
        if isinstance(item, Failure):
            warn(str(item))
        else:
            yield item


def options(
    published: str | None = None, language: str | None = None, fields: str = "", form: str | None = None
) -> Options:
    """Intake options from what the user typed. Raises Unusable for a value that cannot be used."""
    from lagebild.intake.dates import parse_date
    from lagebild.intake.formats import FORMATS
    from lagebild.language import READABLE

    if published and not (date := parse_date(published)):
        raise Unusable(f"--published {published!r} is no date. Give a year, month or day: 2021, 2021-02 or 2021-02-22")
    if language and language not in READABLE:
        raise Unusable(f"--language {language!r} is not supported. Supported: {', '.join(READABLE)}")
    if form and form not in (names := [f.name for f in FORMATS]):
        raise Unusable(f"--format {form!r} is not known. Formats: {', '.join(names)}")
    try:
        names_of_fields = Fields.parse(fields)
    except ValueError as error:
        raise Unusable(f"--fields: {error}") from None
    return Options(published=date if published else None, language=language, format=form, fields=names_of_fields)


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """A store, opened for looking. Raises Unusable where it cannot be."""
    from lagebild.picture.store import StoreError, open_store

    try:
        with open_store(path, readonly=True) as store:
            yield store
    except StoreError as error:
        raise Unusable(str(error)) from None


def out() -> Console:
    """The console for results: at most 100 columns wide, 80 where there is no terminal."""
    from rich.console import Console

    console = Console(highlight=False)
    return Console(highlight=False, width=min(console.width, 100) if console.is_terminal else 80)


def err() -> Console:
    """The console for progress and complaints (stderr)."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def warn(message: str) -> None:
    """One line on stderr."""
    print(f"lagebild: {message}", file=sys.stderr)


def stop(code: int) -> NoReturn:
    """End the command with an exit status."""
    raise SystemExit(code)
