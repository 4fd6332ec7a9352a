"""Direct quotations: which words in quotation marks somebody said, and who."""

from __future__ import annotations

from dataclasses import replace

from lagebild.reading.quotes.clause import Clause
from lagebild.reading.quotes.content import doc_text, has_verb, is_name, is_sentence
from lagebild.reading.quotes.direct_frames import LONG, Cues, after, before, framed, illustrates, so_behind, worded
from lagebild.reading.quotes.direct_places import as_told, inquit, listed, on_text, pointed_at, viewed
from lagebild.reading.quotes.found import Draft, words
from lagebild.reading.quotes.marks import Marked
from lagebild.reading.quotes.view import View


def direct(view: View, drafts: list[Draft], found: list[Clause]) -> list[Draft]:
    """The direct quotations of a document; `drafts` are the indirect and reported ones, which may hold fragments,
    `found` the clauses with a cue verb."""
    cue_clauses: dict[int, list[Clause]] = {}
    for clause in found:
        cue_clauses.setdefault(clause.sentence.i, []).append(clause)
    out: list[Draft] = []
    for mark in _joined(view):
        draft = _read(view, mark, drafts, cue_clauses, out)
        if draft is not None:
            out.append(on_text(view, draft))
    return out


def _joined(view: View) -> list[Marked]:
    """The outermost marks; two sentences in marks of their own with nothing between are one quotation."""
    out: list[Marked] = []
    for mark in view.marks:
        if mark.depth:
            continue
        joined = bool(out) and out[-1].last == mark.first and doc_text(view, mark.first - 2) in (".", "!", "?")
        if joined and view.sentence_of(out[-1].first).paragraph == view.sentence_of(mark.first).paragraph:
            out[-1] = Marked(out[-1].first, mark.last, 0, mark.closed)
        else:
            out.append(mark)
    return out


def _read(view: View, mark: Marked, drafts: list[Draft], cues: Cues, earlier: list[Draft]) -> Draft | None:
    quote = words(mark.first, mark.last)
    inner = words(*mark.inner)
    count = sum(view.doc.tokens[i].text[0].isalnum() for i in inner)
    if not count:
        return None
    draft = Draft("Direct", "", quote, medium="speech")
    colon = mark.first > 0 and doc_text(view, mark.first - 1) == ":"
    found = listed(view, mark) if has_verb(view, mark) else None
    if found is not None:
        return found
    found = before(view, mark, cues) or after(view, mark, cues) or so_behind(view, mark) or viewed(view, mark)
    if found is None and colon:
        found = illustrates(view, mark, drafts, cues) or framed(view, mark, cues, count)
    if found is not None:
        return found
    holder = _holder(view, drafts, inner)
    if holder is not None and not is_name(view, mark, count, said=True):
        return replace(draft.with_frame_of(holder), evidence="fragment_" + ("long" if count >= LONG else "short"))
    found = framed(view, mark, cues, count) or worded(view, mark, cues) or inquit(view, mark)
    if found is not None:
        return found
    if is_name(view, mark, count) and count < 12:
        return None
    told = as_told(view, mark, cues) if not is_sentence(view, mark) and has_verb(view, mark) else None
    if told is not None:
        return told
    if not is_sentence(view, mark) and (count < LONG or not has_verb(view, mark)):
        return _loose(view, mark, draft, drafts, count)
    previous = earlier[-1] if earlier else None
    if previous is not None and _goes_on(view, previous, mark):
        return replace(draft.with_frame_of(previous), evidence="goes_on")
    return replace(draft, speaker=pointed_at(view, mark), evidence="bare_long" if count >= LONG else "bare_sentence")


def _loose(view: View, mark: Marked, draft: Draft, drafts: list[Draft], count: int) -> Draft | None:
    """A fragment that begins with a small letter, or stands in a reported clause: words taken over, names are written large."""
    inside = set(draft.quote)
    holder = next((d for d in drafts if d.type == "Reported" and inside <= set(d.quote)), None)
    if holder is not None:
        return replace(draft.with_frame_of(holder), evidence="fragment_reported")
    if doc_text(view, mark.inner[0])[0].islower():
        return replace(draft, evidence="loose_one" if count == 1 else ("loose_few" if count < 4 else "loose_many"))
    return None


def _holder(view: View, drafts: list[Draft], inner: tuple[int, ...]) -> Draft | None:
    """The quotation that the marked words stand in; they may go on behind its sentence. What a verb or a source frames
    around what a noun brings goes first: "sagte, er habe Hinweise darauf, dass ..."."""
    last = view.sentence_of(inner[0]).last
    inside = {i for i in inner if i < last and view.doc.tokens[i].text not in (".", "!", "?")}
    holders = [d for d in drafts if d.type in ("Indirect", "IndirectFreeIndirect") and inside <= set(d.quote)]
    return min(holders, key=lambda d: (_is_loose_noun(d), len(d.quote)), default=None)


def _is_loose_noun(draft: Draft) -> bool:
    """A noun frames the words, and no owner behind it says whose they are ("der Vorwurf der Opposition, ...")."""
    return draft.evidence.startswith("noun_") and not (draft.speaker and draft.cue and draft.speaker[0] > draft.cue[-1])


def _goes_on(view: View, previous: Draft, mark: Marked) -> bool:
    """The marks stand in the paragraph of the last quotation, right behind its sentence; who speaks behind another
    sentence is weighed (`carried.py`)."""
    a, b = view.sentence_of(previous.quote[-1]), view.sentence_of(mark.first)
    return b.paragraph == a.paragraph and b.i - a.i <= 1
