"""`lagebild search`: words in articles and quotes of a store."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.common import SOME_FAILED, opened, out, stop, warn


def search(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    query: Annotated[
        list[str], typer.Argument(help='Words that must all be there; "in quotation marks" as they stand.')
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print hits as JSON Lines.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many articles and quotes.")] = 20,
) -> None:
    """Find articles and quotes. Longer words also find what begins with them. Exit status 1 where nothing is found."""
    from rich.text import Text

    from lagebild.picture.search import MARK_OFF, MARK_ON
    from lagebild.picture.search import search as find

    with opened(store) as db:
        hits = find(db, " ".join(query), limit=limit)
    console = out()
    for hit in hits:
        if as_json:
            plain = hit.excerpt.replace(MARK_ON, "").replace(MARK_OFF, "")
            print(json.dumps({**asdict(hit), "excerpt": plain}, ensure_ascii=False))
            continue
        head = hit.speaker or "?" if hit.kind == "quote" else hit.title or hit.source or hit.article
        console.print(Text(head, "bold") + Text(f"  {hit.published or ''}  {hit.kind}  {hit.article}", "dim"))
        line = Text("  ")
        for i, part in enumerate(hit.excerpt.replace(MARK_OFF, MARK_ON).split(MARK_ON)):
            line.append(part.replace("\n", " "), "yellow" if i % 2 else "")
        console.print(line)
    if not hits:
        warn(f"nothing in {store} fits {' '.join(query)!r}")
        stop(SOME_FAILED)
