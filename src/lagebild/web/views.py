"""The views: what each address shows. A view takes the open store and the request and returns a `View`."""

from __future__ import annotations

import sqlite3
from typing import Any, get_args

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request

from lagebild.picture import pages
from lagebild.picture.events import count, event_group, events
from lagebild.picture.filters import Filters, is_country
from lagebild.picture.find import similar_sentences, words_in_articles
from lagebild.picture.series import By, series, undated
from lagebild.picture.statements import Asked, statements
from lagebild.records import EventType, QuoteType, Status
from lagebild.web.annotate import findings, segments
from lagebild.web.page import Maker, View

PER_PAGE = 40
Db = sqlite3.Connection


def now(db: Db, request: Request) -> View:
    """The situation now."""
    found = pages.situation(db)
    return View("now.html", "now", {"situation": found}, found.newest)


def actors(db: Db, request: Request) -> View:
    """Actors by the number of articles."""
    name = request.query_params.get("q", "")
    rows = pages.actors(db, name or None, limit=PER_PAGE + 1, offset=_offset(request))
    return View(
        "actors.html", "actors", {"actors": rows[:PER_PAGE], "q": name}, rows[:PER_PAGE], extra=_paging(request, rows)
    )


def actor(db: Db, request: Request) -> View:
    """One actor: who, offices, deeds, statements, network, curve."""
    key = request.path_params["actor"]
    row = pages.actor(db, key)
    if row is None:
        raise HTTPException(404, f"No actor {key!r} in this store.")
    who = key if is_country(key) else row.actor
    filters = Filters(actor=who)
    rows = events(db, filters, limit=PER_PAGE, offset=_offset(request))
    data = {
        "actor": row,
        "roles": pages.roles(db, row.actor),
        "events": rows,
        "total": count(db, filters),
        "statements": statements(db, Asked(speaker=row.actor), limit=12),
        "neighbours": pages.neighbours(db, row.actor),
        "curve": series(db, filters, "month")[-120:],
        "map": pages.map_points(db, filters),
    }
    return View("actor.html", row.name, data, rows)


def pair(db: Db, request: Request) -> View:
    """Two actors over time."""
    one, other = request.path_params["one"], request.path_params["other"]
    found = pages.pair(db, one, other)
    names = [_name(db, key) for key in (one, other)]
    return View("pair.html", " – ".join(names), {"pair": found, "names": names}, found.events)


def event_list(db: Db, request: Request) -> View:
    """Events, filtered."""
    filters = Filters.of(dict(request.query_params))
    rows = events(db, filters, limit=PER_PAGE + 1, offset=_offset(request))
    by: By = next((b for b in get_args(By) if b == request.query_params.get("by")), "month")
    data = {
        "events": rows[:PER_PAGE],
        "filters": filters,
        "total": count(db, filters),
        "curve": series(db, filters, by)[-160:],
        "undated": undated(db, filters, by),
        "map": pages.map_points(db, filters),
    }
    extra = {"types": get_args(EventType), "statuses": get_args(Status), "by": by, **_paging(request, rows)}
    return View("events.html", "events", data, rows[:PER_PAGE], extra=extra)


def event(db: Db, request: Request) -> View:
    """One event: all sources side by side."""
    tellings = event_group(db, request.path_params["event"])
    if not tellings:
        raise HTTPException(404, "No such event in this store.")
    data = {"event": tellings[0], "tellings": tellings, "disagreements": pages.disagreements(tellings)}
    return View("event.html", "event", data, tellings)


def story_list(db: Db, request: Request) -> View:
    """Stories, the last touched first."""
    rows = pages.stories(db, limit=PER_PAGE + 1, offset=_offset(request))
    return View("stories.html", "stories", {"stories": rows[:PER_PAGE]}, rows[:PER_PAGE], extra=_paging(request, rows))


def story(db: Db, request: Request) -> View:
    """One story from the first to the last report."""
    articles = pages.story_articles(db, request.path_params["story"])
    if not articles:
        raise HTTPException(404, "No such story in this store.")
    told = {a.id: events(db, Filters(article=a.id), limit=6, newest_first=False) for a in articles[:60]}
    said = {a.id: statements(db, Asked(article=a.id), limit=4) for a in articles[:60]}
    data = {"articles": articles, "events": told, "statements": said}
    return View("story.html", articles[0].title, data, articles)


def article_list(db: Db, request: Request) -> View:
    """Articles, the newest first."""
    rows = pages.articles(db, limit=PER_PAGE + 1, offset=_offset(request))
    return View(
        "articles.html", "articles", {"articles": rows[:PER_PAGE]}, rows[:PER_PAGE], extra=_paging(request, rows)
    )


def article(db: Db, request: Request) -> View:
    """One article with every finding underlined."""
    report = pages.report(db, request.path_params["article"])
    if report is None:
        raise HTTPException(404, "No such article in this store.")
    found = findings(report)
    extra = {"segments": segments(report.article.text, found), "findings": found, "keys": pages.keys_of(report)}
    title = report.article.title or report.article.dateline or report.article.text[:60]
    return View("article.html", title, {"report": report}, found, extra=extra)


def statement_list(db: Db, request: Request) -> View:
    """Statements, filtered."""
    asked = msgspec.convert(
        {k: v for k, v in request.query_params.items() if k in Asked.__struct_fields__ and v}, Asked
    )
    rows = statements(db, asked, limit=PER_PAGE + 1, offset=_offset(request))
    extra = {"types": get_args(QuoteType), **_paging(request, rows)}
    data = {"statements": rows[:PER_PAGE], "asked": asked}
    return View("statements.html", "statements", data, rows[:PER_PAGE], extra=extra)


def search(db: Db, request: Request) -> View:
    """Words and meaning: actors by name, statements, articles, similar sentences."""
    query = request.query_params.get("q", "").strip()[:200]
    data: dict[str, Any] = {"q": query, "actors": [], "statements": [], "articles": [], "similar": []}
    if query:
        data["actors"] = pages.actors(db, query, limit=8)
        data["statements"] = statements(db, Asked(about=query), limit=10)
        data["articles"] = words_in_articles(db, query, limit=20)
        data["similar"] = similar_sentences(db, query, limit=8) if request.query_params.get("similar") else []
    return View("search.html", "search", data, data["articles"])


def _offset(request: Request) -> int:
    page = request.query_params.get("page", "1")
    return PER_PAGE * (min(int(page), 10_000) - 1) if page.isdecimal() and int(page) > 0 else 0


def _paging(request: Request, rows: list[Any]) -> dict[str, Any]:
    return {"page": _offset(request) // PER_PAGE + 1, "more": len(rows) > PER_PAGE}


def _name(db: Db, key: str) -> str:
    row = pages.actor(db, key)
    return row.name if row else key


VIEWS: dict[str, Maker] = {
    "/": now,
    "/now": now,
    "/actors": actors,
    "/actor/{actor}": actor,
    "/pair/{one}/{other}": pair,
    "/events": event_list,
    "/event/{event:path}": event,
    "/stories": story_list,
    "/story/{story:path}": story,
    "/articles": article_list,
    "/article/{article:path}": article,
    "/statements": statement_list,
    "/search": search,
}
