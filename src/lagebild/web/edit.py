"""Correcting in the app (`lagebild serve --edit`): forms, and what they send. Only this module opens the store to write.

The guard lets a change through only from this app's own pages and with the token; each form carries a second one.
"""

from __future__ import annotations

import getpass
import hmac
import secrets
import sqlite3
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qs

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.picture import pages
from lagebild.picture.correct import PARTIES, Correction, Layer, What, anchored
from lagebild.picture.keys import actor_key
from lagebild.picture.log import CHANGES
from lagebild.picture.names import find_actor
from lagebild.picture.store import Store, open_store
from lagebild.picture.upkeep import report_now
from lagebild.records import EventType, QuoteType, Report, Status
from lagebild.web.page import View

MAX_BODY = 16_384  # bytes of a form: a reason is a sentence or two
COOKIE = "lagebild_by"


class Editing:
    """The forms of one running app."""

    def __init__(self, store: Path) -> None:
        self.store, self.form_token = store, secrets.token_urlsafe(24)

    def form(self, db: sqlite3.Connection, request: Request) -> View:
        """The page that corrects one record (`layer`, `id` = article/local) or one actor (`layer` = merge, `id` = key)."""
        layer, record = request.query_params.get("layer", ""), request.query_params.get("id", "")
        by = request.cookies.get(COOKIE) or getpass.getuser()
        data: dict[str, Any] = {
            "layer": layer,
            "id": record,
            "by": by,
            "back": _local(request.query_params.get("back")),
        }
        if layer == "merge":
            row = pages.actor(db, record)
            if row is None:
                raise HTTPException(404, f"No actor {record!r} in this store.")
            data |= {"actor": row, "articles": pages.articles_of(db, row.actor)}
            return View("correct.html", row.name, data)
        if layer not in CHANGES:
            raise HTTPException(404, f"{layer!r} cannot be corrected: event, quote, actor or merge can.")
        read, now, local = _both(db, record)
        anchor = anchored(read, layer, local)
        types = get_args(EventType) if layer == "event" else get_args(QuoteType)
        data |= {
            "anchor": anchor, "now": _record(now, layer, local), "changes": CHANGES[layer], "types": types,
            "statuses": get_args(Status), "names": sorted({e.name for e in now.entities}), "speaker": _speaker(now, local),
        }  # fmt: skip
        return View("correct.html", "correct", data)

    async def correct(self, request: Request) -> Response:
        """Make a correction."""
        return await self._changed(request, _correct)

    async def undo(self, request: Request) -> Response:
        """Undo one."""
        return await self._changed(request, lambda store, form: store.undo(int(form["number"]), form["by"]))

    async def _changed(self, request: Request, change: Any) -> Response:
        form = await _form(request)
        if not hmac.compare_digest(form.get("form_token", "").encode(), self.form_token.encode()):
            raise HTTPException(403, "The form is of an earlier run of the app. Load the page again.")
        if not form.get("by", "").strip():
            raise HTTPException(400, "Say who corrects.")

        def write() -> None:
            with open_store(self.store) as store:
                change(store, form)

        try:
            await run_in_threadpool(write)
        except (ValueError, KeyError) as error:
            raise HTTPException(400, str(error)) from None
        response = RedirectResponse(_local(form.get("back")), 303)
        response.set_cookie(COOKIE, form["by"].encode("ascii", "ignore").decode(), samesite="strict", httponly=True)
        return response


def _correct(store: Store, form: dict[str, str]) -> Correction:
    layer, what, value = form["layer"], form["what"], form.get("value", "").strip()
    by, reason = form["by"].strip(), form.get("reason", "").strip()
    if layer == "merge":
        row = pages.actor(store.db, form["id"])
        was = row.name if row else None
        key = row.actor if row else form["id"]
        value = _key(store.db, value) or value
        return store.correct(Correction(what="merge", made_by=by, reason=reason, actor=key, was=was, value=value))
    if layer not in CHANGES or what not in get_args(What):
        raise ValueError(f"{what!r} of {layer!r} cannot be corrected")
    chosen: Layer = msgspec.convert(layer, Layer)
    read, now, local = _both(store.db, form["id"])
    anchor = anchored(read, chosen, local)
    if str(anchor["start"]) != form.get("start"):
        raise ValueError("The article was read anew meanwhile. Load the page again.")
    if what in ("speaker", "identify"):
        value = _key(store.db, value) or value
    elif what in PARTIES:
        value = _keys(store.db, now, value)
    record = _record(now, chosen, local)
    was = (
        _speaker(now, local)
        if what == "speaker"
        else "; ".join(p.name for p in getattr(record, what))
        if what in PARTIES
        else str(getattr(record, what, None) or getattr(record, "name", "") or "")
    )
    kind: What = msgspec.convert(what, What)
    return store.correct(Correction(what=kind, made_by=by, reason=reason, was=was, value=value, **anchor))


def _keys(db: sqlite3.Connection, report: Report, names: str) -> str:
    """Names with semicolons between them as keys: who is in the article first, else whoever is of exactly this name."""
    here = {e.name: actor_key(e, report.article.id) for e in reversed(report.entities)}
    found = []
    for name in filter(None, map(str.strip, names.split(";"))):
        key = here.get(name) or _key(db, name) or name
        found.append(key if not key.startswith("local:") else name)
    return "; ".join(found)


def _key(db: sqlite3.Connection, name: str) -> str | None:
    """The key of the actor of exactly this name (or key or code); a new name is a new actor."""
    found = find_actor(db, name)
    row = pages.actor(db, found) if found else None
    return row.actor if row and name in (row.name, row.actor, found) else found if found and row is None else None


def _both(db: sqlite3.Connection, record: str) -> tuple[Report, Report, str]:
    article, _, local = record.rpartition("/")
    found = report_now(db, article)
    if found is None:
        raise ValueError(f"no article {article!r} in this store")
    return (*found, local)


def _record(report: Report, layer: str, local: str) -> Any:
    records: dict[str, tuple[Any, ...]] = {"event": report.events, "quote": report.quotes, "actor": report.entities}
    return next((r for r in records[layer] if r.id == local), None)


def _speaker(report: Report, local: str) -> str:
    quote = next((q for q in report.quotes if q.id == local), None)
    return next((e.name for e in report.entities if quote and e.id == quote.speaker_entity), "")


def _local(address: str | None) -> str:
    """An address of this app; anything else leads to the log."""
    return address if address and address.startswith("/") and not address.startswith(("//", "/\\")) else "/corrections"


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(413, "The form is too long.")
    return {
        name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()
    }
