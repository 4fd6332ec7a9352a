"""`lagebild reread`: read the articles of a store again, after the reader has become better."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import READ_ALL, SOME_FAILED, Unusable, stop, warn

if TYPE_CHECKING:
    from lagebild.picture.store import Store
    from lagebild.records import Article


def reread(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    older_than: Annotated[str, typer.Option(help="Only what a reader before this version read: 0.2.0")] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Reader processes.")] = 1,
    knowledge: Annotated[Path | None, typer.Option(help="CSV of your own actors and places.")] = None,
    ontology: Annotated[Path | None, typer.Option(help="TOML of your own event types.")] = None,
) -> None:
    """Read the stored articles again and keep what has changed. Corrections are applied to the new reading, too.

    Can be ended at any time: what was read until then is kept. Exit status 1 where articles could not be read.
    """
    from lagebild.intake import Failure
    from lagebild.picture.store import StoreError, open_store
    from lagebild.pipeline import Setup, read_items

    if not store.exists():
        raise Unusable(f"{store}: no such store. Make one with: lagebild read FILES -o {store}")
    bound = _version(older_than) if older_than else None
    tally: Counter[str] = Counter()
    try:
        with open_store(store) as opened:
            waiting: deque[str] = deque()
            setup = Setup(knowledge=knowledge, ontology=ontology)
            for result in read_items(_articles(opened, bound, waiting), setup, jobs=jobs):
                article = waiting.popleft()
                if isinstance(result, Failure):
                    warn(f"{article}: {result.found}; its old report is kept")
                    tally["failed"] += 1
                else:
                    tally[opened.add(result)] += 1
    except (StoreError, ValueError) as error:
        raise Unusable(str(error)) from None
    parts = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.items()))
    warn(f"{store}: {parts or 'no article to read again'}")
    stop(SOME_FAILED if tally["failed"] else READ_ALL)


def _articles(store: Store, bound: tuple[int, ...] | None, waiting: deque[str]) -> Iterator[Article]:
    """The stored articles by an older reader; the list is fixed at the start, since reading changes the rows."""
    rows = store.db.execute("SELECT article, reader FROM articles ORDER BY id").fetchall()
    for article, reader in rows:
        if bound is None or _version(reader) < bound:
            report = store.report(article)
            if report is not None:
                waiting.append(article)
                yield report.article


def _version(text: str) -> tuple[int, ...]:
    found = re.match(r"\d+(\.\d+)*", text)
    if not found:
        raise Unusable(f"--older-than {text!r} is no version. Give one such as 0.2.0")
    return tuple(int(n) for n in found[0].split("."))
