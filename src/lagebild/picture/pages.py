"""What the pages of the picture show, as typed records: the situation, an actor, a pair, a story, an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

import msgspec

from lagebild.knowledge import default_knowledge
from lagebild.knowledge.rows import Office
from lagebild.picture.counts import DayCount, days
from lagebild.picture.events import EventRow, count, events
from lagebild.picture.filters import Filters, is_country
from lagebild.picture.keys import actor_key
from lagebild.picture.people import matching
from lagebild.picture.places import MapPoint, map_points
from lagebild.picture.series import By, Point, of_days, series
from lagebild.picture.statements import Asked, StatementRow, statements
from lagebild.records import Report

NAMING = 12  # articles of a story, the first ones, whose actors name it in lists


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list. `copies` counts the others that carry its text."""

    id: str
    title: str
    published: str | None
    publisher: str | None
    dateline: str | None
    url: str | None
    story: str | None
    copies: int = 0
    unread: str | None = None


class ActorRow(msgspec.Struct, frozen=True, kw_only=True):
    """An actor in a list."""

    actor: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    role: str | None
    articles: int
    mentions: int


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """An actor that shares events with another: the edges of the network."""

    actor: str
    name: str
    country: str | None
    kind: str
    events: int
    goldstein: float


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Articles on one matter, the earliest first."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: int
    independent: int
    actors: tuple[str, ...] = ()


_ARTICLE = (
    "SELECT a.article, coalesce(a.title, substr(a.text, 1, 90)), a.published, a.publisher, a.dateline, a.url, "
    "(SELECT y.grp FROM story y WHERE y.grp = s.grp AND y.members > 1), "
    "(SELECT count(*) - 1 FROM group_member x INDEXED BY group_member_group WHERE x.kind = 'copy' AND x.grp = c.grp), "
    "a.unread FROM articles a "
    "LEFT JOIN group_member s ON s.kind = 'story' AND s.member = a.article "
    "LEFT JOIN group_member c ON c.kind = 'copy' AND c.member = a.article "
)


def articles(db: sqlite3.Connection, *, limit: int = 50, offset: int = 0) -> list[ArticleRow]:
    """The newest articles."""
    page = "SELECT id FROM articles ORDER BY first_day DESC, id DESC LIMIT ? OFFSET ?"
    rows = db.execute(f"{_ARTICLE} WHERE a.id IN ({page}) ORDER BY a.first_day DESC, a.id DESC", (limit, offset))
    return [_article(row) for row in rows]


def one_article(db: sqlite3.Connection, article: str) -> ArticleRow:
    """An article of the store as a row of a list."""
    return _article(db.execute(_ARTICLE + "WHERE a.article = ?", (article,)).fetchone())


def story_articles(db: sqlite3.Connection, story: str) -> list[ArticleRow]:
    """The articles of the story that `story` (any member) belongs to, the earliest first."""
    group = db.execute("SELECT grp FROM group_member WHERE kind = 'story' AND member = ?", (story,)).fetchone()
    if group is None:
        return []
    members = "SELECT member FROM group_member INDEXED BY group_member_group WHERE kind = 'story' AND grp = ?"
    rows = db.execute(f"{_ARTICLE} WHERE a.article IN ({members}) ORDER BY s.rank, s.member", group)
    return [_article(row) for row in rows]


def stories(db: sqlite3.Connection, *, limit: int = 50, offset: int = 0) -> list[Story]:
    """Stories of several articles, the last touched first."""
    rows = db.execute(
        "SELECT grp, first_day, last_day, members FROM story WHERE members > 1 ORDER BY last_day DESC, grp DESC "
        "LIMIT ? OFFSET ?",
        (limit, offset),
    ).fetchall()
    return [
        Story(
            id=group, title=_title(db, group), first=_iso(first), last=_iso(last), articles=n,
            independent=_independent(db, group), actors=tuple(_names_of_story(db, group)),
        )
        for group, first, last, n in rows
    ]  # fmt: skip


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day else None


def _independent(db: sqlite3.Connection, story: str) -> int:
    row = db.execute(
        "SELECT count(DISTINCT coalesce(c.grp, s.member)) FROM group_member s INDEXED BY group_member_group "
        "LEFT JOIN group_member c ON c.kind = 'copy' AND c.member = s.member WHERE s.kind = 'story' AND s.grp = ?",
        (story,),
    ).fetchone()
    return int(row[0])


def actors(
    db: sqlite3.Connection, name: str | None = None, *, kind: str | None = None, limit: int = 50, offset: int = 0
) -> list[ActorRow]:
    """Actors by the number of articles; with `name` those whose name holds it, with `kind` those of one kind."""
    found = matching(name) if name else ("", [])
    if found is None:
        return []
    where = ["kind = ?" if kind else "kind <> 'place'", *([f"actor IN ({found[0]})"] if name else [])]
    rows = db.execute(
        f"SELECT {', '.join(ActorRow.__struct_fields__)} FROM actors WHERE {' AND '.join(where)} "
        "ORDER BY articles DESC, mentions DESC, actor LIMIT ? OFFSET ?",
        (*([kind] if kind else []), *found[1], limit, offset),
    )
    return [ActorRow(**dict(zip(ActorRow.__struct_fields__, row, strict=True))) for row in rows]


def actor(db: sqlite3.Connection, key: str) -> ActorRow | None:
    """One actor by key, or by alpha-3 code for a state."""
    row = db.execute(
        "SELECT actor, name, kind, country, sector, role, articles, mentions FROM actors WHERE actor = ?",
        (f"country:{key}" if is_country(key) else key,),
    ).fetchone()
    return ActorRow(**dict(zip(ActorRow.__struct_fields__, row, strict=True))) if row else None


def articles_of(db: sqlite3.Connection, key: str, *, limit: int = 200) -> list[tuple[str, str, str | None, str]]:
    """The articles that name an actor, the newest first: (article, title, published, the entity's id there)."""
    return db.execute(
        "SELECT a.article, coalesce(a.title, substr(a.text, 1, 90)), a.published, e.local FROM entities e "
        "JOIN articles a ON a.id = e.article WHERE e.actor = ? ORDER BY a.first_day DESC, a.id LIMIT ?",
        (key, limit),
    ).fetchall()


def offices(row: ActorRow) -> list[Office]:
    """The offices of a known person, the last first."""
    known = [k for k in default_knowledge().actors(row.name) if k.kind == row.kind == "person"]
    return sorted(known[0].offices, key=lambda o: o.since or "", reverse=True) if known else []


def roles(db: sqlite3.Connection, key: str) -> list[tuple[str, str | None, str | None, int]]:
    """What articles call an actor: (role, first day, last day, articles)."""
    return db.execute(
        "SELECT e.role, min(a.first_day), max(a.last_day), count(*) FROM entities e INDEXED BY entities_by_role "
        "JOIN articles a ON a.id = e.article WHERE e.actor = ? "
        "AND e.role IS NOT NULL GROUP BY e.role ORDER BY count(*) DESC, e.role LIMIT 20",
        (key,),
    ).fetchall()


def neighbours(db: sqlite3.Connection, key: str, *, limit: int = 15) -> list[Neighbour]:
    """Who shares events with an actor, most first; `goldstein` is the mean over those events."""
    rows = db.execute(
        "SELECT t.other, a.name, a.country, a.kind, t.events, t.goldstein / 10.0 / t.events FROM ties t "
        "JOIN actors a ON a.actor = t.other WHERE t.one = ? ORDER BY t.events DESC, t.other LIMIT ?",
        (key, limit),
    )
    names = Neighbour.__struct_fields__
    return [Neighbour(**dict(zip(names, row, strict=True))) for row in rows]


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """The page of now: what came last, what stands out, where."""

    articles: int
    events: int
    quotes: int
    actors: int
    first: str | None
    last: str | None
    newest: tuple[EventRow, ...]
    statements: tuple[StatementRow, ...]
    stories: tuple[Story, ...]
    map: tuple[MapPoint, ...]
    curve: tuple[Point, ...]
    bursts: tuple[Point, ...]


def situation(db: sqlite3.Connection) -> Situation:
    """The situation over the whole store; the newest by the dates of the articles, not by the clock."""
    totals = [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("articles", "events", "quotes", "actors")]
    # Two queries: each is a look at one end of the index.
    first, last = (db.execute(f"SELECT {end}(first_day) FROM articles").fetchone()[0] for end in ("min", "max"))
    curve = series(db, Filters(), _grain(first, last))
    return Situation(
        articles=totals[0], events=totals[1], quotes=totals[2], actors=totals[3], first=first, last=last,
        newest=tuple(events(db, Filters(until=last), limit=12)),
        statements=tuple(statements(db, Asked(), limit=8)),
        stories=tuple(stories(db, limit=8)),
        map=tuple(map_points(db, Filters())),
        curve=tuple(curve[-120:]),
        bursts=tuple([p for p in curve if p.burst][-8:]),
    )  # fmt: skip


def curve(db: sqlite3.Connection, filters: Filters) -> list[Point]:
    """The series of the events that pass `filters`, by periods that fit how long they go on."""
    return curve_of(days(db, filters))


def curve_of(rows: Sequence[DayCount], by: By | None = None) -> list[Point]:
    """The same of events counted by their dates; `by` names the periods."""
    firsts = [row.first for row in rows if row.first]
    step = by or _grain(min(firsts, default=None), max(firsts, default=None))
    return of_days(rows, step)[-160:]


def _grain(first: str | None, last: str | None) -> By:
    """Days for a quarter, weeks for two years, months for twenty, else years."""
    if not first or not last:
        return "month"
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    steps: tuple[tuple[int, By], ...] = ((92, "day"), (730, "week"), (7300, "month"))
    return next((name for limit, name in steps if span <= limit), "year")


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two actors over time. `there`: what the one did to the other, `back`: what the other did to it, as counts."""

    one: str
    other: str
    events: tuple[EventRow, ...]
    total: int
    curve: tuple[Point, ...]
    there: int
    back: int
    map: tuple[MapPoint, ...]


def pair(db: sqlite3.Connection, one: str, other: str, *, limit: int = 100) -> Pair:
    """What `one` and `other` (keys or alpha-3 codes) did to and with each other."""
    filters = Filters(actor=one, other=other)
    counted = days(db, filters)
    return Pair(
        one=one, other=other, events=tuple(events(db, filters, limit=limit)), total=sum(d.events for d in counted),
        curve=tuple(curve_of(counted)),
        there=count(db, Filters(did=one, suffered=other)), back=count(db, Filters(did=other, suffered=one)),
        map=tuple(map_points(db, filters)),
    )  # fmt: skip


def _article(row: Sequence[object]) -> ArticleRow:
    return msgspec.convert(dict(zip(ArticleRow.__struct_fields__, row, strict=True)), ArticleRow)


def _title(db: sqlite3.Connection, article: str) -> str:
    row = db.execute(
        "SELECT coalesce(title, substr(text, 1, 90)) FROM articles WHERE article = ?", (article,)
    ).fetchone()
    return str(row[0]) if row else article


def _names_of_story(db: sqlite3.Connection, group: str) -> list[str]:
    rows = db.execute(
        "SELECT min(e.name) FROM (SELECT member FROM group_member INDEXED BY group_member_group WHERE kind = 'story' "
        "AND grp = ? ORDER BY rank, member LIMIT ?) s JOIN articles a ON a.article = s.member "
        "JOIN entities e ON e.article = a.id WHERE e.kind <> 'place' "
        "GROUP BY e.actor ORDER BY count(*) DESC, min(e.name) LIMIT 5",
        (group, NAMING),
    )
    return [row[0] for row in rows]


def keys_of(report: Report) -> dict[str, str]:
    """The actor key of each entity of a report, for links to its page."""
    return {e.id: actor_key(e, report.article.id) for e in report.entities}
