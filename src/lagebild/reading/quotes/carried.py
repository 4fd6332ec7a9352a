"""Speakers carried on: a quotation without a frame of its own belongs to who spoke last."""

from __future__ import annotations

from dataclasses import replace

from lagebild.reading.quotes.found import Draft
from lagebild.reading.quotes.view import View

_CARRIED = ("IndirectFreeIndirect", "FreeIndirect", "Direct")
_REACH = 4  # sentences


def carry_speakers(view: View, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the speaker of the quotation before where they name none; in text order."""
    out: list[Draft] = []
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda d: (d.quote[0], -d.quote[-1])):
        if not draft.speaker and draft.type in _CARRIED and last is not None and not draft.cue and _reaches(view, last, draft):
            draft = replace(draft, speaker=last.speaker)
        if draft.speaker:
            last = _named(view, draft, last)
        out.append(draft)
    return out


def _reaches(view: View, last: Draft, draft: Draft) -> bool:
    a, b = view.sentence_of(last.quote[-1]), view.sentence_of(draft.quote[0])
    return b.i - a.i <= _REACH and b.paragraph - a.paragraph <= 1


def _named(view: View, draft: Draft, last: Draft | None) -> Draft:
    """Who spoke last: for a pronoun the name it goes on from, where there is one."""
    tokens = [view.doc.tokens[i] for i in draft.speaker]
    if last is not None and len(tokens) == 1 and tokens[0].upos == "PRON" and last.speaker:
        return replace(draft, speaker=last.speaker)
    return draft
