"""Intake: files, folders and streams become articles, one at a time, with nothing lost in silence.

    for item in open_paths(["examples/", "-"], Options(published="2021-02")):
        match item:
            case Article(): ...
            case Failure(): print(item)

A format is a small module in `intake/formats/` (bytes → `Raw` articles); cleaning, date, dateline and language are the
same for all of them and happen in `article.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lagebild.intake.article import to_article
from lagebild.intake.formats import read_input
from lagebild.intake.paths import find_inputs
from lagebild.intake.source import Failure, Fields, Options, Raw
from lagebild.records import Article

__all__ = ["Failure", "Fields", "Options", "Raw", "open_paths", "open_raw", "open_sources", "to_article"]


def open_paths(paths: Iterable[str], options: Options | None = None) -> Iterator[Article | Failure]:
    """The articles of files, folders, globs and `-` (stdin) in the order given, each as soon as it is read.

    Failures come in the place of what could not be read. Nothing is raised for bad input.
    """
    options = options or Options()
    for raw in open_raw(paths, options):
        yield raw if isinstance(raw, Failure) else to_article(raw, options)


def open_raw(paths: Iterable[str], options: Options) -> Iterator[Raw | Failure]:
    """The same before cleaning: little work for the process that opens the files, the rest is for the readers."""
    return (item for _, item in open_sources(paths, options))


def open_sources(paths: Iterable[str], options: Options) -> Iterator[tuple[str | None, Raw | Failure]]:
    """The same with the file of the disk that each was found in; None for stdin."""
    for found in find_inputs(paths):
        if isinstance(found, Failure):
            yield found.source, found
        else:
            path = str(found.path) if found.path is not None else None
            for item in read_input(found, options):
                yield path, item
