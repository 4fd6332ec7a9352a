"""Every page, filter and form of answer, without a browser."""

import csv
import io
import json
import re
import tomllib
from html import unescape
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from lagebild.picture import statements
from lagebild.picture.series import Point
from lagebild.picture.store import open_store
from lagebild.picture.trust import SURE
from lagebild.reading.events.plover import types
from lagebild.records import EventType, Quad, QuoteType, RelationType, Sector, Status
from lagebild.web.app import create_app
from lagebild.web.charts import WIDEST, bars
from lagebild.web.page import HERE
from lagebild.web.views import VIEWS
from tests.picture.stores import reports

EVIL = "/article/" + quote("evil/<b>&?#%.json", safe="")
PAGES = {
    "/": "Lage",
    "/now": "Lage",
    "/actors": "Anna Berg",
    "/actors?q=wolk": "Igor Wolkow",
    "/actor/person:annaberg": "Außenministerin",
    "/actor/BLR": "alle Akteure dieses Staats",
    "/actor/country:BLR": "Belarus",
    "/actor/DEU": "vermutlich",
    "/pair": "Verhältnis",
    "/pair/RUS/BLR": "Russland – Belarus",
    "/pair?one=russia&other=Wei%C3%9Frussland": "Russland – Belarus",
    "/events": "Drohung",
    "/event/riot%2Fv1": "widersprechen sich",
    "/stories": "Vertrag vor dem Abschluss",
    "/story/treaty": "Vertrag fast fertig",
    "/articles": "Vertrag fast fertig",
    "/article/treaty": "40 Fachleute",
    EVIL: "reversed"[::-1],
    "/article/foreign": "not supported",
    "/statements": "Der Vertrag ist nah",
    "/search?q=Vertrag": "Vertrag vor dem Abschluss",
    "/search?q=": "Suche",
    "/corrections": "Noch nichts berichtigt",
}


@pytest.fixture(scope="session")
def client(store_path: Path) -> TestClient:
    return TestClient(create_app(store_path), headers={"accept-language": "de"})


def records(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("address", ["/pair/RUS/BLR", "/actor/DEU", "/actor/BLR"])
def test_what_was_read_less_surely_stands_apart(client: TestClient, address: str) -> None:
    told = records(client, f"{address}.json")
    rows = told["pair"]["events"] if "pair" in told else told["did"] + told["suffered"]
    said = [row for row in told.get("statements", ()) if row["confidence"] < statements.SURE]
    unsure = [*(row for row in rows if row["trust"] < SURE), *said]
    page = client.get(address).text
    parts = page.split('<details class="fold"')[1:]
    folded = "".join(part.split("</details>")[0] for part in parts)
    mark = '<span class="doubt">weniger sicher gelesen'
    assert 0 < len(unsure) == folded.count(mark) == page.count(mark)
    assert folded.count('class="event ') == len(unsure) - len(said)
    assert all(row.get("sentence", "") in unescape(folded) for row in unsure)


def test_what_was_read_less_surely_stands_open_where_nothing_else_is_there(client: TestClient) -> None:
    assert '<details class="fold" open>' in client.get("/pair/RUS/BLR").text


@pytest.mark.parametrize(("address", "holds"), PAGES.items())
def test_each_page_as_html_json_and_csv(client: TestClient, address: str, holds: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert holds in page.text
    path, _, query = ("/now" if address == "/" else address).partition("?")
    data = client.get(f"{path}.json?{query}")
    assert (data.status_code, data.headers["content-type"].split(";")[0]) == (200, "application/json")
    assert json.loads(data.text) is not None
    table = client.get(f"{path}.csv?{query}")
    assert (table.status_code, table.headers["content-type"].split(";")[0]) == (200, "text/csv")
    rows = list(csv.reader(io.StringIO(table.text)))
    assert all(len(row) == len(rows[0]) for row in rows)


def test_every_view_is_tried() -> None:
    tried = {re.split(r"[/?]", address)[1] for address in PAGES}
    assert {path.split("/")[1] for path in VIEWS} <= tried


FILTERS = [
    ("type=ASSAULT", 2), ("status=planned", 2), ("status=alleged", 1), ("quad=verbal+conflict", 4), ("actor=RUS", 5),
    ("actor=Wolkow", 2), ("actor=BLR&other=Russland", 3), ("did=Russland", 4), ("did=country:RUS", 2), ("suffered=Russland", 1),
    ("country=BLR", 5),
    ("place=Minsk", 4), ("place=Belarus", 5), ("place=Wien", 0), ("speaker=Wolkow", 2), ("since=2021-03-02", 7),
    ("until=2020", 1), ("since=2021-03&until=2021-03&type=CONSULT", 4), ("article=riot", 3),
    ("actor=Anna+Berg&type=SUPPORT", 1),
]  # fmt: skip


@pytest.mark.parametrize(("query", "count"), FILTERS)
def test_filters_of_events(client: TestClient, query: str, count: int) -> None:
    found = records(client, f"/events.json?{query}")
    assert (found["total"], len(found["events"])) == (count, count)
    assert client.get(f"/events?{query}").text.count('<li class="event ') == count


@pytest.mark.parametrize(("query", "total"), [("by=year", 12), ("by=month", 11), ("by=week", 8), ("by=day", 8)])
def test_a_vague_date_is_not_counted_as_a_day(client: TestClient, query: str, total: int) -> None:
    found = records(client, f"/events.json?{query}")
    counted = sum(p["events"] for p in found["curve"])
    unsure = 4  # planned and denied events are no happenings
    assert counted <= total
    assert counted + found["undated"] + unsure >= found["total"]


STATEMENTS = [
    ("speaker=Anna+Berg", 3), ("speaker=Berg", 3), ("speaker=DEU", 3), ("speaker=niemand", 0), ("about=Vertrag", 2),
    ("type=Reported", 3), ("since=2021-03-02", 3), ("until=2021-03-01", 4), ("speaker=Berg&about=Vertrag&type=Direct", 2),
]  # fmt: skip


@pytest.mark.parametrize(("query", "count"), STATEMENTS)
def test_filters_of_statements(client: TestClient, query: str, count: int) -> None:
    assert len(records(client, f"/statements.json?{query}")["statements"]) == count


@pytest.mark.parametrize(
    "question",
    ["Was sagte Berg über den Vertrag?", "what did Anna Berg say about Vertrag", "Was hat Berg über Vertrag gesagt?"],
)
def test_what_did_somebody_say_about_something(client: TestClient, question: str) -> None:
    found = records(client, f"/search.json?q={quote(question)}")
    assert {s["actor"] for s in found["statements"]} == {"person:annaberg"}
    assert len(found["statements"]) == 2


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("/events?type=WAR", "AGREE"), ("/events?since=gestern", "2021-02"), ("/events?actor=Niemand", "Niemand"),
        ("/statements?type=Song", "Direct"), ("/events?actor=" + "x" * 400, "300"), ("/statements?since=x", "2021-02"),
    ],
)  # fmt: skip
def test_a_filter_that_does_not_fit_says_what_does(client: TestClient, query: str, says: str) -> None:
    for form in ("", ".json"):
        path, _, asked = query.partition("?")
        answer = client.get(f"{path}{form}?{asked}")
        assert answer.status_code == 400
        assert says in answer.text
    assert json.loads(answer.text)["status"] == 400


@pytest.mark.parametrize(
    "address",
    [
        "/actor/nobody",
        "/event/riot%2Fv99",
        "/story/none",
        "/article/none",
        "/nothing",
        "/article/none.json",
        "/pair/x/y",
    ],
)
def test_what_is_not_there_is_told(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_words_are_there_in_both_languages() -> None:
    tables = {lang: tomllib.loads((HERE / f"i18n/{lang}.toml").read_text(encoding="utf-8")) for lang in ("de", "en")}
    keys = {lang: {k for t in table.values() for k in t} for lang, table in tables.items()}
    assert keys["de"] == keys["en"]
    templates = "".join(p.read_text(encoding="utf-8") for p in (HERE / "templates").glob("*.html"))
    used = set(re.findall(r'\bt\("(\w+)"[,)]', templates))
    codes = {*get_args(EventType), *get_args(Status), *get_args(Quad), *get_args(QuoteType)}
    codes |= {f"sector_{s}" for s in get_args(Sector)} | {f"relation_{r}" for r in get_args(RelationType)}
    codes |= {f"mode_{m}" for info in types().values() for m in info.modes}
    assert (used | codes) - keys["de"] == set()


def test_offices_have_words() -> None:
    from lagebild.knowledge import default_knowledge

    table = default_knowledge().file.table("actors", __import__("lagebild.knowledge.rows").knowledge.rows.ActorRow)
    roles = {f"office_{o.role}" for n in range(table.header.rows) for o in table.row(n).offices}
    words = tomllib.loads((HERE / "i18n/de.toml").read_text(encoding="utf-8"))["offices"]
    assert roles - set(words) == set()


def test_the_language_is_kept(store_path: Path) -> None:
    client = TestClient(create_app(store_path))
    assert "Situation" in client.get("/?lang=en").text
    page = client.get("/events")
    assert '<html lang="en">' in page.text
    assert "Threat" in page.text
    assert '<html lang="de">' in client.get("/events?lang=de").text


def test_states_have_names_in_both_languages(client: TestClient) -> None:
    assert "Deutschland" in client.get("/actor/person:annaberg").text
    assert "Germany" in client.get("/actor/person:annaberg?lang=en").text
    client.cookies.clear()


def test_anchors_of_an_article_reach_every_finding(client: TestClient) -> None:
    for report in reports():
        page = client.get("/article/" + quote(report.article.id, safe="")).text
        starts = {v.triggers[0][0] for v in report.events} | {q.quote[0][0] for q in report.quotes}
        assert {s for s in starts if f'id="at-{s}"' not in page} == set()


def test_what_was_done_by_and_to_an_actor_is_told_apart(client: TestClient) -> None:
    found = records(client, "/actor/BLR.json")
    assert (found["totals"], len(found["did"]), len(found["suffered"])) == ({"did": 5, "suffered": 2}, 5, 2)
    pair = records(client, "/pair/RUS/BLR.json")["pair"]
    assert (pair["there"], pair["back"], pair["total"]) == (2, 1, 3)


def test_sources_copies_and_disagreements(client: TestClient) -> None:
    told = records(client, "/event/treaty%2Fv1.json")["event"]
    assert (told["sources"], told["independent"]) == (2, 1), "a copy is no second source"
    (riot,) = records(client, "/event/riot%2Fv1.json")["disagreements"]
    assert (riot["field"], {v for v, _ in riot["values"]}) == ("dead", {"12", "15"})
    page = client.get("/event/riot%2Fv1").text
    assert "Kurier" in page
    assert "/article/riot-again#at-" in page


def test_the_line_of_time_draws_a_month_longer_than_a_day(client: TestClient) -> None:
    page = client.get("/events").text
    svg = next(s for s in re.findall(r"<svg.*?</svg>", page, re.DOTALL) if "2021-03: " in s)
    widths = {d: float(w) for d, w in re.findall(r"<title>([\d-]+): .*?width=\"([\d.]+)\"", svg)}
    assert widths["2021-03-01"] == 7.0
    assert widths["2021-03"] > 20
    assert widths["2020"] > 10 * widths["2021-03"]


def test_a_country_is_a_ring_and_no_pin(client: TestClient) -> None:
    points = {p["place"]: p["precision"] for p in records(client, "/events.json")["map"]}
    assert points == {"Minsk": "place", "Belarus": "country"}


def test_every_link_leads_somewhere(client: TestClient) -> None:
    seen, todo = set(), ["/"]
    while todo and len(seen) < 220:
        address = todo.pop(0)
        answer = client.get(address)
        assert answer.status_code == 200, address
        seen.add(address)
        if "text/html" in answer.headers["content-type"] and "lang=" not in address:
            links = re.findall(r'href="(/[^"#]*)', answer.text)
            todo += [u for link in links if (u := link.replace("&amp;", "&")) not in seen and u not in todo]
    client.cookies.clear()
    assert len(seen) > 100


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    open_store(tmp_path / "empty.db").close()
    client = TestClient(create_app(tmp_path / "empty.db"), headers={"accept-language": "de"})
    assert "lagebild read" in client.get("/").text
    for path in ("/events", "/statements", "/actors", "/stories", "/articles", "/corrections", "/search?q=x"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "address", ["/events.csv?type=AID", "/statements.csv?about=Zebra", "/search.csv?q=Zebra", "/actors.csv?q=Zebra"]
)
def test_an_empty_table_has_its_header(client: TestClient, address: str) -> None:
    (header,) = csv.reader(io.StringIO(client.get(address).text))
    assert {"name", "article"} & set(header)


def test_the_line_of_time_shows_more_than_the_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagebild.web.views.PER_PAGE", 2)
    page = client.get("/events?actor=BLR").text
    rows, marks = page.count('<li class="event'), page.count('<a href="/event/')
    assert rows == 2
    assert marks > 4
    assert "neuesten 300" not in page
    monkeypatch.setattr("lagebild.web.views.MOST_MARKS", 3)
    assert "neuesten 3;" in client.get("/events?actor=BLR").text


def test_a_single_period_is_a_bar_and_no_wall() -> None:
    one = Point(period="2020-W32", events=1, cooperation=0, conflict=1, goldstein=-1.0)
    assert f'width="{WIDEST:.1f}"' in bars([one])
    assert f'width="{WIDEST:.1f}"' not in bars([one] * 100)
