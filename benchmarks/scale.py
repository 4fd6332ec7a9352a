"""The store at volume: time to add an article, to search and to show pages at 1,000, 10,000 and 100,000 articles.

    python -m benchmarks.scale --store /tmp/scale.db              # goes on where it was cut off
    python -m benchmarks.scale --store /tmp/scale.db --clock cpu  # processor time, where the machine is not idle
    python -m benchmarks.scale --store /tmp/scale.db --clock cpu --beside  # adding to it and to one of 1,000 by turns

Articles are made from the examples by varying their reports: words are exchanged for others of the same length (so that
offsets stay right and texts are no copies), dates move over ten years, people get other surnames, the codes of sentences
lose some bits. Reading is not measured here (`benchmarks/speed.py`). Not part of `make bench`: 100,000 articles take about
twenty minutes and 3 GB of disk.
"""

from __future__ import annotations

import argparse
import base64
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.table import Row
from lagebild.api import article, read_many
from lagebild.intake import Options, open_paths
from lagebild.picture.store import Store, open_store
from lagebild.records import Article, Report, Sentence

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST_DAY, DAYS = date(2010, 1, 1), 3650
EXCHANGED = 0.5  # share of words: of five in a row about 3 % stay together, so that nothing passes for a copy
FLIPPED = 90  # of the 512 bits of a sentence's code: sentences that mean nearly the same differ in about as many
SURNAMES = 400
SIZES = (1_000, 10_000, 100_000)
SAMPLE = 200  # articles whose adding is timed at each size
RUNS = 5  # of which the median counts
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+")
PAGES = (
    "/", "/events", "/events?actor=RUS", "/events?type=ASSAULT", "/actor/RUS", "/pair/BLR/RUS", "/statements", "/stories",
    "/articles", "/actors", "/story/{story}", "/event/{event}", "/article/{article}",
)  # fmt: skip
SEARCHES = {
    "full text": "/search.json?q=Waffenstillstand",
    "full text, three words": "/search.json?q=Sanktionen+gegen+Belarus",
    "full text, a phrase": "/search.json?q=%22der+Regierung%22",
    "actor": "/events.json?actor=Putin",
    "actor and type": "/events.json?actor=RUS&type=CONSULT",
    "type, place and time": "/events.json?type=ASSAULT&place=Mogadischu&since=2012&until=2018",
    "status": "/events.json?status=denied",
    "speaker": "/events.json?speaker=RUS",
    "what X said about Y": "/statements.json?speaker=RUS&about=Sanktionen",
    "similar sentences": "/search.json?q=Truppen+an+der+Grenze&similar=1",
}


def seeds() -> list[Report]:
    """The reports that are varied: the examples and the articles of the merging gold."""
    items = open_paths([str(EXAMPLES)], Options())
    gold = (Path(__file__).parent / "gold/picture/articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [msgspec.json.decode(line) for line in gold]
    texts = [article(r["text"], id=r["id"], published=r["published"], publisher=r["publisher"]) for r in rows]
    return list(read_many([*(i for i in items if isinstance(i, Article)), *texts]))


def varied(base: Report, number: int, words: dict[int, list[str]], rng: Random) -> Report:
    """A new article of the same shape."""

    def other(found: re.Match[str]) -> str:
        same = words[len(found[0])]
        new = same[int(rng.random() * len(same))] if rng.random() < EXCHANGED else found[0]
        return new.capitalize() if found[0][0].isupper() else new.lower()

    day = (FIRST_DAY + timedelta(days=rng.randrange(DAYS))).isoformat()
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
        article=msgspec.structs.replace(base.article, id=f"s{number}", text=text, published=day, source=None, url=None),
        sentences=tuple(_blurred(s, rng) for s in base.sentences),
        entities=entities,
        times=spans[0],
        places=spans[1],
        quantities=spans[2],
        events=tuple(msgspec.structs.replace(v, date=day if v.date else None) for v in base.events),
        quotes=tuple(msgspec.structs.replace(q, date=day) for q in base.quotes),
    )


def _blurred(sentence: Sentence, rng: Random) -> Sentence:
    if not sentence.code:
        return sentence
    bits = base64.b64decode(sentence.code)
    noise = 0
    for _ in range(FLIPPED):
        noise |= 1 << int(rng.random() * 8 * len(bits))
    blurred = (int.from_bytes(bits) ^ noise).to_bytes(len(bits))
    return msgspec.structs.replace(sentence, code=base64.b64encode(blurred).decode())


def made(count: int, first: int = 0) -> Iterator[Report]:
    """Varied reports number `first` to `count`, always the same ones."""
    bases = seeds()
    words: dict[int, list[str]] = {}
    for base in bases:
        for word in _WORD.findall(base.article.text):
            words.setdefault(len(word), []).append(word)
    for number in range(first, count):
        rng = random.Random(number)
        yield varied(rng.choice(bases), number, words, rng)


def grown(store: Store, sizes: tuple[int, ...], clock: Callable[[], float]) -> Iterator[tuple[int, float | None]]:
    """Fill the store; at each size, the median milliseconds of one addition. None: the store was larger already."""
    there = store.size()
    for size in (s for s in sizes if s + SAMPLE <= there):
        yield size, None
    times: list[float] = []
    began = time.perf_counter()
    for number, report in enumerate(made(max(sizes) + SAMPLE, there), there + 1):
        start = clock()
        store.add(report)
        times.append((clock() - start) * 1000)
        if number - SAMPLE in sizes:
            yield number - SAMPLE, statistics.median(times[-SAMPLE:])
        if number % 5000 == 0:
            rate = (number - there) / (time.perf_counter() - began)
            print(
                f"{number:,} articles, {rate:,.0f} a second, {statistics.median(times[-SAMPLE:]):.1f} ms each",
                flush=True,
            )


def beside(large: Store, clock: Callable[[], float]) -> tuple[float, float]:
    """Median milliseconds of an addition to a store of 1,000 and to `large`, the same articles by turns: what else the machine
    does meanwhile weighs on both. The first third, while caches fill, does not count."""
    there = large.size()
    with TemporaryDirectory() as folder, open_store(Path(folder) / "small.db") as small:
        for report in made(SIZES[0]):
            small.add(report)
        times: tuple[list[float], list[float]] = ([], [])
        for report in made(there + 3 * SAMPLE, there):
            for store, taken in zip((small, large), times, strict=True):
                start = clock()
                store.add(report)
                taken.append((clock() - start) * 1000)
    one, other = (statistics.median(taken[SAMPLE:]) for taken in times)
    return one, other


def measured(path: Path, size: int, adding: float | None, clock: Callable[[], float]) -> Iterator[Row]:
    """The rows of the table at one size."""
    from starlette.testclient import TestClient

    from lagebild.web.app import create_app

    client = TestClient(create_app(path))
    at = f"at {size:,} articles"
    if adding is not None:
        yield Row(
            f"volume: adding an article {at}, ms", round(adding, 1), bar="1.5 × that at 1,000" if size > 1000 else "–"
        )
    with open_store(path, readonly=True) as store:
        (story,) = store.db.execute("SELECT grp FROM story ORDER BY members DESC LIMIT 1").fetchone()
        (event,) = store.db.execute("SELECT grp FROM group_member WHERE kind = 'event' LIMIT 1 OFFSET 9").fetchone()
    for name, address in SEARCHES.items():
        yield Row(f"volume: search, {name}, {at}, ms", timed(client.get, address, clock), bar="100")
    for page in PAGES:
        address = page.format(story=story, event=event.replace("/", "%2F"), article="s17")
        yield Row(f"volume: page {page} {at}, ms", timed(client.get, address, clock), bar="1000")


def timed(get: Callable[[str], object], address: str, clock: Callable[[], float]) -> float:
    """The median milliseconds of an answer; raises where it is not one."""
    times = []
    for _ in range(RUNS):
        start = clock()
        answer = get(address)
        times.append((clock() - start) * 1000)
        if getattr(answer, "status_code", 0) != 200:
            raise RuntimeError(f"{address}: {getattr(answer, 'status_code', '?')}")
    return round(statistics.median(times), 1)


def main() -> None:
    """Fill, then time searches and pages at each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--store", type=Path, required=True, help="made if it is not there, gone on with if it is")
    options.add_argument("--articles", type=int, default=SIZES[-1], help="the largest size")
    options.add_argument("--clock", choices=("wall", "cpu"), default="wall")
    options.add_argument("--beside", action="store_true", help="only add to the store and to one of 1,000, by turns")
    given = options.parse_args()
    clock = time.process_time if given.clock == "cpu" else time.perf_counter
    sizes = tuple(sorted({s for s in SIZES if s < given.articles} | {given.articles}))
    with open_store(given.store) as store:
        if given.beside:
            one, other = beside(store, clock)
            print(f"adding: {one:.1f} ms at 1,000, {other:.1f} ms at {store.size():,}, {other / one:.2f} times")
            return
        for size, adding in grown(store, sizes, clock):
            if adding is None and size != sizes[-1]:
                continue  # what was passed before cannot be measured any more
            for row in measured(given.store, size, adding, clock):
                print(f"{row.ours:10.1f}  {row.measure}  (bar: {row.bar})", flush=True)


if __name__ == "__main__":
    main()
