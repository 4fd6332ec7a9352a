"""`lagebild status`: what was read from where, what failed, what a newer reader would read anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.picture.store import Store

# Lines of each list; --json gives all.
SHOWN = 20


def status(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    article: Annotated[str | None, typer.Argument(help="Id or source of one article: its origin and versions.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what was read from where, what failed, and what a newer reader would read anew."""
    from lagebild.commands.common import opened, out

    with opened(store) as kept:
        found = _of_article(kept, article) if article else _of_store(kept)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    elif article:
        _print_article(found, out())
    else:
        _print_store(found, store, out())


def _of_store(store: Store) -> dict[str, Any]:
    import msgspec

    from lagebild.picture import provenance

    lists = {
        "runs": provenance.runs(store),
        "sources": provenance.sources(store),
        "failures": provenance.failures(store),
        "readers": provenance.readers(store),
    }
    made: dict[str, Any] = msgspec.to_builtins(lists)
    return {"articles": store.size(), **made}


def _of_article(store: Store, article: str) -> dict[str, Any]:
    import msgspec

    from lagebild.commands.common import Unusable
    from lagebild.picture import provenance
    from lagebild.picture.versions import versions

    row = store.db.execute(
        "SELECT article FROM articles WHERE article = ?1 UNION SELECT article FROM articles WHERE source = ?1 OR url = ?1",
        (article,),
    ).fetchone()
    if not row:
        raise Unusable(
            f"{article}: no article of this store has this id, source or address. "
            f"Look for it with: lagebild search {store.path} WORDS"
        )
    return {
        "article": row[0],
        "origins": msgspec.to_builtins(provenance.origins(store, row[0])),
        "versions": msgspec.to_builtins(versions(store.db, row[0])),
        "same_text": provenance.same_text(store, row[0]),
    }


def _print_store(found: dict[str, Any], path: Path, console: Console) -> None:
    from rich.markup import escape

    console.print(f"[bold]{escape(str(path))}[/]  {_articles(found['articles'])}")
    for reader in found["readers"]:
        note = f"  would be read anew by: lagebild reread {path}" if reader["older"] else ""
        console.print(f"  {reader['articles']:,} by reader {reader['reader']}, model {reader['model']}{escape(note)}")
    _list(console, "Commands", [_run(run) for run in found["runs"]])
    _list(console, "Sources", [_source(source) for source in found["sources"]])
    _list(console, "Failed", [f"{_place(f)}: {f['found']}. {f['next_step']}" for f in found["failures"]])
    if found["failures"]:
        console.print(f"Try again with: lagebild retry {escape(str(path))}")


def _run(run: dict[str, Any]) -> str:
    end = f"ended {run['finished_at']}" if run["finished_at"] else "not ended: give the same command again"
    return f"{' '.join(json.loads(run['paths']))}: {_articles(run['articles'])}, begun {run['started_at']}, {end}"


def _articles(count: int) -> str:
    return f"{count:,} article{'s' * (count != 1)}"


def _source(source: dict[str, Any]) -> str:
    failed = f", {source['failures']:,} failed" if source["failures"] else ""
    last = f", last read {source['last_read']}" if source["last_read"] else ""
    return f"{source['path'] or 'stdin and the web'}: {_articles(source['articles'])}{failed}{last}"


def _place(row: dict[str, Any]) -> str:
    return f"{row['source']}:{row['record']}" if row["record"] else str(row["source"])


def _print_article(found: dict[str, Any], console: Console) -> None:
    from rich.markup import escape

    console.print(f"[bold]{escape(found['article'])}[/]")
    for o in found["origins"]:
        fetched = f", fetched {o['fetched_at']}" if o["fetched_at"] else ""
        address = f" ({o['url']})" if o["url"] else ""
        line = f"  {_place(o)}{address}{fetched}, read {o['read_at']} by {o['reader']}, model {o['model']}, content {o['hash']}"
        console.print(escape(line), soft_wrap=True)
    if same := found["same_text"]:
        others = ", ".join(same[:SHOWN]) + (f" and {len(same) - SHOWN:,} more" if len(same) > SHOWN else "")
        console.print(escape(f"  The same text, read once for all: {others}"), soft_wrap=True)
    for v in found["versions"]:
        console.print(f"  Version {v['number']}, replaced {v['replaced_at']}: {escape(v['title'] or '')}")
        for sign, rows in (("-", v["removed"]), ("+", v["added"])):
            for row in rows:
                console.print(escape(f"    {sign} {row}"), soft_wrap=True)


def _list(console: Console, title: str, rows: list[str]) -> None:
    from rich.markup import escape

    if rows:
        console.print(f"[bold]{title}[/]")
    for row in rows[:SHOWN]:
        console.print("  " + escape(row), soft_wrap=True)
    if len(rows) > SHOWN:
        console.print(f"  and {len(rows) - SHOWN:,} more (--json lists all)")
