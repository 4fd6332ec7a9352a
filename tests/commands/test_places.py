"""`lagebild places` and `lagebild knowledge`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lagebild.cli import build
from lagebild.commands.places import as_geojson
from lagebild.records import Article, Place


def test_geojson_joins_the_mentions_of_a_place() -> None:
    article = Article(id="a1", text="Kiew und Kiew, Nirgendwo", published="2021-02")
    kiew = {"text": "Kiew", "name": "Kiew", "country": "UKR", "lat": 50.45, "lon": 30.52, "geonames": 703448}
    found = (
        Place(start=0, end=4, **kiew),
        Place(start=9, end=13, **kiew),
        Place(start=15, end=24, text="Nirgendwo", name="Nirgendwo"),
    )
    (feature,) = json.loads(as_geojson([(article, found)]))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.52, 50.45]}
    assert feature["properties"]["mentions"] == [[0, 4], [9, 13]]
    assert (feature["properties"]["geonames"], feature["properties"]["published"]) == (703448, "2021-02")


def run(*args: str) -> None:
    build(args)(args=list(args), prog_name="lagebild", standalone_mode=False)


def test_info_and_check(capsys: pytest.CaptureFixture[str]) -> None:
    run("knowledge", "info")
    run("knowledge", "check")
    printed = capsys.readouterr().out
    assert "places" in printed and "GeoNames (CC BY 4.0)" in printed and "whole" in printed


def test_user_rows_reach_the_reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Die Lage\n\nIn Kiew trafen sich am Montag die Minister beider Länder.\n", encoding="utf-8")
    mine = tmp_path / "my.csv"
    mine.write_text("kind,name,country,lat,lon\ncity,Kiew,UKR,50.0,30.0\n", encoding="utf-8")
    run("places", str(text), "--format", "json", "--language", "de", "--knowledge", str(mine))
    (place,) = [p for p in json.loads(capsys.readouterr().out)["places"] if p["text"] == "Kiew"]
    assert (place["lat"], place["lon"]) == (50.0, 30.0)
