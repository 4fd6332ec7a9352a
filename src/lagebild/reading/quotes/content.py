"""What stands in quotation marks: a sentence, a name or title, a word that somebody distances himself from."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.quotes.cues import noun_cue
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.marks import Marked
from lagebild.reading.quotes.segments import is_finite
from lagebild.reading.quotes.view import View


def has_verb(view: View, mark: Marked) -> bool:
    """A verb, or a small letter at the beginning: no title."""
    tokens = view.doc.tokens[slice(*mark.inner)]
    return any(is_finite(t) or t.upos in ("VERB", "AUX") for t in tokens) or tokens[0].text[0].islower()


def is_sentence(view: View, mark: Marked) -> bool:
    """The marked words are a sentence: a closing mark inside, or a finite verb behind a capital letter."""
    first, last = mark.inner
    tokens = view.doc.tokens[first:last]
    if tokens and tokens[-1].text in (".", "!", "?", "…"):
        return True
    return any(is_finite(t) for t in tokens) and tokens[0].text[0].isupper() and last - first >= 4


def is_name(view: View, mark: Marked, count: int, said: bool = False) -> bool:
    """Marks of a name or a title: behind a naming noun, or short and in capitals like a name.

    `said`: the marks stand in somebody's words; then a single noun is more likely one of them.
    """
    doc = view.doc
    before = doc.tokens[mark.first - 1] if mark.first > 0 else None
    small = doc.tokens[mark.inner[0]].text[0].islower() and (count > 1 or said)
    if before is not None and small and before.text.lower() not in words_of("distance"):
        return False
    if before is not None:
        word = before.text.lower()
        if word in words_of("distance") or (
            before.upos in ("NOUN", "PROPN")
            and (word in words_of("naming") or before.lemma.lower() in words_of("naming"))
        ):
            return True
        if (
            count <= 4
            and before.upos in ("NOUN", "PROPN")
            and noun_cue(before.lemma) is None
            and before.text != "Worten"
        ):
            return True
    first, last = mark.inner
    content = [t for t in doc.tokens[first:last] if t.text[0].isalpha()]
    if said and count == 1 and mark.first == doc.sentences[doc.tokens[mark.first].sent].first:
        return True
    if said and 1 < count <= 6 and before is not None and before.text.lower() in words_of("indefinite"):
        return False  # "sei ein „Sieg der Vernunft“": what something is called by; names take the definite article
    if said and count > 1 and before is not None and before.text.lower() == "des" and _is_genitive(content):
        return False  # "des „Aufrufs zum Streik“": bent by the sentence around; names stay as they are
    if (
        (1 < count <= 3 if said else count <= 3)
        and content
        and all(t.text[0].isupper() or t.upos in ("DET", "ADP", "CCONJ") for t in content)
    ):
        return True
    return any(n.first <= first and n.last >= last for n in doc.names)


def _is_genitive(content: list[Token]) -> bool:
    first = next((t for t in content if t.upos == "NOUN"), None)
    return first is not None and first.text.endswith("s") and first.text != first.lemma


def in_bracket(before: list[Token]) -> bool:
    """An opening bracket before the marks is not closed: "(kurz: „IG Bau“)"."""
    texts = [t.text for t in before]
    return texts.count("(") > texts.count(")")


def is_title(before: list[Token]) -> bool:
    """ "Der Titel: „...“"."""
    return bool(before) and (
        before[-1].text.lower() in words_of("naming") or before[-1].lemma.lower() in words_of("naming")
    )


def doc_text(view: View, position: int) -> str:
    """The text of a token."""
    return view.doc.tokens[position].text
