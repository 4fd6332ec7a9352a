"""The date of an event: which time of the text belongs to a trigger, and when none does."""

import pytest

from lagebild.language.doc import Doc
from lagebild.language.segment import segment
from lagebild.reading.times import find_times
from lagebild.reading.when import dating_of, is_lasting
from tests.helpers import parsed

MONDAY = "2021-02-22"


def date(
    doc: Doc, trigger: str, *, background: bool = False, act: bool = False, published: str | None = MONDAY
) -> str | None:
    token = next(t for t in doc.tokens if t.text == trigger)
    return dating_of(token, doc, find_times(doc, published), published, background=background, act=act).date


MET = "Am/ADP/2/case Freitag/NOUN/3/obl trafen/VERB/0/root sich/PRON/3/obj Minister/NOUN/3/nsubj ././3/punct"
TREES = [
    # its own clause
    (MET, "trafen", "2021-02-19"),
    ("Minister/NOUN/2/nsubj trafen/VERB/0/root sich/PRON/2/obj am/ADP/5/case Freitag/NOUN/2/obl", "trafen", "2021-02-19"),
    # the time of a clause below is not that of the one above
    (
        "Er/PRON/2/nsubj lobte/VERB/0/root die/DET/4/det Soldaten/NOUN/2/obj ,/PUNCT/8/punct die/PRON/8/nsubj "
        "1995/NUM/8/obl flohen/VERB/4/acl:relcl",
        "lobte",
        MONDAY,
    ),
    (
        "Er/PRON/2/nsubj lobte/VERB/0/root die/DET/4/det Soldaten/NOUN/2/obj ,/PUNCT/8/punct die/PRON/8/nsubj "
        "1995/NUM/8/obl flohen/VERB/4/acl:relcl",
        "flohen",
        "1995",
    ),
    # a time below a noun dates the noun, not the verb
    (
        "Sie/PRON/2/nsubj gedachten/VERB/0/root der/DET/4/det Anschläge/NOUN/2/obj vom/ADP/8/case 11/NUM/8/nummod "
        "././8/punct September/NOUN/4/nmod 2001/NUM/8/nmod",
        "Anschläge",
        "2001-09-11",
    ),
    (
        "Sie/PRON/2/nsubj gedachten/VERB/0/root der/DET/4/det Anschläge/NOUN/2/obj vom/ADP/8/case 11/NUM/8/nummod "
        "././8/punct September/NOUN/4/nmod 2001/NUM/8/nmod",
        "gedachten",
        MONDAY,
    ),
    # the object shares the time of its verb
    (
        "Am/ADP/2/case Freitag/NOUN/4/obl gab/VERB/0/root es/PRON/3/expl Angriffe/NOUN/3/obj".replace("/4/obl", "/3/obl"),
        "Angriffe",
        "2021-02-19",
    ),
    # what it was said in has the day of the saying; what it is about has not
    (
        "Er/PRON/2/nsubj fordert/VERB/0/root in/ADP/4/case Briefen/NOUN/2/obl vom/ADP/8/case 3/NUM/8/nummod ././6/punct "
        "Februar/NOUN/4/nmod Ruhe/NOUN/2/obj",
        "fordert",
        "2021-02-03",
    ),
    (
        "Er/PRON/2/nsubj fordert/VERB/0/root Aufklärung/NOUN/2/obj über/ADP/5/case Vorfälle/NOUN/2/obl vom/ADP/9/case "
        "3/NUM/9/nummod ././7/punct Februar/NOUN/5/nmod",
        "fordert",
        MONDAY,
    ),
    # right behind a noun, whatever the tree says; of two times of a verb the other one is its own
    (
        "Sie/PRON/2/nsubj gedachten/VERB/0/root der/DET/4/det Opfer/NOUN/2/obj der/DET/6/det Anschläge/NOUN/4/nmod "
        "im/ADP/8/case Sommer/NOUN/2/obl 2001/NUM/8/nmod",
        "Anschläge",
        "2001-22",
    ),
    (
        "Am/ADP/2/case Freitag/NOUN/3/obl gab/VERB/0/root es/PRON/3/expl laut/ADP/6/case Sprecher/NOUN/3/obl der/DET/8/det "
        "Opfer/NOUN/6/nmod im/ADP/10/case Sommer/NOUN/3/obl 2001/NUM/10/nmod eine/DET/13/det Mahnwache/NOUN/3/obj",
        "Mahnwache",
        "2021-02-19",
    ),
    # of today in an adjective
    (
        "Vor/ADP/4/case dem/DET/4/det heutigen/ADJ/4/amod Treffen/NOUN/5/obl schwieg/VERB/0/root er/PRON/5/nsubj",
        "Treffen",
        MONDAY,
    ),
    # what goes on for years is news in the present, not in the past
    ("Er/PRON/2/nsubj fordert/VERB/0/root seit/ADP/4/case Jahren/NOUN/2/obl Ruhe/NOUN/2/obj", "fordert", MONDAY),
    # what goes on for days reaches up to now; for years it only says how long, or that one was so before
    (
        "Sie/PRON/2/nsubj streiken/VERB/0/root seit/ADP/5/case drei/NUM/5/nummod Tagen/NOUN/2/obl",
        "streiken",
        "2021-02-19/2021-02-22",
    ),
    (
        "Sie/PRON/2/nsubj trafen/VERB/0/root sich/PRON/2/obj erstmals/ADV/2/advmod seit/ADP/7/case drei/NUM/7/nummod "
        "Jahren/NOUN/2/obl",
        "trafen",
        MONDAY,
    ),
    # a range
    (
        "Von/ADP/2/case 1999/NUM/5/obl bis/ADP/4/case 2003/NUM/5/obl herrschte/VERB/0/root Krieg/NOUN/5/nsubj",
        "herrschte",
        "1999/2003",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "trigger", "expected"), TREES)
def test_by_the_tree(tree: str, trigger: str, expected: str) -> None:
    assert date(parsed(tree), trigger) == expected


WHO_STRUCK = (
    "Er/PRON/2/nsubj lobt/VERB/0/root Fahrer/NOUN/2/obj ,/PUNCT/9/punct die/PRON/9/nsubj {} den/DET/8/det Hafen/NOUN/9/obj "
    "{}/VERB/3/acl:relcl"
)
SAID = "Er/PRON/2/nsubj erklärte/VERB/0/root ,/PUNCT/6/punct man/PRON/6/nsubj {}/AUX/6/aux {}/VERB/2/ccomp"
ASIDES = [
    # an undated past in a relative clause is older than the news; with a date it has that; in the present it is news
    (WHO_STRUCK.format("lange/ADV/9/advmod", "blockierten"), "blockierten", True, None),
    (WHO_STRUCK.format("laut/ADV/9/advmod", "lobten"), "lobten", False, MONDAY),  # words are news there, too
    (WHO_STRUCK.format("gestern/ADV/9/advmod", "blockierten"), "blockierten", False, "2021-02-21"),
    (WHO_STRUCK.format("lange/ADV/9/advmod", "blockieren"), "blockieren", False, MONDAY),
    (WHO_STRUCK.format("lange/ADV/9/advmod", "blockierten"), "lobt", False, MONDAY),
    # an act that is only reported of the past, or is to come; the saying itself is news
    (SAID.format("habe", "geschossen"), "geschossen", True, None),
    (SAID.format("habe", "geschossen"), "geschossen", False, MONDAY),
    (SAID.format("habe", "geschossen"), "erklärte", False, MONDAY),
    ("Man/PRON/3/nsubj wird/AUX/3/aux schießen/VERB/0/root", "schießen", True, None),
    # what somebody is meant to have done or to do
    ("Er/PRON/3/nsubj soll/AUX/3/aux schießen/VERB/0/root", "schießen", True, None),
    ("Er/PRON/3/nsubj soll/AUX/3/aux zustimmen/VERB/0/root", "zustimmen", False, None),
    # what was done again and again
    ("Er/PRON/2/nsubj forderte/VERB/0/root immer/ADV/4/advmod wieder/ADV/2/advmod Ruhe/NOUN/2/obj", "forderte", False, None),
    ("Er/PRON/2/nsubj forderte/VERB/0/root wieder/ADV/2/advmod Ruhe/NOUN/2/obj", "forderte", False, MONDAY),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "trigger", "act", "expected"), ASIDES)
def test_asides_stay_open(tree: str, trigger: str, act: bool, expected: str | None) -> None:
    assert date(parsed(tree), trigger, act=act) == expected


# Not parsed: words between commas
PLAIN = [
    ("Am Freitag trafen sich die Minister.", "trafen", "2021-02-19"),
    ("Die Minister haben sich getroffen.", "getroffen", MONDAY),
    ("Die Minister hatten sich getroffen.", "getroffen", None),
    ("Die Union hat bereits Strafen verhängt.", "verhängt", None),
    ("Den Ministern war ein Treffen angeboten worden.", "angeboten", None),
    ("Die Minister hatten sich 2019 getroffen.", "getroffen", "2019"),
    ("Der Präsident sagte, die Truppen hätten 2019 angegriffen.", "sagte", MONDAY),
    ("Der Präsident sagte, die Truppen hätten 2019 angegriffen.", "angegriffen", "2019"),
    ("Um 8 Uhr begann der Angriff.", "Angriff", MONDAY),
    ("Die Partei griff die für 2024 geplante Steuer an.", "griff", MONDAY),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), PLAIN)
def test_without_a_tree(text: str, trigger: str, expected: str | None) -> None:
    assert date(segment(text), trigger) == expected


def test_background_stays_open_unless_dated() -> None:
    doc = segment("Die Minister wollen verhandeln. Sie wollen am Freitag verhandeln.")
    first, second = (t for t in doc.tokens if t.text == "verhandeln")
    times = find_times(doc, MONDAY)
    assert dating_of(first, doc, times, MONDAY, background=True).date is None
    assert dating_of(second, doc, times, MONDAY, background=True).date == "2021-02-26"


def test_a_story_goes_on_with_its_day() -> None:
    doc = segment("Am Freitag zogen Tausende durch die Stadt. Dabei wurden zwölf Menschen verletzt.")
    assert date(doc, "verletzt") == "2021-02-19"


def test_a_bound_is_no_day_of_a_story() -> None:
    text = "{} 1933 zogen sie durch die Stadt. Dabei wurden zwölf Menschen verletzt."
    assert [date(segment(text.format(w)), "verletzt") for w in ("Anno", "Vor")] == ["1933", MONDAY]


TELLS_WHICH = [
    (
        "Er/PRON/2/nsubj lobte/VERB/0/root einen/DET/4/det Bericht/NOUN/2/obj {}/ADP/6/case Donnerstag/NOUN/2/obl",
        "von",
        MONDAY,
    ),
    (
        "Er/PRON/2/nsubj lobte/VERB/0/root einen/DET/4/det Bericht/NOUN/2/obj {}/ADP/6/case Donnerstag/NOUN/2/obl",
        "am",
        "2021-02-18",
    ),
    ("Er/PRON/2/nsubj lobte/VERB/0/root den/DET/4/det Haushalt/NOUN/2/obj {}/ADP/6/case 2020/NUM/2/obl", "für", MONDAY),
    (
        "Er/PRON/2/nsubj lobte/VERB/0/root Sie/PRON/2/obj {}/ADP/5/case Donnerstag/NOUN/2/obl an/ADP/5/case",
        "von",
        "2021-02-18",
    ),
    (
        "Er/PRON/2/nsubj lobte/VERB/0/root in/ADP/4/case Briefen/NOUN/2/obl {}/ADP/6/case Donnerstag/NOUN/4/nmod",
        "von",
        "2021-02-18",
    ),
]


@pytest.mark.parametrize(("tree", "case", "expected"), TELLS_WHICH)
def test_a_time_behind_a_noun_may_only_tell_which(tree: str, case: str, expected: str) -> None:
    assert date(parsed(tree.format(case)), "lobte") == expected


def test_how_a_date_is_told() -> None:
    doc = parsed(PARADE, QUIET, BLOCKED.format("blockierten"), "Er/PRON/2/nsubj lobt/VERB/0/root es/PRON/2/obj")
    words = {t.text: t for t in doc.tokens}
    times = find_times(doc, MONDAY)
    tellings = [dating_of(words[w], doc, times, MONDAY, act=w != "lobt") for w in ("zogen", "blockierten", "lobt")]
    assert tellings == [("2021-02-19", True), ("2021-02-19", True), (MONDAY, False)]


PARADE = "Am/ADP/2/case Freitag/NOUN/3/obl zogen/VERB/0/root Tausende/NOUN/3/nsubj durch/ADP/6/case Lyon/PROPN/3/obl"
QUIET = "Es/PRON/2/nsubj blieb/VERB/0/root ruhig/ADJ/2/xcomp"
BLOCKED = "Später/ADV/2/advmod {}/VERB/0/root Gegner/NOUN/2/nsubj die/DET/5/det Brücke/NOUN/2/obj"
MENTIONED = (
    "Später/ADV/2/advmod starben/VERB/0/root viele/PRON/2/nsubj bei/ADP/6/case der/DET/6/det Offensive/NOUN/2/obl"
)


@pytest.mark.parametrize(
    ("before", "act", "expected"), [(PARADE, True, "2021-02-19"), (PARADE, False, None), (QUIET, True, MONDAY)]
)
def test_an_act_mentioned_by_a_noun_has_the_day_of_its_clause(before: str, act: bool, expected: str | None) -> None:
    assert date(parsed(before, MENTIONED), "Offensive", act=act) == expected


NARRATED = [
    # an act told of the past, also by somebody, is of the day that the report tells of; words and the present are of today
    ("blockierten", True, False, "2021-02-19"),
    ("blockierten", False, False, MONDAY),
    ("blockierten", True, True, "2021-02-19"),
    ("blockieren", True, False, MONDAY),
    ("blockieren", True, True, None),  # how somebody says that things stand
    ("blockieren", False, False, MONDAY),
]


@pytest.mark.parametrize(("verb", "act", "said", "expected"), NARRATED)
def test_a_report_has_its_day(verb: str, act: bool, said: bool, expected: str | None) -> None:
    doc = parsed(PARADE, *[QUIET] * 3, BLOCKED.format(verb))
    token = next(t for t in doc.tokens if t.text == verb)
    assert dating_of(token, doc, find_times(doc, MONDAY), MONDAY, act=act, said=said).date == expected


def test_the_present_past_the_beginning_is_how_things_stand() -> None:
    doc = parsed(
        BLOCKED.format("blockieren"), *[QUIET] * 2, BLOCKED.format("blockieren"), BLOCKED.format("blockierten")
    )
    verbs = [t for t in doc.tokens if t.text.startswith("blockier")]
    assert [is_lasting(t, doc, find_times(doc, MONDAY), MONDAY) for t in verbs] == [False, True, False]


NEXT_WEEK = "Am/ADP/2/case {}/NOUN/3/obl {}/VERB/0/root Verbände/NOUN/3/nsubj Streiks/NOUN/3/obj"
COMING = [
    # what is said is never said on a day to come; an act may be on one
    ("19.Februar", "fordern", False, "2021-02-19"),
    ("26.Februar", "fordern", False, MONDAY),
    ("26.Februar", "beginnen", True, "2021-02-26"),
]


@pytest.mark.parametrize(("day", "verb", "act", "expected"), COMING)
def test_words_are_not_of_a_day_to_come(day: str, verb: str, act: bool, expected: str) -> None:
    doc = parsed(NEXT_WEEK.format(day, verb))
    token = next(t for t in doc.tokens if t.text == verb)
    assert dating_of(token, doc, find_times(doc, MONDAY), MONDAY, act=act).date == expected


def test_an_act_before_goes_back_to_the_day_told_last() -> None:
    doc = segment("Im Jahr 2001 zogen sie durch die Stadt. Die Polizei hatte geschossen.")
    assert date(doc, "geschossen", act=True) == "2001"
    assert date(doc, "geschossen") is None


def test_what_is_said_of_a_story_is_news() -> None:
    doc = segment("Am Freitag zogen Tausende durch die Stadt. Der Bürgermeister forderte Ruhe.")
    assert date(doc, "forderte") == MONDAY


def test_without_publication_only_the_text_dates() -> None:
    assert date(segment("Die Minister haben sich getroffen."), "getroffen", published=None) is None
    assert date(segment("2019 trafen sich die Minister."), "trafen", published=None) == "2019"


def test_publication_as_precise_as_known() -> None:
    assert date(segment("Die Minister haben sich getroffen."), "getroffen", published="2021-02") == "2021-02"
