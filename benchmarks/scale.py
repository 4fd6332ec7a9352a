"""The store at volume: time to add an article, to search and to show pages, at 1,000 and at 100,000 articles.

    python -m benchmarks.scale --articles 100000 --store /tmp/scale.db

Articles are made from the examples by varying their reports: words are exchanged for others of the same length (so that
offsets stay right and texts are no copies), dates move over ten years, people get other surnames. Reading is not measured
here (`benchmarks/speed.py`). Not part of `make bench`: 100,000 articles take some minutes and about 4 GB of disk.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from lagebild.api import article, read_many
from lagebild.intake import Options, open_paths
from lagebild.picture.store import Store, open_store
from lagebild.records import Article, Report

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST_DAY, DAYS = date(2010, 1, 1), 3650
EXCHANGED = 0.5  # share of words: of five in a row about 3 % stay together, so that nothing passes for a copy
SURNAMES = 400
SAMPLE = 200  # articles whose adding is timed at each size
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+")
PAGES = ("/", "/events?actor=RUS", "/actor/country:RUS", "/pair/BLR/RUS", "/statements?about=Sanktionen", "/stories",
         "/articles", "/search?q=Waffenstillstand", "/search?q=Hafen&similar=1")  # fmt: skip


def seeds() -> list[Report]:
    """The reports that are varied: the examples and the articles of the merging gold."""
    items = open_paths([str(EXAMPLES)], Options())
    gold = (Path(__file__).parent / "gold/picture/articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [msgspec.json.decode(line) for line in gold]
    texts = [article(r["text"], id=r["id"], published=r["published"], publisher=r["publisher"]) for r in rows]
    return list(read_many([*(i for i in items if isinstance(i, Article)), *texts]))


def varied(base: Report, number: int, words: dict[int, list[str]], rng: random.Random) -> Report:
    """A new article of the same shape."""

    def other(found: re.Match[str]) -> str:
        same = words[len(found[0])]
        new = rng.choice(same) if rng.random() < EXCHANGED else found[0]
        return new.capitalize() if found[0][0].isupper() else new.lower()

    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    text = _WORD.sub(other, base.article.text)
    suffix = f" {rng.randrange(SURNAMES):03}"
    entities = tuple(
        msgspec.structs.replace(e, name=e.name + suffix) if e.kind == "person" else e for e in base.entities
    )
    spans = [
        tuple(msgspec.structs.replace(r, text=text[r.start : r.end]) for r in rows)
        for rows in (base.times, base.places, base.quantities)
    ]
    return msgspec.structs.replace(
        base,
        article=msgspec.structs.replace(
            base.article, id=f"s{number}", text=text, published=day.isoformat(), source=None, url=None
        ),
        entities=entities,
        times=spans[0],
        places=spans[1],
        quantities=spans[2],
        events=tuple(msgspec.structs.replace(v, date=day.isoformat() if v.date else None) for v in base.events),
        quotes=tuple(msgspec.structs.replace(q, date=day.isoformat()) for q in base.quotes),
    )


def made(count: int) -> Iterator[Report]:
    """`count` varied reports, always the same ones."""
    rng = random.Random(1)
    bases = seeds()
    words: dict[int, list[str]] = {}
    for base in bases:
        for word in _WORD.findall(base.article.text):
            words.setdefault(len(word), []).append(word)
    for number in range(count):
        yield varied(rng.choice(bases), number, words, rng)


def fill(store: Store, count: int) -> dict[int, float]:
    """Add `count` articles; the median milliseconds of one at 1,000 and at the end."""
    times: list[float] = []
    found: dict[int, float] = {}
    began = time.perf_counter()
    for number, report in enumerate(made(count), 1):
        start = time.perf_counter()
        store.add(report)
        times.append((time.perf_counter() - start) * 1000)
        if number in (1000 + SAMPLE, count):
            found[number] = statistics.median(times[-SAMPLE:])
        if number % 5000 == 0:
            print(f"{number:,} articles, {number / (time.perf_counter() - began):,.0f} a second", flush=True)
    return found


def timed(action: Callable[[], object], runs: int = 5) -> float:
    """The median milliseconds of an action."""
    return statistics.median(_once(action) for _ in range(runs))


def _once(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Fill, then time pages."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--store", type=Path, required=True, help="a file that does not exist yet, or one made before")
    given = options.parse_args()
    if not given.store.exists():
        with open_store(given.store) as store:
            for number, ms in fill(store, given.articles).items():
                print(f"adding at {number:,}: {ms:.1f} ms")
    from starlette.testclient import TestClient

    from lagebild.web.app import create_app

    client = TestClient(create_app(given.store))
    for page in PAGES:
        print(f"{timed(lambda page=page: client.get(page)):8.1f} ms  {page}")  # type: ignore[misc]


if __name__ == "__main__":
    main()
