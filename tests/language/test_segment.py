"""Raw text to tokens and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.language.segment import MAX_SENTENCE_TOKENS, segment

# text with | between the sentences expected
SENTENCES = [
    # ordinals, figures and dates
    "Am 9. August kam es zu Protesten. | Er trat am 3. Mai 2020 zurück.",
    "Die Wahl war 2004. | Der Präsident siegte.",
    "Der 35. Parteitag begann im 6. Stock des Hotels.",
    "Das Team liegt auf Platz 12. | Trainer Kurt Weber bleibt.",
    "Sie siegten mit 3:1. | Bremen verlor.",
    "Es begann um 14.30 Uhr am 01.02.2021 in Köln. | Am 20.06. folgt der Rest.",
    "Johannes Paul II. reiste ab. | Papst Benedikt XVI. blieb. | Elisabeth II. | Sie lebte lang.",
    # abbreviations and initials
    "Er nannte u. a. Öl, z. B. aus Kuwait, d. h. teures Öl. | Dr. Anna Weiß widersprach.",
    "George W. Bush traf J. Smith. | Prof. Dr. Ute Kern war dabei.",
    "Es geht um 3 Mio. Euro bzw. 5 Mrd. Dollar usw. | Die Bank schweigt.",
    "Plan B. | Der Minister lacht.",
    "Das ist die Kunst der Art. | Nach Art. 5 Abs. 2 ist das so.",
    "Der Verein e. V. klagt gegen die Firma Weber & Co. | Das Gericht prüft.",
    "Er fuhr nach St. Petersburg, Nr. 7. | Dann schlief er.",
    # quotation marks
    "„Wir kommen. Wir bleiben.“ | Das sagte er.".replace(". Wir", ". | Wir"),
    "„Warum nicht?“, fragte sie. | „Komm!“ rief er.",
    "»Es ist gut.« | Sie ging.",
    '"Es ist gut." | Sie ging. | "Nein", sagte er.',
    "“Es ist gut.” | Sie ging.",
    "''Es ist gut.'' | Sie ging.",
    "‚Es ist gut.‘ | Sie ging.",
    '„Es ist gut." | Sie ging.',  # a wrong pair
    "„Es ist gut“. | Sie ging.",
    "Sie sagte: „Das war falsch.“ | Er nickte.",
    "(Das war falsch.) | Er nickte.",
    "Die Show „Wer weiß das?“ läuft. | Er (52?) kam.",
    "Er zögerte … und ging. | Wirklich?! | Ja!",
    # lost white space and lost marks
    "Das ist vorbei.|Der Rest folgt.",
    "Regierung lehnt neuen Plan ab | Der Sprecher sagte gestern nichts dazu.",
    "Vielen Dank an das ganze Team | Wir kommen gerne wieder.",
    "Alles war sauber und die Zimmer sind schön | Das Frühstück ist auch gut.",
    "Das Angebot klang gut ... | Die Lieferung kam dann nie.",
    "Er suchte ... Ausreden und fand sie.",
    "Der Wagen ist neu und fährt gut. leider ist er laut.".replace(". leider", ". | leider"),
    "Der Rat hat gestern Abend über den Haushalt entschieden: | Die Stadt muss in den nächsten Jahren sparen.",
    # near misses: capitals within a sentence, what a lead-in announces
    "Kritisch ist: Die Stadt muss in den nächsten Jahren sparen.",
    "Der Rat hat gestern Abend über drei Punkte entschieden: Haushalt, Schulen und Straßen.",
    "Der Minister sagte am Montag in der Hauptstadt: „Wir müssen sparen.“",
    "Gestern traf Außenministerin Anna Berg den Präsidenten Karl Weber in Wien.",
    "Wie ich Ihnen gestern schrieb, haben wir Ihr Paket am Montag Abend verschickt.",
    "Das Wirtshaus Zum Goldenen Hirschen hat geschlossen.",
    "Die Partei Die Linke stimmte gestern dagegen.",
    "Wie das Magazin Der Spiegel gestern schrieb.",
    "Nach Angaben der Partei haben Sie das gestern gesagt.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace(" | ", " ").replace("|", "")
    assert [text[s.start : s.end] for s in segment(text).sentences] == expected


TOKENS = [
    "Der CDU-Chef kam am 9. August .",
    "Es kostet 1.000,50 Euro oder 80,1 Prozent ( 14.30 Uhr , 2:1 ) .",
    "Rohstoff- und Energiekosten , Bundes- wie Landesmittel .",
    "Wie geht 's dir , für 's Erste ?",
    "Beck's und McDonald's klagen .",
    "Darius' Reich und D'Alema",
    "z. B. Öl , z.B. Gas , d.h. Kohle",
    "Siehe https://example.org/a?b=1 , www.example.org und post@example.org .",
    "Am 01.02.2021 schrieb @kanzler_de #wahl21",
    "Sie schwieg ... und ging …",
    "im Bundestag zum Thema",
    "E.ON und die CDU/CSU fahren 80 km/h .",
    "„ Ja “ , » nein « ; ‚ doch ‘ .",
    "5 % und 7 € und § 5",
    "ein 25-Jähriger und das 3:3-Unentschieden",
]
_GLUE = str.maketrans({"„": "„\0", "»": "»\0", "‚": "‚\0", "(": "(\0"})


def _raw(spaced: str) -> str:
    """The same text as it is written: no spaces at the inner side of marks."""
    text = spaced.translate(_GLUE).replace("\0 ", "")
    for mark in (" .", " ,", " ?", " ;", " )", " “", " «", " ‘", " 's"):
        text = text.replace(mark, mark[1:])
    return text


@pytest.mark.parametrize("spaced", TOKENS)
def test_tokens(spaced: str) -> None:
    assert [t.text for t in segment(_raw(spaced)).tokens] == spaced.split()


def test_loose_marks_of_french() -> None:
    text = "Il est venu lundi. « Nous partons. Ils restent. » Elle rit."
    sentences = [text[s.start : s.end] for s in segment(text, "fr").sentences]
    assert sentences == ["Il est venu lundi.", "« Nous partons.", "Ils restent. »", "Elle rit."]


def test_contraction_is_one_token() -> None:
    assert [t.text for t in segment("Er war im Haus.").tokens] == ["Er", "war", "im", "Haus", "."]


KINDS = [
    ("Minister tritt zurück\n\nEr ging am Montag.", ["headline", "text"]),
    ("BERLIN (dpa) - Der Kanzler kam.", ["dateline", "text"]),
    ("Berlin (dpa/AFP) – Der Kanzler kam.", ["dateline", "text"]),
    ("Sotschi. Die beiden trafen sich am Meer.", ["dateline", "text"]),
    ("St. Petersburg. Die beiden trafen sich am Meer.", ["dateline", "text"]),
    ("Berlin, 3. Mai – Der Kanzler kam.", ["dateline", "text"]),
    ("WIEN – Der Kanzler kam gestern.", ["dateline", "text"]),
    ("Neue Linien – Warum alles teurer wird", ["headline"]),
    ("Berlin (Deutschland), 20.08.2005 – Der Kanzler kam.", ["dateline", "text"]),
    ("Der Kanzler (SPD) – Der Mann kam.", ["text"]),
    ("Was nun, Europa?\n\nEr ging.", ["text", "text"]),
    ("Die Themen:\n- Steuern\n- Wahlen", ["text", "text", "text"]),
    ("Gestern. Heute.", ["text", "text"]),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [s.kind for s in segment(text).sentences] == kinds


def test_line_breaks() -> None:
    wrapped = (
        "Der Minister sagte am Montag in der Hauptstadt, dass\n"
        "die Regierung den Vertrag in der kommenden Woche\n"
        "unterzeichnen will. Danach reist er weiter."
    )
    assert len(segment(wrapped).sentences) == 2
    assert [s.paragraph for s in segment("Eins.\n\nZwei.\nDrei.").sentences] == [0, 1, 2]
    assert len(segment("Kurzer Titel\nDer Text beginnt hier und geht noch eine Weile weiter.").sentences) == 2


OTHER = [
    ("en", "He didn't go. Mr. Smith's car won't start.", "He did n't go . Mr. Smith 's car wo n't start ."),
    ("fr", "L'Europe n'a qu'un chef aujourd'hui.", "L' Europe n' a qu' un chef aujourd'hui ."),
    ("xx", "Ala ma kota. Kot ma Ale.", "Ala ma kota . Kot ma Ale ."),
]


@pytest.mark.parametrize(("language", "text", "tokens"), OTHER)
def test_other_languages(language: str, text: str, tokens: str) -> None:
    assert [t.text for t in segment(text, language).tokens] == tokens.split()


BAD = [
    "",
    " \n\t ",
    "\x00\x01\x02",
    "\ufeffDas\u200b geht.",
    "?!?!?!",
    "....",
    "👨‍👩‍👧‍👦🇩🇪👍🏽",
    "a" * 200_000,
    "a." * 50_000,
    "1." * 50_000,
    "'" * 50_000,
    "((((" * 20_000,
    "x@" * 50_000,
    "http://" * 10_000,
    "Wort, " * 50_000,
    "-a" * 50_000,
    "A.B" * 30_000,
    ". " * 50_000,
    "\n" * 50_000,
    "مرحبا بالعالم. 你好，世界。",
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_bad_input(text: str) -> None:
    check(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aB1.,:;!?-–'\"„“»«()… \n\t@/"))))
def test_any_text(text: str) -> None:
    check(text)


def check(text: str) -> None:
    """The invariants of a `Doc`: exact offsets, order, nothing but invisible characters left out."""
    doc = segment(text)
    assert all(text[t.start : t.end] == t.text and t.text for t in doc.tokens)
    assert all(a.end <= b.start for a, b in zip(doc.tokens, doc.tokens[1:], strict=False))
    covered = bytearray(len(text))
    for t in doc.tokens:
        covered[t.start : t.end] = b"\1" * (t.end - t.start)
    assert not any(c.isalnum() for c, inside in zip(text, covered, strict=True) if not inside)
    assert [t.i for t in doc.tokens] == list(range(len(doc.tokens)))
    assert [i for s in doc.sentences for i in range(s.first, s.last)] == list(range(len(doc.tokens)))
    assert all(s.last > s.first and s.last - s.first <= MAX_SENTENCE_TOKENS for s in doc.sentences)
    assert all(doc.tokens[s.first].start == s.start and doc.tokens[s.last - 1].end == s.end for s in doc.sentences)
    assert all(t.sent == s.i for s in doc.sentences for t in doc.tokens[s.first : s.last])
