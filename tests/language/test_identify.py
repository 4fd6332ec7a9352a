"""The language of a text."""

from __future__ import annotations

import sys

import pytest

from lagebild.language.identify import identify

CASES = [
    ("de", "Der Minister sagte am Montag, dass die Wahl nicht verschoben wird."),
    ("de", "Merkel: Wir schaffen das"),
    ("en", "The minister said on Monday that the election will not be postponed."),
    ("fr", "Le ministre a déclaré lundi que les élections ne seront pas reportées."),
    ("nl", "De minister zei maandag dat de verkiezingen niet worden uitgesteld."),
    ("sv", "Ministern sade på måndagen att valet inte kommer att skjutas upp och att det är bra."),
    ("it", "Il ministro ha detto lunedì che le elezioni non saranno rinviate."),
    ("und", "12345 – !!"),
    ("und", ""),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_identify(language: str, text: str) -> None:
    assert identify(text) == language


def test_plain_german_needs_no_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)  # importing it would raise
    assert identify("Die Regierung hat sich mit den Ländern auf einen neuen Plan geeinigt.") == "de"
