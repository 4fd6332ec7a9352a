"""From what the user typed (files, folders, globs, `-`) to inputs."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lagebild.intake.source import STDIN, Failure, Input
from lagebild.intake.stream import Ahead


def find_inputs(paths: Iterable[str]) -> Iterator[Input | Failure]:
    """The inputs in the order given; folders and globs in the order of their names, hidden files left out."""
    for given in paths:
        if given == STDIN:
            yield Input(name="stdin", stream=Ahead(sys.stdin.buffer))
            continue
        path = Path(given)
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield Input(name=given, path=path)
        elif glob.has_magic(given):
            yield from _glob(given)
        else:
            yield Failure(given, "no such file or folder", "Check the spelling and the current folder")


def _folder(folder: Path) -> Iterator[Input | Failure]:
    from lagebild.intake.formats import is_known, known_suffixes

    found = False
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and is_known(path.name) and path.is_file():
            found = True
            yield Input(name=str(path), path=path)
    if not found:
        known = ", ".join(sorted(known_suffixes()))
        yield Failure(str(folder), f"the folder holds no file of a known kind ({known})", "Name the files themselves")


def _glob(pattern: str) -> Iterator[Input | Failure]:
    found = [Path(p) for p in sorted(glob.glob(pattern, recursive=True))]
    files = [p for p in found if p.is_file()]
    if not files:
        yield Failure(pattern, "no file fits this pattern", "Put it in quotes, or name a folder")
    yield from (Input(name=str(p), path=p) for p in files)
