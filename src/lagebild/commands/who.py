"""`lagebild who`: what the knowledge base says of a name or a role, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.common import Unusable, options, out, stop


def who(
    words: Annotated[
        list[str], typer.Argument(help='A name or a role: "der Kremlchef", "Bush", "Außenminister Frankreichs".')
    ],
    on: Annotated[
        str | None, typer.Option(help="The day, month or year that is asked about; today if left out.")
    ] = None,
    knowledge: Annotated[Path | None, typer.Option(help="A CSV file with rows of your own.")] = None,
) -> None:
    """Say who is meant by a name or a role at a date, as far as the knowledge base knows."""
    from rich.table import Table
    from rich.text import Text

    from lagebild.knowledge import open_knowledge
    from lagebild.knowledge.user import UserRowError
    from lagebild.knowledge.who import who as ask

    text = " ".join(words)
    day = options(published=on).published if on else date.today().isoformat()
    try:
        answers = ask(text, day, open_knowledge(knowledge))
    except UserRowError as error:
        raise Unusable(str(error)) from None
    except OSError as error:
        raise Unusable(f"--knowledge {knowledge}: {error.strerror}. Give a CSV file that exists") from None
    if not answers:
        print(f"{text}: not known. A CSV file of your own rows can name it: --knowledge my.csv")
        stop(1)
    table = Table("name", "kind", "country", "sector", "why", box=None, header_style="dim", pad_edge=False)
    for answer in answers:
        table.add_row(
            Text(answer.name),
            answer.kind,
            answer.country or "–",
            answer.sector or "–",
            Text(f"{answer.why} [{answer.source}]"),
        )
    out().print(table)
