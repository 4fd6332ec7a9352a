"""What cleaning takes out, and what it leaves as it came."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.intake.clean import clean

BODY = "Der Minister reiste nach Wien. Dort sprach er mit der Kanzlerin.\n\nDanach flog er zurück."
OUT = [
    # source, why of each passage taken out
    (" date 2021-02 Anzeige\n\n" + BODY, ["date header", "advertising marker"]),
    ("date 2021-02-22\n" + BODY, ["date header"]),
    ("date: 2021-02-22T10:00:00 " + BODY, ["date header"]),
    ("Stand: 02.09.2022, 16:45 Uhr\n\n" + BODY, ["date header"]),
    ("Veröffentlicht am 14. November 2003\n" + BODY, ["date header"]),
    ("22.02.2021, 14:05 Uhr\n" + BODY, ["date header"]),
    ("Lesezeit: 3 Min.\n" + BODY, ["reading time"]),
    ("Startseite > Politik > Ausland\n" + BODY, ["navigation"]),
    ("Anzeige\n" + BODY, ["advertising marker"]),
    (BODY + "\n\nANZEIGE\n", ["advertising marker"]),
    (BODY.replace("\n\n", "\n\n- Anzeige -\n\n"), ["advertising marker"]),
    (BODY.replace("\n\n", "\n\nDer Artikel geht nach der Werbung weiter\n\n"), ["advertising marker"]),
    (BODY.replace("\n\n", "\n\nLesen Sie auch: Was der Minister früher sagte\n\n"), ["link to other articles"]),
    (BODY.replace("\n\n", "\n\nLesen Sie auch\nWas der Minister früher sagte\n\n"), ["link to other articles"]),
    (BODY.replace("\n\n", "\n\n> Mehr zum Thema\n\n"), ["link to other articles"]),
    (BODY + "\n\nMehr zum Thema:\nErste Reise\nZweite Reise", ["link to other articles"]),
    (BODY + "\n\nTeilen Facebook Twitter WhatsApp E-Mail", ["share links"]),
    (BODY + "\n\nTeilen auf: Facebook Twitter X", ["share links"]),
    (BODY + "\n\nArtikel drucken | Artikel versenden", ["share links"]),
    (BODY + "\n\nArtikel weiterempfehlen: E-Mail | Drucken", ["share links"]),
    (BODY + "\n\nFolgen Sie uns auf Instagram", ["share links"]),
    (BODY + "\n\nNewsletter abonnieren", ["newsletter"]),
    (BODY + "\n\nUnser Newsletter am Morgen: jetzt kostenlos anmelden", ["newsletter"]),
    (BODY + "\n\nWir verwenden Cookies. Mit der Nutzung erklären Sie sich einverstanden.", ["cookie notice"]),
    (BODY + "\n\n© 2021 Kreisblatt", ["copyright"]),
    (BODY + "\n\n© dpa-infocom, dpa:210222-99-545454/3", ["copyright"]),
    (BODY + "\n\ndpa:210222-99-545454/3", ["agency mark"]),
    (BODY + "\n\ndpa/AFP", ["agency mark"]),
    (BODY + "\n\n(Mit Material von dpa und Reuters)", ["agency mark"]),
    (BODY + "\n\nQuelle: dpa\n", ["agency mark"]),
    (BODY + "\n\nFoto: Max Muster/dpa", ["picture credit"]),
]
KEPT = [
    BODY,
    BODY + "\n",
    "  " + BODY,
    "Anzeige erstattete der Minister am Montag. " + BODY,
    "Die Anzeige wurde geprüft.\n" + BODY,
    "Werbung wirkt. Das zeigt die Studie.\n" + BODY,
    BODY + "\n\nDatenschutz ist ein Grundrecht, sagte sie.",
    BODY + "\n\n„Lesen Sie auch Zeitung?“, fragte er.",
    BODY + "\n\nMehr zum Thema Haushalt will er am Freitag sagen.",
    BODY + "\n\nDas Video zeigt den Minister.",
    BODY + "\n\nDie Reise: ein Rückblick",
    "Stand der Dinge: Der Minister reist.\n" + BODY,
    "Am 22.02.2021 reiste er ab.\n" + BODY,
    BODY + "\n\nAFP meldete zwei Tote.",
    "Teilen und herrschen: So regiert er.\n" + BODY,
    "Cafe\u0301 \u00a0 „so“ \u2013 «so»\t\u200b" + BODY,
    BODY + "\n\nDie Firma will Cookies von Dritten künftig nicht mehr akzeptieren, teilte sie mit.",
    BODY + "\n\nDer Newsletter der Partei erscheint täglich, wer ihn abonnieren will, zahlt nichts.",
    "Autor: Max Muster\n" + BODY,
    "\n\n\n" + BODY,
    "",
    "\n",
]


@pytest.mark.parametrize(("source", "reasons"), OUT)
def test_boilerplate_goes_and_is_listed(source: str, reasons: list[str]) -> None:
    cleaned = clean(source)
    assert [r.why for r in cleaned.removed] == reasons
    assert cleaned.text == BODY
    assert all(r.text in source and r.text == r.text.strip() for r in cleaned.removed)


@pytest.mark.parametrize("source", KEPT)
def test_text_stays_as_it_came(source: str) -> None:
    assert clean(source).text == source
    assert clean(source).removed == ()


def test_line_ends_become_one_kind() -> None:
    assert clean("a.\r\nb.\rc.\n").text == "a.\nb.\nc.\n"


def test_dates_of_headers_are_handed_on() -> None:
    assert clean(" date 2021-02 Anzeige\n\n" + BODY).dates == ("2021-02",)
    assert clean(BODY + "\n\ndpa:210222-99-545454/3").dates == ("210222",)


def test_a_header_far_down_is_text() -> None:
    source = BODY + "\n\n" + BODY + "\n\n22.02.2021\n\n" + BODY
    assert clean(source).text == source


def test_a_text_of_boilerplate_only() -> None:
    assert clean("Anzeige\n\nNewsletter abonnieren\n").text == ""


@given(
    st.lists(
        st.sampled_from(["Anzeige", "date 2021-02 ", "Lesen Sie auch", "dpa", "\n", "\r\n", " ", "Ein Satz.", "\u2028"])
        | st.text(max_size=12),
        max_size=30,
    )
)
def test_only_listed_passages_and_blank_lines_are_missing(parts: list[str]) -> None:
    source = "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    cleaned = clean(source)
    rest = iter(source)
    assert all(c in rest for c in cleaned.text), "every character that is left stands in the source in this order"
    left = "".join((cleaned.text + "".join(r.text for r in cleaned.removed)).split())
    assert sorted(left) == sorted("".join(source.split())), "nothing is lost but white space"


def test_the_data_says_why_for_each_pattern() -> None:
    table = tomllib.loads((files("lagebild.intake") / "boilerplate.toml").read_text(encoding="utf-8"))
    rows = [row for kind in ("item", "line", "tail") for row in table[kind]]
    assert all(row["why"] and row["pattern"] for row in rows)
    assert len({row["pattern"] for row in rows}) == len(rows)
