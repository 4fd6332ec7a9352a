"""Time expressions: extent, TIMEX3 type and value, EDTF; which day is meant; and that nothing invalid comes out."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.edtf import is_edtf
from lagebild.language.segment import segment
from lagebild.reading.times import find_times
from lagebild.records import Time

MONDAY = "2021-02-22"  # published on a Monday where a case says nothing else


def times(text: str, published: str | None = MONDAY, language: str = "de") -> tuple[Time, ...]:
    return find_times(segment(text, language), published)


def only(text: str, published: str | None = MONDAY, language: str = "de") -> Time:
    found = times(text, published, language)
    assert len(found) == 1, [t.text for t in found]
    return found[0]


# text, expression, type, value, EDTF
WRITTEN = [
    ("Sie unterschrieb am 3. Mai 2019.", "3. Mai 2019", "DATE", "2019-05-03", "2019-05-03"),
    ("Am Dienstag, dem 4. Juni 2019, begann es.", "Dienstag, dem 4. Juni 2019", "DATE", "2019-06-04", "2019-06-04"),
    ("Stand: 23.3.1987", "23.3.1987", "DATE", "1987-03-23", "1987-03-23"),
    ("Das Papier vom 05.11.20 liegt vor.", "05.11.20", "DATE", "2020-11-05", "2020-11-05"),
    ("Die Tabelle 2020-02-29 fehlt.", "2020-02-29", "DATE", "2020-02-29", "2020-02-29"),
    ("Im März 1992 stürzte die Brücke ein.", "März 1992", "DATE", "1992-03", "1992-03"),
    ("Im Jänner 2014 schneite es.", "Jänner 2014", "DATE", "2014-01", "2014-01"),
    ("Das Amt besteht seit 1949.", "1949", "DATE", "1949", "1949"),
    ("Das geschah im Jahr 578.", "Jahr 578", "DATE", "0578", "0578"),
    ("Das geschah im Jahr 44 v. Chr.", "Jahr 44 v. Chr.", "DATE", "BC0044", "-0043"),
    ("Im Sommer 2006 brannte der Wald.", "Sommer 2006", "DATE", "2006-SU", "2006-22"),
    ("Im Winter 2007/08 blieb es mild.", "Winter 2007/08", "DATE", "2007-WI", "2007-24"),
    ("Im dritten Quartal 2009 sank der Umsatz.", "dritten Quartal 2009", "DATE", "2009-Q3", "2009-07/2009-09"),
    ("Das erste Halbjahr 2010 war gut.", "Das erste Halbjahr 2010", "DATE", "2010-H1", "2010-01/2010-06"),
    ("Ende März 2011 zog er um.", "Ende März 2011", "DATE", "2011-03", "2011-03"),
    ("Anfang der 1990er Jahre zog sie um.", "Anfang der 1990er Jahre", "DATE", "199", "199X"),
    ("In den 60er-Jahren war das üblich.", "den 60er-Jahren", "DATE", "196", "196X"),
    ("In den zwanziger Jahren war das üblich.", "den zwanziger Jahren", "DATE", "192", "192X"),
    ("In den Achtzigern war das üblich.", "den Achtzigern", "DATE", "198", "198X"),
    ("Das Haus stammt aus der Mitte des 19. Jahrhunderts.", "Mitte des 19. Jahrhunderts", "DATE", "18", "18XX"),
    ("Ostern 2021 fiel aus.", "Ostern 2021", "DATE", "2021-04-04", "2021-04-04"),
    ("Am Pfingstmontag 2019 regnete es.", "Pfingstmontag 2019", "DATE", "2019-06-10", "2019-06-10"),
    ("Der Ramadan 2021 ist vorbei.", "Ramadan 2021", "DATE", "2021-04", "2021-04"),
    ("Im 5. Jahrhundert vor Christus baute man.", "5. Jahrhundert vor Christus", "DATE", "BC04", None),
    ("Der Tag der Deutschen Einheit 1990 war kalt.", "Tag der Deutschen Einheit 1990", "DATE", "1990-10-03", "1990-10-03"),
    ("Ende der 90er zog sie um.", "Ende der 90er", "DATE", "199", "199X"),
    ("In den 1920ern war das üblich.", "den 1920ern", "DATE", "192", "192X"),
    ("Mariä Himmelfahrt 2020 war heiß.", "Mariä Himmelfahrt 2020", "DATE", "2020-08-15", "2020-08-15"),
    ("Das Schuljahr 2014/15 begann spät.", "Das Schuljahr 2014/15", "DATE", "2014", "2014"),
    ("Silvester 1999 war laut.", "Silvester 1999", "DATE", "1999-12-31", "1999-12-31"),
]  # fmt: skip

RELATIVE = [
    ("Gestern stimmte der Rat zu.", "Gestern", "DATE", "2021-02-21", "2021-02-21"),
    ("Vorgestern stimmte der Rat zu.", "Vorgestern", "DATE", "2021-02-20", "2021-02-20"),
    ("Übermorgen stimmt der Rat ab.", "Übermorgen", "DATE", "2021-02-24", "2021-02-24"),
    ("Der Rat hat heute Abend getagt.", "heute Abend", "TIME", "2021-02-22TEV", "2021-02-22"),
    ("Morgen früh wird getagt.", "Morgen früh", "TIME", "2021-02-23TMO", "2021-02-23"),
    ("Am vergangenen Freitag trat er zurück.", "vergangenen Freitag", "DATE", "2021-02-19", "2021-02-19"),
    ("Am kommenden Montag tagt der Rat.", "kommenden Montag", "DATE", "2021-03-01", "2021-03-01"),
    ("Am Freitag trat er zurück.", "Freitag", "DATE", "2021-02-19", "2021-02-19"),
    ("Am Freitag wird er zurücktreten.", "Freitag", "DATE", "2021-02-26", "2021-02-26"),
    ("Der am Freitag vorgelegte Bericht ist kurz.", "Freitag", "DATE", "2021-02-19", "2021-02-19"),
    ("Die am Freitag beginnende Messe ist klein.", "Freitag", "DATE", "2021-02-26", "2021-02-26"),
    ("Sie hat diesen Samstag zugestimmt.", "diesen Samstag", "DATE", "2021-02-20", "2021-02-20"),
    ("Das Gericht setzte das Urteil für Anfang Juni an.", "Anfang Juni", "DATE", "2021-06", "2021-06"),
    ("Die Partei, die dieses Jahr siegte, schweigt.", "dieses Jahr", "DATE", "2021", "2021"),
    ("Am Freitag ist ein Treffen geplant.", "Freitag", "DATE", "2021-02-26", "2021-02-26"),
    ("In der vergangenen Nacht wurde geschossen.", "der vergangenen Nacht", "TIME", "2021-02-21TNI", "2021-02-21"),
    ("Am heutigen Abend wird gespielt.", "heutigen Abend", "TIME", "2021-02-22TEV", "2021-02-22"),
    ("Seit Samstag brennt der Wald.", "Samstag", "DATE", "2021-02-20", "2021-02-20"),
    ("Er bleibt bis Samstag.", "Samstag", "DATE", "2021-02-27", "2021-02-27"),
    ("Am Donnerstagabend wurde geschossen.", "Donnerstagabend", "TIME", "2021-02-18TEV", "2021-02-18"),
    ("In der Nacht zum Sonntag wurde geschossen.", "Nacht zum Sonntag", "TIME", "2021-02-21TNI", "2021-02-21"),
    ("Nächste Woche reist sie ab.", "Nächste Woche", "DATE", "2021-W09", "2021-03-01/2021-03-07"),
    ("Am Wochenende wurde gestreikt.", "Wochenende", "DATE", "2021-W07-WE", "2021-02-20/2021-02-21"),
    ("Im vergangenen Jahr wurde gestreikt.", "vergangenen Jahr", "DATE", "2020", "2020"),
    ("Der Umsatz des Vorjahres war höher.", "Vorjahres", "DATE", "2020", "2020"),
    ("Bis Ende dieses Jahres soll es fertig sein.", "Ende dieses Jahres", "DATE", "2021", "2021"),
    ("Im August vorigen Jahres brach der Damm.", "August vorigen Jahres", "DATE", "2020-08", "2020-08"),
    ("Im September haben sie sich getroffen.", "September", "DATE", "2020-09", "2020-09"),
    ("Im September werden sie sich treffen.", "September", "DATE", "2021-09", "2021-09"),
    ("Am 9. August wurde gewählt.", "9. August", "DATE", "2020-08-09", "2020-08-09"),
    ("Am 9. August wird gewählt werden.", "9. August", "DATE", "2021-08-09", "2021-08-09"),
    ("Am 1. März wurde der Termin für morgige Wahlen bekannt.", "1. März", "DATE", "2021-03-01", "2021-03-01"),
    ("Zum Jahresende läuft es aus.", "Jahresende", "DATE", "2021", "2021"),
    ("Vor 65 Millionen Jahren starben sie aus.", "65 Millionen Jahren", "DURATION", "P65000000Y", None),
    ("Bis Herbst will das Land liefern.", "Herbst", "DATE", "2021-FA", "2021-23"),
    ("Vor zwei Jahren trat er zurück.", "zwei Jahren", "DURATION", "P2Y", "2019"),
    ("Vor einem halben Jahr trat er zurück.", "einem halben Jahr", "DURATION", "P6M", "2020-08"),
    ("Vor knapp zwei Jahren trat er zurück.", "zwei Jahren", "DURATION", "P2Y", "2019"),
    ("In zwei Jahren wird er zurücktreten.", "zwei Jahren", "DURATION", "P2Y", "2023"),
    ("In zwei Jahren wurden 500 Häuser gebaut.", "zwei Jahren", "DURATION", "P2Y", None),
    ("In den nächsten drei Tagen bleibt es kalt.", "den nächsten drei Tagen", "DURATION", "P3D", "2021-02-22/2021-02-25"),
    ("Vor drei Tagen trat er zurück.", "drei Tagen", "DURATION", "P3D", "2021-02-19"),
    ("Seit zehn Jahren herrscht Krieg.", "zehn Jahren", "DURATION", "P10Y", "2011/.."),
    ("In den vergangenen zwei Jahren war Ruhe.", "den vergangenen zwei Jahren", "DURATION", "P2Y", "2019/2021-02-22"),
    ("In den kommenden Wochen bleibt es kalt.", "den kommenden Wochen", "DATE", "FUTURE_REF", None),
    ("Am Montag vergangener Woche trat er zurück.", "Montag vergangener Woche", "DATE", "2021-02-15", "2021-02-15"),
    ("Am Freitagabend der letzten Woche kam er.", "Freitagabend der letzten Woche", "TIME", "2021-02-19TEV", "2021-02-19"),
    ("Am Morgen brannte es.", "Morgen", "TIME", "2021-02-22TMO", "2021-02-22"),
    ("Seit dem Morgen brennt es.", "Morgen", "TIME", "2021-02-22TMO", "2021-02-22"),
    ("Bis morgen brennt es.", "morgen", "DATE", "2021-02-23", "2021-02-23"),
    ("Am Abend des 3. Januar brannte es.", "Abend des 3. Januar", "TIME", "2021-01-03TEV", "2021-01-03"),
    (
        "In den Morgenstunden des 3. Mai 2019 brannte es.",
        "den Morgenstunden des 3. Mai 2019",
        "TIME",
        "2019-05-03TMO",
        "2019-05-03",
    ),
    ("Am Mittwoch kommender Woche kommt er.", "Mittwoch kommender Woche", "DATE", "2021-03-03", "2021-03-03"),
    ("Das Heer hat am Freitag die Stadt übernommen.", "Freitag", "DATE", "2021-02-19", "2021-02-19"),
    ("Er hat am Freitag ein Gesetz unterzeichnet.", "Freitag", "DATE", "2021-02-19", "2021-02-19"),
    ("Er hat am Freitag unterschiedlichen Besuch.", "Freitag", "DATE", "2021-02-26", "2021-02-26"),
]  # fmt: skip

LENGTHS = [
    ("Er regierte 26 Jahre.", "26 Jahre", "DURATION", "P26Y", None),
    ("Das einstündige Gespräch endete.", "einstündige", "DURATION", "PT1H", None),
    ("Das 90-minütige Gespräch endete.", "90-minütige", "DURATION", "PT90M", None),
    ("Der dreitägige Streik endete.", "dreitägige", "DURATION", "P3D", None),
    ("Der jahrelange Streit endete.", "jahrelange", "DURATION", "PXY", None),
    ("Sie sprachen eineinhalb Stunden.", "eineinhalb Stunden", "DURATION", "PT1.5H", None),
    ("Sie sprachen eine halbe Stunde.", "eine halbe Stunde", "DURATION", "PT30M", None),
    ("Er saß drei Jahre und vier Monate.", "drei Jahre und vier Monate", "DURATION", "P3Y4M", None),
    ("Das ganze Jahr war es still.", "Das ganze Jahr", "DURATION", "P1Y", None),
    ("Alle paar Jahre kommt er.", "Alle paar Jahre", "SET", "PXY", None),
    ("Es dauerte mehrere Wochen.", "mehrere Wochen", "DURATION", "PXW", None),
    ("Er bekam eine fünfjährige Haftstrafe.", "fünfjährige", "DURATION", "P5Y", None),
    ("Jeden Montag wird demonstriert.", "Jeden Montag", "SET", "XXXX-WXX-1", None),
    ("Alle zwei Jahre wird gewählt.", "Alle zwei Jahre", "SET", "P2Y", None),
    ("Die Menschen protestieren täglich.", "täglich", "SET", "P1D", None),
    ("Er kommt einmal im Monat.", "einmal im Monat", "SET", "P1M", None),
    ("Das kostet 40 Mann pro Tag.", "pro Tag", "SET", "P1D", None),
]  # fmt: skip

VAGUE = [
    ("Er lebt jetzt in Wien.", "jetzt", "DATE", "PRESENT_REF", MONDAY),
    ("Das Land ist derzeit ruhig.", "derzeit", "DATE", "PRESENT_REF", MONDAY),
    ("Er war damals Minister.", "damals", "DATE", "PAST_REF", None),
    ("Das Parlament hat vor kurzem zugestimmt.", "vor kurzem", "DATE", "PAST_REF", None),
    ("Das wird in Zukunft anders.", "Zukunft", "DATE", "FUTURE_REF", None),
]

CLOCK = [
    ("Um 8 Uhr fiel der erste Schuss.", "8 Uhr", "2021-02-22T08:00", "2021-02-22T08:00:00"),
    ("Um 17.40 Uhr fiel der erste Schuss.", "17.40 Uhr", "2021-02-22T17:40", "2021-02-22T17:40:00"),
    ("Um 8 Uhr abends fiel der erste Schuss.", "8 Uhr abends", "2021-02-22T20:00", "2021-02-22T20:00:00"),
    ("Um halb neun fiel der erste Schuss.", "halb neun", "2021-02-22T08:30", "2021-02-22T08:30:00"),
    ("Um 14:00 Uhr MEZ fiel der Schuss.", "14:00 Uhr MEZ", "2021-02-22T14:00+01:00", "2021-02-22T14:00:00+01:00"),
    ("Der Bus fährt jeweils um 20 Uhr.", "20 Uhr", "T20:00", None),
]


@pytest.mark.parametrize(("text", "words", "type_", "value", "edtf"), WRITTEN + RELATIVE + LENGTHS + VAGUE)
def test_value(text: str, words: str, type_: str, value: str, edtf: str | None) -> None:
    found = [t for t in times(text) if t.text == words]
    assert [(t.type, t.value, t.edtf) for t in found] == [(type_, value, edtf)]


@pytest.mark.parametrize(("text", "words", "value", "edtf"), CLOCK)
def test_clock(text: str, words: str, value: str, edtf: str | None) -> None:
    found = only(text)
    assert (found.text, found.type, found.value, found.edtf) == (words, "TIME", value, edtf)


# Published known to the month or year only: the answer is as precise, and no day is invented.
COARSE = [
    ("Am Freitag trat er zurück.", "2021-02", "2021-02", "2021-02"),
    ("Am Freitag trat er zurück.", "2021", "2021", "2021"),
    ("Gestern trat er zurück.", "2021-02", "2021-02", "2021-02"),
    ("Am 9. August wurde gewählt.", "2021-02", "2020-08-09", "2020-08-09"),
    ("Im September hatten sie sich getroffen.", "2021-02", "2020-09", "2020-09"),
    ("Bis Herbst will das Land liefern.", "2021-02", "2021-FA", "2021-23"),
    ("Vor zwei Wochen trat er zurück.", "2021-02", "P2W", "2021-02"),
    ("Im vergangenen Jahr trat er zurück.", "2021", "2020", "2020"),
    ("Um 8 Uhr trat er zurück.", "2021-02", "T08:00", "2021-02"),
    ("Am Freitag trat er zurück.", None, "XXXX-WXX-5", None),
    ("Am 9. August wurde gewählt.", None, "XXXX-08-09", None),
    ("Gestern trat er zurück.", None, "XXXX-XX-XX", None),
    ("Am Freitag trat er zurück.", "kein Datum", "XXXX-WXX-5", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "value", "edtf"), COARSE)
def test_no_day_is_invented(text: str, published: str | None, value: str, edtf: str | None) -> None:
    found = only(text, published)
    assert (found.value, found.edtf) == (value, edtf)


# Several expressions, each counted from one before: text, the values in order
CHAINS = [
    ("Sie tagten vom 3. bis 5. Mai 2019.", ["2019-05-03", "2019-05-05"]),
    ("Am 16. und 17. sowie am 23. und 24. Mai 2019.", ["2019-05-16", "2019-05-17", "2019-05-23", "2019-05-24"]),
    ("Von Juni bis August 2012 blieb er.", ["2012-06", "2012-08"]),
    ("Im 19. und 20. Jahrhundert wuchs die Stadt.", ["18", "19"]),
    ("In den 80er und 90er Jahren wuchs die Stadt.", ["198", "199"]),
    ("Er regierte zwischen 1999 und 2003.", ["1999", "2003"]),
    ("Er floh am 5. März 2003. Zwei Tage später fiel die Stadt.", ["2003-03-05", "2003-03-07"]),
    ("Er floh am 5. März 2003. Am Tag zuvor fiel die Stadt.", ["2003-03-05", "2003-03-04"]),
    ("Er floh am 5. März 2003. Am folgenden Tag fiel die Stadt.", ["2003-03-05", "2003-03-06"]),
    ("Er floh im März 2003. Im Jahr darauf fiel die Stadt.", ["2003-03", "2004"]),
    ("Er floh im März 2003. Im selben Jahr fiel die Stadt.", ["2003-03", "2003"]),
    ("Im März 1992 floh er, im April fiel die Stadt.", ["1992-03", "1992-04"]),
    ("Er regierte bis 1997. Am Sonntag, 21. Februar, ist er gestorben.", ["1997", "2021-02-21"]),
    ("Er floh am Mittwoch. Am Abend fiel die Stadt.", ["2021-02-17", "2021-02-17TEV"]),
    ("Er floh im März 2003. Jahre später fiel die Stadt.", ["2003-03", "XXXX-XX-XX"]),
    ("Geöffnet ist von 14 bis 18 Uhr.", ["2021-02-22T14:00", "2021-02-22T18:00"]),
    ("Er kam am 28. Februar 2020. Am nächsten Tag ging er.", ["2020-02-28", "2020-02-29"]),
    ("Er kam am 31. Dezember 2020. Am folgenden Tag ging er.", ["2020-12-31", "2021-01-01"]),
]


@pytest.mark.parametrize(("text", "values"), CHAINS)
def test_counted_from_the_text(text: str, values: list[str]) -> None:
    assert [t.value for t in times(text)] == values


# Near misses: no time expression at all
TRAPS = [
    "Rund 2000 Menschen kamen.",
    "Sie zahlte 1990 Euro.",
    "Sie zahlte 2000 bis 2100 Euro.",
    "Resolution 1973 wurde zitiert.",
    "Der 16 Jahre alte Schüler kam.",
    "Die 26-jährige Frau kam.",
    "Das Winter-Biathlon fiel aus.",
    "Das Spiel endete 29:20.",
    "Er ist auf Montage.",
    "Eines Tages kommt er.",
    "Der alte Mann und das Meer.",
    "Er mag sie.",
    "In der Mitte stand ein Tisch.",
    "Am Ende gewann sie.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_trap(text: str) -> None:
    assert [t.text for t in times(text)] == []


@pytest.mark.parametrize("text", ["Am 31. Februar 2019 kam er.", "Am 29. Februar 2019 kam er.", "Am 31.6.2019 kam er."])
def test_a_day_that_does_not_exist_has_no_value(text: str) -> None:
    found = only(text)
    assert (found.value, found.edtf) == (None, None)


def test_leap_day() -> None:
    assert only("Am 29. Februar 2020 kam er.").edtf == "2020-02-29"


def test_published_in_the_future_and_long_ago() -> None:
    assert only("Gestern kam er.", "2999-01-01").value == "2998-12-31"
    assert only("Gestern kam er.", "1848-03-01").value == "1848-02-29"


def test_today_is_the_day_in_news_of_the_day() -> None:
    assert times("Heute läuft die Frist ab. Gestern lagen drei Vorschläge vor.")[0].value == MONDAY
    assert times("Heute leben mehr Leute in der Stadt als auf dem Land.")[0].value == "PRESENT_REF"


ENGLISH = [
    ("She signed it on May 3, 2019.", "May 3, 2019", "DATE", "2019-05-03"),
    ("She signed it on Tuesday, 4 June 2019.", "Tuesday, 4 June 2019", "DATE", "2019-06-04"),
    ("It began in March 1992.", "March 1992", "DATE", "1992-03"),
    ("They met last Friday.", "last Friday", "DATE", "2021-02-19"),
    ("They met on Friday.", "Friday", "DATE", "2021-02-19"),
    ("They will meet on Friday.", "Friday", "DATE", "2021-02-26"),
    ("They met yesterday evening.", "yesterday evening", "TIME", "2021-02-21TEV"),
    ("They met two years ago.", "two years ago", "DATE", "2019"),
    ("They met in September.", "September", "DATE", "2020-09"),
    ("It lasted three weeks.", "three weeks", "DURATION", "P3W"),
    ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("They meet daily.", "daily", "SET", "P1D"),
    ("It stood in the 19th century.", "the 19th century", "DATE", "18"),
    ("It stood in the early 1990s.", "the early 1990s", "DATE", "199"),
    ("At 8 pm the shooting began.", "8 pm", "TIME", "2021-02-22T20:00"),
    ("In the summer of 2006 the forest burned.", "the summer of 2006", "DATE", "2006-SU"),
    ("The last two decades were calm.", "The last two decades", "DURATION", "P2DE"),
    ("They march now.", "now", "DATE", "PRESENT_REF"),
]


@pytest.mark.parametrize(("text", "words", "type_", "value"), ENGLISH)
def test_english_by_the_same_engine(text: str, words: str, type_: str, value: str) -> None:
    found = only(text, language="en")
    assert (found.text, found.type, found.value) == (words, type_, value)


@pytest.mark.parametrize("text", ["You may march.", "About 2000 people came.", "He came in second."])
def test_english_trap(text: str) -> None:
    assert times(text, language="en") == ()


def test_a_language_without_rules_has_no_times() -> None:
    assert times("Il est venu hier.", language="fr") == ()


VALUE = re.compile(
    r"(?:BC)?\d{2,4}(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?(?:T[0-9:A-Z+-]+)?"
    r"|(?:(?:BC)?\d{4}|XXXX)-(?:W(?:\d\d|XX)(?:-(?:WE|\d)(?:T[A-Z]+)?)?|Q\d|H\d|SP|SU|FA|WI|XX|\d\d)(?:-(?:\d\d|XX))?(?:T[0-9:A-Z+-]+)?"
    r"|(?:XXXX-XX-XX)?T[0-9:X]+(?:Z|[+-][\d:]+)?|XXXX-XX-XXT[A-Z]+|XXXX-XX-XX"
    r"|PT?(?:\d+(?:\.\d+)?|X)(?:Y|M|W|D|H|S|Q|DE|CE|WE|NI)(?:\d+M|\d+D|\d+W)?"
    r"|PAST_REF|PRESENT_REF|FUTURE_REF"
)
PIECES_TEXT = (
    "am im vom bis seit vor in der die dem den des und . , - / 3. 31. 29. 0 7 24 99 578 1848 2020 9999 2.2.2020 31.6.1999 "
    "8:15 25:61 Uhr Montag Freitagabend Februar Mai Sommer Jahr Jahren Tag Tage Woche Monaten Jahrhundert Jahrzehnte "
    "letzten kommenden dieses nächsten vergangenen zwei drei halbes eineinhalb mehrere später zuvor gestern heute morgen "
    "Abend Nacht Ostern Ramadan Weihnachten v. Chr. 1990er Jahre Quartal ersten Anfang Ende Mitte jeden alle "
    "Wochenende Vorjahr Vortag täglich einstündigen hat wird war kam"
)
PIECES = st.sampled_from(PIECES_TEXT.split(" "))
DATES = st.one_of(
    st.none(),
    st.dates().map(str),
    st.dates().map(lambda d: str(d)[:7]),
    st.integers(0, 9999).map("{:04}".format),
)


def check(text: str, published: str | None, language: str = "de") -> None:
    last = 0
    for time in times(text, published, language):
        assert last <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        assert time.value is None or VALUE.fullmatch(time.value), time
        assert time.edtf is None or is_edtf(time.edtf), time
        last = time.end


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join), DATES)
def test_any_expression_is_valid(text: str, published: str | None) -> None:
    check(text, published)


ENGLISH_TEXT = (
    "on in at by since the last next this May March 3 31 2 2020 1999 , . - th first of year years ago later days week "
    "Monday night two several half an hour every daily Friday evening 8 pm 10:30 century decade 1990 s spring summer "
    "yesterday today tomorrow tonight Easter Ramadan beginning end early quarter bc now recently soon was will"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(ENGLISH_TEXT.split(" ")), max_size=14).map(" ".join), DATES)
def test_any_english_expression_is_valid(text: str, published: str | None) -> None:
    check(text, published, "en")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), DATES)
def test_any_text_is_valid(text: str, published: str | None) -> None:
    check(text, published)
