"""Speed and size of reading: articles a second on one core, memory of one reader, start to the first report.

Run: python -m benchmarks.speed ../shared

Each figure is taken in a fresh process, so that what this program has loaded does not count.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import Row

# Enough for a steady figure, few enough for a table in ten minutes; the first articles load the model and are left out.
ARTICLES = 200
STARTS = 5
TEXT = "Wien (dpa) - Außenministerin Anna Berg ist am Montag nach Kiew gereist. „Wir reden weiter“, sagte Berg."
_START = f"import lagebild; lagebild.read({TEXT!r}, published='2021-02-22')"
_READ = """
import json, resource, sys, time
import lagebild
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
given = [lagebild.article(r["text"], published=r["published"], language="de") for r in rows]
jobs = int(sys.argv[2])
for _ in lagebild.read_many(given[:5], jobs=1): pass
began, cpu = time.perf_counter(), time.process_time()
count = sum(r.unread is None for r in lagebild.read_many(given, jobs=jobs))
print(json.dumps({"count": count, "seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu,
                  "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6}))
"""


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table; the start is measured even where the gold is absent."""
    best, cpu = min(_start() for _ in range(STARTS))
    note = f"best of {STARTS} processes; {cpu:.2f} s of CPU time"
    rows = [Row("start to first report, s", round(best, 2), bar="2.5", goal="1", note=note)]
    articles = _articles(shared)
    if not articles:
        return [*rows, Row("articles a second, one core", None, bar="12", goal="40", note="articles not found")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("\n".join(json.dumps(a) for a in articles), encoding="utf-8")
        one = _read(path, 1)
        two = _read(path, 2)
    words = sum(len(a["text"].split()) for a in articles) // len(articles)
    rate = one["count"] / one["seconds"]
    note = (
        f"a second of CPU time; by the clock of a machine that may be busy {rate:.1f}; {len(articles)} of {words} words"
    )
    share = two["count"] / two["seconds"] / rate / 2
    return [
        *rows,
        Row(
            "articles a second, one core, all read",
            round(one["count"] / one["cpu"], 1),
            "Citron 1.5–3 (quotes only)",
            "12",
            "40",
            note,
        ),
        Row("memory of one reader, MB", round(one["memory"]), bar="700", goal="400", note="peak, resident"),
        Row(
            "rate of --jobs 2 as share of twice one core",
            round(share, 2),
            bar="0.90",
            note="start of processes included",
        ),
    ]


def _articles(shared: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted((shared / "data" / "quotes").glob("*.jsonl*")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found.append({"text": row["text"], "published": row["published"]})
                if len(found) == ARTICLES:
                    return found
    return found


def _start() -> tuple[float, float]:
    """Seconds by the clock and of CPU time."""
    began, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, "-c", _START], check=True, env=_environment())
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, used


def _read(path: Path, jobs: int) -> dict[str, float]:
    # A file, not `-c`: reader processes start as copies of the main module.
    script = path.with_name("read_all.py")
    body = "\n".join("    " + line for line in _READ.strip().splitlines())
    script.write_text(f'if __name__ == "__main__":\n{body}\n', encoding="utf-8")
    command = [sys.executable, str(script), str(path), str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
    row: dict[str, float] = json.loads(done.stdout)
    return row


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1"}


if __name__ == "__main__":
    for measured in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")):
        print(measured)
