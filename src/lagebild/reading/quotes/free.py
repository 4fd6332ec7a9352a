"""Speech without a frame: Konjunktiv sentences that go on with a speaker's words, and "soll" for hearsay."""

from __future__ import annotations

from dataclasses import replace

from lagebild.language.de.mood import subjunctive
from lagebild.language.doc import Doc, Sentence, Token
from lagebild.reading.quotes.found import Draft, trimmed, words
from lagebild.reading.quotes.segments import Segment, is_finite
from lagebild.reading.quotes.view import View


def free(view: View, drafts: list[Draft]) -> list[Draft]:
    """Sentences in the Konjunktiv (IndirectFreeIndirect) or with "soll" (FreeIndirect) that no frame holds."""
    covered = {i for d in drafts for i in d.quote} | {i for d in drafts for i in d.frame}
    near = _sentences_with(view, drafts)
    out: list[Draft] = []
    for sentence, parts in zip(view.doc.sentences, view.segments, strict=True):
        if sentence.kind != "text":
            continue
        for first, last, mood in _main_clauses(view, sentence, parts):
            if any(i in covered for i in range(first, last)) or (view.opaque[first] and view.opaque[last - 1]):
                continue
            draft = _draft(view, sentence, first, last, mood, near)
            if draft is not None:
                out.append(draft)
                near.add(sentence.i)
    return _joined(view.doc, out)


def _sentences_with(view: View, drafts: list[Draft]) -> set[int]:
    return {view.doc.tokens[d.quote[-1]].sent for d in drafts if d.type != "Direct"}


def _draft(view: View, sentence: Sentence, first: int, last: int, mood: str, near: set[int]) -> Draft | None:
    quote = trimmed(view.doc, words(first, last), stop=True)
    if len(quote) < 3:
        return None
    follows = "after" if sentence.i - 1 in near else ("near" if sentence.i - 2 in near else "alone")
    if mood == "soll" and follows != "after":
        return None  # a plan or a duty as often as hearsay
    if mood in ("soll", "hearsay"):
        return Draft("FreeIndirect", f"{mood}_{follows}", quote)
    if mood == "II" and follows != "after":
        return None
    return Draft("IndirectFreeIndirect", f"free_{mood}_{follows}", quote)


def _main_clauses(view: View, sentence: Sentence, parts: tuple[Segment, ...]) -> list[tuple[int, int, str]]:
    """(first, last, mood) of the sentence if one of its main clauses stands in the Konjunktiv or has "soll"."""
    moods: list[tuple[Segment, str]] = []
    for segment in parts:
        if segment.kind not in ("main", "v1") or segment.finite is None:
            continue
        moods.append((segment, _mood(view, segment)))
    if not any(m for _, m in moods):
        return []
    if all(m for _, m in moods):
        best = "I" if any(m == "I" for _, m in moods) else next(m for _, m in moods)
        return [(sentence.first, sentence.last, best)]
    out = []
    for k, (segment, mood) in enumerate(moods):
        if not mood:
            continue
        first = sentence.first if k == 0 else segment.first
        last = moods[k + 1][0].first - 1 if k + 1 < len(moods) else sentence.last
        out.append((first, last, mood))
    return out


def _mood(view: View, segment: Segment) -> str:
    tokens = [t for t in view.doc.tokens[segment.first : segment.last] if is_finite(t) and not view.opaque[t.i]]
    moods = {subjunctive(t) for t in tokens}
    if "I" in moods:
        return "I"
    if "II" in moods:
        return "II"
    if not any(_is_hearsay(t) for t in tokens[:1]):
        return ""
    last = view.doc.tokens[segment.first : segment.last]
    return "hearsay" if any(t.text.lower() in ("haben", "sein", "worden") for t in last[-5:]) else "soll"


def _is_hearsay(token: Token) -> bool:
    """Present tense of sollen in the third person."""
    return token.text.lower() in ("soll", "sollen")


def _joined(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Consecutive sentences of one kind in one paragraph are one quotation."""
    out: list[Draft] = []
    for draft in drafts:
        if (
            out
            and out[-1].type == draft.type
            and out[-1].quote[-1] + 1 == draft.quote[0]
            and _one_paragraph(doc, out[-1], draft)
        ):
            out[-1] = replace(out[-1], quote=out[-1].quote + draft.quote)
        else:
            out.append(draft)
    return out


def _one_paragraph(doc: Doc, a: Draft, b: Draft) -> bool:
    first, second = doc.sentences[doc.tokens[a.quote[-1]].sent], doc.sentences[doc.tokens[b.quote[0]].sent]
    return first.paragraph == second.paragraph
