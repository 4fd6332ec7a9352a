"""Several readers at once: processes that read article after article, results in the order of the input.

Own processes with a pipe each instead of `concurrent.futures`, whose pool is lost as a whole when one process dies and
cannot end a task that hangs: here an article that kills or stalls its reader is named, and the others are read.
At most `AHEAD` articles are out with each reader, so that memory stays bounded however long the input is.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any

AHEAD = 4
# Only as much is sent ahead as the pipe takes without blocking: a reader that is writing its result does not listen.
AHEAD_BYTES = 32_768
# Results that wait for an earlier article to be finished; with a slow one in front the others pause here.
WAITING = 64
WAITING_BYTES = 64_000_000
# Seconds; longer than any honest article takes: a usual one is read in a few hundredths of a second.
TIME_LIMIT = 900.0


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that ended its process or did not end."""

    why: str


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    payload: bytes


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    out: deque[_Task] = field(default_factory=deque)  # sent, oldest first
    began: float = 0.0  # when the oldest was begun


class Pool:
    """`jobs` processes that each run `setup()` once and then its result on every task."""

    def __init__(self, setup: Callable[[], Callable[[Any], Any]], jobs: int, time_limit: float = TIME_LIMIT) -> None:
        self._setup, self._jobs, self._limit = setup, jobs, time_limit
        self._workers: list[_Worker] = []
        self._held = 0  # bytes of results that wait
        # A fresh interpreter, because a fork would copy the threads' locks of numpy and onnxruntime in any state.
        self._context = get_context("spawn")

    def run(self, tasks: Iterable[Any]) -> Iterator[Any]:
        """The results in the order of `tasks`; a `Lost` in the place of what could not be done."""
        waiting = (_Task(n, bytes(ForkingPickler.dumps(task))) for n, task in enumerate(tasks))
        done: dict[int, tuple[int, Any]] = {}
        next_out, held = 0, next(waiting, None)
        self._held = 0
        try:
            while held or done or any(w.out for w in self._workers):
                while held and self._room(len(done)) and (free := self._free(len(held.payload))):
                    self._send(free, held)
                    held = next(waiting, None)
                while next_out in done:
                    size, result = done.pop(next_out)
                    self._held -= size
                    yield result
                    next_out += 1
                if any(w.out for w in self._workers):
                    self._collect(done)
        finally:
            self._end()

    def _room(self, waiting: int) -> bool:
        return waiting < WAITING and self._held < WAITING_BYTES

    def _free(self, size: int) -> _Worker | None:
        """The reader with the least to do, started if there are fewer than allowed; None where all have enough."""
        least = min(self._workers, key=lambda w: len(w.out), default=None)
        if least is not None and not least.out:
            return least
        if len(self._workers) < self._jobs:
            return self._start()
        if least is None or len(least.out) >= AHEAD or sum(len(t.payload) for t in least.out) + size > AHEAD_BYTES:
            return None
        return least

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(self._setup, theirs), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker, task: _Task) -> None:
        if not worker.out:
            worker.began = time.monotonic()
        worker.out.append(task)
        # One that has died is found by `_collect`, which names the article and starts another.
        with contextlib.suppress(BrokenPipeError, ConnectionError):
            worker.pipe.send_bytes(task.payload)

    def _collect(self, done: dict[int, tuple[int, Any]]) -> None:
        """Wait until something has happened and take what is there."""
        busy = [w for w in self._workers if w.out]
        patience = max(0.0, min(w.began for w in busy) + self._limit - time.monotonic())
        ready = wait([w.pipe for w in busy], timeout=patience)
        for worker in busy:
            if worker.pipe in ready:
                try:
                    data = worker.pipe.recv_bytes()
                    self._held += len(data)
                    done[worker.out[0].number] = len(data), pickle.loads(data)
                    worker.out.popleft()
                    worker.began = time.monotonic()
                except (EOFError, OSError):
                    worker.process.join(5)
                    self._replace(worker, f"its reader died (exit status {worker.process.exitcode})", done)
            elif time.monotonic() - worker.began >= self._limit:
                self._replace(worker, f"reading took more than {self._limit:.0f} s and was ended", done)

    def _replace(self, worker: _Worker, why: str, done: dict[int, tuple[int, Any]]) -> None:
        """Name the oldest task as lost, and give the others to a new process."""
        self._workers.remove(worker)
        _kill(worker)
        lost, *others = worker.out
        done[lost.number] = 0, Lost(why)
        if others:
            fresh = self._start()
            for task in others:
                self._send(fresh, task)

    def _end(self) -> None:
        for worker in self._workers:
            _kill(worker)
        self._workers.clear()


def _kill(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _work(setup: Callable[[], Callable[[Any], Any]], pipe: Connection) -> None:
    """The life of a reader: until the pipe closes."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core each
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    work = setup()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        with contextlib.suppress(BrokenPipeError, ConnectionError):  # whoever asked has been killed: so ends this one
            pipe.send(work(task))
