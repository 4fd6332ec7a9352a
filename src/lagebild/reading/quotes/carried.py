"""Speakers carried on: a quotation without a frame of its own belongs to who spoke last, or to whom the sentence before
is about ("Die Direktorin sieht das gelassen. Man habe nichts gewusst.")."""

from __future__ import annotations

from dataclasses import replace

from lagebild.language.doc import Sentence, Token
from lagebild.reading.quotes.cues import parts_of, verb_cue
from lagebild.reading.quotes.found import Draft, trimmed
from lagebild.reading.quotes.phrases import noun_phrase
from lagebild.reading.quotes.view import View

_CARRIED = ("IndirectFreeIndirect", "FreeIndirect", "Direct")
_REACH = 4  # sentences back to a quotation
_SUBJECT_REACH = 2  # sentences back to a sentence about a speaker


def carry_speakers(view: View, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the speaker of what was said before where they name none; in text order."""
    out: list[Draft] = []
    spoken: dict[int, Draft] = {}  # sentence -> the quotation there whose speaker goes on
    named: Draft | None = None  # the last quotation whose speaker is no pronoun
    for draft in sorted(drafts, key=lambda d: (d.quote[0], -d.quote[-1])):
        if not draft.speaker and draft.type in _CARRIED and not draft.cue:
            draft = replace(draft, speaker=_before(view, draft, spoken))
        out.append(draft)
        if draft.speaker:
            named = _remember(view, draft, spoken, named)
    return out


def _remember(view: View, draft: Draft, spoken: dict[int, Draft], named: Draft | None) -> Draft | None:
    sentence = view.sentence_of(draft.quote[-1]).i
    outer = spoken.get(sentence)
    if outer is not None and set(draft.quote) <= set(outer.quote):
        return named  # a quotation within another one: the outer speaker goes on
    tokens = [view.doc.tokens[i] for i in draft.speaker]
    if len(tokens) == 1 and tokens[0].upos == "PRON":
        if named is not None and sentence - view.sentence_of(named.quote[-1]).i <= _REACH:
            draft = replace(draft, speaker=named.speaker)
        spoken[sentence] = draft
        return named
    spoken[sentence] = draft
    return draft


def _before(view: View, draft: Draft, spoken: dict[int, Draft]) -> tuple[int, ...]:
    """The speaker of the nearest quotation before, or the subject of a sentence in between that is about a speaker."""
    here = view.sentence_of(draft.quote[0])
    own = _speaker_clause(view, here, draft.quote[0])
    if own:
        return own
    for back in range(_REACH + 1):
        k = here.i - back
        if k < 0 or here.paragraph - view.doc.sentences[k].paragraph > 1:
            break
        if k in spoken and spoken[k].quote[0] < draft.quote[0]:
            return spoken[k].speaker
        if 0 < back <= _SUBJECT_REACH:
            subject = _speaker_clause(view, view.doc.sentences[k], view.doc.sentences[k].last, names=back == 1)
            if subject:
                return subject
    return ()


def _speaker_clause(view: View, sentence: Sentence, stop: int, names: bool = False) -> tuple[int, ...]:
    """The subject of the main verb of `sentence` before `stop`, where the verb is a cue or (`names`) the subject a name."""
    doc = view.doc
    for token in doc.tokens[sentence.first : stop]:
        if (
            token.deprel not in ("nsubj", "nsubj:pass")
            or view.opaque[token.i]
            or token.upos not in ("NOUN", "PROPN", "PRON")
        ):
            continue
        verb = token.head
        if (
            verb is None
            or verb.i >= stop
            or (verb.head is not None and verb.deprel not in ("root", "conj", "parataxis", "ccomp"))
        ):
            continue
        if token.text.lower() in ("es", "das", "dies", "man", "sich", "was") or token.feat("PronType") == "Rel":
            continue
        if _is_cue(verb) or (
            names and any(n.first <= token.i < n.last and n.label in ("PER", "ORG") for n in doc.names)
        ):
            return trimmed(doc, noun_phrase(doc, token, sentence.first, stop))
    return ()


def _is_cue(verb: Token) -> bool:
    return verb_cue(verb.text) is not None or any(c.text.lower() in parts_of(verb.text) for c in verb.children)
