"""`lagebild watch`: feeds and sitemaps in, new articles into the store, until it is stopped."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from lagebild.commands.common import READ_ALL, SOME_FAILED, Unusable, options, stop, warn


def watch(
    feeds: Annotated[Path, typer.Argument(help="TOML file of feeds; docs/intake.md explains it.")],
    store: Annotated[Path, typer.Option("-o", "--output", help="Keep the reports in this store.")],
    once: Annotated[bool, typer.Option("--once", help="One round, then end (for cron).")] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Fetch from private networks, too.")] = False,
    language: Annotated[str | None, typer.Option(help="Language of all articles instead of detecting it.")] = None,
    language_model: Annotated[str | None, typer.Option(help="A spaCy model in the place of ours.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only failures are told.")] = False,
) -> None:
    """Watch RSS, Atom and sitemaps: fetch what is new, read it, keep it; a changed article is a new version.

    The least that FEEDS.TOML can hold is a line [[feed]] and below it url = "https://example.org/rss.xml"

    robots.txt and a pace for each host are kept to. Ctrl-C or SIGTERM ends after the article at hand; the same command
    goes on. Exit status with --once: 0 all fetched and read, 1 some failed (they are tried again), 2 unusable arguments.
    """
    from lagebild.intake import Failure
    from lagebild.picture.store import StoreError, open_store
    from lagebild.pipeline import Setup

    try:
        from lagebild.watch.config import load_config
        from lagebild.watch.fetch import Fetcher
        from lagebild.watch.loop import Watcher
    except ImportError as error:
        raise Unusable(f"watching needs {error.name}. pip install 'lagebild[watch]'") from None
    tally: Counter[str] = Counter()
    try:
        config = load_config(feeds)
        fetcher = Fetcher(
            config.agent,
            allow_private=allow_private,
            timeout=config.timeout,
            whole=config.whole,
            max_bytes=config.max_bytes,
            ca_file=config.ca_file,
        )
        setup = Setup(intake=options(language=language), language_model=language_model)
        with open_store(store) as kept:
            watcher = Watcher(kept, config, setup, fetcher)
            _stop_on_signal(watcher.stopping.set)
            while not watcher.stopping.is_set():
                for kind, result in watcher.round():
                    tally[kind] += 1
                    if isinstance(result, Failure):
                        warn(str(result))
                    elif result is not None and not quiet:
                        warn(f"{kind}: {result.article.title or result.article.source}")
                if once:
                    break
                watcher.stopping.wait(watcher.until_due())
    except (ValueError, StoreError) as error:
        raise Unusable(str(error)) from None
    if not quiet:
        warn(f"{store}: " + (", ".join(f"{count:,} {what}" for what, count in sorted(tally.items())) or "nothing new"))
    stop(SOME_FAILED if tally["failed"] else READ_ALL)


def _stop_on_signal(halt: Callable[[], None]) -> None:
    """The first signal ends after the article at hand, the second at once."""

    def asked(number: int, frame: FrameType | None) -> None:
        halt()
        signal.signal(number, signal.default_int_handler)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, asked)
