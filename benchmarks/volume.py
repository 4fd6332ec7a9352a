"""Volume: what two processes make of one store, and the memory of a run however long its input is.

Run: python -m benchmarks.volume [../shared] [--megabytes 5000]

The input is made from the reports of `examples/` by repetition with new ids. Memory is that of all processes of a run
together, sampled; the language step is left out there (`--language-model segments`), because its memory does not depend
on the input (benchmarks/speed.py measures it) and it would take days on 5 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.table import Row

EXAMPLES = Path(__file__).parent.parent / "examples"
# Articles of the run that is timed; enough that a process's share of them evens out.
TIMED = 120
# Sizes of the two runs whose memory is compared, in MB; a store takes some 200 articles a second.
SMALL, LARGE = 1.0, 4.0
# Of the file that is only taken in, not read: here size is cheap.
TAKEN_IN = 300.0
_TIMED = """
import os, sys, time
from lagebild.picture.store import open_store
from lagebild.pipeline import Setup
from lagebild.run import read_into
if __name__ == "__main__":
    path, store, jobs, warm = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    with open_store(store) as kept:
        for number, outcome in enumerate(read_into(kept, [path], Setup(), jobs=jobs)):
            if number == warm: began = time.perf_counter()
    print((number - warm) / (time.perf_counter() - began))
"""
_TAKE_IN = """
import sys
from lagebild.intake import Options, open_raw
print(sum(1 for _ in open_raw([sys.argv[1]], Options())))
"""


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table."""
    with tempfile.TemporaryDirectory() as folder:
        return [_throughput(Path(folder)), _memory(Path(folder), SMALL, LARGE), _intake(Path(folder))]


def _throughput(folder: Path) -> Row:
    path = folder / "timed.jsonl"
    write(path, _articles(TIMED))
    script = folder / "timed.py"
    script.write_text(_TIMED, encoding="utf-8")
    rates = {}
    for jobs in (1, 2):
        # The first articles load the models, in each process.
        command = [sys.executable, str(script), str(path), str(folder / f"{jobs}.db"), str(jobs), str(10 * jobs)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
        rates[jobs] = float(done.stdout)
    load = os.getloadavg()[0]
    note = f"{rates[1]:.1f} and {rates[2]:.1f} articles a second into a store, {os.cpu_count()} cores, load {load:.1f}"
    return Row(
        "--jobs 2 into a store, share of twice one core", round(rates[2] / rates[1] / 2, 2), bar="0.90", note=note
    )


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
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
            if megabytes and file.tell() > megabytes * 1e6:
                break
    return count


def _articles(count: int) -> Iterator[dict[str, str]]:
    texts = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]
    for n in range(count):
        yield {
            "id": f"v{n}",
            "text": texts[n % len(texts)],
            "published": f"2021-{n % 12 + 1:02d}-{n // 12 % 28 + 1:02d}",
        }


def peak(command: list[str]) -> float:
    """The most memory in MB that a command and its processes held together; sampled, so a moment can be missed."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_environment())
    highest = 0
    while process.poll() is None:
        highest = max(highest, sum(map(_resident, _family(process.pid))))
        time.sleep(0.05)
    if process.returncode:
        raise RuntimeError(f"exit status {process.returncode}: {' '.join(command)}")
    return highest * os.sysconf("SC_PAGE_SIZE") / 1e6


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
    parser.add_argument("--megabytes", type=float, help="memory of a run on a file of so many MB, and nothing else")
    given = parser.parse_args()
    if given.megabytes:
        with tempfile.TemporaryDirectory() as folder:
            print(_memory(Path(folder), SMALL, given.megabytes))
    else:
        for row in measure(given.shared):
            print(row)
