"""Adverbs that mark a source: "so X", "demnach", "wonach"."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.quotes.clause import subjunctive_of
from lagebild.reading.quotes.cues import cues
from lagebild.reading.quotes.found import Draft, trimmed, without, words
from lagebild.reading.quotes.phrases import noun_phrase
from lagebild.reading.quotes.scope import clause_around, subordinate_end
from lagebild.reading.quotes.segments import Segment
from lagebild.reading.quotes.view import View


def so_source(view: View, parts: tuple[Segment, ...], at: int, token: Token) -> Draft | None:
    """ "..., so X": no verb, a noun phrase right after "so"."""
    doc, segment = view.doc, parts[at]
    closing = token.i > 0 and view.opaque[token.i - 1]
    if (
        (at == 0 and not closing)
        or (segment.mark not in (",", "–", "-", "—") and not closing)
        or segment.finite is not None
    ):
        return None
    if token.i + 1 >= segment.last or doc.tokens[token.i + 1].upos in ("ADV", "SCONJ", "ADP", "VERB"):
        return None
    head = next((t for t in doc.tokens[token.i + 1 : segment.last] if t.upos in ("NOUN", "PROPN", "PRON")), None)
    if head is None or (not any(p.kind in ("main", "v1", "dass") for p in parts[:at]) and not closing):
        return None
    last = at
    for n in range(at + 1, len(parts)):
        if parts[n].kind in ("rel", "frag") and parts[n].mark == "," and parts[n].last - parts[n].first < 15:
            last = n
        else:
            break
    sentence = view.sentence_of(token.i)
    speaker = noun_phrase(doc, head, token.i + 1, parts[last].last)
    end = parts[last].last
    if end < sentence.last and doc.tokens[end].text == ",":
        end += 1
    frame = words(segment.first - 1, end)
    quote = trimmed(doc, without(words(_scope_start(parts, at, sentence.first), view.text_end(sentence)), frame))
    if len(quote) < 2:
        return None
    mood = any(subjunctive_of(doc, p) for p in parts if p is not segment)
    return Draft(
        "Indirect",
        "so_subjunctive" if mood else "so",
        quote,
        speaker=trimmed(doc, speaker),
        cue=(token.i,),
        frame=trimmed(doc, frame) and frame,
        medium="speech",
    )


def _scope_start(parts: tuple[Segment, ...], at: int, first: int) -> int:
    return max((p.first for p in parts[: at + 1] if p.mark == ";"), default=first)


def adverb_source(view: View, parts: tuple[Segment, ...], at: int, token: Token, word: str) -> Draft | None:
    """ "Demnach ..."; "danach" means mostly "afterwards" and needs the Konjunktiv, as does every weak one."""
    doc, segment = view.doc, parts[at]
    mood = subjunctive_of(doc, segment)
    if cues("adverb")[word].subjunctive and mood != "I":
        return None
    quote = trimmed(doc, without(clause_around(view, parts, at, token), (token.i,)))
    if len(quote) < 3:
        return None
    return Draft("Indirect", word, quote, speaker=(token.i,), cue=(token.i,), frame=(token.i,), medium="speech")


def wonach_source(view: View, parts: tuple[Segment, ...], at: int, token: Token) -> Draft | None:
    """ "ein Bericht, wonach ...": the noun before is the source."""
    doc = view.doc
    if at == 0:
        return None
    head = next((t for t in reversed(doc.tokens[parts[at - 1].first : parts[at - 1].last]) if t.upos == "NOUN"), None)
    if head is None:
        return None
    end = subordinate_end(parts, at, view.text_end(view.sentence_of(token.i)))
    quote = trimmed(doc, words(token.i + 1, end))
    frame = words(view.sentence_of(token.i).first, token.i + 1)
    speaker = noun_phrase(doc, head, parts[at - 1].first, parts[at - 1].last)
    return (
        Draft("Indirect", "wonach", quote, speaker=speaker, cue=(token.i,), frame=frame, medium="writing")
        if quote
        else None
    )
