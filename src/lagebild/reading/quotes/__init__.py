"""Who said what: quotations with speaker, cue, frame and addressee."""

from __future__ import annotations

from dataclasses import replace

from lagebild.language.doc import Doc
from lagebild.reading.quotes.carried import TOLD, carry_speakers, holds
from lagebild.reading.quotes.citing import both_who_say
from lagebild.reading.quotes.clause import clauses
from lagebild.reading.quotes.confidence import confidence_of
from lagebild.reading.quotes.direct import direct
from lagebild.reading.quotes.found import Draft, FoundQuote, found
from lagebild.reading.quotes.framed import framed
from lagebild.reading.quotes.free import free
from lagebild.reading.quotes.link import link_quotes
from lagebild.reading.quotes.nouns import noun_framed
from lagebild.reading.quotes.reported import reported
from lagebild.reading.quotes.sourced import sourced
from lagebild.reading.quotes.view import view

__all__ = ["FoundQuote", "find_quotes", "link_quotes"]


def find_quotes(doc: Doc) -> tuple[FoundQuote, ...]:
    """The quotations of `doc` in text order."""
    if not doc.tokens:
        return ()
    return tuple(found(doc, draft, confidence_of(draft)) for draft in drafts_of(doc))


def drafts_of(doc: Doc) -> list[Draft]:
    """The same as tokens, with the evidence of each."""
    seen = view(doc)
    cues = list(clauses(seen))
    drafts = _best(framed(seen, cues), sourced(seen))
    drafts += noun_framed(seen, {d.quote[0] for d in drafts})
    used = {i for d in drafts for i in d.cue}
    drafts += reported(seen, cues, used | {i for d in drafts for i in d.quote})
    drafts += free(seen, drafts)
    carried = carry_speakers(seen, drafts)
    spoken = [_uncarried(d, drafts) for d in direct(seen, carried, cues)]
    drafts = carry_speakers(seen, _without_doubles(drafts, spoken) + spoken)
    return sorted(both_who_say(drafts), key=lambda d: (d.quote[0], -d.quote[-1]))


def _without_doubles(drafts: list[Draft], spoken: list[Draft]) -> list[Draft]:
    """Without reported acts whose words are there: "nannte ihn „X“" is a direct quotation by the same verb."""
    said = {d.cue for d in spoken if d.evidence.startswith("around")}
    return [d for d in drafts if d.type != "Reported" or d.cue not in said]


def _uncarried(draft: Draft, drafts: list[Draft]) -> Draft:
    """Without a speaker that was carried to the words around: who spoke last is known when all that is said is found."""
    if draft.cue or not draft.evidence.startswith(TOLD):
        return draft
    around = any(holds(d, draft) and not d.speaker for d in drafts)
    return replace(draft, speaker=()) if around else draft


def _best(first: list[Draft], second: list[Draft]) -> list[Draft]:
    """Of two quotations of nearly the same words the one with the stronger frame (verbs before prepositions)."""
    kept: list[Draft] = []
    for draft in first + second:
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _same(a: Draft, b: Draft) -> bool:
    common = len(set(a.quote) & set(b.quote))
    return common > 0.8 * max(len(a.quote), len(b.quote))
