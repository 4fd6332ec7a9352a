"""`lagebild rebuild`: the rows, actors and groups of a store anew from its reports and corrections."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.common import Unusable, warn


def rebuild(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
) -> None:
    """Make the picture anew from the stored reports and corrections, for instance after an update of lagebild.

    Nothing is read again (that is `lagebild reread`). The app shows the old picture until the new one is ready.
    """
    from lagebild.picture.store import StoreError, open_store

    if not store.exists():
        raise Unusable(f"{store}: no such store. Make one with: lagebild read FILES -o {store}")
    try:
        with open_store(store) as opened:
            warn(f"{store}: {opened.rebuild():,} articles, the picture is made anew")
    except StoreError as error:
        raise Unusable(str(error)) from None
