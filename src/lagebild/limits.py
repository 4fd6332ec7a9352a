"""A limit on the time of one article in this process, where the system has an alarm to set."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class Limit:
    """Whether the time was over."""

    seconds: float
    ended: bool = False

    @property
    def why(self) -> str:
        """In words."""
        return f"reading took more than {self.seconds:.0f} s and was ended"


class TimeOver(BaseException):
    """Ends a reading. No `Exception`, so that nothing on the way takes it for a fault of its own."""


@contextmanager
def limited(seconds: float) -> Iterator[Limit]:
    """End what runs inside after `seconds`; says so in what it gives.

    Without effect outside the main thread, where the program has an alarm of its own, and where there are none (Windows):
    there reader processes (`jobs`) are ended from outside.
    """
    limit = Limit(seconds)
    if not _can_be_set():
        yield limit
        return

    def over(number: int, frame: FrameType | None) -> None:
        limit.ended = True
        raise TimeOver

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield limit
    except TimeOver:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _can_be_set() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, None)
        and signal.getitimer(signal.ITIMER_REAL)[0] == 0
    )
