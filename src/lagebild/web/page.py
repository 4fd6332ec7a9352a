"""From a view's data to an answer: HTML in the reader's language, JSON or CSV."""

from __future__ import annotations

import csv
import io
import sqlite3
import time
import tomllib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lagebild.knowledge.offices import role_word
from lagebild.picture.names import country_name
from lagebild.picture.store import StoreError, open_store
from lagebild.version import VERSION
from lagebild.web import charts
from lagebild.web.timeline import timeline

HERE = Path(__file__).parent
LANGUAGES = ("de", "en")
MAX_VALUE = 300  # characters of one parameter
MAX_SECONDS = 10.0  # of the database for one page: a query that takes longer is ended
ANSWERS = {"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class View:
    """What a view found: `data` for template and JSON, `rows` for CSV."""

    template: str
    title: str
    data: dict[str, Any]
    rows: Sequence[Any] = ()
    status: int = 200
    extra: dict[str, Any] = field(default_factory=dict)  # for the template only
    of: type[msgspec.Struct] | None = None  # what `rows` are, for the header of an empty table


Maker = Callable[..., View]


class Pages:
    """Renders views over one store."""

    def __init__(self, store: Path, form_token: str | None = None) -> None:
        self.store = store
        loader = jinja2.FileSystemLoader(HERE / "templates")
        self.templates = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self.templates.filters.update(
            path=lambda s: quote(str(s), safe=""),
            chart=charts.bars,
            network=charts.network,
            timeline=timeline,
            web_address=web_address,
            days=charts.period_days,
        )
        self.templates.globals.update(
            points_json=lambda points: msgspec.json.encode(points).decode(),
            form_token=form_token,  # None where the app is read-only
        )
        self.errors = {HTTPException: self._error, StoreError: self._broken}

    def endpoint(self, view: Maker, form: str) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint that answers with `view`'s data in `form` ("", "json" or "csv")."""

        async def answer(request: Request) -> Response:
            try:
                return self._response(request, await run_in_threadpool(self._made, view, request), form)
            except HTTPException as error:
                if error.status_code != 404 or not form or not request.path_params:
                    raise
                # An id may itself end in ".json": then the plain page of the whole id is meant.
                last = list(request.path_params)[-1]
                request.path_params[last] += f".{form}"
                return self._response(request, await run_in_threadpool(self._made, view, request), "")

        return answer

    def _made(self, view: Maker, request: Request) -> View:
        if any(len(value) > MAX_VALUE for value in request.query_params.values()):
            raise HTTPException(400, f"A value is longer than {MAX_VALUE} characters.")
        with open_store(self.store, readonly=True) as store:
            store.db.execute("PRAGMA query_only = 1")
            deadline = time.monotonic() + MAX_SECONDS
            store.db.set_progress_handler(lambda: time.monotonic() > deadline, 20_000)
            try:
                return view(store.db, request)
            except ValueError as error:  # a filter that does not fit says what it takes
                raise HTTPException(400, str(error)) from None
            except sqlite3.OperationalError as error:
                if "interrupted" not in str(error):
                    raise
                raise HTTPException(503, f"The answer takes more than {MAX_SECONDS:.0f} s. Ask for less.") from None

    def _response(self, request: Request, made: View, form: str) -> Response:
        if form == "json":
            return Response(msgspec.json.encode(made.data), made.status, media_type=ANSWERS["json"])
        if form == "csv":
            return Response(table(made.rows, made.of), made.status, media_type=ANSWERS["csv"])
        return self._html(request, made)

    def _failed(self, request: Request, status: int, detail: str) -> Response:
        if request.scope["path"].endswith((".json", ".csv")):
            return Response(
                msgspec.json.encode({"status": status, "error": detail}), status, media_type=ANSWERS["json"]
            )
        return self._html(request, View("error.html", "error", {"status": status, "detail": detail}, status=status))

    def _html(self, request: Request, made: View) -> Response:
        language = language_of(request)
        words = wording(language)
        html = self.templates.get_template(made.template).render(
            **made.data, **made.extra, title=words.get(made.title, made.title), t=_teller(words), lang=language,
            version=VERSION, request=request, path=request.scope["path"], here=_here(request), languages=LANGUAGES,
            land=partial(country_name, language=language), role_in=partial(role_word, language=language),
        )  # fmt: skip
        response = Response(html, made.status, media_type="text/html; charset=utf-8")
        if request.query_params.get("lang") in LANGUAGES:
            response.set_cookie("lang", language, samesite="strict", httponly=True)
        return response

    async def _error(self, request: Request, error: Exception) -> Response:
        return self._failed(request, getattr(error, "status_code", 500), getattr(error, "detail", ""))

    async def _broken(self, request: Request, error: Exception) -> Response:
        return self._failed(request, 503, str(error))


def language_of(request: Request) -> str:
    """The language of the interface: the address, else the cookie, else what the browser asks for, else German."""
    asked = [request.query_params.get("lang"), request.cookies.get("lang")]
    asked += [part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next((a for a in asked if a in LANGUAGES), "de")


@cache
def wording(language: str) -> dict[str, str]:
    """The words of the interface (`i18n/LANGUAGE.toml`)."""
    tables = tomllib.loads((HERE / "i18n" / f"{language}.toml").read_text(encoding="utf-8"))
    return {key: text for table in tables.values() for key, text in table.items()}


def _teller(words: dict[str, str]) -> Callable[..., str]:
    def tell(key: object, **values: object) -> str:
        text = words.get(str(key))
        return str(key) if text is None else text.format(**values)  # what is no key is a name and not ours to format

    return tell


def _here(request: Request) -> Callable[..., str]:
    """The present address with some parameters changed; `form` appends .json or .csv to the path."""

    def changed(form: str = "", **values: object) -> str:
        asked = {k: v for k, v in request.query_params.items() if k != "token"}
        asked.update({k: str(v) for k, v in values.items()})
        path = quote(request.scope["path"]) if request.scope["path"] != "/" or not form else "/now"
        return path + (f".{form}" if form else "") + (f"?{urlencode(asked)}" if asked else "")

    return changed


def web_address(url: str | None) -> str | None:
    """`url` where it leads to a web page, else None: an address of an article may be anything (`javascript:`)."""
    return url if url and url.startswith(("http://", "https://")) else None


def table(rows: Sequence[Any], of: type[msgspec.Struct] | None = None) -> str:
    """Records as CSV, one line a record; lists are joined by semicolons. A cell never begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    plain = [msgspec.to_builtins(row) for row in rows]
    writer.writerow(plain[0] if plain else of.__struct_fields__ if of else ())
    writer.writerows([_cell(v) for v in row.values()] for row in plain)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = "; ".join(v["name"] if isinstance(v, dict) else str(v) for v in value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value  # spreadsheets would run it
    return value
