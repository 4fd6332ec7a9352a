"""Volume: what two processes make of one store, and the memory of a run however long its input is.

Run: python -m benchmarks.volume [../shared]
     python -m benchmarks.volume --megabytes 5000 [--kind json|store|intake] [--seconds 3600] [--distinct]

The input is made from the reports of `examples/` by repetition with new ids. With `--distinct` each has a sentence of its
own, so that every one must be read; otherwise texts read before are taken over (`lagebild.repeats`), as a user's are.
Memory is that of all processes of a run together, sampled. In the table the run into a store leaves the language step out
(`--language-model segments`): its memory does not depend on the input (benchmarks/speed.py measures it).
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.table import Row

EXAMPLES = Path(__file__).parent.parent / "examples"
# Articles of the runs that are timed: a minute on one core, so that the start of the processes is a small part of it.
TIMED = 1000
# The first articles of each process load the models; without them the rate is that of a long run.
WARM = 10
# Sizes of the two runs whose memory is compared, in MB; a store takes some 200 articles a second.
SMALL, LARGE = 1.0, 4.0
# Of the file that is only taken in, not read: here size is cheap.
TAKEN_IN = 300.0
# Lines of the curve that a long run prints.
LINES = 20
_TIMED = """
import json, resource, sys, time
from lagebild.picture.store import open_store
from lagebild.pipeline import Setup
from lagebild.run import read_into
def used(who):
    found = resource.getrusage(who)
    return found.ru_utime + found.ru_stime
if __name__ == "__main__":
    path, store, jobs, warm = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    began = time.perf_counter()
    with open_store(store) as kept:
        for number, outcome in enumerate(read_into(kept, [path], Setup(), jobs=jobs)):
            if number == warm: warmed = time.perf_counter()
    ended, count = time.perf_counter(), number + 1
    print(json.dumps({
        "rate": (number - warm) / (ended - warmed), "whole": count / (ended - began),
        "own": 1000 * used(resource.RUSAGE_SELF) / count, "readers": 1000 * used(resource.RUSAGE_CHILDREN) / count,
    }))
"""
_TAKE_IN = """
import sys
from lagebild.intake import Options, open_raw
print(sum(1 for _ in open_raw([sys.argv[1]], Options())))
"""


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_throughput(Path(folder)), _memory(Path(folder), SMALL, LARGE), _intake(Path(folder))]


def _throughput(folder: Path) -> list[Row]:
    path = folder / "timed.jsonl"
    write(path, _articles(TIMED, distinct=True))
    one, two = (_timed(path, folder, jobs) for jobs in (1, 2))
    load = os.getloadavg()[0]
    note = (
        f"{one['rate']:.1f} and {two['rate']:.1f} articles a second, {TIMED:,} articles; with the start of the processes "
        f"{two['whole'] / one['whole'] / 2:.2f}; {os.cpu_count()} cores, load {load:.1f}"
    )
    work = (
        f"processor time (a busy machine swells it): {one['own']:.1f} ms an article with one process; with two readers "
        f"{two['readers']:.1f} ms in them and {two['own']:.1f} ms in the one that feeds them and writes the store"
    )
    cost = one["own"] / (two["own"] + two["readers"])
    return [
        Row(
            "--jobs 2 into a store, share of twice one core",
            round(two["rate"] / one["rate"] / 2, 2),
            bar="0.90",
            note=note,
        ),
        Row("processor time of --jobs 1 as share of that of --jobs 2", round(cost, 2), bar="0.90", note=work),
    ]


def _timed(path: Path, folder: Path, jobs: int) -> dict[str, float]:
    script = folder / "timed.py"
    script.write_text(_TIMED, encoding="utf-8")
    command = [sys.executable, str(script), str(path), str(folder / f"{jobs}.db"), str(jobs), str(WARM * jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _memory(folder: Path, small: float, large: float) -> Row:
    peaks = []
    for megabytes in (small, large):
        path = folder / "m.jsonl"
        count = write(path, _articles(10**9), megabytes)
        command = [sys.executable, "-m", "lagebild.cli", "read", str(path), "-o", str(folder / f"{megabytes}.db")]
        peaks.append((count, peak([*command, "--jobs", "2", "--quiet", "--language-model", "segments"])))
    (fewer, low), (more, high) = peaks
    note = f"language step left out; {low:.0f} MB at {fewer:,} articles ({small:g} MB), this at {more:,} ({large:g} MB)"
    return Row("memory of all processes of --jobs 2, MB", round(high), bar="2,000", note=note)


def _intake(folder: Path) -> Row:
    path = folder / "i.jsonl"
    count = write(path, _articles(10**9), TAKEN_IN)
    high = peak([sys.executable, "-c", _TAKE_IN, str(path)])
    return Row(
        f"memory of taking in {TAKEN_IN:g} MB of JSON Lines, MB", round(high), note=f"{count:,} articles, streamed"
    )


def write(path: Path, rows: Iterator[dict[str, str]], megabytes: float = 0) -> int:
    """Write JSON Lines until they are so large (0: all); returns how many."""
    count = size = 0
    with path.open("wb") as file:
        for row in rows:
            size += file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            count += 1
            if megabytes and size > megabytes * 1e6:
                break
    return count


def _articles(count: int, *, distinct: bool = False) -> Iterator[dict[str, str]]:
    texts = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]
    for n in range(count):
        own = f" Die Meldung trägt die Nummer {n} in der {_word(n)}liste." if distinct else ""
        yield {"id": f"v{n}", "text": texts[n % len(texts)] + own, "published": f"2021-{n % len(texts) + 1:02d}-11"}


def _word(number: int) -> str:
    """A word that no other number has: what readers remember of words must stay bounded, too."""
    syllables = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru")
    return "".join(syllables[int(digit)] for digit in str(number)).capitalize()


def peak(command: list[str]) -> float:
    """The most memory in MB that a command and its processes held together; sampled, so a moment can be missed."""
    return max(memory for _, memory in sampled(command))


def sampled(command: list[str], every: float = 0.05, seconds: float = float("inf")) -> Iterator[tuple[int, float]]:
    """(process, MB of it and all its processes) again and again, until the command ends or is ended."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_environment())
    end = time.monotonic() + seconds
    try:
        while process.poll() is None and time.monotonic() < end:
            yield process.pid, sum(map(_resident, _family(process.pid))) * os.sysconf("SC_PAGE_SIZE") / 1e6
            time.sleep(every)
    finally:
        process.terminate()
        process.wait()
    if process.returncode not in (0, -signal.SIGTERM):
        raise RuntimeError(f"exit status {process.returncode}: {' '.join(command)}")


def long_run(megabytes: float, kind: str, seconds: float, distinct: bool) -> None:
    """One run on a large file: its memory after each twentieth of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "long.jsonl"
        count = write(path, _articles(10**12, distinct=distinct), megabytes)
        print(f"{count:,} articles, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
        began, high, line = time.monotonic(), 0.0, 0
        for process, memory in sampled(_command(kind, path, folder), 0.2, seconds):
            high = max(high, memory)
            taken = _position(process, path)
            if taken * LINES >= line * path.stat().st_size:
                line = int(taken * LINES / path.stat().st_size) + 1
                after = time.monotonic() - began
                print(
                    f"{taken / 1e6:,.0f} MB taken in after {after:,.0f} s: now {memory:.0f} MB, highest {high:.0f}",
                    flush=True,
                )
        print(f"highest {high:.0f} MB in {time.monotonic() - began:,.0f} s")


def _command(kind: str, path: Path, folder: Path) -> list[str]:
    if kind == "intake":
        return [sys.executable, "-c", _TAKE_IN, str(path)]
    output = ["--json"] if kind == "json" else ["-o", str(folder / "long.db")]
    return [sys.executable, "-m", "lagebild.cli", "read", str(path), "--jobs", "2", "--quiet", *output]


def _position(process: int, path: Path) -> int:
    """How much of a file a process has read (Linux)."""
    with suppress(OSError):
        for opened in Path(f"/proc/{process}/fd").iterdir():
            if opened.readlink() == path.resolve():
                return int(Path(f"/proc/{process}/fdinfo/{opened.name}").read_text().split()[1])
    return 0


def _family(parent: int) -> list[int]:
    with suppress(OSError):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return [parent, *(p for child in children for p in _family(int(child)))]
    return []


def _resident(process: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return 0


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1"}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    parser.add_argument("--megabytes", type=float, help="one run on a file of so many MB, and nothing else")
    parser.add_argument("--kind", choices=("json", "store", "intake"), default="json", help="what the run does")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end the run after so many")
    parser.add_argument("--distinct", action="store_true", help="no text comes twice")
    given = parser.parse_args()
    if given.megabytes:
        long_run(given.megabytes, given.kind, given.seconds, given.distinct)
    else:
        for row in measure(given.shared):
            print(row)
