"""Damaged files of every format to its reader: anything but articles and named failures is an error. `make fuzz`.

Run: python -m tools.fuzz [--seconds 600] [--only warc,json] [--seed 17]

Hypothesis damages small sound files of each format (cut, bytes changed, put in, doubled, mixed) and makes what fails
small. Of packed formats it is by turns the file that is damaged and what is in it, packed soundly: else nothing would get
past the checksums. Each file must be read within SLOW seconds, and give nothing else than articles and failures that have
words. Each call begins at another seed, which it prints; `--seed` goes the same way again.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import partial

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.intake.fixtures import MORE, NEWS, PAGE, docx, every, lines, mail, rss, tarred, warc, zipped, zst

from lagebild.intake import to_article
from lagebild.intake.formats import UNFORESEEN, read_input
from lagebild.intake.source import Failure, Input, Options

# Files of one call of Hypothesis; then the next format has its turn.
EXAMPLES = 40
# Seconds of processor time that a small damaged file may take.
SLOW = 20.0
_OPTIONS = Options(max_bytes=2_000_000)
_TOKENS = (
    b"<",
    b">",
    b"&",
    b'"',
    b"{",
    b"[",
    b"]]>",
    b"\0",
    b"\xff\xfe",
    b"\r\n",
    b"99999999999",
    b"-1",
    b"<![CDATA[",
    b"%PDF",
)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """`data` after a few changes."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(made)))
        match draw(st.sampled_from(("cut", "set", "put", "token", "double", "drop"))):
            case "cut":
                del made[at:]
            case "set":
                made[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "put":
                made[at:at] = draw(st.binary(min_size=1, max_size=8))
            case "token":
                made[at:at] = draw(st.sampled_from(_TOKENS))
            case "double":
                made[at:at] = made[at : at + draw(st.integers(1, 200))]
            case _:
                del made[at : at + draw(st.integers(1, 200))]
    return bytes(made)


def check(name: str, data: bytes) -> None:
    """Raises AssertionError where reading does anything but giving articles and named failures."""
    began = time.process_time()  # a busy machine is no fault of the file
    for item in read_input(Input(name, data=data), _OPTIONS):
        result = item if isinstance(item, Failure) else to_article(item, _OPTIONS)
        if isinstance(result, Failure):
            assert UNFORESEEN not in result.found, f"{name}: {result}"
            assert result.found and result.next_step, f"{name}: a failure without words"
        else:
            result.text.encode()
    took = time.process_time() - began
    assert took < SLOW, f"{name}: {len(data)} bytes took {took:.1f} s"


def fuzz(name: str, data: bytes, number: int) -> None:
    """One call of Hypothesis on one format."""

    @seed(number)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(damaged(data))
    def tried(made: bytes) -> None:
        check(name, made)

    tried()


def repacked(name: str, pack: Callable[[bytes], bytes], data: bytes, number: int) -> None:
    """The same with what is in a packed file: damaged, then packed."""

    @seed(number)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(damaged(data))
    def tried(made: bytes) -> None:
        check(name, pack(made))

    tried()


def packs() -> dict[str, tuple[Callable[[bytes], bytes], bytes]]:
    """Names of packed files with how they are packed, and what is packed there."""
    page = warc(
        [("https://example.org/1", PAGE.format(NEWS)), ("https://example.org/2", PAGE.format(MORE))], packed=False
    )
    with zipfile.ZipFile(io.BytesIO(docx())) as word:
        parts = {name: word.read(name) for name in word.namelist()}
    body = parts["word/document.xml"]
    archive = tarred({"a.txt": NEWS.encode(), "b.jsonl": lines()})
    found: dict[str, tuple[Callable[[bytes], bytes], bytes]] = {
        "in.warc.gz": (gzip.compress, page),
        "in.docx": (lambda made: zipped({**parts, "word/document.xml": made}), body),
        "in.tar.gz": (gzip.compress, archive),
        "in.jsonl.zst": (zst, lines()),
        "in.zip": (lambda made: zipped({"a.html": made, "b.rss": rss()}), PAGE.format(NEWS).encode()),
        "in.eml.gz": (gzip.compress, mail()),
    }
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line; exit status 1 where something was found."""
    parser = argparse.ArgumentParser(description="Fuzz the readers of all formats.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--only", default="", help="parts of file names, divided by commas")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="where to begin; another each time")
    given_ = parser.parse_args(argv)
    wanted = [w for w in given_.only.split(",") if w]
    runs: dict[str, Callable[[int], None]] = {n: partial(fuzz, n, data) for n, data in every().items()}
    runs |= {n: partial(repacked, n, pack, data) for n, (pack, data) in packs().items()}
    files = {n: run for n, run in runs.items() if not wanted or any(w in n for w in wanted)}
    print(f"seed {given_.seed}", flush=True)
    end, number, faults = time.monotonic() + given_.seconds, given_.seed, dict[str, str]()
    while time.monotonic() < end:
        number += 1
        for name in [n for n in files if n not in faults]:
            if time.monotonic() >= end:
                break
            try:
                files[name](number)
            except BaseException as error:  # some libraries raise what is no Exception
                if isinstance(error, KeyboardInterrupt):
                    raise
                faults[name] = f"{type(error).__name__}: {str(error)[:600]}"
                print(f"FOUND {name} (seed {number}): {faults[name]}", flush=True)
    print(f"{len(files)} formats, {number - given_.seed} rounds of {EXAMPLES} files each, {len(faults)} with faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
