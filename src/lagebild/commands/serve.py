"""`lagebild serve`: the app over a store."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.common import Unusable, opened, warn


def serve(
    store: Annotated[Path, typer.Argument(help="A store made by: lagebild read ... -o lage.db")],
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8765,
    host: Annotated[str, typer.Option(help="Address to bind to; others than 127.0.0.1 ask for a token.")] = "127.0.0.1",
    edit: Annotated[
        bool, typer.Option("--edit", help="Let the pages correct what was read; asks for a token.")
    ] = False,
) -> None:
    """Look at a store in the browser: situation, actors, pairs, stories, events, statements, search."""
    try:
        import uvicorn

        from lagebild.web.app import LOCAL, create_app
    except ImportError:
        raise Unusable("the app needs more packages. Install them with: pip install 'lagebild[web]'") from None
    with opened(store):
        pass  # a store that cannot be used is told here, not on the first page
    local = host in LOCAL
    token = None if local and not edit else secrets.token_urlsafe(24)
    app = create_app(store, hosts=(*LOCAL, host), token=token, edit=edit)
    address = f"http://{host}:{port}/" + (f"?token={token}" if token else "")
    warn(f"the picture is at {address} (Ctrl-C ends)")
    uvicorn.run(app, host=host, port=port, log_level="warning")
