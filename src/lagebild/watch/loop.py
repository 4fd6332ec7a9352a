"""The watch itself: what is due is fetched, read and kept; what fails is tried again later, ever more rarely.

Everything that it knows is in the store, and an article's place in the journal is written with its report: stopped or
killed at any moment, it goes on with what was due.
"""

from __future__ import annotations

import datetime
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from lagebild.intake.encoding import decode_page
from lagebild.intake.source import Failure, Raw, StopSource
from lagebild.limits import limited
from lagebild.picture.hands import PATIENCE
from lagebild.picture.journal import Journal
from lagebild.picture.store import Store
from lagebild.pipeline import Item, Setup, read_apart
from lagebild.records import Report
from lagebild.repeats import Repeats, key_of
from lagebild.run import Outcome, command, ended_too_often
from lagebild.watch import table
from lagebild.watch.config import Config, Feed
from lagebild.watch.entries import Entry, entries, is_older
from lagebild.watch.fetch import Answer, Fetcher, FetchError
from lagebild.watch.robots import Hosts

# Seconds until the first and until the last repetition; it doubles in between, each time half as much more or less.
FIRST_AGAIN, LAST_AGAIN = 60.0, 86_400.0
# Then a page is given up, and is a failure for good (a feed is asked for ever, once a day).
TRIES = 8
# Further sitemaps of one sitemap.
MAX_SITEMAPS = 200
# A summary of so many characters is an article where its page holds none.
ENOUGH = 400
# Longer than this, in seconds, a round does not wait for a host.
LONG = 120.0


class Clock(NamedTuple):
    """Time, and waiting for it to pass; another one in tests."""

    now: Callable[[], float] = time.time
    wait: Callable[[float], object] | None = None  # until a signal stops the watch, if there is none


class Watcher:
    """Watches the feeds of `config` for `store`."""

    def __init__(
        self, store: Store, config: Config, setup: Setup, fetcher: Fetcher, clock: Clock | None = None
    ) -> None:
        self._store, self._config, self._setup, self._fetcher = store, config, setup, fetcher
        self._clock = clock or Clock()
        self._feeds = {feed.url: feed for feed in config.feed}
        self._hosts = Hosts(fetcher, config.agent, config.pace, self._clock.now)
        self._read: Callable[[Item], Report | Failure] | None = None
        self.stopping = threading.Event()
        # The pages are known by their own rows; the journal needs one run that they belong to.
        self._journal: Journal = store.begin(command(tuple(self._feeds), setup))
        with store.transaction():
            for feed in config.feed:
                table.add_feed(store.db, feed.url, feed.url, feed.publisher, feed.language)

    def round(self) -> Iterator[Outcome]:
        """Look at all that is due once: first the feeds, then the pages that they name, host by host in turn."""
        for kind, look in (("feed", self._look_at_feed), ("page", self._look_at_page)):
            waiting = table.due(self._store.db, kind, self._clock.now(), self._feeds)
            while waiting and not self.stopping.is_set():
                waits = [self._hosts.wait(url) for url in waiting]
                soonest = min(range(len(waiting)), key=waits.__getitem__)
                if waits[soonest] > LONG:
                    break  # all hosts left want to be left alone; the next round asks them
                (self._clock.wait or self.stopping.wait)(waits[soonest])
                if not self.stopping.is_set():
                    yield from look(waiting.pop(soonest))

    def until_due(self) -> float:
        """Seconds until something is due, at most a minute."""
        return min(60.0, max(1.0, table.next_due(self._store.db, self._feeds) - self._clock.now()))

    def _look_at_feed(self, url: str) -> Iterator[Outcome]:
        known = table.row(self._store.db, url)
        feed = self._feeds.get(known.feed or "") if known else None
        if known is None or feed is None:
            return
        answer = self._get(known)
        if isinstance(answer, Failure):
            yield Outcome("failed", answer)
            return
        named: list[Entry] = []
        fault: StopSource | None = None
        if answer.status != 304:
            try:
                named = list(entries(answer.data, answer.url))
            except StopSource as stop:
                fault = stop
        if fault is not None:
            yield Outcome("failed", self._failed(known, FetchError(fault.found)))
            return
        with self._store.transaction():
            self._take_in(named, known, feed)
            again = self._clock.now() + feed.every * 60 * random.uniform(0.9, 1.1)
            table.checked(self._store.db, url, again, answer.etag or known.etag, answer.modified or known.modified)
            self._store.db.execute("DELETE FROM failures WHERE source = ?", (url,))

    def _take_in(self, named: list[Entry], known: table.Watched, feed: Feed) -> None:
        oldest = (
            datetime.datetime.fromtimestamp(self._clock.now() - feed.days * 86_400, datetime.UTC).date().isoformat()
        )
        further = 0
        for entry in named:
            if entry.archive and is_older(entry.stamp, oldest):
                continue
            if not entry.sitemap:
                table.add_page(self._store.db, entry, known)
            elif further < MAX_SITEMAPS:
                further += 1
                table.add_feed(self._store.db, entry.url, feed.url, feed.publisher, feed.language)

    def _look_at_page(self, url: str) -> Iterator[Outcome]:
        known = table.row(self._store.db, url)
        feed = self._feeds.get(known.feed or "") if known else None
        if known is None or feed is None:
            return
        answer = self._get(known) if feed.full_text else Answer(url, 200, b"", "", None, None, None)
        if isinstance(answer, Failure):
            yield Outcome("failed", answer)
            return
        outcome = Outcome("same") if answer.status == 304 else self._keep(known, answer)
        with self._store.transaction():
            table.checked(
                self._store.db, url, table.NEVER, answer.etag or known.etag, answer.modified or known.modified
            )
        yield outcome

    def _keep(self, known: table.Watched, answer: Answer) -> Outcome:
        raw = self._raw(known, answer)
        origin = self._journal.origin(raw, None)
        if self._journal.known(origin) == "read":
            return Outcome("read before")
        result = self._result(raw, known, self._store.take_in_hand(origin))
        if isinstance(result, Failure):
            self._store.add_failure(result, origin)
            return Outcome("failed", result)
        return Outcome(self._store.add(result, origin, key_of(result.article, self._setup.digest())), result)

    def _result(self, raw: Raw, known: table.Watched, ended: int) -> Report | Failure:
        """What is read from a page; `ended` is how often the watch ended at it before."""
        if ended >= PATIENCE:
            return ended_too_often(raw, ended, "It is read again when its text changes")
        if ended:
            return read_apart(raw, self._setup)
        self._read = self._read or self._setup.reader(Repeats(self._store.path))
        with limited(self._setup.time_limit) as limit:
            result = self._read(raw)
            if isinstance(result, Failure) and len(known.summary or "") >= ENOUGH:
                result = self._read(_of_feed(known))
        if limit.ended:
            result = Failure(known.url, limit.why, "Report it with this address: it is a fault of lagebild")
        return result

    def _raw(self, known: table.Watched, answer: Answer) -> Raw:
        if not answer.data:
            return _of_feed(known)
        is_pdf = answer.kind == "application/pdf" or answer.data.startswith(b"%PDF-")
        try:
            text = "" if is_pdf else decode_page(answer.data, answer.charset)
        except StopSource:
            text = ""
        return replace(
            _of_feed(known),
            text=text,
            markup=not is_pdf and answer.kind != "text/plain",
            blob=answer.data if is_pdf else None,
            fetched=_iso(self._clock.now()),
        )

    def _get(self, known: table.Watched) -> Answer | Failure:
        """The answer; a failure that is noted, with the time at which it is tried again."""
        try:
            self._hosts.check(known.url)
            try:
                return self._fetcher.get(known.url, known.etag, known.modified)
            finally:
                self._hosts.asked(known.url)
        except FetchError as error:
            return self._failed(known, error)

    def _failed(self, known: table.Watched, error: FetchError) -> Failure:
        now = self._clock.now()
        delay = min(FIRST_AGAIN * 2**known.tries, LAST_AGAIN) * random.uniform(0.5, 1.5)
        given_up = error.gone or known.tries + 1 >= TRIES
        if known.kind == "feed":
            delay, given_up = (LAST_AGAIN, False) if given_up else (delay, False)
        again = table.NEVER if given_up else now + max(delay, error.wait or 0.0)
        if error.busy:
            self._hosts.rest(known.url, min(error.wait or delay, 3600.0))
        step = "It is given up" if given_up else f"It is tried again at {_iso(again)}"
        failure = Failure(known.url, error.found, step)
        with self._store.transaction():
            table.failed(self._store.db, known.url, again)
        self._store.add_failure(failure)
        return failure


def _of_feed(known: table.Watched) -> Raw:
    """The article as the feed itself holds it."""
    return Raw(
        text=known.summary or "",
        source=known.url,
        title=known.title,
        published=known.published,
        url=known.url,
        publisher=known.publisher,
        language=known.language,
        dated_from=known.url,
    )


def _iso(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
