"""A cue verb in its place: the clause that it stands in, and where that clause begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.language.de.mood import subjunctive
from lagebild.language.doc import Doc, Sentence, Token
from lagebild.reading.quotes.cues import participles_of, verb_cue
from lagebild.reading.quotes.phrases import VerbGroup, verb_group
from lagebild.reading.quotes.segments import Segment, is_finite, openers
from lagebild.reading.quotes.view import View


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue verb in its place: segment number `at` of sentence `sentence`."""

    sentence: Sentence
    parts: tuple[Segment, ...]
    at: int
    group: VerbGroup

    @property
    def segment(self) -> Segment:
        """The segment of the cue verb."""
        return self.parts[self.at]

    def segment_of(self, position: int) -> int:
        """The number of the segment that holds a token (the last one before it for a separator)."""
        return max((k for k, s in enumerate(self.parts) if s.first <= position), default=0)


def clauses(view: View) -> Iterator[Clause]:
    """Every cue verb outside quotation marks."""
    for sentence, parts in zip(view.doc.sentences, view.segments, strict=True):
        if sentence.kind != "text":
            continue
        for at, segment in enumerate(parts):
            for i in range(segment.first, segment.last):
                token = view.doc.tokens[i]
                if view.opaque[i] or not _is_verb(view, token, segment):
                    continue
                group = verb_group(view.doc, token, segment, _reach(view, sentence, i))
                if group is not None:
                    yield Clause(sentence, parts, at, group)


def _reach(view: View, sentence: Sentence, i: int) -> int:
    """How far the separated part of a verb may stand: not in marks behind a colon ("sagte: „Das Bier ist aus“")."""
    for k in range(i + 1, sentence.last):
        if view.opaque[k] and view.doc.tokens[k - 1].text == ":":
            return k
    return sentence.last


def _is_verb(view: View, token: Token, segment: Segment) -> bool:
    """A verb by its tag, or by its place: "...“, meinen die Bauern"."""
    if token.upos in ("VERB", "AUX") or _is_participle(view.doc, token, segment):
        return True
    i = token.i
    behind = i >= 2 and i == segment.first and view.doc.tokens[i - 1].text == "," and view.opaque[i - 2]
    return behind and token.text[0].islower() and token.upos != "CCONJ" and verb_cue(token.text) is not None


def _is_participle(doc: Doc, token: Token, segment: Segment) -> bool:
    """A participle of a cue that the tagger took for an adverb or adjective: "es wird angenommen"."""
    if token.upos not in ("ADV", "ADJ", "X") or segment.finite is None or doc.tokens[segment.finite].upos != "AUX":
        return False
    cue = verb_cue(token.text)
    return cue is not None and token.text.lower() in participles_of(cue.cue) and token.i >= segment.last - 2


def frame_start(view: View, clause: Clause) -> int:
    """The beginning of the clause that the cue verb stands in."""
    doc, group = view.doc, clause.group
    anchor = group.finite.i if group.finite is not None else group.verb.i
    anchor = min(anchor, *(p.i for p in group.parts))
    k = _first_segment(doc, clause.parts, clause.segment_of(anchor))
    first = clause.parts[k].first if k else clause.sentence.first
    if group.verb.deprel == "conj":
        for i in range(anchor - 1, first, -1):
            if doc.tokens[i].upos == "CCONJ" and group.verb.head is not None and group.verb.head.i < i:
                return i
    return first


def _first_segment(doc: Doc, parts: tuple[Segment, ...], own: int) -> int:
    """The segment that the clause of segment `own` begins in: appositions and fronted clauses before it are part of it."""
    if parts[own].kind in ("sub", "rel", "dass", "ob"):
        return own
    k = own
    while k > 0 and parts[k].mark not in (";", ":") and parts[k - 1].kind not in ("main", "v1"):
        if (
            k < own
            and parts[k].kind in ("frag", "inf")
            and doc.tokens[parts[k].first].text.lower() in openers()["coordinating"]
        ):
            break
        k -= 1
    return k


def cue_tokens(doc: Doc, group: VerbGroup) -> list[int]:
    """The verb with its parts, and the "es" of "heißt es"."""
    cue = [p.i for p in group.parts]
    if group.cue.cue == "heißen":
        cue += [i for i in (cue[0] - 1, cue[-1] + 1) if 0 <= i < len(doc.tokens) and doc.tokens[i].text.lower() == "es"]
    return sorted(cue)


def subjunctive_of(doc: Doc, segment: Segment) -> str:
    """The Konjunktiv of a segment's finite verbs: "I" before "II"; "" for none."""
    moods = [subjunctive(doc.tokens[i]) for i in range(segment.first, segment.last) if is_finite(doc.tokens[i])]
    return "I" if "I" in moods else ("II" if "II" in moods else "")
