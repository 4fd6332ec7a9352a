"""Corrections: applied, kept through re-reading and rebuilding, undone; the store is the same on every way to it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.picture.stores import made, reports

from lagebild.check import check
from lagebild.picture.correct import Correction, anchored
from lagebild.picture.exchange import CorrectionFileError, read_log, training_rows, write_log
from lagebild.picture.store import Store, open_store
from lagebild.records import Entity, Event, Quote, Report

TABLES = {
    "articles": "SELECT article, text, report FROM articles",
    "actors": "SELECT * FROM actors",
    "entities": "SELECT a.article, e.local, e.name, e.actor, e.country FROM entities e JOIN articles a ON a.id = e.article",
    "mentions": "SELECT e.name, m.start FROM mentions m JOIN entities e ON e.id = m.entity",
    "events": "SELECT a.article, v.local, v.type, v.mode, v.status, v.date, v.first_day, v.place, v.place_country, v.geonames, "
    "v.goldstein, v.quad, v.sure, v.doubts, q.local FROM events v "
    "JOIN articles a ON a.id = v.article LEFT JOIN quotes q ON q.id = v.reported_by",
    "participants": "SELECT a.article, v.local, p.side, p.name, p.country, e.actor FROM participants p "
    "JOIN events v ON v.id = p.event JOIN entities e ON e.id = p.entity JOIN articles a ON a.id = v.article",
    "quotes": "SELECT a.article, q.local, q.type, q.text, q.date, e.actor FROM quotes q JOIN articles a ON a.id = q.article "
    "LEFT JOIN entities e ON e.id = q.speaker_entity",
    "groups": "SELECT kind, member, grp, rank FROM group_member",
    "features": "SELECT f.feature, m.kind, m.member, m.day, m.data FROM group_feature f "
    "LEFT JOIN group_member m ON m.id = f.member",
    "party": "SELECT p.who, p.first_day, p.last_day, a.article, v.local, p.did, p.suffered, p.type, p.status, p.quad, "
    "p.goldstein, p.place, p.place_country FROM party p JOIN events v ON v.id = p.id "
    "JOIN articles a ON a.id = v.article",
    "party of nothing": "SELECT count(*) FROM party WHERE id NOT IN (SELECT id FROM events)",
    "tally": "SELECT * FROM tally",
    "tally_place": "SELECT * FROM tally_place",
    "ties": "SELECT * FROM ties",
    "stories": "SELECT * FROM story",
    "names": "SELECT * FROM actor_words",
    "stems": "SELECT a.article, w.title, w.text FROM article_words w JOIN articles a ON a.id = w.rowid",
    "quoted": "SELECT a.article, q.local, q.day, q.actor, q.country, w.text, w.speaker FROM quotes q "
    "JOIN articles a ON a.id = q.article JOIN quote_words w ON w.rowid = q.id",
    "codes": "SELECT article, code FROM article_codes",
    "words": "SELECT rowid FROM quote_words WHERE quote_words MATCH 'Vertrag'",
    "used": "SELECT u.correction, a.article FROM correction_used u JOIN articles a ON a.id = u.article",
}  # fmt: skip


def state(store: Store, *, without: tuple[str, ...] = ("words",)) -> dict[str, list[str]]:
    """All rows without the numbers that a table gives."""
    return {t: sorted(map(repr, store.db.execute(q))) for t, q in TABLES.items() if t not in without}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(made(tmp_path / "a.db"))


def report(name: str) -> Report:
    return next(r for r in reports() if r.article.id == name)


def of(article: str, layer: Any, local: str, what: Any, value: str | None = None) -> Correction:
    return Correction(
        what=what, made_by="Eva", reason="read it", value=value, **anchored(report(article), layer, local)
    )


def merge(actor: str, value: str) -> Correction:
    return Correction(what="merge", made_by="Eva", actor=actor, value=value)


def event(store: Store, where: str) -> tuple[Any, ...] | None:
    article, _, local = where.partition(" ")
    row: tuple[Any, ...] | None = store.db.execute(
        "SELECT v.type, v.status, v.date, v.place, v.place_country, v.goldstein FROM events v "
        "JOIN articles a ON a.id = v.article WHERE a.article = ? AND v.local = ?", (article, local),
    ).fetchone()  # fmt: skip
    return row


def speaker(store: Store, article: str, local: str) -> str | None:
    row = store.db.execute(
        "SELECT e.name FROM quotes q JOIN articles a ON a.id = q.article LEFT JOIN entities e ON e.id = q.speaker_entity "
        "WHERE a.article = ? AND q.local = ?", (article, local),
    ).fetchone()  # fmt: skip
    return row[0] if row else "gone"


def parties(store: Store, where: str) -> list[tuple[str, str]]:
    article, _, local = where.partition(" ")
    return store.db.execute(
        "SELECT p.side, p.name FROM participants p JOIN events v ON v.id = p.event JOIN articles a ON a.id = v.article "
        "WHERE a.article = ? AND v.local = ? ORDER BY p.id", (article, local),
    ).fetchall()  # fmt: skip


CASES: list[tuple[Callable[[], Correction], Callable[[Store], object], object]] = [
    (lambda: of("riot", "event", "v1", "reject"), lambda s: event(s, "riot v1"), None),
    (lambda: of("riot", "event", "v2", "type", "SANCTION"), lambda s: event(s, "riot v2")[0], "SANCTION"),  # type: ignore[index]
    (lambda: of("riot", "event", "v3", "status", "denied"), lambda s: event(s, "riot v3")[1], "denied"),  # type: ignore[index]
    (lambda: of("riot", "event", "v3", "date", "2020-07"), lambda s: event(s, "riot v3")[2], "2020-07"),  # type: ignore[index]
    (lambda: of("riot", "event", "v1", "date", ""), lambda s: event(s, "riot v1")[2], None),  # type: ignore[index]
    (lambda: of("riot", "event", "v1", "place", "Brest (BLR)"), lambda s: event(s, "riot v1")[3:5], ("Brest", "BLR")),  # type: ignore[index]
    (lambda: of("treaty", "quote", "q1", "reject"), lambda s: speaker(s, "treaty", "q1"), "gone"),
    (lambda: of("riot", "quote", "q1", "speaker", "BLR"), lambda s: speaker(s, "riot", "q1"), "Belarus"),
    (lambda: of("riot", "quote", "q1", "speaker", "Paul Neu"), lambda s: speaker(s, "riot", "q1"), "Paul Neu"),
    (lambda: of("treaty", "quote", "q1", "speaker", ""), lambda s: speaker(s, "treaty", "q1"), None),
    (lambda: of("treaty", "quote", "q1", "type", "Indirect"),
     lambda s: s.db.execute("SELECT count(*) FROM quotes WHERE type = 'Indirect'").fetchone()[0], 1),
    (lambda: of("riot", "event", "v3", "recipients", "DEU; Paul Neu"), lambda s: parties(s, "riot v3"),
     [("actor", "Belarus"), ("recipient", "Deutschland"), ("recipient", "Paul Neu")]),
    (lambda: of("riot", "event", "v3", "actors", "person:annaberg"), lambda s: parties(s, "riot v3"),
     [("actor", "Anna Berg"), ("recipient", "Russland")]),
    (lambda: of("riot", "event", "v3", "actors", ""), lambda s: parties(s, "riot v3"), [("recipient", "Russland")]),
    (lambda: merge("person:igorwolkow", "person:annaberg"), lambda s: speaker(s, "riot-again", "q1"), "Anna Berg"),
    (lambda: of("riot-again", "actor", "e2", "identify", "Igor Wolkow der Jüngere"),
     lambda s: (speaker(s, "riot-again", "q1"), speaker(s, "treaty", "q2")), ("Igor Wolkow der Jüngere", "Igor Wolkow")),
]  # fmt: skip


@pytest.mark.parametrize(("correction", "shows", "expected"), CASES, ids=lambda c: "")
def test_a_correction_is_applied_kept_and_undone(
    store: Store, correction: Callable[[], Correction], shows: Callable[[Store], object], expected: object
) -> None:
    before = state(store)
    assert shows(store) != expected
    entered = store.correct(correction())
    assert shows(store) == expected
    now = state(store)
    assert store.rebuild() == 6
    assert state(store) == now, "rebuilt from reports and corrections it is the same"
    again = msgspec.structs.replace(
        report("riot"), reader=msgspec.structs.replace(report("riot").reader, version="9.9.9")
    )
    assert store.add(again) == "changed"
    assert store.add(report("riot")) == "changed", "read again"
    assert state(store) == now
    store.undo(entered.id, "Max")
    assert state(store) == before, "as if it had not been made"
    store.rebuild()
    assert state(store) == before


def test_reports_stay_as_they_were_read(store: Store) -> None:
    store.correct(of("riot", "event", "v1", "reject"))
    assert store.report("riot") == report("riot")


def test_rebuilt_without_corrections_it_is_the_same(store: Store) -> None:
    before = state(store)
    store.rebuild()
    assert state(store) == before
    hits = store.db.execute(TABLES["words"]).fetchall()
    assert len(hits) == 2
    store.db.execute("INSERT INTO quote_words (quote_words) VALUES ('integrity-check')")


def test_what_one_article_alone_told_of_an_actor_goes_with_it(store: Store) -> None:
    before = state(store)
    other = msgspec.structs.replace(
        report("riot"),
        entities=tuple(msgspec.structs.replace(e, role="Aalkönig") for e in report("riot").entities),
    )
    store.add(other)
    assert store.db.execute("SELECT role FROM actors WHERE actor = 'country:BLR'").fetchone() == ("Aalkönig",)
    store.add(report("riot"))
    assert state(store) == before


def moved(r: Report, by: str) -> Report:
    """The report of the article after words were put in front of its text."""
    n = len(by)

    def shift(value: Any) -> Any:
        if isinstance(value, tuple):
            if len(value) == 2 and all(isinstance(x, int) for x in value):
                return (value[0] + n, value[1] + n)
            return tuple(shift(v) for v in value)
        if isinstance(value, msgspec.Struct) and not hasattr(value, "removed"):
            changes = {f: shift(getattr(value, f)) for f in value.__struct_fields__}
            for f in ("start", "end"):
                if f in changes:
                    changes[f] += n
            return type(value)(**changes)
        return value

    shifted = shift(msgspec.structs.replace(r, reader=r.reader))
    found: Report = msgspec.structs.replace(
        shifted, article=msgspec.structs.replace(r.article, text=by + r.article.text)
    )
    return found


def test_a_correction_finds_its_record_after_the_text_has_moved(store: Store) -> None:
    store.correct(of("riot", "event", "v1", "date", "2021-02-28"))
    store.add(moved(report("riot"), "Berichtigte Fassung. "))
    assert event(store, "riot v1")[2] == "2021-02-28"  # type: ignore[index]


def with_event(r: Report, number: int, **changes: Any) -> Report:
    events = list(r.events)
    events[number] = msgspec.structs.replace(events[number], **changes)
    return msgspec.structs.replace(r, events=tuple(events))


def test_a_rejected_type_is_not_what_a_better_reader_finds(store: Store) -> None:
    store.correct(of("riot", "event", "v1", "reject"))
    store.add(with_event(report("riot"), 0, type="PROTEST"))
    assert event(store, "riot v1")[0] == "PROTEST"  # type: ignore[index]
    store.add(with_event(report("riot"), 0, id="v9"))
    assert event(store, "riot v9") is None, "the same under another id is still rejected"


def test_events_of_a_rejected_quote_keep_standing_without_it(store: Store) -> None:
    store.correct(of("treaty", "quote", "q2", "reject"))
    assert event(store, "treaty v2") is not None


def test_merges_follow_one_another(store: Store) -> None:
    first = store.correct(merge("person:igorwolkow", "person:annaberg"))
    with pytest.raises(ValueError, match="merged into another actor"):
        store.correct(merge("organization:ratderflusse", '{"kind": "person", "name": "Igor Wolkow", "known": true}'))
    store.correct(merge("person:annaberg", "RUS"))
    assert speaker(store, "riot-again", "q1") == "Russland"
    now = state(store)
    store.rebuild()
    assert state(store) == now
    store.undo(first.id, "Max")
    assert (speaker(store, "riot-again", "q1"), speaker(store, "treaty", "q1")) == ("Igor Wolkow", "Russland")


def test_an_article_of_a_new_id_takes_its_corrections_along(tmp_path: Path) -> None:
    with open_store(tmp_path / "b.db") as store:
        first = msgspec.structs.replace(
            report("riot"), article=msgspec.structs.replace(report("riot").article, id="a" * 16, url="https://x.org/1")
        )
        store.add(first)
        store.correct(Correction(what="date", made_by="Eva", value="1999", **anchored(first, "event", "v1")))
        store.add(msgspec.structs.replace(first, article=msgspec.structs.replace(first.article, id="b" * 16)))
        assert event(store, f"{'b' * 16} v1")[2] == "1999"  # type: ignore[index]


REFUSED = [
    (lambda: merge("local:x:e1", "RUS"), "identify"),
    (lambda: merge("country:RUS", "RUS"), "already"),
    (lambda: merge("country:RUS", "person:nobody"), "no actor of this store"),
    (lambda: merge("country:RUS", "Müller"), "whole name"),
    (lambda: of("riot", "event", "v1", "type", "WAR"), "AGREE, CONSULT"),
    (lambda: of("riot", "event", "v1", "date", "gestern"), "2021-02"),
    (lambda: of("riot", "event", "v1", "place", "Minsk (XYZ)"), r"Minsk \(BLR\)"),
    (lambda: of("riot", "event", "v1", "speaker", "RUS"), "quote: reject, type, date, speaker"),
    (lambda: msgspec.structs.replace(of("riot", "event", "v1", "reject"), made_by=" "), "name of who"),
    (lambda: Correction(what="reject", made_by="Eva", layer="event", article="riot"), "start and end"),
]


@pytest.mark.parametrize(("correction", "says"), REFUSED)
def test_what_cannot_be_made_is_refused_with_what_can(
    store: Store, correction: Callable[[], Correction], says: str
) -> None:
    before = state(store)
    with pytest.raises(ValueError, match=says):
        store.correct(correction())
    assert state(store) == before
    assert store.db.execute("SELECT count(*) FROM corrections").fetchone() == (0,)


def test_the_log_goes_to_another_store_and_back(store: Store, tmp_path: Path) -> None:
    for make in (CASES[0][0], CASES[8][0], CASES[11][0]):
        store.correct(make())
    store.undo(1, "Max")
    file = io.StringIO()
    assert write_log(store, file) == 3
    with open_store(made(tmp_path / "other.db")) as other:
        file.seek(0)
        assert read_log(other, file) == (3, 0, 0)
        file.seek(0)
        assert read_log(other, file) == (0, 0, 3), "again it changes nothing"
        assert state(other, without=("words", "used")) == state(store, without=("words", "used"))
    store.undo(3, "Max")
    file = io.StringIO()
    write_log(store, file)
    with open_store(tmp_path / "other.db") as other:
        file.seek(0)
        assert read_log(other, file) == (0, 1, 2)
        assert state(other, without=("words", "used")) == state(store, without=("words", "used"))


def test_a_file_written_by_hand(store: Store) -> None:
    start, end = report("riot").events[0].triggers[0]
    file = io.StringIO(f"what,layer,article,start,end,value,made_by\nplace,event,riot,{start},{end},Brest,Eva\n")
    assert read_log(store, file) == (1, 0, 0)
    assert event(store, "riot v1")[3] == "Brest"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "line 1: a header"),
        ("what,made_by,start\nreject,Eva,x\n", "line 2"),
        ("what,made_by\nexplode,Eva\n", "line 2: .*explode"),
        ("what,made_by,actor,value\nmerge,Eva,local:a:e1,RUS\n", "line 2: .*identify"),
    ],
)
def test_a_wrong_line_is_named(store: Store, text: str, says: str) -> None:
    with pytest.raises(CorrectionFileError, match=says):
        read_log(store, io.StringIO(text))


def test_participants_go_to_another_store_and_corrected_reports_keep_the_rules(store: Store, tmp_path: Path) -> None:
    store.correct(of("riot", "event", "v3", "recipients", "DEU; Paul Neu"))
    store.correct(of("riot", "quote", "q1", "speaker", "Paul Neu"))
    store.correct(of("treaty", "event", "v1", "reject"))
    out = io.StringIO()
    write_log(store, out)
    out.seek(0)
    with open_store(made(tmp_path / "b.db")) as other:
        assert read_log(other, out) == (3, 0, 0)
        assert parties(other, "riot v3") == parties(store, "riot v3")
    told = {r.article.id: r for r in store.reports(corrected=True)}
    assert [p.name for p in told["riot"].events[2].recipients] == ["Deutschland", "Paul Neu"]
    assert "v1" not in [v.id for v in told["treaty"].events]
    assert [check(r) for r in told.values()] == [[]] * 6
    assert next(r for r in store.reports() if r.article.id == "riot") == report("riot"), "as read"
    rows = [row for row in training_rows(store.db) if row["article"] == "riot" and row["layer"] == "event"]
    assert (rows[0]["read"]["recipients"], rows[0]["right"]["recipients"]) == (
        ["Russland"],
        ["Deutschland", "Paul Neu"],
    )


def test_training_data_say_what_was_read_and_what_is_right(store: Store) -> None:
    store.correct(of("riot", "event", "v1", "reject"))
    store.correct(of("riot", "event", "v2", "type", "SANCTION"))
    store.correct(of("riot", "quote", "q1", "speaker", "BLR"))
    undone = store.correct(of("riot", "event", "v3", "date", "2020-07"))
    store.undo(undone.id, "Max")
    rows = {(r["layer"], r["text"][r["spans"][0][0] : r["spans"][0][1]]): r for r in training_rows(store.db)}
    assert len(rows) == 3
    assert rows["event", "starben"]["right"] is None
    assert (rows["event", "nahm"]["read"]["type"], rows["event", "nahm"]["right"]["type"]) == ("COERCE", "SANCTION")
    assert rows["quote", "„Das war nötig“"]["right"]["speaker"] == "Belarus"


def test_the_csv_is_plain(store: Store) -> None:
    store.correct(of("riot", "event", "v1", "reject"))
    file = io.StringIO()
    write_log(store, file)
    (row,) = csv.DictReader(io.StringIO(file.getvalue()))
    assert (row["words"], row["label"], row["made_by"], row["reason"]) == ("starben", "ASSAULT", "Eva", "read it")


def test_types_of_the_made_store() -> None:
    kinds = {type(x) for r in reports() for x in (*r.entities, *r.events, *r.quotes)}
    assert kinds == {Entity, Event, Quote}
