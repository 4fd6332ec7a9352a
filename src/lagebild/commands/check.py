"""`lagebild check`: do reports keep their five rules?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from lagebild.commands.common import SOME_FAILED, Unusable, stop


def check(
    paths: Annotated[list[str], typer.Argument(help="Files of reports (JSON Lines), or - for stdin.")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the exit status.")] = False,
) -> None:
    """Check reports against the rules of docs/records.md. Exit status 1 if one breaks a rule."""
    checked = 0
    broken = 0
    for where, faults in faults_of(paths):
        checked += 1
        broken += bool(faults)
        for fault in faults if not quiet else ():
            print(f"{where}: {fault}")
    if not quiet:
        print(f"{checked} reports checked, {broken} with faults", file=sys.stderr)
    if not checked:
        raise Unusable(f"no report in {', '.join(paths)}. Make some with: lagebild read FILE --json")
    if broken:
        stop(SOME_FAILED)


def faults_of(paths: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """For each report of the files: `FILE:LINE` and what is wrong with it."""
    from lagebild.check import check_line

    for path in paths:
        try:
            with sys.stdin.buffer if path == "-" else open(path, "rb") as file:
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield f"{path}:{number}", check_line(line)
        except OSError as error:
            raise Unusable(f"{path}: {error.strerror}. Check the path") from None
