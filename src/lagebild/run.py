"""Reading into a store: each article once, whatever ends the run in between.

    for outcome in read_into(store, ["2021/"], Setup(), jobs=2): ...

What the journal knows from an earlier call is passed by; the rest is read and written down, article by article.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from lagebild.intake import Failure, open_sources
from lagebild.intake.source import Raw
from lagebild.picture.hands import PATIENCE
from lagebild.picture.journal import Command, Origin
from lagebild.picture.store import Store, StoreError
from lagebild.pipeline import Item, Setup, read_items
from lagebild.records import Report
from lagebild.repeats import Repeats, key_of
from lagebild.workers import TIME_LIMIT


class Outcome(NamedTuple):
    """What became of one article: `new`, `changed`, `same`, `failed`, and from earlier: `read before`, `failed before`."""

    kind: str
    result: Report | Failure | None = None


def read_into(
    store: Store, paths: Iterable[str], setup: Setup, *, jobs: int = 1, again: bool = False, retry: bool = False
) -> Iterator[Outcome]:
    """Read files, folders, globs and stdin into `store`, in the order of the input.

    `retry` reads what failed before once more, `again` everything. Raises StoreError where the store cannot be written.
    """
    run = _Run(store, tuple(paths), setup, again=again, retry=retry, alone=jobs == 1)
    repeats = Repeats(store.path, wanted=not again)
    try:
        for result in read_items(run.items(), setup, jobs=jobs, repeats=repeats, apart=run.is_suspect):
            yield from run.passed()
            yield Outcome(run.keep(result), result)
    finally:
        run.let_go()
    yield from run.passed()
    store.end(run.journal, run.settled)


class _Run:
    """The state of one run: what is out with the readers, what was passed by, what failed where."""

    def __init__(
        self, store: Store, paths: tuple[str, ...], setup: Setup, *, again: bool, retry: bool, alone: bool
    ) -> None:
        self._store, self._paths, self._options = store, paths, setup.intake
        self._again, self._retry, self._alone = again, retry, alone
        self._reading = setup.digest()
        self.journal = store.begin(command(paths, setup))
        self.settled: dict[str, set[tuple[str, int]]] = {}  # files opened, with the places in them that failed
        self._out: deque[Origin] = deque()
        self._ended = 0  # how often a reader ended with the article in hand that was given out last
        self._passed = {"read before": 0, "failed before": 0}

    def items(self) -> Iterator[Raw | Failure]:
        """What is to be read."""
        for path, item in open_sources(self._paths, self._options):
            origin = self.journal.origin(item, path)
            known = None if isinstance(item, Failure) or self._again else self.journal.known(origin)
            if path is not None:
                self.settled.setdefault(path, set())
            if known == "read" or (known == "failed" and not self._retry):
                self._passed[f"{known} before"] += 1
                self._failed(origin, known == "failed")
            else:
                self._out.append(origin)
                yield self._in_hand(item, origin)

    def is_suspect(self, item: Item) -> bool:
        """Whether the article given out last may have ended its reader before."""
        return self._ended > 0 and isinstance(item, Raw)

    def _in_hand(self, item: Raw | Failure, origin: Origin) -> Raw | Failure:
        """The item, written down as in hand; a failure in its place where its reader ended too often.

        Only where this process reads itself: `workers.Pool` names what ends one of its processes.
        """
        self._ended = self._store.take_in_hand(origin) if self._alone and isinstance(item, Raw) else 0
        if self._ended < PATIENCE or self._retry or isinstance(item, Failure):
            return item
        return ended_too_often(item, self._ended, f"lagebild retry {self._store.path} tries it again")

    def let_go(self) -> None:
        """What is still in hand is not so because this process was killed: Ctrl-C, a full disk, a caller with enough."""
        if self._alone and self._out:
            with suppress(StoreError):
                self._store.put_down(self._out)

    def keep(self, result: Report | Failure) -> str:
        """Store a result and say what became of it."""
        origin = self._out.popleft()
        if isinstance(result, Failure):
            self._failed(origin, True)
            self._store.add_failure(result, origin)
            return "failed"
        return self._store.add(result, origin, key_of(result.article, self._reading))

    def passed(self) -> Iterator[Outcome]:
        """What was passed by since the last call."""
        for kind, count in self._passed.items():
            self._passed[kind] = 0
            yield from (Outcome(kind) for _ in range(count))

    def _failed(self, origin: Origin, failed: bool) -> None:
        if failed and origin.path is not None:
            self.settled[origin.path].add((origin.source, origin.record))


def ended_too_often(item: Raw, ended: int, step: str) -> Failure:
    """The failure in the place of an article that its readers did not outlive."""
    found = f"its reader ended {ended} times while it was reading this (killed, crashed or out of memory)"
    return Failure(item.source, found, step, item.offset)


def command(paths: tuple[str, ...], setup: Setup) -> Command:
    """What makes a later call the same as this one. Files named in the setup count by their content."""
    # How long one may take is no part of what is read.
    setup = dataclasses.replace(setup, time_limit=TIME_LIMIT)
    settings = msgspec.json.encode(setup, enc_hook=str).decode()
    parts = [msgspec.json.encode(msgspec.to_builtins(setup, enc_hook=str), order="sorted")]
    parts += [Path(p).read_bytes() for p in (setup.knowledge, setup.ontology) if p]
    return Command(paths, os.getcwd(), settings, hashlib.sha256(b"\0".join(parts)).hexdigest()[:32])


def setup_of(settings: str) -> Setup:
    """The setup that was written down with a run."""
    return msgspec.json.decode(settings, type=Setup, dec_hook=lambda kind, value: kind(value))
