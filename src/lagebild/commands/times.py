"""`lagebild times`: the time expressions of an article and what they mean on the calendar."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import Unusable, articles, options, out
from lagebild.commands.options import Language, Published

if TYPE_CHECKING:
    from lagebild.records import Article, Time


class Format(StrEnum):
    """How the times are printed."""

    table = "table"
    json = "json"


def times(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for stdin.")],
    published: Published = None,
    language: Language = None,
    form: Annotated[Format, typer.Option("--format", help="A table, or one JSON object an article.")] = Format.table,
) -> None:
    """Show the time expressions of articles: TIMEX3 type and value, and the EDTF date."""
    from lagebild.language import analyse
    from lagebild.reading.times import find_times

    seen = 0
    for article in articles(paths, options(published, language)):
        seen += 1
        found = find_times(analyse(article.text, article.language), article.published)
        if form is Format.json:
            print(_json(article, found))
        else:
            _table(article, found)
    if not seen:
        raise Unusable(f"no article in {', '.join(paths)}. Give a text, HTML, JSON Lines or CSV file")


def _json(article: Article, found: tuple[Time, ...]) -> str:
    import msgspec

    return msgspec.json.encode({"id": article.id, "published": article.published, "times": found}).decode()


def _table(article: Article, found: tuple[Time, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("expression", "type", "value", "date", box=None, header_style="dim", pad_edge=False)
    for time in found:
        table.add_row(Text(" ".join(time.text.split())), time.type, time.value or "–", time.edtf or "–")
    console = out()
    console.print(Text(f"{article.title or article.source or article.id} · published {article.published or 'unknown'}"))
    console.print(table)
