"""Indirect quotations framed by a verb: "sagte, dass ...", "..., teilte X mit", "wie X berichtet"."""

from __future__ import annotations

from dataclasses import replace

from lagebild.language.doc import Doc
from lagebild.reading.quotes.clause import Clause, cue_tokens, frame_start, subjunctive_of
from lagebild.reading.quotes.complement import FORM_OF_KIND, complement_end, complement_start
from lagebild.reading.quotes.cues import noun_cue
from lagebild.reading.quotes.found import Draft, trimmed, without, words
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.phrases import correlate, noun_phrase, singular
from lagebild.reading.quotes.segments import Segment
from lagebild.reading.quotes.speakers import addressee_of, citing_of, speaker_of
from lagebild.reading.quotes.subjects import subject_phrase
from lagebild.reading.quotes.view import View

_HAVE = frozenset(("hat", "haben", "hatte", "hatten", "habe", "hätte"))
_DEMONSTRATIVES = frozenset(("das", "dies", "dieses"))


def framed(view: View, found: list[Clause]) -> list[Draft]:
    """All indirect quotations that a cue verb frames."""
    drafts: list[Draft] = []
    for clause in found:
        draft = like_clause(view, clause) or aside(view, clause) or fronted(view, clause) or forward(view, clause)
        if draft is not None:
            drafts.append(draft)
    return drafts


# --- the four places of the frame ------------------------------------------------------------------------------------


def like_clause(view: View, clause: Clause) -> Draft | None:
    """ "Wie X mitteilte, ...", "..., wie X sagte"."""
    doc = view.doc
    begin = _wie_before(doc, clause)
    group = clause.group
    if begin is None or not {"dass", "v2"} & group.cue.forms or len(clause.parts) < 2:
        return None
    if group.parts[0].i < clause.segment.first or group.parts[-1].i < clause.segment.last - 2:
        return None  # the verb of a "wie" clause stands at its end
    if group.finite is None or any(
        doc.tokens[i].text.lower() == "man" for i in range(clause.segment.first, clause.segment.last)
    ):
        return None
    frame = _aside_frame(view, clause, begin)
    quote = trimmed(doc, without(_scope(view, clause), frame))
    if not quote:
        return None
    cue = (clause.parts[begin].first, *(p.i for p in clause.group.parts))
    return _draft(view, clause, "wie", quote, frame, cue)


def _wie_before(doc: Doc, clause: Clause) -> int | None:
    """The number of the segment with the "wie" of this clause; appositions and relative clauses may stand between it
    and the verb."""
    for k in range(clause.at, max(-1, clause.at - 4), -1):
        segment = clause.parts[k]
        if doc.tokens[segment.first].text.lower() == "wie":
            return k
        if k < clause.at and segment.kind not in ("frag", "rel"):
            return None
    return None


def aside(view: View, clause: Clause) -> Draft | None:
    """ "..., teilte X mit": the verb first in its segment, the words before it a main clause."""
    segment, group, doc = clause.segment, clause.group, view.doc
    so = int(doc.tokens[segment.first].text.lower() == "so")  # "..., so heißt es in dem Bericht"
    if (
        group.finite is None
        or group.finite.i != segment.first + so
        or clause.at == 0
        or segment.mark not in (",", "–", "-", "—")
    ):
        return None
    before = clause.parts[: clause.at]
    if _whole_words_before(view, segment):
        return None
    if group.cue.strength > 2 or ("v2" not in group.cue.forms and "direct" not in group.cue.forms):
        return None
    main = [s for s in before if s.kind in ("main", "v1") and s.finite is not None]
    if so and not main:  # "Der Präsident, so berichten Gäste, habe ..."
        main = [s for s in clause.parts[clause.at + 1 : clause.at + 2] if s.kind == "v1" and s.mark == ","]
    if not main or (group.finite is not group.verb and group.finite.text.lower() not in _HAVE) or group.passive:
        return None
    if group.cue.strength == 2 and _bare_nouns(doc, segment) > 1:
        return None  # a main clause of its own: "..., ordnete der Rat eine Prüfung an"
    follows = clause.parts[clause.at + 1] if clause.at + 1 < len(clause.parts) else None
    if follows is not None and "subj" in group.cue.speaker and not _bare_nouns(doc, segment):
        return None  # no subject of its own: "X schloss nichts aus, sagte aber, ..."
    if follows is not None and follows.kind in ("dass", "inf") and not _subjunctive_in(doc, main):
        return None
    frame = _aside_frame(view, clause)
    quote = trimmed(doc, without(_scope(view, clause), frame))
    evidence = "aside_subjunctive" if _subjunctive_in(doc, main) else "aside"
    if not quote:
        return None
    draft = _draft(view, clause, evidence, quote, frame, tuple(cue_tokens(doc, group)))
    own = without(speaker_of(view, clause, segment.first), quote)
    return replace(draft, speaker=own) if so and own else draft


def _whole_words_before(view: View, segment: Segment) -> bool:
    """ "X winkt ab: „Das ist aus“, sagte er": the frame belongs to the words in marks behind the colon alone."""
    mark = next((m for m in view.marks if m.depth == 0 and m.last == segment.first - 1), None)
    return mark is not None and mark.first > 0 and view.doc.tokens[mark.first - 1].text == ":"


def _bare_nouns(doc: Doc, segment: Segment) -> int:
    """Nouns of a segment outside prepositional phrases that no other noun governs."""
    return sum(
        t.upos in ("NOUN", "PROPN", "PRON")
        and t.child("case") is None
        and (t.head is None or t.head.upos in ("VERB", "AUX", "ADJ") or not segment.first <= t.head.i < segment.last)
        for t in doc.tokens[segment.first : segment.last]
    )


def fronted(view: View, clause: Clause) -> Draft | None:
    """ "Dass ..., bestritt X" and "Das berichtet X"."""
    doc, group, parts = view.doc, clause.group, clause.parts
    first = parts[0]
    if clause.at > 0 and group.finite is not None and group.finite.i == clause.segment.first:
        if first.kind in ("dass", "ob") and FORM_OF_KIND[first.kind] in group.cue.forms and _only(parts[1 : clause.at]):
            quote = trimmed(doc, words(clause.sentence.first, clause.segment.first - 1))
            frame = words(clause.segment.first - 1, clause.sentence.last)
            return _draft(view, clause, "fronted_" + first.kind, quote, frame, tuple(p.i for p in group.parts))
        return None
    head = doc.tokens[first.first]
    if clause.at == 0 and head.text.lower() in _DEMONSTRATIVES and group.finite is not None:
        if group.finite.i != head.i + 1 or group.cue.strength > 1 or group.passive:
            return None
        speaker = subject_phrase(doc, group, head.i + 1, clause.sentence.last, view.opaque)
        if not (speaker or "subj" not in group.cue.speaker) or not ({"dass", "v2"} & group.cue.forms):
            return None
        if forward(view, clause) is not None:
            return None
        frame = words(first.first + 1, view.text_end(clause.sentence))
        quote = (*_sentence_before(view, clause), head.i)
        found = _draft(view, clause, "demonstrative", quote, frame, tuple(p.i for p in group.parts))
        return replace(found, speaker=trimmed(doc, speaker)) if "subj" in group.cue.speaker else found
    return None


def _sentence_before(view: View, clause: Clause) -> tuple[int, ...]:
    """The sentence that "das" points back to."""
    if clause.sentence.i == 0:
        return ()
    before = view.doc.sentences[clause.sentence.i - 1]
    return words(before.first, before.last) if before.kind == "text" else ()


def forward(view: View, clause: Clause) -> Draft | None:
    """ "sagte, dass ...", "forderte X auf, ... zu ...", "sagte, er sei ..."."""
    start = complement_start(view, clause)
    doc, group = view.doc, clause.group
    if start is None or doc.tokens[clause.segment.first].text.lower() in ("wer", "was"):
        return None  # "Wer etwas gesehen habe, solle sich melden": nobody
    begin = clause.parts[start].first
    end = complement_end(view, clause, start)
    quote = trimmed(doc, words(begin, end))
    if not quote:
        return None
    frame_first = frame_start(view, clause)
    frame = words(frame_first, begin)
    cue = cue_tokens(doc, group)
    pointer = correlate(doc, group, clause.parts[clause.segment_of(begin - 2)])
    if pointer is not None and pointer.i >= frame_first and clause.parts[start].kind in ("dass", "inf", "ob"):
        cue.append(pointer.i)
    last_part = max(p.i for p in group.parts)
    if last_part >= end:
        frame = (*frame, *words(end, view.text_end(clause.sentence)))
    kind = clause.parts[start].kind
    mood = subjunctive_of(doc, clause.parts[start])
    form = FORM_OF_KIND[kind] + ("_subjunctive" if mood and kind != "inf" else "")
    found = _draft(view, clause, f"{form}_{group.cue.strength}", quote, frame, tuple(sorted(cue)))
    refused = _refused(view, clause) if mood and kind == "main" else ()
    return replace(found, speaker=refused) if refused else found


def _refused(view: View, clause: Clause) -> tuple[int, ...]:
    """ "Der Rat wies Berichte der Post zurück, er sei pleite": what is refused says so, not who refuses it."""
    doc, group = view.doc, clause.group
    if group.cue.cue not in words_of("refusing") or group.passive:
        return ()
    for token in doc.tokens[clause.segment.first : clause.segment.last]:
        if token.deprel not in ("obj", "obl", "iobj") or token.child("case") is not None or view.opaque[token.i]:
            continue
        if token.upos == "NOUN" and noun_cue(singular(token)) is not None:
            return trimmed(doc, noun_phrase(doc, token, clause.segment.first, clause.segment.last))
    return ()


def _aside_frame(view: View, clause: Clause, first: int | None = None) -> tuple[int, ...]:
    """An inserted clause with its commas; it ends before the next clause goes on."""
    parts, doc = clause.parts, view.doc
    last = clause.at
    final = max(p.i for p in clause.group.parts)
    for k in range(clause.at + 1, len(parts)):
        if parts[k].first <= final or (
            parts[k].kind == "rel" or (parts[k].kind == "frag" and _short_name(doc, parts[k]))
        ):
            last = k
        else:
            break
    start = parts[clause.at if first is None else first].first
    begin = start - 1 if start > clause.sentence.first else start
    end = parts[last].last
    if end < clause.sentence.last and doc.tokens[end].text == ",":
        end += 1
    return words(begin, end)


def _short_name(doc: Doc, segment: Segment) -> bool:
    """An apposition after the speaker: "Sprecher der Bahn"."""
    if segment.last - segment.first > 12 or segment.mark != ",":
        return False
    return not any(doc.tokens[i].upos in ("VERB", "AUX", "SCONJ") for i in range(segment.first, segment.last))


def _scope(view: View, clause: Clause) -> tuple[int, ...]:
    """The words around an inserted frame: its sentence, up to a semicolon."""
    parts = clause.parts
    first, last = clause.sentence.first, view.text_end(clause.sentence)
    for segment in parts:
        if segment.mark in (";",) and segment.first <= clause.segment.first and segment.first > first:
            first = segment.first
        if segment.mark == ";" and segment.first > clause.segment.first:
            last = min(last, segment.first - 1)
    return words(first, last)


def _subjunctive_in(doc: Doc, parts: list[Segment]) -> bool:
    return any(subjunctive_of(doc, s) for s in parts)


def _only(parts: tuple[Segment, ...]) -> bool:
    return all(s.kind in ("rel", "sub", "frag", "inf", "dass") for s in parts)


def _draft(
    view: View, clause: Clause, evidence: str, quote: tuple[int, ...], frame: tuple[int, ...], cue: tuple[int, ...]
) -> Draft:
    return Draft(
        "Indirect",
        evidence,
        quote,
        speaker=without(speaker_of(view, clause), quote),
        cue=cue,
        frame=frame,
        addressee=without(addressee_of(view, clause), quote),
        medium=clause.group.cue.medium,
        citing=citing_of(view, clause),
    )
