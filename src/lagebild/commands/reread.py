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
    from lagebild.pipeline import Setup
    from lagebild.records import Article


def reread(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    older_than: Annotated[str, typer.Option(help="Only what a reader before this version read: 0.2.0")] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Reader processes.")] = 1,
    knowledge: Annotated[Path | None, typer.Option(help="CSV of your own actors and places.")] = None,
    ontology: Annotated[Path | None, typer.Option(help="TOML of your own event types.")] = None,
) -> None:
    """Read the stored articles again and keep what has changed. Corrections are applied to the new reading, too.

    Each is read with the settings of the command that read it, unless --knowledge or --ontology say otherwise. Can be ended
    at any time: what was read until then is kept. Exit status 1 where articles could not be read.
    """
    from lagebild.picture.store import StoreError, open_store

    if not store.exists():
        raise Unusable(f"{store}: no such store. Make one with: lagebild read FILES -o {store}")
    bound = _version(older_than) if older_than else None
    tally: Counter[str] = Counter()
    try:
        with open_store(store) as opened:
            wanted = _wanted(opened, bound)
            for setup, articles in _by_setup(opened, wanted, knowledge, ontology).items():
                tally.update(_read_again(opened, articles, setup, jobs))
            others = opened.size() - len(wanted)
    except (StoreError, ValueError, OSError) as error:
        raise Unusable(str(error)) from None
    parts = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.items()))
    newer = f" ({others:,} were read by version {older_than} or a newer one)" if older_than and others else ""
    warn(f"{store}: {parts or 'no article to read again'}{newer}")
    stop(SOME_FAILED if tally["failed"] else READ_ALL)


def _wanted(store: Store, bound: tuple[int, ...] | None) -> list[str]:
    """The ids of the articles by an older reader."""
    rows = store.db.execute("SELECT article, reader FROM articles ORDER BY id").fetchall()
    return [article for article, reader in rows if bound is None or _version(reader) < bound]


def _by_setup(
    store: Store, articles: list[str], knowledge: Path | None, ontology: Path | None
) -> dict[Setup, list[str]]:
    """The articles by what they were read with. Raises ValueError where that is no longer there."""
    from lagebild.pipeline import Setup
    from lagebild.run import setup_of

    runs = {
        number: (settings, folder)
        for number, settings, folder in store.db.execute("SELECT id, settings, folder FROM runs")
    }
    last = dict(store.db.execute("SELECT article, run FROM origins ORDER BY read_at"))
    found: dict[Setup, list[str]] = {}
    for article in articles:
        settings, folder = runs.get(last.get(article, -1), ("{}", ""))
        old = setup_of(settings)
        given = knowledge or (old.knowledge and Path(folder) / old.knowledge)
        types = ontology or (old.ontology and Path(folder) / old.ontology)
        setup = Setup(knowledge=given, ontology=types, language_model=old.language_model, time_limit=old.time_limit)
        found.setdefault(setup, []).append(article)
    for path in (p for setup in found for p in (setup.knowledge, setup.ontology) if p and not p.is_file()):
        raise ValueError(f"{path}: it was read with this file, which is gone. Name one with --knowledge or --ontology")
    return found


def _read_again(store: Store, articles: list[str], setup: Setup, jobs: int) -> Iterator[str]:
    """What becomes of each article."""
    from lagebild.intake import Failure
    from lagebild.pipeline import read_items
    from lagebild.repeats import key_of

    waiting: deque[str] = deque()

    def stored() -> Iterator[Article]:
        for article in articles:
            if (report := store.report(article)) is not None:  # another program may have taken it out meanwhile
                waiting.append(article)
                yield report.article

    settings = setup.digest()
    for result in read_items(stored(), setup, jobs=jobs):
        article = waiting.popleft()
        if isinstance(result, Failure):
            warn(f"{article}: {result.found}; its old report is kept")
            yield "failed"
        else:
            yield store.add(result, reading=key_of(result.article, settings))


def _version(text: str) -> tuple[int, ...]:
    found = re.match(r"\d+(\.\d+)*", text)
    if not found:
        raise Unusable(f"--older-than {text!r} is no version. Give one such as 0.2.0")
    return tuple(int(n) for n in found[0].split("."))
