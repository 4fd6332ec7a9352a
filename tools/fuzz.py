"""Damaged files of every format to its reader: anything but articles and named failures is an error. `make fuzz`.

Run: python -m tools.fuzz [--seconds 600] [--only warc,json]

Hypothesis damages small sound files of each format (cut, bytes changed, put in, doubled, mixed) and makes what fails
small. Each file must be read within SLOW seconds, and give nothing else than articles and failures that have words.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.intake.fixtures import every

from lagebild.intake import to_article
from lagebild.intake.formats import UNFORESEEN, read_input
from lagebild.intake.source import Failure, Input, Options

# Files of one call of Hypothesis; then the next format has its turn.
EXAMPLES = 40
# Seconds that a small damaged file may take; some that are too slow are noise of a busy machine, so it is generous.
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
    began = time.perf_counter()
    for item in read_input(Input(name, data=data), _OPTIONS):
        result = item if isinstance(item, Failure) else to_article(item, _OPTIONS)
        if isinstance(result, Failure):
            assert UNFORESEEN not in result.found, f"{name}: {result}"
            assert result.found and result.next_step, f"{name}: a failure without words"
        else:
            result.text.encode()
    took = time.perf_counter() - began
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


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line; exit status 1 where something was found."""
    parser = argparse.ArgumentParser(description="Fuzz the readers of all formats.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--only", default="", help="parts of file names, divided by commas")
    given_ = parser.parse_args(argv)
    wanted = [w for w in given_.only.split(",") if w]
    files = {n: d for n, d in every().items() if not wanted or any(w in n for w in wanted)}
    end, number, faults = time.monotonic() + given_.seconds, 0, dict[str, str]()
    while time.monotonic() < end:
        number += 1
        for name in [n for n in files if n not in faults]:
            if time.monotonic() >= end:
                break
            try:
                fuzz(name, files[name], number)
            except BaseException as error:  # some libraries raise what is no Exception
                if isinstance(error, KeyboardInterrupt):
                    raise
                faults[name] = f"{type(error).__name__}: {str(error)[:600]}"
                print(f"FOUND {name} (round {number}): {faults[name]}", flush=True)
    print(f"{len(files)} formats, {number} rounds of {EXAMPLES} files each, {len(faults)} with faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
