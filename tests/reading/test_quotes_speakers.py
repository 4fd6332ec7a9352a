"""Whose the words in quotation marks are, where the grammar round them decides it; sentences written for the tests."""

from __future__ import annotations

import pytest

from lagebild.language import analyse
from lagebild.reading.quotes import find_quotes
from tests.reading.test_quotes import words

# (what decides, text, the words in question, who says them)
CASES = [
    (
        "and adds: not the pronoun of the relative clause before",
        "Karl Berg erklärte die Methode, die im Sommer geprüft wurde, so: „Es geht um Wasser“, und fügt hinzu: "
        "„Wir brauchen Geduld.“",
        "Wir brauchen Geduld",
        "Karl Berg",
    ),
    (
        "a name that begins with a particle",
        "Die Ministerin heißt Anna von der Aue. Von der Aue betonte, unter den Gästen seien „viele mutige junge Leute aus "
        "dem ganzen Land“.",
        "viele mutige",
        "Von der Aue",
    ),
    (
        "who wrote so, not who refuses it",
        "Der Minister Karl Berg hat Berichte der Post zurückgewiesen, er sei vom Rat „so gut wie sicher“ gewählt.",
        "so gut wie sicher",
        "Berichte der Post",
    ),
    (
        "the source ends before the marks of what it tells",
        "Das Amt dient laut einer Mitteilung des Rates der Pflege des „Wissens um alte Apfelsorten und ihrer Verbreitung“.",
        "Wissens um alte",
        "einer Mitteilung des Rates der Pflege",
    ),
    (
        "in his opinion",
        "Karl Berg fordert eine Prüfung des Falls, bei dem es sich seiner Meinung nach um einen „dreisten Betrug“ handelt.",
        "dreisten Betrug",
        "seiner Meinung",
    ),
    (
        "the person behind the verb, not the thing before it",
        "Jede Schuld an dem Brand weist Anna Berg von sich: „Das hat allein der Wirt zu verantworten.“",
        "Das hat allein",
        "Anna Berg",
    ),
    (
        "the clause behind und",
        "Die Menge lief durch den Park und der Bürgermeister Karl Berg rief den Leuten zu: „Geht bitte nach Hause!“",
        "Geht bitte",
        "der Bürgermeister Karl Berg",
    ),
    (
        "who said so, not who dodged by it",
        "Anna Berg bestritt die Pläne, indem sie sagte, das Haus sei nur „ein alter Traum“.",
        "ein alter Traum",
        "sie",
    ),
    (
        "in brackets behind a name",
        "Auch andere freuten sich, so der Wirt und die Trainerin Anna Berg („Mir fällt ein Stein vom Herzen.“).",
        "Mir fällt ein",
        "Anna Berg",
    ),
    (
        "the last of a list",
        "Viele lobten das Fest, so die Trainerin Anna Berg („Das war ein Traum.“), und der Wirt Karl Amsel: „So soll es sein.“",
        "So soll es",
        "der Wirt Karl Amsel",
    ),
    (
        "whom the next sentence names",
        "„Jeder Dritte will umziehen.“ Das ist die Aussage einer Studie aus Jena.",
        "Jeder Dritte",
        "einer Studie aus Jena",
    ),
    (
        "whose promise it was",
        "Das Gesetz sollte „die Grundlage für eine gerechte Stadt ohne Lärm“ schaffen. Von diesem Versprechen des Kanzlers "
        "blieb wenig.",
        "die Grundlage",
        "des Kanzlers",
    ),
    (
        "not whose suspicion, but who shares it",
        "Karl Berg teilt den Verdacht der Gegner, wonach der Umbau zu teuer war: „Man muss nur die Rechnung lesen.“",
        "Man muss nur",
        "Karl Berg",
    ),
    (
        "media named before the verb's prefix",
        "Er griff den Ton der Medien auf, in denen es heißt, dass der Plan nur „ein dünnes Papier“ sei.",
        "ein dünnes Papier",
        "der Medien … denen",
    ),
    (
        "what a crowd calls out",
        "Die Menge vor dem Rathaus skandierte „Freiheit“.",
        "Freiheit",
        "Die Menge vor dem Rathaus",
    ),
    (
        "bent by the sentence around",
        "Der Rat sagte, man habe sich des „Aufrufs zum Streik“ schuldig gemacht.",
        "Aufrufs zum",
        "Der Rat",
    ),
    (
        "that is what he said",
        "„Die Stadt ist unser Motor“ - das sagte Verbandschef Karl Berg.",
        "Motor",
        "Verbandschef Karl Berg",
    ),
    (
        "a pronoun alone",
        "Gewählt wurde auch die Stadträtin Anna Berg. Diese winkt eher ab: „Dafür bin ich zu alt.“",
        "Dafür bin ich",
        "Diese",
    ),
    (
        "the main verb, not that of who stays unnamed",
        "Gegenüber der Presse erklärte ein Sprecher, der nicht genannt werden wollte: „Wir prüfen das.“",
        "Wir prüfen",
        "ein Sprecher",
    ),
    (
        "behind place and time",
        "„Das wird teuer“, warnte gestern in Berlin der Präsident des Bauernverbandes, Karl Berg, vor Journalisten.",
        "Das wird",
        "der Präsident des Bauernverbandes, Karl Berg",
    ),
    (
        "who tells it within the clause",
        "Der Präsident, so berichten Augenzeugen, habe „sichtlich bewegt“ gewirkt.",
        "sichtlich",
        "Augenzeugen",
    ),
    ("a verb that looks like a pronoun", "„Das ist ausgeschlossen“, meinen Experten.", "Das ist", "Experten"),
    ("what bears the words", "„Nie wieder Krieg!“, stand auf den Plakaten.", "Nie wieder", "den Plakaten"),
    (
        "who contradicted",
        "„Wir sind bereit“, sagte der General. Der Minister widersprach. Die Truppe sei „am Ende ihrer Kräfte“.",
        "am Ende",
        "Der Minister",
    ),
    (
        "who asks, not whoever saw it",
        "Die Polizei sucht Zeugen. Wer etwas gesehen habe, solle sich „umgehend“ melden.",
        "umgehend",
        "Die Polizei",
    ),
    ("one word", "Während Karl Berg von „Murks“ sprach, lobte Anna Amsel den „großen Wurf“.", "Murks", "Karl Berg"),
    (
        "with these words",
        "„Er ist ein Lügner!“ – Mit diesen Worten verließ die Zeugin den Saal.",
        "Er ist",
        "die Zeugin",
    ),
    (
        "not the subject of the words told",
        "Der 34-Jährige gab zu Protokoll, er habe „Stimmen gehört“.",
        "Stimmen",
        "Der 34-Jährige",
    ),
]


@pytest.mark.parametrize(("name", "text", "said", "speaker"), CASES, ids=[c[0] for c in CASES])
def test_who_says_it(name: str, text: str, said: str, speaker: str) -> None:
    found = [q for q in find_quotes(analyse(text)) if q.type == "Direct" and said in words(text, q.quote)]
    assert [words(text, q.speaker) for q in found] == [speaker]
