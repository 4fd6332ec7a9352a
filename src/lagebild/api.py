"""The Python API: read one text, read many articles, open a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lagebild.intake import Failure, Options, Raw
from lagebild.picture.store import Store, StoreError, open_store
from lagebild.pipeline import Setup, read_items, unread
from lagebild.records import Article, Report

__all__ = ["Store", "StoreError", "article", "open_store", "read", "read_many"]


def article(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Article:
    """An article from a text: cleaned, dated, its language known.

    `published` is a date (`2021`, `2021-02`, `2021-02-22`, or as web pages write it); `language` is ISO 639-1 and
    detected where it is not given.
    """
    from lagebild.intake import to_article

    raw = Raw(text=text, source=source or "", id=id, title=title, url=url, publisher=publisher)
    found = to_article(raw, Options(published=published, language=language))
    assert isinstance(found, Article), "plain text always is an article"
    return found


def read(
    text: str | Article,
    *,
    published: str | None = None,
    title: str | None = None,
    language: str | None = None,
    knowledge: str | Path | None = None,
    ontology: str | Path | None = None,
) -> Report:
    """Read one article: who did what to whom, who said what, when and where.

    `knowledge` is a CSV file of your own actors and places, `ontology` a TOML file of your own event types. An
    article in a language that is not supported comes back with `report.unread` saying so.
    """
    given = text if isinstance(text, Article) else article(text, published=published, title=title, language=language)
    return next(read_many([given], knowledge=knowledge, ontology=ontology))


def read_many(
    articles: Iterable[Article | str],
    *,
    jobs: int = 1,
    knowledge: str | Path | None = None,
    ontology: str | Path | None = None,
) -> Iterator[Report]:
    """Read articles one after another, in `jobs` processes; reports come in the order of the input.

    Input is taken only as fast as it is read. An article whose reading fails comes back with `report.unread` saying
    why, and the others are read.
    """
    setup = Setup(
        knowledge=Path(knowledge) if knowledge else None,
        ontology=Path(ontology) if ontology else None,
    )
    waiting: list[Article] = []

    def noted() -> Iterator[Article]:
        for item in articles:
            waiting.append(item if isinstance(item, Article) else article(item))
            yield waiting[-1]

    for result in read_items(noted(), setup, jobs=jobs):
        given = waiting.pop(0)
        yield unread(given, result.found) if isinstance(result, Failure) else result
