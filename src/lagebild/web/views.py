"""The views: what each address shows. A view takes the open store and the request and returns a `View`."""

from __future__ import annotations

import sqlite3
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from lagebild.picture import pages
from lagebild.picture.correct import Correction
from lagebild.picture.counts import days, sides
from lagebild.picture.events import EventRow, count, event_group, events, marks
from lagebild.picture.filters import Filters, is_country
from lagebild.picture.find import Found, similar_sentences, words_in_articles
from lagebild.picture.log import anchored_in, log
from lagebild.picture.names import country_code, find_actor, named
from lagebild.picture.places import map_points
from lagebild.picture.questions import asked as asked_for
from lagebild.picture.series import By, undated_of
from lagebild.picture.statements import Asked, StatementRow, statements
from lagebild.picture.tellings import disagreements
from lagebild.picture.upkeep import report_now
from lagebild.records import EventType, Quad, QuoteType, Status
from lagebild.web.annotate import Finding, findings, segments
from lagebild.web.page import Maker, View

PER_PAGE = 40
PER_SIDE = 15  # of an actor's deeds and statements; all are one click away
MOST_MARKS = 300  # events on the line of time of a list: more lie upon one another; the curve has them all
Db = sqlite3.Connection


def now(db: Db, request: Request) -> View:
    """The situation now."""
    found = pages.situation(db)
    return View("now.html", "now", {"situation": found}, found.newest, of=EventRow)


def actors(db: Db, request: Request) -> View:
    """Actors by the number of articles."""
    name = request.query_params.get("q", "")
    rows = pages.actors(db, name or None, limit=PER_PAGE + 1, offset=_offset(request))
    data = {"actors": rows[:PER_PAGE], "q": name}
    return View("actors.html", "actors", data, rows[:PER_PAGE], extra=_paging(request, rows), of=pages.ActorRow)


def actor(db: Db, request: Request) -> View:
    """One actor: who, offices, deeds, statements, network, curve."""
    key = request.path_params["actor"]
    row = pages.actor(db, key)
    if row is None:
        raise HTTPException(404, f"No actor {key!r} in this store.")
    who = key if is_country(key) else row.actor
    filters = {"did": Filters(did=who), "suffered": Filters(suffered=who)}
    lists = {side: events(db, asked, limit=PER_SIDE) for side, asked in filters.items()}
    data = {
        "actor": row,
        "who": who,
        "offices": pages.offices(row),
        "roles": pages.roles(db, row.actor),
        **lists,
        "totals": dict(zip(filters, sides(db, who), strict=True)),
        "statements": statements(db, Asked(speaker=who), limit=PER_SIDE),
        "neighbours": pages.neighbours(db, row.actor),
        "curve": pages.curve(db, Filters(actor=who)),
        "map": map_points(db, Filters(actor=who)),
    }
    return View("actor.html", row.name, data, [*lists["did"], *lists["suffered"]], of=EventRow)


def pair(db: Db, request: Request) -> View:
    """Two actors over time."""
    one, other = (find_actor(db, request.path_params[side]) for side in ("one", "other"))
    if one is None or other is None:
        raise HTTPException(404, "No such pair of actors in this store.")
    found = pages.pair(db, one, other)
    names = [_name(db, key) for key in (one, other)]
    return View("pair.html", " – ".join(names), {"pair": found, "names": names}, found.events, of=EventRow)


def pair_asked(db: Db, request: Request) -> View:
    """Any two actors, by what is typed for them."""
    one, other = (request.query_params.get(side, "") for side in ("one", "other"))
    if not (one and other):
        return View("pair_ask.html", "pair", {"one": one, "other": other})
    request.path_params.update(one=one, other=other)
    return pair(db, request)


def event_list(db: Db, request: Request) -> View:
    """Events, filtered."""
    given = Filters.of(dict(request.query_params))
    filters = named(db, given)
    rows = events(db, filters, limit=PER_PAGE + 1, offset=_offset(request))
    by: By | None = next((b for b in get_args(By) if b == request.query_params.get("by")), None)
    counted = days(db, filters)
    data = {
        "events": rows[:PER_PAGE],
        "filters": filters,
        "total": sum(day.events for day in counted),
        "curve": pages.curve_of(counted, by),
        "undated": undated_of(counted, by or "month"),
        "map": map_points(db, filters),
    }
    extra = {
        "given": given, "types": get_args(EventType), "statuses": get_args(Status), "quads": get_args(Quad), "by": by,
        "steps": get_args(By), "link": _link(request), "marks": marks(db, filters, limit=MOST_MARKS),
        "most_marks": MOST_MARKS, **_paging(request, rows),
    }  # fmt: skip
    return View("events.html", "events", data, rows[:PER_PAGE], extra=extra, of=EventRow)


def event(db: Db, request: Request) -> View:
    """One event: all sources side by side."""
    tellings = event_group(db, request.path_params["event"])
    if not tellings:
        raise HTTPException(404, "No such event in this store.")
    data = {"event": tellings[0], "tellings": tellings, "disagreements": disagreements(tellings)}
    extra = {"told_by": {row.article: row for row in tellings}}
    return View("event.html", "event", data, tellings, extra=extra)


def story_list(db: Db, request: Request) -> View:
    """Stories, the last touched first."""
    rows = pages.stories(db, limit=PER_PAGE + 1, offset=_offset(request))
    data = {"stories": rows[:PER_PAGE]}
    return View("stories.html", "stories", data, rows[:PER_PAGE], extra=_paging(request, rows), of=pages.Story)


def story(db: Db, request: Request) -> View:
    """One story from the first to the last report."""
    articles = pages.story_articles(db, request.path_params["story"])
    if not articles:
        raise HTTPException(404, "No such story in this store.")
    told = {a.id: events(db, Filters(article=a.id), limit=6, newest_first=False) for a in articles[:60]}
    said = {a.id: statements(db, Asked(article=a.id), limit=4) for a in articles[:60]}
    rows = [row for a in articles for row in told.get(a.id, [])]
    data = {"articles": articles, "events": told, "statements": said}
    return View("story.html", articles[0].title, data, articles, extra={"rows": rows})


def article_list(db: Db, request: Request) -> View:
    """Articles, the newest first."""
    rows = pages.articles(db, limit=PER_PAGE + 1, offset=_offset(request))
    data = {"articles": rows[:PER_PAGE]}
    return View("articles.html", "articles", data, rows[:PER_PAGE], extra=_paging(request, rows), of=pages.ArticleRow)


def article(db: Db, request: Request) -> View:
    """One article with every finding underlined."""
    both = report_now(db, request.path_params["article"])
    if both is None:
        raise HTTPException(404, "No such article in this store.")
    read, report = both
    found = findings(report)
    as_read = {*(v.id for v in read.events), *(q.id for q in read.quotes), *(e.id for e in read.entities if e.mentions)}
    extra = {
        "segments": segments(report.article.text, found), "findings": found, "keys": pages.keys_of(report),
        "as_read": as_read, "corrected": anchored_in(db, report.article.id), "row": pages.one_article(db, report.article.id),
    }  # fmt: skip
    title = report.article.title or report.article.dateline or report.article.text[:60]
    return View("article.html", title, {"report": report}, found, extra=extra, of=Finding)


def statement_list(db: Db, request: Request) -> View:
    """Statements, filtered."""
    given = {k: v.strip() for k, v in request.query_params.items() if k in Asked.__struct_fields__ and v.strip()}
    days = Filters.of({k: v for k, v in given.items() if k in ("since", "until")})
    if given.get("type", "Direct") not in get_args(QuoteType):
        raise ValueError(f"type {given['type']!r} is not one of {', '.join(get_args(QuoteType))}")
    speaker = find_actor(db, given.get("speaker", "")) or given.get("speaker")
    asked = Asked(**{**given, "speaker": speaker, "since": days.since, "until": days.until})
    rows = statements(db, asked, limit=PER_PAGE + 1, offset=_offset(request))
    extra = {"types": get_args(QuoteType), "given": Asked(**given), **_paging(request, rows)}
    data = {"statements": rows[:PER_PAGE], "asked": asked}
    return View("statements.html", "statements", data, rows[:PER_PAGE], extra=extra, of=StatementRow)


def search(db: Db, request: Request) -> View:
    """Words and meaning: a question, actors by name, places, statements, articles, similar sentences."""
    query = request.query_params.get("q", "").strip()[:200]
    data: dict[str, Any] = {"q": query, "actors": [], "statements": [], "articles": [], "similar": []}
    data |= {"question": None, "place": None, "country": None}
    question = asked_for(query)
    if question:
        speaker = find_actor(db, question.speaker) or question.speaker
        said = Asked(speaker=speaker, about=question.about)
        data |= {"question": question, "actors": pages.actors(db, question.speaker, limit=8)}
        data["statements"] = statements(db, said, limit=PER_PAGE)
    elif query:
        data["actors"] = pages.actors(db, query, limit=8)
        data["place"] = query if count(db, Filters(place=query)) else None
        data["country"] = country_code(query)
        data["statements"] = statements(db, Asked(about=query), limit=10)
        data["articles"] = words_in_articles(db, query, limit=20)
    if query and request.query_params.get("similar"):
        data["similar"] = similar_sentences(db, query, limit=8)
    rows, of = (data["statements"], StatementRow) if question else (data["articles"], Found)
    return View("search.html", "search", data, rows, of=of)


def corrections(db: Db, request: Request) -> View:
    """What people corrected, the last first."""
    rows = log(db, limit=PER_PAGE + 1, offset=_offset(request))
    data = {"corrections": rows[:PER_PAGE]}
    return View("corrections.html", "corrections", data, rows[:PER_PAGE], extra=_paging(request, rows), of=Correction)


def _link(request: Request) -> str:
    """The list as asked for but for its days: what a bar of its curve leads on from."""
    kept = {
        k: v
        for k, v in request.query_params.items()
        if k not in ("since", "until", "page", "token", "by", "lang") and v
    }
    return "/events?" + (urlencode(kept) + "&" if kept else "")


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
    "/pair": pair_asked,
    "/pair/{one}/{other}": pair,
    "/events": event_list,
    "/event/{event:path}": event,
    "/stories": story_list,
    "/story/{story:path}": story,
    "/articles": article_list,
    "/article/{article:path}": article,
    "/statements": statement_list,
    "/search": search,
    "/corrections": corrections,
}
