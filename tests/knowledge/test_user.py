"""The user's own rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.knowledge import Knowledge
from lagebild.knowledge.user import UserRowError, read_user_rows
from lagebild.knowledge.who import who


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_rows_lie_over_the_file(tmp_path: Path) -> None:
    path = write(
        tmp_path / "my.csv",
        "kind,name,aliases,country,sector,role,lat,lon,geonames",
        "site,Werk Nord,Nordwerk|Werk N,DEU,,,51.5,7.2,",
        "person,Erika Muster,Muster,DEU,GOV,Ministerin,,,",
        "city,Paris,,USA,,,33.66,-95.55,4717560",
    )
    mine = Knowledge(user=read_user_rows(path))
    assert mine.places("Nordwerk")[0].name == "Werk Nord"
    assert mine.opens_place("Werk") and not Knowledge().opens_place("Werk")
    assert [p.country for p in mine.places("Paris")][:2] == ["USA", "FRA"]
    actor = mine.actors("Muster")[0]
    assert (actor.name, actor.country, actor.offices[0].role) == ("Erika Muster", "DEU", "Ministerin")


FAULTS = [
    (["name", "X"], "kind"),
    (["kind,name", "person,"], "line 2: no name"),
    (["kind,name", "dragon,Smaug"], "kind is 'dragon'; allowed are person"),
    (["kind,name,country", "city,X,GER"], "'GER', which is no ISO 3166-1"),
    (["kind,name,sector", "person,X,XYZ"], "sector is 'XYZ'"),
    (["kind,name,gender", "person,X,w"], "gender is 'w'"),
    (["kind,name,lat", "city,X,north"], "lat and lon are degrees"),
]


@pytest.mark.parametrize(("lines", "message"), FAULTS)
def test_faults_are_named(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(UserRowError, match=message):
        read_user_rows(write(tmp_path / "my.csv", *lines))


PEOPLE = (
    "kind,name,country,sector,gender,role,organization,since,until",
    "person,Erika Muster,DEU,GOV,f,Bundeskanzlerin,,2030-01,2033",
    "person,Erika Muster,DEU,,,Vorsitzende,Sozialdemokratische Partei Deutschlands,2029,",
    "person,Iwan Probow,RUS,GOV,m,Präsident der Russischen Föderation,,2031,",
)
HOLDERS = [
    ("die Kanzlerin", "2030-02", "Erika Muster"),
    ("die Kanzlerin", "2015-06", "Angela Merkel"),
    ("die SPD-Chefin", "2030-06", "Erika Muster"),
    ("der Kremlchef", "2031-05", "Iwan Probow"),
    ("der russische Präsident", "2031-05", "Iwan Probow"),
    ("der Kremlchef", "2021-05", "Wladimir Putin"),
    ("Probow", "2031-05", "Iwan Probow"),
]


@pytest.mark.parametrize(("words", "on", "name"), HOLDERS)
def test_a_role_in_the_file_makes_an_office_holder(tmp_path: Path, words: str, on: str, name: str) -> None:
    mine = Knowledge(user=read_user_rows(write(tmp_path / "my.csv", *PEOPLE)))
    assert who(words, on, mine)[0].name == name


def test_lines_of_one_name_are_one_actor(tmp_path: Path) -> None:
    mine = Knowledge(user=read_user_rows(write(tmp_path / "my.csv", *PEOPLE)))
    (row,) = mine.actors("Erika Muster")
    assert [(o.role, o.since) for o in row.offices] == [("head of government", "2030-01"), ("leader", "2029")]
