"""`lagebild formats`: what can be read."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def formats(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines.")] = False,
) -> None:
    """List the kinds of input, how they are named, and what some of them need to be installed."""
    from rich.table import Table

    from lagebild.commands.common import out
    from lagebild.intake.formats import FORMATS

    table = Table("name", "files", "what", "needs", box=None, header_style="bold")
    for form in FORMATS:
        needs = f"lagebild[{form.extra}]" if form.needs else ""
        if as_json:
            row = {
                "name": form.name,
                "suffixes": form.suffixes,
                "what": form.what,
                "extra": form.extra if needs else None,
            }
            print(json.dumps({**row, "ready": form.ready()}))
            continue
        state = "" if form.ready() else " (not installed)"
        table.add_row(form.name, " ".join(form.suffixes), form.what, f"{needs}{state}".replace("[", r"\["))
    if not as_json:
        out().print(table)
