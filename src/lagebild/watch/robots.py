"""What a host allows to be fetched, and how quickly: robots.txt (RFC 9309) and the pace."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from lagebild.watch.fetch import Fetcher, FetchError

# How long a robots.txt is good for, and how long a host that does not give one is left alone, in seconds.
GOOD_FOR, LEFT_ALONE = 86_400.0, 3_600.0
# No robots.txt is that long by honest means (RFC 9309 asks to read at least 500 kB), no delay that long.
MAX_ROBOTS, MAX_DELAY = 500_000, 60.0


class Hosts:
    """The rules and the next free moment of each host."""

    def __init__(self, fetcher: Fetcher, agent: str, pace: float, clock: Callable[[], float] = time.time) -> None:
        self._fetcher, self._agent, self._pace, self._clock = fetcher, agent, pace, clock
        self._rules: dict[str, tuple[Protego | str, float]] = {}  # a text: why there are none now
        self._free: dict[str, float] = {}

    def wait(self, url: str) -> float:
        """Seconds until the host of `url` may be asked again."""
        return max(0.0, self._free.get(host(url), 0.0) - self._clock())

    def asked(self, url: str) -> None:
        """A request was made: the next one waits for the pace."""
        rules = self._rules.get(host(url), ("", 0.0))[0]
        delay = 0.0 if isinstance(rules, str) else float(rules.crawl_delay(self._agent) or 0.0)
        self.rest(url, max(self._pace, min(delay, MAX_DELAY)))

    def rest(self, url: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        name = host(url)
        self._free[name] = max(self._free.get(name, 0.0), self._clock() + seconds)

    def check(self, url: str) -> None:
        """Raises FetchError where robots.txt forbids `url`, or where it cannot be had now."""
        name = host(url)
        rules, until = self._rules.get(name, ("", 0.0))
        if until < self._clock():
            rules, until = self._load(name)
            self._rules[name] = rules, until
        if isinstance(rules, str):
            raise FetchError(f"the host does not give its robots.txt ({rules})", wait=LEFT_ALONE)
        if not rules.can_fetch(url, self._agent):
            raise FetchError("robots.txt forbids it", gone=True)

    def _load(self, name: str) -> tuple[Protego | str, float]:
        try:
            answer = self._fetcher.get(f"{name}/robots.txt")
        except FetchError as error:
            none_there = error.found.startswith("the server answered 4") and not error.busy
            if none_there:
                return Protego.parse(""), self._clock() + GOOD_FOR
            return error.found, self._clock() + LEFT_ALONE
        return Protego.parse(answer.data[:MAX_ROBOTS].decode("utf-8", "replace")), self._clock() + GOOD_FOR


def host(url: str) -> str:
    """Scheme, name and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"
