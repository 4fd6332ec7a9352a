"""Quotations end to end, with sentences written for the tests: what is one, whose it is, and what is none."""

from __future__ import annotations

import pytest

from lagebild.language import analyse
from lagebild.reading.quotes import FoundQuote, find_quotes
from tests.helpers import parsed

# (name, text, type, words quoted, speaker)
SPOKEN = [
    ("after its frame", "Die Wirtin sagte: „Das Bier ist aus.“", "Direct", "„Das Bier ist aus.“", "Die Wirtin"),
    ("before its frame", "„Das Bier ist aus“, sagte die Wirtin.", "Direct", "„Das Bier ist aus“", "die Wirtin"),
    ("with so", "„Das Bier ist aus“, so die Wirtin.", "Direct", "„Das Bier ist aus“", "die Wirtin"),
    ("name and colon", "Wirtin Anna Berg: „Das Bier ist aus.“", "Direct", "„Das Bier ist aus.“", "Wirtin Anna Berg"),
    ("what he called it", "Der Trainer nannte das Spiel „eine Schande“.", "Direct", "„eine Schande“", "Der Trainer"),
    ("dass", "Die Ministerin sagte, dass das Geld fehlt.", "Indirect", "dass das Geld fehlt", "Die Ministerin"),
    ("verb second", "Der Pfarrer sagte, die Orgel sei kaputt.", "Indirect", "die Orgel sei kaputt", "Der Pfarrer"),
    ("inserted", "Die Orgel sei kaputt, sagte der Pfarrer.", "Indirect", "Die Orgel sei kaputt", "der Pfarrer"),
    ("wie", "Wie die Polizei mitteilte, fehlt ein Boot.", "Indirect", "fehlt ein Boot", "die Polizei"),
    ("laut", "Laut der Polizei fehlt ein Boot.", "Indirect", "fehlt ein Boot", "der Polizei"),
    ("zufolge", "Der Polizei zufolge fehlt ein Boot.", "Indirect", "fehlt ein Boot", "Der Polizei"),
    ("nach Angaben", "Nach Angaben der Polizei fehlt ein Boot.", "Indirect", "fehlt ein Boot", "Angaben der Polizei"),
    ("infinitive", "Der Wirt bat die Gäste, leise zu sein.", "Indirect", "leise zu sein", "Der Wirt"),
    ("reported", "Die Schüler forderten mehr Lehrer.", "Reported", "Die Schüler forderten mehr Lehrer.", "Die Schüler"),
    ("separated prefix", "Der Rat kündigte Neuwahlen an.", "Reported", "Der Rat kündigte Neuwahlen an.", "Der Rat"),
]

# Nothing is quoted here.
TRAPS = [
    ("title of a film", "Der Film „Das weite Land“ läuft im Kino."),
    ("name of a ship", "Das Schiff „Seestern“ lag im Hafen."),
    ("so-called", "Die sogenannten „Gelbhemden“ standen vor dem Tor."),
    ("another verb by its prefix", "Der Minister sagte das Treffen ab, die Gäste blieben zu Hause."),
    ("nach in time", "Nach dem Spiel regnete es."),
    ("weak verb without Konjunktiv", "Die Kinder wissen, dass der See tief ist."),
    ("plain past in -te", "Der Zug erreichte die Stadt. Er stoppte im Tal."),
    ("empty", ""),
    ("only marks", "„“"),
    ("name with its article", "Der Verein „Sieg der Vernunft“ tagt im Rathaus."),
]


def only(text: str) -> FoundQuote:
    found = find_quotes(analyse(text))
    assert len(found) == 1, found
    return found[0]


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


@pytest.mark.parametrize(("name", "text", "kind", "quote", "speaker"), SPOKEN, ids=[c[0] for c in SPOKEN])
def test_what_is_said_and_by_whom(name: str, text: str, kind: str, quote: str, speaker: str) -> None:
    found = only(text)
    assert (found.type, words(text, found.quote), words(text, found.speaker)) == (kind, quote, speaker)


@pytest.mark.parametrize(("name", "text"), TRAPS, ids=[c[0] for c in TRAPS])
def test_what_is_no_quotation(name: str, text: str) -> None:
    assert find_quotes(analyse(text)) == ()


def test_cue_frame_and_addressee() -> None:
    text = "Der Bürgermeister forderte die Anwohner auf, Wasser zu sparen."
    found = only(text)
    assert words(text, found.cue) == "forderte … auf"
    assert words(text, found.frame) == "Der Bürgermeister forderte die Anwohner auf,"
    assert words(text, found.addressee) == "die Anwohner"


def test_nobody_is_named() -> None:
    found = only("Am Abend hieß es, die Fähre sei gesunken.")
    assert (found.speaker, found.type) == ((), "Indirect")


def test_a_source_splits_the_words() -> None:
    text = "Der Damm hält laut dem Amt noch zehn Jahre."
    found = only(text)
    assert words(text, found.quote) == "Der Damm hält … noch zehn Jahre"


def test_a_fragment_within_indirect_speech_is_a_quotation_of_its_own() -> None:
    text = "Die Köchin sagte, der Fisch sei „frisch aus dem See“."
    found = find_quotes(analyse(text))
    assert [(q.type, words(text, q.speaker)) for q in found] == [("Indirect", "Die Köchin"), ("Direct", "Die Köchin")]


def test_speech_that_goes_on_keeps_its_speaker() -> None:
    text = "Der Förster sagte, der Wald sei krank. Viele Bäume seien verdorrt. Regen sei selten gefallen."
    found = find_quotes(analyse(text))
    assert [q.type for q in found] == ["Indirect", "IndirectFreeIndirect"]
    assert words(text, found[1].quote) == "Viele Bäume seien verdorrt. Regen sei selten gefallen."
    assert words(text, found[1].speaker) == "Der Förster"


def test_free_speech_belongs_to_whom_the_sentence_before_is_about() -> None:
    text = "Direktorin Anna Berg wies den Vorwurf zurück. Die Schule habe alles geprüft."
    free = [q for q in find_quotes(analyse(text)) if q.type == "IndirectFreeIndirect"]
    assert [words(text, q.speaker) for q in free] == ["Direktorin Anna Berg"]


def test_a_quotation_broken_by_its_frame_names_one_speaker() -> None:
    text = "„Wir bleiben“, sagte Anna Berg, „bis der Regen aufhört.“"
    found = find_quotes(analyse(text))
    assert {words(text, q.speaker) for q in found} == {"Anna Berg"}


# (name, text, the words in question, who says them)
CARRIED = [
    (
        "not who spoke last but whom the sentence before is about",
        "„Wir sind froh“, sagte Kanzlerin Anna Berg. Der Theologe Karl Amsel kritisierte die Reise scharf. "
        "„Sie kommt zu spät und kostet zu viel Geld.“",
        "Sie kommt zu spät",
        "Der Theologe Karl Amsel",
    ),
    (
        "for whom something is so",
        "„Wir sind froh“, sagte Kanzlerin Anna Berg.\n\nFür den Theologen Karl Amsel sei die Reise „gut zu verstehen“.",
        "gut zu verstehen",
        "den Theologen Karl Amsel",
    ),
    (
        "behind a colon who is told about before it",
        "Anna Berg sagte, dass die Ernte schlecht gewesen sei: „Der Regen kam zu spät.“",
        "Der Regen kam",
        "Anna Berg",
    ),
    (
        "the named one, not the last main clause's verb",
        "Wie die Zeitung meldete, sagte Anna Berg: „Der Regen kam zu spät.“",
        "Der Regen kam",
        "Anna Berg",
    ),
    ("a pronoun as written", "Sie sagte, die Ernte sei schlecht. Der Regen sei ausgeblieben.", "Der Regen sei", "Sie"),
]


@pytest.mark.parametrize(("name", "text", "said", "speaker"), CARRIED, ids=[c[0] for c in CARRIED])
def test_who_speaks_without_a_frame(name: str, text: str, said: str, speaker: str) -> None:
    found = [q for q in find_quotes(analyse(text)) if said in words(text, q.quote)]
    spoken = [q for q in found if q.type == "Direct"] or found
    assert [words(text, q.speaker) for q in spoken] == [speaker]


def test_words_that_a_medium_cites_belong_to_both() -> None:
    text = "Der Sender zitierte Anna Berg mit den Worten: „Der Regen kam zu spät.“"
    found = find_quotes(analyse(text))
    assert sorted(words(text, q.speaker) for q in found) == ["Anna Berg", "Der Sender"]
    assert len({q.quote for q in found}) == 1


def test_who_is_cited_by_nobody_named_speaks_alone() -> None:
    text = "„Der Regen kam zu spät“, wird Anna Berg zitiert."
    assert [words(text, q.speaker) for q in find_quotes(analyse(text))] == ["Anna Berg"]


def test_marks_in_paragraphs_of_their_own_stay_apart() -> None:
    text = "Anna Berg sagte: „Der Regen kam zu spät.“\n\n„Die Ernte ist schlecht“, sagte Karl Amsel."
    found = find_quotes(analyse(text))
    assert [words(text, q.speaker) for q in found] == ["Anna Berg", "Karl Amsel"]


def test_confidence_is_a_share() -> None:
    assert all(0 < q.confidence < 1 for _, text, *_ in SPOKEN for q in find_quotes(analyse(text)))


def test_spans_lie_in_the_text() -> None:
    for _, text, *_ in SPOKEN:
        for quote in find_quotes(analyse(text)):
            for spans in (quote.quote, quote.speaker, quote.cue, quote.frame, quote.addressee):
                assert all(0 <= a < b <= len(text) for a, b in spans)


# --- rules on trees made by hand, whatever the model says -------------------------------------------------------------

FIN = "/VerbForm=Fin|Mood=Ind"


def test_subject_that_the_tree_calls_an_object() -> None:
    doc = parsed(
        "Die/DET/2/det Orgel/NOUN/4/nsubj sei/AUX/4/cop kaputt/ADJ/6/ccomp ,/PUNCT/6/punct "
        f"sagte/VERB/0/root/sagen{FIN} der/DET/8/det Pfarrer/NOUN/6/obj//Case=Nom ./PUNCT/6/punct"
    )
    (found,) = find_quotes(doc)
    assert words(doc.text, found.speaker) == "der Pfarrer"


def test_frame_goes_on_behind_the_clause() -> None:
    doc = parsed(
        f"Er/PRON/2/nsubj//Case=Nom sagte/VERB/0/root/sagen{FIN} ,/PUNCT/7/punct dass/SCONJ/7/mark es/PRON/7/nsubj "
        f"stark/ADV/7/advmod regnet/VERB/2/ccomp/regnen{FIN} und/CCONJ/9/cc ging/VERB/2/conj/gehen{FIN} "
        "nach/ADP/11/case Hause/NOUN/9/obl ./PUNCT/2/punct"
    )
    (found,) = find_quotes(doc)
    assert words(doc.text, found.quote) == "dass es stark regnet"


# (name, text, the words in marks, who says them)
WITHOUT_CUE = [
    (
        "any verb behind the marks",
        "„Das Wetter wird besser“, freute sich die Wirtin.",
        "„Das Wetter wird besser“",
        "die Wirtin",
    ),
    ("lets be known", "„Der Bus fährt“, ließ ein Sprecher verlauten.", "„Der Bus fährt“", "ein Sprecher"),
    ("for whom", "Für die Ministerin war die Lage „alarmierend“.", "„alarmierend“", "die Ministerin"),
    ("was for whom", "Was für den Minister „Hilfe“ ist, hilft nicht.", "„Hilfe“", "den Minister"),
    (
        "so letztere",
        "„Es regnet seit drei Tagen ohne Pause“, so letztere.",
        "„Es regnet seit drei Tagen ohne Pause“",
        "letztere",
    ),
    (
        "what bears the words",
        "Am Tor trugen einige Schüler Plakate mit der Aufschrift „Brot statt Spiele“ umher.",
        "„Brot statt Spiele“",
        "Plakate",
    ),
    (
        "where the words stand",
        "Auf dem Zettel standen die Worte: „Komme gleich wieder.“",
        "„Komme gleich wieder.“",
        "dem Zettel",
    ),
    ("sees in it", "Der Trainer sieht darin einen „Angriff auf den Sport“.", "„Angriff auf den Sport“", "Der Trainer"),
    (
        "one word behind als",
        "Die Zeitschrift bezeichnete die Firma als „Schattenamt“.",
        "„Schattenamt“",
        "Die Zeitschrift",
    ),
    (
        "a relative pronoun and what it stands for",
        "Es gab einen Kommentar, der die Wahl des Rates als „teuren Irrtum“ bezeichnet.",
        "„teuren Irrtum“",
        "einen Kommentar … der",
    ),
    ("one small word in speech", "Der Minister sagte, das ganze System sei „kaputt“.", "„kaputt“", "Der Minister"),
    (
        "by his own account",
        "Der Minister war nach eigenem Bekunden müde. „Ich brauche jetzt wirklich mehr Ruhe.“",
        "„Ich brauche jetzt wirklich mehr Ruhe.“",
        "Der Minister",
    ),
]


@pytest.mark.parametrize(("name", "text", "said", "speaker"), WITHOUT_CUE, ids=[c[0] for c in WITHOUT_CUE])
def test_direct_words_without_a_cue_verb_of_their_own(name: str, text: str, said: str, speaker: str) -> None:
    found = [q for q in find_quotes(analyse(text)) if q.type == "Direct"]
    assert [(words(text, q.quote), words(text, q.speaker)) for q in found] == [(said, speaker)]


NOT_FRAMED = [
    ("a thing that it is for", "Für den Garten war der Regen „Gold“."),
    ("a name as the subject", "Für den Verein ist „Otello“ ein Erfolg."),
    ("a title that he saw", "Der Trainer sah den Film „Das weite Land“."),
]


@pytest.mark.parametrize(("name", "text"), NOT_FRAMED, ids=[c[0] for c in NOT_FRAMED])
def test_marks_without_a_speaker_stay_names(name: str, text: str) -> None:
    assert find_quotes(analyse(text)) == ()


# (name, text, words in marks, speaker): who it is where several could speak.
WHICH_ONE = [
    (
        "the one before the verb",
        "Der frühere Bürgermeister, Karl Berg (FWG), warnte die Gemeinde vor einem „teuren Abenteuer“.",
        "„teuren Abenteuer“",
        "Der frühere Bürgermeister, Karl Berg (FWG)",
    ),
    (
        "not by its article",
        "Der alten Zeitung sagte Karl Berg: „Ich bleibe im Dorf.“",
        "„Ich bleibe im Dorf.“",
        "Karl Berg",
    ),
    (
        "of the nearer verb",
        "Als ein Gast zu Hilfe eilte, schlug der Wirt den Gast und rief: „Hinaus mit dir!“",
        "„Hinaus mit dir!“",
        "der Wirt",
    ),
    (
        "of the main clause behind an infinitive",
        "Die Sprecherin hat keine Scheu, ihre Freude zu zeigen: „Wir haben das Dorf gerettet.“",
        "„Wir haben das Dorf gerettet.“",
        "Die Sprecherin",
    ),
    (
        "whose words the subject stands for",
        "Das Fazit der Ministerin fiel knapp aus: „Wir machen weiter.“",
        "„Wir machen weiter.“",
        "der Ministerin",
    ),
    (
        "a text that holds the words",
        "In dem Vertrag steht der Satz: „Die Brücke gehört der Stadt.“",
        "„Die Brücke gehört der Stadt.“",
        "dem Vertrag",
    ),
    (
        "a text named before",
        "Der Rat gab am Montag eine Stellungnahme ab. Darin steht: „Wir bedauern den Vorfall sehr.“",
        "„Wir bedauern den Vorfall sehr.“",
        "eine Stellungnahme",
    ),
    (
        "who tells, not the noun inside",
        "Der Förster sagte, sie habe Hinweise darauf, dass der Wolf „sehr scheu“ sei.",
        "„sehr scheu“",
        "Der Förster",
    ),
    (
        "the noun's owner, not the verb behind",
        "Auf den Vorwurf der Opposition, der Plan sei „viel zu teuer“, entgegnete die Ministerin, dass das Geld reiche.",
        "„viel zu teuer“",
        "der Opposition",
    ),
    (
        "so heißt es",
        "Die Brücke soll „noch vor dem Winter“ fertig werden, so heißt es in einem Bericht der Stadt.",
        "„noch vor dem Winter“",
        "einem Bericht der Stadt",
    ),
    (
        "subject of a noun with a copula",
        "Ein Viertel der Bauern ist der Meinung, dass die Ernte „nur mäßig“ war.",
        "„nur mäßig“",
        "Ein Viertel der Bauern",
    ),
    (
        "wie around a relative clause",
        "Wie Karl Berg, der seit Jahren im Dorf wohnt, dazu feststellt, fehlt „jeder Beleg für den Schaden“.",
        "„jeder Beleg für den Schaden“",
        "Karl Berg",
    ),
    (
        "of the verb before the comma",
        "Karl Berg wollte sich noch nicht festlegen, sagte aber, die Bauern müssten „an das ganze Dorf denken“.",
        "„an das ganze Dorf denken“",
        "Karl Berg",
    ),
    (
        "an apposition behind a comma",
        "Am Abend nahm auch der Leiter des Museums, Karl Berg (FWG), zu dem Plan Stellung. "
        "Jeder Gast könne „das Bild jetzt sehen“.",
        "„das Bild jetzt sehen“",
        "der Leiter des Museums, Karl Berg (FWG)",
    ),
    (
        "text at the head of the sentence",
        "Nach der Satzung bestimmt der Rat „die Regeln der Fischerei und trägt dafür die Kosten“.",
        "„die Regeln der Fischerei und trägt dafür die Kosten“",
        "der Satzung",
    ),
    (
        "text in which something is told",
        "Die Wirtin sprach lange. Im Schreiben an die Gäste war von „einer guten und klaren Lösung“ die Rede.",
        "„einer guten und klaren Lösung“",
        "Schreiben an die Gäste",
    ),
    (
        "text of a relative clause",
        "Im Rat liegt ein Antrag, in dem eine „stärkere Beteiligung der Bauern am Gewinn“ verlangt wird.",
        "„stärkere Beteiligung der Bauern am Gewinn“",
        "ein Antrag … dem",
    ),
    (
        "who speaks in the relative clause of a text",
        "Im Rat liegt ein Antrag, in dem die Bauern eine „stärkere Beteiligung am Gewinn der Mühle“ verlangen.",
        "„stärkere Beteiligung am Gewinn der Mühle“",
        "die Bauern",
    ),
    (
        "main clause behind wie, and a relative clause before the colon",
        "Wie der Bote berichtet, gab Karl Berg dem Blatt eine Antwort, die aus einem Wort bestand: „Nein.“",
        "„Nein.“",
        "Karl Berg",
    ),
    (
        "what was refused says nothing",
        "Berg erklärte, ihm fehlten Unterlagen. Die Einsicht in die Akten sei ihm mit dem Hinweis verweigert worden, "
        "seine Person sei „weder Gegenstand des Auftrags noch des Berichts“.",
        "„weder Gegenstand des Auftrags noch des Berichts“",
        "Berg",
    ),
    (
        "with these words, any verb",
        "„Guten Tag, da bin ich wieder“, mit diesen Worten meldete sich der Wirt zurück.",
        "„Guten Tag, da bin ich wieder“",
        "der Wirt",
    ),
    (
        "the indicative does not go on from the Konjunktiv",
        "Die Wirtin sagte, das Dorf brauche die Gäste und fügte hinzu: „Ohne sie können wir schließen.“",
        "„Ohne sie können wir schließen.“",
        "Die Wirtin",
    ),
    (
        "nor from a perfect in the Konjunktiv",
        "Die Müllerin erklärte, der Rat habe gelogen und rief dann: „Geht nach Hause!“",
        "„Geht nach Hause!“",
        "Die Müllerin",
    ),
    (
        "the indicative goes on from the indicative",
        "Die Wirtin bediente die Gäste, der Rat lobte das Bier und fügte hinzu: „Wir kommen alle wieder.“",
        "„Wir kommen alle wieder.“",
        "der Rat",
    ),
]


@pytest.mark.parametrize(("name", "text", "said", "speaker"), WHICH_ONE, ids=[c[0] for c in WHICH_ONE])
def test_which_of_several_speaks(name: str, text: str, said: str, speaker: str) -> None:
    found = [q for q in find_quotes(analyse(text)) if q.type == "Direct"]
    assert [(words(text, q.quote), words(text, q.speaker)) for q in found] == [(said, speaker)]


def test_speech_goes_on_with_who_spoke_last_in_any_form() -> None:
    text = (
        "Laut dem Boten hat der Minister Karl Berg den Plan verteidigt. „Der Plan ist gut für alle im Land“, wird Berg "
        "zitiert. Die Frage wolle er dem Rat überlassen. „Wir haben jetzt andere Sorgen als den Streit.“"
    )
    assert [words(text, q.speaker) for q in find_quotes(analyse(text))] == ["dem Boten", "Berg", "Berg", "Berg"]


def test_what_follows_a_second_verb_behind_a_relative_clause() -> None:
    text = (
        "Die Wirtin erläutert die Regel, die im Dorf seit Jahren gilt, so: „Wer zuerst kommt, trinkt zuerst“, "
        "und fügt hinzu: „Das Bier ist kalt.“"
    )
    assert [words(text, q.speaker) for q in find_quotes(analyse(text))] == ["Die Wirtin", "Die Wirtin"]


def test_the_meeting_bears_no_words() -> None:
    text = "Der Minister schloss die Sitzung mit den Worten „Wir sehen uns im Mai wieder“."
    assert [words(text, q.speaker) for q in find_quotes(analyse(text))] == ["Der Minister"]


def test_paper_and_person_side_by_side_are_both_named() -> None:
    text = "„Das wird ein gutes Jahr“, zitiert die „Bauernwoche“ Kruse in einem Bericht."
    assert {words(text, q.speaker) for q in find_quotes(analyse(text))} == {"Kruse", "die „Bauernwoche“"}
