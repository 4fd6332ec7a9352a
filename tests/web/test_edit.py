"""Correcting in the app: only from its own forms, kept in the log, undone."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lagebild.picture.store import open_store
from lagebild.web.app import create_app
from tests.picture.stores import made, reports

OWN = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path / "a.db")


@pytest.fixture
def client(path: Path) -> TestClient:
    client = TestClient(create_app(path, token="geheim", edit=True), headers={"accept-language": "de"})
    assert client.get("/?token=geheim").status_code == 200
    return client


def form(client: TestClient, layer: str, record: str, what: str, /, **changes: str) -> dict[str, str]:
    """What the form of this correction holds, as the browser would send it."""
    page = client.get("/correct", params={"layer": layer, "id": record}).text
    (inner,) = re.findall(rf'<form[^>]*id="change-{what}">(.*?)</form>', page, re.DOTALL)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', inner))
    return {**fields, "by": "Eva", "reason": "gelesen", **changes}


def test_a_correction_and_its_undoing(client: TestClient, path: Path) -> None:
    assert "riot%2Fv1" in client.get("/events").text
    answer = client.post(
        "/correct", data=form(client, "event", "riot/v1", "reject"), headers=OWN, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/corrections")
    assert client.get("/event/riot%2Fv1").status_code == 404
    (line,) = client.get("/corrections.json").json()["corrections"]
    assert (line["what"], line["made_by"], line["reason"], line["words"]) == ("reject", "Eva", "gelesen", "starben")
    with open_store(path) as store:
        store.rebuild()
    assert client.get("/event/riot%2Fv1").status_code == 404
    (token,) = set(re.findall(r'name="form_token" value="([^"]*)"', client.get("/corrections").text))
    undo = {"form_token": token, "number": str(line["id"]), "by": "Max"}
    assert client.post("/undo", data=undo, headers=OWN, follow_redirects=False).status_code == 303
    assert client.get("/event/riot%2Fv1").status_code == 200
    assert client.get("/corrections.json").json()["corrections"][0]["undone_by"] == "Max"
    assert client.post("/undo", data=undo, headers=OWN).status_code == 400, "once only"


CHANGES = [
    ("event", "riot/v2", "type", "SANCTION", "/event/riot%2Fv2", "Abbruch, Strafe"),
    ("event", "riot/v2", "date", "2021-02", "/event/riot%2Fv2", "auf den Monat genau"),
    ("event", "riot/v2", "place", "Brest (BLR)", "/event/riot%2Fv2", "Brest"),
    ("quote", "riot/q1", "speaker", "Belarus", "/statements?speaker=country:BLR", "Das war nötig"),
    ("quote", "riot/q1", "speaker", "Paul Neu", "/statements?speaker=Paul+Neu", "Das war nötig"),
    ("event", "riot/v3", "recipients", "Deutschland; Paul Neu", "/event/riot%2Fv3", "Paul Neu"),
    ("event", "riot/v1", "actors", "", "/event/riot%2Fv1", "ungenannt"),
    ("actor", "riot-again/e2", "identify", "Igor Wolkow der Jüngere", "/actors", "Igor Wolkow der Jüngere"),
    ("merge", "person:igorwolkow", "merge", "Anna Berg", "/article/riot-again", "/actor/person%3Aannaberg"),
]


@pytest.mark.parametrize(("layer", "record", "what", "value", "address", "holds"), CHANGES)
def test_each_kind(
    client: TestClient, layer: str, record: str, what: str, value: str, address: str, holds: str
) -> None:
    assert holds not in client.get(address).text
    answer = client.post("/correct", data=form(client, layer, record, what, value=value), headers=OWN)
    assert answer.status_code == 200, answer.text
    assert holds in client.get(address).text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://testserver.evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
    ],
)
def test_only_its_own_pages_may_send(client: TestClient, headers: dict[str, str], status: int) -> None:
    data = form(client, "event", "riot/v1", "reject")
    assert client.post("/correct", data=data, headers=headers).status_code == status
    assert len(client.get("/corrections.json").json()["corrections"]) == (status == 200)


def test_without_the_token_nothing(path: Path) -> None:
    stranger = TestClient(create_app(path, token="geheim", edit=True))
    assert stranger.post("/correct", data={}, headers=OWN).status_code == 401
    with pytest.raises(ValueError, match="needs a token"):
        create_app(path, edit=True)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"form_token": "falsch"}, "Load the page again"),
        ({"by": "  "}, "who corrects"),
        ({"what": "explode"}, "cannot be corrected"),
        ({"id": "riot/v99"}, "no event"),
        ({"start": "1"}, "read anew"),
        ({"what": "type", "value": "WAR"}, "AGREE"),
        ({"reason": "x" * 20_000}, "too long"),
    ],
)
def test_a_wrong_form_is_refused(client: TestClient, changes: dict[str, str], says: str) -> None:
    answer = client.post("/correct", data=form(client, "event", "riot/v1", "reject", **changes), headers=OWN)
    assert answer.status_code in (400, 403, 413)
    assert says in answer.text
    assert client.get("/corrections.json").json()["corrections"] == []


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_it_leads_back_only_to_itself(client: TestClient, back: str) -> None:
    data = form(client, "event", "riot/v1", "reject", back=back)
    answer = client.post("/correct", data=data, headers=OWN, follow_redirects=False)
    assert answer.headers["location"] == "/corrections"


def test_read_again_the_correction_stays(client: TestClient, path: Path) -> None:
    client.post("/correct", data=form(client, "event", "riot/v2", "type", value="SANCTION"), headers=OWN)
    with open_store(path) as store:
        import msgspec

        report = next(r for r in reports() if r.article.id == "riot")
        store.add(msgspec.structs.replace(report, reader=msgspec.structs.replace(report.reader, version="9.9.9")))
    assert "Abbruch, Strafe" in client.get("/event/riot%2Fv2").text
