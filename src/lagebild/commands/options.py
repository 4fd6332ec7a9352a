"""Arguments that several commands take, with their help."""

from __future__ import annotations

from typing import Annotated

import typer

Sources = Annotated[list[str], typer.Argument(help="Files, folders, - for stdin, or a store made by lagebild read.")]
Published = Annotated[
    str | None, typer.Option(help="Publication date, where the file names none: 2021, 2021-02 or 2021-02-22.")
]
Language = Annotated[str | None, typer.Option(help="Language of the text; found out if left out.")]
