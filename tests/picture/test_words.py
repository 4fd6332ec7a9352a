"""Full text: inflection, umlauts and ß are folded; phrases are taken as they stand; what is found is marked."""

from pathlib import Path

import msgspec
import pytest
from tests.records_for_tests import full_report

from lagebild.picture.find import words_in_articles
from lagebild.picture.search import search
from lagebild.picture.statements import Asked, statements
from lagebild.picture.store import Store, open_store
from lagebild.picture.words import marked, stems, wanted

TEXT = (
    "Seestadt. Die Straßen von München waren leer. Neue Sanktionspakete treffen die Häfen, die Verhaftung der Händler "
    "folgte. „Das gilt für alle Verträge“, sagte Präsidentin Berg. Der König nahe stehende Kreise schweigen. Die Bauern zahlen."
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    base = full_report()
    start = TEXT.index("„")
    end = TEXT.index("“") + 1
    who = TEXT.index("Präsidentin"), TEXT.index(" Berg") + 5
    report = msgspec.structs.replace(
        base, article=msgspec.structs.replace(base.article, text=TEXT, title="Zölle"), sentences=(), times=(), places=(),
        quantities=(), events=(), relations=(), custom=(),
        quotes=(msgspec.structs.replace(base.quotes[0], quote=((start, end),), cue=(), speaker=(who,)),),
    )  # fmt: skip
    opened = open_store(tmp_path / "a.db")
    opened.add(report)
    return opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Hafen", True), ("häfen", True), ("haefen", True), ("HÄFEN", True),
        ("München", True), ("Muenchen", True), ("Munchen", True),
        ("Straße", True), ("strasse", True), ("Strassen", True),
        ("verhaftet", True), ("verhaften", True), ("Vertrag", True), ("Vertrags", True),
        ("Sanktion", True), ("Sanktionspaket", True), ("Zoll", True), ("Zoelle", True),
        ("Bauer", True), ("neuer", True),
        ("Paket", False), ("Haft", False), ("Seest", True), ("Mün", False), ("Mün*", True),
        ("König Bauer", True), ("König Kaiser", False),
        ('"nahe stehende"', True), ('"nahe stehenden"', False), ('"stehende nahe"', False), ('"Kreise  schweigen"', True),
        ('"gilt für" Vertrag', True), ('"nahe stehende" Kaiser', False),
    ],
)  # fmt: skip
def test_endings_umlauts_and_beginnings(store: Store, query: str, found: bool) -> None:
    assert [h.article for h in search(store, query) if h.kind == "article"] == (["a1"] if found else [])
    assert bool(words_in_articles(store.db, query)) is found


def test_quotes_are_found_by_stem_and_by_speaker(store: Store) -> None:
    assert len(statements(store.db, Asked(about="vertrag"))) == 1
    assert len(statements(store.db, Asked(speaker="Berg", about="Verträgen"))) == 1
    assert len(statements(store.db, Asked(speaker="Präsidentin"))) == 1, "as written"
    assert not statements(store.db, Asked(speaker="Vertrag")), "no speaker"
    assert not statements(store.db, Asked(speaker="Tal", about="Vertrag"))
    assert not statements(store.db, Asked(speaker="?!"))


def test_what_is_found_is_marked_as_it_was_written(store: Store) -> None:
    parts = words_in_articles(store.db, "hafen strasse sanktion")[0].parts
    assert parts[1::2] == ("Straßen", "Sanktionspakete", "Häfen")
    assert "".join(parts).strip("… ") in TEXT


def test_an_excerpt_is_the_stretch_with_most_hits() -> None:
    text = "eins " * 50 + "Tor. Rot grün blau. " + "zwei " * 50 + "Tor."
    shown = marked(text, wanted("rot blau tor"), width=8)
    assert shown.replace("\x02", "[").replace("\x03", "]").startswith("… ")
    assert all(f"\x02{word}\x03" in shown for word in ("Tor", "Rot", "blau"))
    assert len(shown) < 80
    assert marked("eins " * 50 + "Tor " + "zwei " * 50, wanted("tor"), width=4) == "… eins eins \x02Tor\x03 zwei …"
    assert "\x02Tor\x03" in marked("eins " * 50 + "Tor", wanted("tor"), width=4)
    assert marked("kurz", wanted("rot")) == "kurz"
    assert marked("", wanted("rot")) == ""


def test_stems_keep_their_order() -> None:
    assert stems("Die Häuser, das Haus!") == "die haus das haus"
    assert stems(None) == ""
