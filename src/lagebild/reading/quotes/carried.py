"""Speakers carried on: a quotation without a frame of its own belongs to who spoke last, or to whom the sentence before
is about ("Die Direktorin sieht das gelassen. Man habe nichts gewusst.")."""

from __future__ import annotations

from dataclasses import replace

from lagebild.language.de.mood import subjunctive
from lagebild.language.doc import Sentence
from lagebild.reading.quotes.agents import is_agent
from lagebild.reading.quotes.found import Draft, trimmed
from lagebild.reading.quotes.phrases import NOMINAL, noun_phrase
from lagebild.reading.quotes.texts_here import text_here
from lagebild.reading.quotes.topics import topic
from lagebild.reading.quotes.view import View

_CARRIED = ("IndirectFreeIndirect", "FreeIndirect", "Direct")
_TELLING = ("Indirect", "IndirectFreeIndirect")
TOLD = ("fragment", "colon")  # the evidence of marked words whose frame is that of told ones
_REACH = 4  # sentences back to a quotation
_TOPIC_REACH = 2  # sentences back to a sentence about a speaker
# Weights set by hand: who spoke before, against whom a sentence is about (`topics.py`), less with each sentence between.
_SPOKEN, _FAR, _PARAGRAPH, _OWN = 2.0, 0.4, 0.6, 1.0
_AHEAD = 1  # sentences on to a quotation that names who has been speaking all the while


def carry_speakers(view: View, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the speaker of what was said before where they name none; in text order.

    The speaker is carried as written there, also a pronoun: who it is, is the actors' business.
    """
    out: list[Draft] = []
    spoken: dict[int, Draft] = {}  # sentence -> the quotation there whose speaker goes on
    for draft in sorted(drafts, key=lambda d: (d.quote[0], -d.quote[-1])):
        if _lacks(view, draft):
            around = _words_around(draft, out)
            teller = next((d.speaker for d in around if d.speaker), ())
            begin = min((d.quote[0] for d in around if d.cue), default=draft.quote[0])
            draft = replace(draft, speaker=teller or _before(view, draft, spoken, begin))
        out.append(draft)
        if draft.speaker:
            _remember(view, draft, spoken)
    return [_from_behind(view, draft, spoken) if _lacks(view, draft) else draft for draft in out]


def _words_around(draft: Draft, earlier: list[Draft]) -> list[Draft]:
    """The told words that marked ones stand in, or behind the colon of, the nearest first: who tells those says these."""
    return [d for d in reversed(earlier) if holds(d, draft)] if draft.evidence.startswith(TOLD) else []


def holds(told: Draft, marked: Draft) -> bool:
    """Whether marked words stand in told ones, or behind their colon."""
    return told.type in _TELLING and bool({marked.quote[0], marked.quote[0] - 2} & set(told.quote))


def _lacks(view: View, draft: Draft) -> bool:
    """Whether the words need a speaker from around: those of a verb without a subject ("hieß es") are nobody's."""
    if draft.speaker or draft.type not in _CARRIED:
        return False
    return not draft.cue or (
        draft.type == "Direct" and draft.evidence.startswith(TOLD) and _is_told(view, draft.cue[-1])
    )


def _is_told(view: View, cue: int) -> bool:
    """The noun that frames the words stands in somebody's words itself ("Die Studie zeige, ..."), or beside a verb; as a
    subject it is nobody's ("Es herrscht die Meinung vor, ...")."""
    noun = view.doc.tokens[cue]
    if noun.upos != "NOUN" or noun.head is None:
        return False
    return not noun.deprel.startswith("nsubj") or bool(subjunctive(noun.head))


def _remember(view: View, draft: Draft, spoken: dict[int, Draft]) -> None:
    sentence = view.sentence_of(draft.quote[-1]).i
    outer = spoken.get(sentence)
    if outer is None or not set(draft.quote) <= set(outer.quote):  # within another quotation the outer speaker goes on
        spoken[sentence] = replace(draft, speaker=_who(view, draft))


def _who(view: View, draft: Draft) -> tuple[int, ...]:
    """Who speaks on: behind "nach eigenen Angaben" whom the sentence is about."""
    if not view.doc.tokens[draft.speaker[0]].text.lower().startswith("eigene"):
        return draft.speaker
    sentence = view.sentence_of(draft.quote[-1])
    about = topic(view, sentence, sentence.last)
    return about.phrase if about is not None else draft.speaker


def _before(view: View, draft: Draft, spoken: dict[int, Draft], begin: int) -> tuple[int, ...]:
    """Who speaks by the sentence itself, a quotation before, or a sentence in between that is about a speaker. `begin` is
    where the told words around begin: who these are about does not say them."""
    here = view.sentence_of(draft.quote[0])
    own = for_whom(view, here) or text_here(view, draft)
    if own:
        return own
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for back in range(_REACH + 1):
        k = here.i - back
        if k < 0 or here.paragraph - view.doc.sentences[k].paragraph > 1:
            break
        far = _FAR * back + (_PARAGRAPH if here.paragraph != view.doc.sentences[k].paragraph else 0.0)
        said = spoken.get(k)
        heard = said is not None and said.quote[0] < draft.quote[0]
        if back <= _TOPIC_REACH:
            start = max(said.quote[-1], *said.cue, *said.speaker) + 1 if said is not None and heard else 0
            stop = view.doc.sentences[k].last if back else _stop(view, draft) if begin == draft.quote[0] else begin
            about = topic(view, view.doc.sentences[k], stop, start)
            if about is not None:
                inside = _OWN if not back and draft.type == "Direct" else 0.0
                best = max(best, (about.weight + inside - far, about.phrase), key=lambda c: c[0])
        if said is not None and heard:
            return max(best, (_SPOKEN - far, said.speaker), key=lambda c: c[0])[1]
    return best[1]


def _stop(view: View, draft: Draft) -> int:
    """The end of the clause that a fragment stands in: its subject may follow ("Als „X“ beurteilte der Rat den Plan")."""
    if draft.type != "Direct":
        return draft.quote[0]
    parts = view.segments[view.sentence_of(draft.quote[0]).i]
    return next((p.last for p in parts if p.first <= draft.quote[0] and draft.quote[-1] < p.last), draft.quote[0])


def _from_behind(view: View, draft: Draft, spoken: dict[int, Draft]) -> Draft:
    """The quotation that follows in the same paragraph names who speaks: "Es habe gebrannt. Alles sei hin, sagte X." """
    last = view.sentence_of(draft.quote[-1])
    for k in range(last.i + 1, last.i + _AHEAD + 1):
        if k in spoken and view.doc.sentences[k].paragraph == last.paragraph:
            return replace(draft, speaker=spoken[k].speaker)
    return draft


def for_whom(view: View, sentence: Sentence) -> tuple[int, ...]:
    """ "Für den Fischer ist das ein Witz": whose view a sentence tells, named at its head."""
    doc = view.doc
    first = doc.tokens[sentence.first]
    if first.text != "Für" or first.head is None or first.head.sent != sentence.i:
        return ()
    head = first.head
    if head.upos not in NOMINAL or head.i > sentence.first + 12 or not is_agent(doc, head):
        return ()
    return trimmed(doc, noun_phrase(doc, head, sentence.first + 1, sentence.last))
