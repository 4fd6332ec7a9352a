"""`lagebild corrections`: what people corrected, out of a store and into one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.common import Unusable, opened, out, warn
from lagebild.picture.exchange import CorrectionFileError, kept_lines, read_log, training_rows, write_log
from lagebild.picture.log import log
from lagebild.picture.store import Store, StoreError, open_store

ACTIONS = ("list", "export", "import", "training", "undo")


def corrections(
    action: Annotated[str, typer.Argument(help="list, export, import, training or undo")],
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    what: Annotated[str, typer.Argument(help="A CSV file (training: JSON Lines); undo: the correction's number.")] = "",
    by: Annotated[str, typer.Option(help="Who undoes.")] = "",
) -> None:
    """List, export, import or undo corrections; `training` writes them as training data.

    The CSV file has a header line and one correction a line; docs/corrections.md explains its columns. Importing a
    file again changes nothing.
    """
    if action not in ACTIONS:
        raise Unusable(f"{action!r} is not known. Give one of: {', '.join(ACTIONS)}")
    if action == "list":
        _list(store)
        return
    if not what:
        raise Unusable(f"{action} needs " + ("the number of a correction" if action == "undo" else "a file"))
    try:
        {"export": _export, "import": _import, "training": _training, "undo": _undo}[action](store, what, by)
    except OSError as error:
        raise Unusable(f"{what}: {error.strerror}. Name another file") from None
    except (CorrectionFileError, StoreError, UnicodeDecodeError) as error:
        raise Unusable(f"{what}: {error}") from None


def _list(path: Path) -> None:
    from rich.markup import escape

    with opened(path) as store:
        console = out()
        for c in log(store.db):
            where = f"{c.article} [{c.start}, {c.end}] {c.words or ''}" if c.article else c.actor or ""
            undone = f" (undone {c.undone_at} by {c.undone_by})" if c.undone_at else ""
            console.print(escape(f"{c.id}  {c.made_at}  {c.made_by}: {c.what} {where} -> {c.value or '-'}{undone}"))


def _export(path: Path, what: str, by: str) -> None:
    with opened(path) as store, open(what, "w", encoding="utf-8", newline="") as file:
        warn(f"{what}: {write_log(store, file):,} corrections")


def _import(path: Path, what: str, by: str) -> None:
    with open(what, encoding="utf-8-sig", newline="") as file, _writable(path) as store:
        made, undone, same = read_log(store, file)
    warn(f"{path}: {made:,} corrections made, {undone:,} undone, {same:,} there already")


def _training(path: Path, what: str, by: str) -> None:
    with opened(path) as store, open(what, "wb") as file:
        file.writelines(kept_lines(training_rows(store.db)))


def _undo(path: Path, what: str, by: str) -> None:
    if not by:
        raise Unusable("undo needs the name of who undoes: --by NAME")
    try:
        number = int(what)
        with _writable(path) as store:
            store.undo(number, by)
    except ValueError as error:
        raise Unusable(str(error)) from None


def _writable(path: Path) -> Store:
    if not path.exists():
        raise Unusable(f"{path}: no such store. Make one with: lagebild read FILES -o {path}")
    return open_store(path)
