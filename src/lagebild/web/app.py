"""The web app over a store: `create_app(path)` gives an ASGI application; `lagebild serve` runs it.

Read-only unless asked otherwise: each request opens the store for reading, so the app works while `lagebild read` writes. Every
view has a stable address and its data under the same address with `.json` or `.csv`.
"""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from lagebild.web import views
from lagebild.web.edit import Editing
from lagebild.web.page import Pages
from lagebild.web.security import Guard

STATIC = Path(__file__).parent / "static"
LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1", "testserver")


def create_app(
    store: Path, *, hosts: tuple[str, ...] = LOCAL, token: str | None = None, edit: bool = False
) -> Starlette:
    """The app over `store`. `hosts` are the names it answers to; `token` is asked for when it is not None.

    With `edit` (which needs a token) its pages have forms that correct; without, nothing in it can write.
    """
    if edit and not token:
        raise ValueError("an app that can be written to needs a token")
    editing = Editing(store) if edit else None
    pages = Pages(store, form_token=editing.form_token if editing else None)
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(directory=STATIC), name="static")]
    if editing:
        routes += [
            Route("/correct", pages.endpoint(editing.form, "")),
            Route("/correct", editing.correct, methods=["POST"]),
            Route("/undo", editing.undo, methods=["POST"]),
        ]
    for suffix in (".json", ".csv", ""):  # plain addresses last: "/article/{id:path}" would take "x.json" for an id
        for path, view in views.VIEWS.items():
            routes.append(Route(path + suffix, pages.endpoint(view, suffix.lstrip("."))))
    guard = Middleware(Guard, hosts=hosts, token=token, edit=edit)
    return Starlette(routes=routes, middleware=[guard], exception_handlers=pages.errors)
