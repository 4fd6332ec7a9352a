"""Indirect quotations framed by a verb: "sagte, dass ...", "..., teilte X mit", "wie X berichtet"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lagebild.language.de.mood import subjunctive
from lagebild.language.doc import Doc, Sentence, Token
from lagebild.reading.quotes.cues import noun_cue, participles_of, verb_cue
from lagebild.reading.quotes.found import Draft, trimmed, without, words
from lagebild.reading.quotes.phrases import NOMINAL, VerbGroup, correlate, noun_phrase, singular, verb_group
from lagebild.reading.quotes.segments import Segment, is_finite, openers
from lagebild.reading.quotes.subjects import subject_phrase
from lagebild.reading.quotes.view import View

_SKIPPED = 3  # appositions and relative clauses that may stand between a verb and its clause
_HAVE = frozenset(("hat", "haben", "hatte", "hatten", "habe", "hätte"))
_DEMONSTRATIVES = frozenset(("das", "dies", "dieses"))
_FORM_OF_KIND = {"dass": "dass", "ob": "ob", "inf": "inf", "main": "v2", "v1": "v2"}


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
                if view.opaque[i] or not (token.upos in ("VERB", "AUX") or _is_participle(view.doc, token, segment)):
                    continue
                group = verb_group(view.doc, token, segment, sentence.last)
                if group is not None:
                    yield Clause(sentence, parts, at, group)


def _is_participle(doc: Doc, token: Token, segment: Segment) -> bool:
    """A participle of a cue that the tagger took for an adverb or adjective: "es wird angenommen"."""
    if token.upos not in ("ADV", "ADJ", "X") or segment.finite is None or doc.tokens[segment.finite].upos != "AUX":
        return False
    cue = verb_cue(token.text)
    return cue is not None and token.text.lower() in participles_of(cue.cue) and token.i >= segment.last - 2


def framed(view: View) -> list[Draft]:
    """All indirect quotations that a cue verb frames."""
    drafts: list[Draft] = []
    for clause in clauses(view):
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
    if group.finite is None or any(doc.tokens[i].text.lower() == "man" for i in range(clause.segment.first, clause.segment.last)):
        return None
    frame = _aside_frame(view, clause, begin)
    quote = trimmed(doc, without(_scope(view, clause), frame))
    if not quote:
        return None
    cue = (clause.parts[begin].first, *(p.i for p in clause.group.parts))
    return _draft(view, clause, "wie", quote, frame, cue)


def _wie_before(doc: Doc, clause: Clause) -> int | None:
    """The number of the segment with the "wie" of this clause; appositions may stand between it and the verb."""
    for k in range(clause.at, max(-1, clause.at - 4), -1):
        segment = clause.parts[k]
        if doc.tokens[segment.first].text.lower() == "wie":
            return k
        if k < clause.at and segment.kind != "frag":
            return None
    return None


def aside(view: View, clause: Clause) -> Draft | None:
    """ "..., teilte X mit": the verb first in its segment, the words before it a main clause."""
    segment, group, doc = clause.segment, clause.group, view.doc
    if group.finite is None or group.finite.i != segment.first or clause.at == 0 or segment.mark not in (",", "–", "-", "—"):
        return None
    before = clause.parts[: clause.at]
    if group.cue.strength > 2 or "v2" not in group.cue.forms and "direct" not in group.cue.forms:
        return None
    main = [s for s in before if s.kind in ("main", "v1") and s.finite is not None]
    if not main or (group.finite is not group.verb and group.finite.text.lower() not in _HAVE) or group.passive:
        return None
    if group.cue.strength == 2 and _bare_nouns(doc, segment) > 1:
        return None  # a main clause of its own: "..., ordnete der Rat eine Prüfung an"
    follows = clause.parts[clause.at + 1] if clause.at + 1 < len(clause.parts) else None
    if follows is not None and follows.kind in ("dass", "inf") and not _subjunctive_in(doc, main):
        return None
    frame = _aside_frame(view, clause)
    quote = trimmed(doc, without(_scope(view, clause), frame))
    evidence = "aside_subjunctive" if _subjunctive_in(doc, main) else "aside"
    return _draft(view, clause, evidence, quote, frame, tuple(cue_tokens(doc, group))) if quote else None


def _bare_nouns(doc: Doc, segment: Segment) -> int:
    """Nouns of a segment outside prepositional phrases that no other noun governs."""
    return sum(
        t.upos in ("NOUN", "PROPN", "PRON")
        and t.child("case") is None
        and (t.head is None or t.head.upos in ("VERB", "AUX", "ADJ"))
        for t in doc.tokens[segment.first : segment.last]
    )


def fronted(view: View, clause: Clause) -> Draft | None:
    """ "Dass ..., bestritt X" and "Das berichtet X"."""
    doc, group, parts = view.doc, clause.group, clause.parts
    first = parts[0]
    if clause.at > 0 and group.finite is not None and group.finite.i == clause.segment.first:
        if first.kind in ("dass", "ob") and _FORM_OF_KIND[first.kind] in group.cue.forms and _only(parts[1 : clause.at]):
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
    start = _complement(view, clause)
    if start is None:
        return None
    doc, group = view.doc, clause.group
    begin = clause.parts[start].first
    end = _complement_end(view, clause, start)
    quote = trimmed(doc, words(begin, end))
    if not quote:
        return None
    frame_first = _frame_start(view, clause)
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
    form = _FORM_OF_KIND[kind] + ("_subjunctive" if mood and kind != "inf" else "")
    return _draft(view, clause, f"{form}_{group.cue.strength}", quote, frame, tuple(sorted(cue)))


# --- the complement -------------------------------------------------------------------------------------------------


def _complement(view: View, clause: Clause) -> int | None:
    """The number of the segment that the words quoted begin with."""
    parts, group = clause.parts, clause.group
    at = max(clause.segment_of(p.i) for p in group.parts)
    if any(parts[k].kind in ("dass", "ob", "inf") for k in range(clause.at + 1, at + 1)):
        at = clause.at
    for k in range(at + 1, min(len(parts), at + 2 + _SKIPPED)):
        segment = parts[k]
        if segment.mark == ";":
            return None
        form = _FORM_OF_KIND.get(segment.kind)
        if form is not None and _takes(view, clause, segment, form, k == at + 1):
            return k
        if segment.kind not in ("frag", "rel", "sub") or segment.mark == ":":
            return None
    return None


def _takes(view: View, clause: Clause, segment: Segment, form: str, next_one: bool) -> bool:
    cue, doc = clause.group.cue, view.doc
    mood = subjunctive_of(doc, segment)
    if (cue.subjunctive or cue.strength > 2) and not mood:
        return False
    if form == "v2":
        if "v2" not in cue.forms and not (mood == "I" and cue.forms):
            return False
        if mood:
            return True
        reach = 2 if segment.mark == ":" else 1
        return cue.strength <= reach and "v2" in cue.forms and next_one and segment.kind == "main" and _bare(view, clause)
    if form == "inf" and doc.tokens[segment.first].text.lower() in ("um", "ohne", "anstatt", "statt"):
        return False
    if form == "ob" and "dass" in cue.forms:  # "weiß, wer kommt" tells no words; asking verbs do, and the Konjunktiv
        return bool(mood)
    return form in cue.forms


def _bare(view: View, clause: Clause) -> bool:
    """The frame is an active main clause: a main clause right behind its comma is what was said."""
    return clause.segment.kind in ("main", "v1") and not clause.group.passive


def _complement_end(view: View, clause: Clause, start: int) -> int:
    """The end of the words quoted: the sentence's end, unless the frame goes on."""
    doc, parts, group = view.doc, clause.parts, clause.group
    begin = parts[start].first
    stop = view.text_end(clause.sentence)
    later = [p.i for p in group.parts if p.i >= begin]
    if later:
        stop = min(stop, parts[clause.segment_of(min(later))].first - 1)
    for token in doc.tokens[begin:stop]:
        if token.deprel == "conj" and token.head in group.parts and is_finite(token):
            cut = _before_coordinator(doc, token, begin)
            if cut is not None and any(is_finite(t) for t in doc.tokens[begin:cut]):
                return min(stop, cut)
    stop = min(stop, _verb_last_cut(doc, parts[start]))
    quoted_mood = bool(subjunctive_of(doc, parts[start]))
    unfinished = parts[start].finite is None and parts[start].kind in ("dass", "ob")
    for k in range(start + 1, len(parts)):
        segment = parts[k]
        if segment.first >= stop:
            break
        if unfinished and segment.finite is not None:
            unfinished = False  # commas of an enumeration or apposition cut the clause; here is its verb
            continue
        if segment.kind == "main" and not subjunctive_of(doc, segment) and _is_new_main(doc, segment, quoted_mood):
            return segment.first - 1
        if parts[start].kind in ("dass", "ob", "inf") and segment.kind == "v1" and not subjunctive_of(doc, segment):
            return segment.first - 1
        if segment.mark == ";" and not subjunctive_of(doc, segment):
            return segment.first - 1
    return stop


def _is_new_main(doc: Doc, segment: Segment, quoted_mood: bool) -> bool:
    """A main clause in the indicative after the quoted one: news of the article again."""
    word = doc.tokens[segment.first].text.lower()
    return quoted_mood or word not in openers()["coordinating"] or word in ("doch", "jedoch", "aber", "denn")


def _verb_last_cut(doc: Doc, segment: Segment) -> int:
    """ "dass es regnet und warnte vor ...": a finite verb right after "und" begins the frame's next clause."""
    if segment.kind in ("dass", "ob") and segment.finite is not None:
        for i in range(segment.finite + 1, segment.last - 2):
            if doc.tokens[i].text.lower() in ("und", "aber", "oder") and is_finite(doc.tokens[i + 1]):
                if is_finite(doc.tokens[i - 1]) and i + 1 < segment.last - 2:
                    return i
    return 1 << 30


def _before_coordinator(doc: Doc, token: Token, low: int) -> int | None:
    """The place of the "und" that joins `token`'s clause to the one before: the verb follows it closely."""
    for i in range(token.i - 1, max(low, token.i - 4), -1):
        if doc.tokens[i].text.lower() in openers()["coordinating"]:
            return i
        if doc.tokens[i].text in (",", ";"):
            return None
    return None


# --- frames and speakers --------------------------------------------------------------------------------------------


def _aside_frame(view: View, clause: Clause, first: int | None = None) -> tuple[int, ...]:
    """An inserted clause with its commas; it ends before the next clause goes on."""
    parts, doc = clause.parts, view.doc
    last = clause.at
    final = max(p.i for p in clause.group.parts)
    for k in range(clause.at + 1, len(parts)):
        if parts[k].first <= final or (parts[k].kind == "rel" or (parts[k].kind == "frag" and _short_name(doc, parts[k]))):
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


def _frame_start(view: View, clause: Clause) -> int:
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
        if k < own and parts[k].kind in ("frag", "inf") and doc.tokens[parts[k].first].text.lower() in openers()["coordinating"]:
            break
        k -= 1
    return k


def speaker_of(view: View, clause: Clause) -> tuple[int, ...]:
    """Who speaks: the subject, or what the cue's row says."""
    doc, group = view.doc, clause.group
    low, high = clause.sentence.first, clause.sentence.last
    kinds = group.cue.speaker
    if "obj" in kinds:
        return _cited(view, clause, low, high)
    if group.passive:
        return _prepositional(view, clause, ("von", "durch", "seitens", "vom"), low, high) or _source(view, clause)
    if "subj" in kinds:
        return _subject(view, clause)
    if "none" in kinds:
        return ()
    return _prepositional(view, clause, (*kinds, "in", "seitens", "von"), low, high)


def _source(view: View, clause: Clause) -> tuple[int, ...]:
    """ "In dem Bericht wird gefordert": the text or the media where it is said."""
    doc = view.doc
    phrase = _prepositional(view, clause, ("in", "im", "aus"), clause.sentence.first, clause.sentence.last)
    return phrase if any(doc.tokens[i].upos == "NOUN" and noun_cue(singular(doc.tokens[i])) for i in phrase) else ()


def _subject(view: View, clause: Clause) -> tuple[int, ...]:
    doc, group = view.doc, clause.group
    end = clause.parts[clause.segment_of(max(p.i for p in group.parts))].last
    phrase = trimmed(doc, subject_phrase(doc, group, _frame_start(view, clause), end, view.opaque))
    if not phrase and doc.tokens[clause.segment.first].text.lower() == "wie" and 0 < group.verb.i - clause.segment.first <= 7:
        phrase = words(clause.segment.first + 1, min(p.i for p in group.parts))
    if len(phrase) == 1 and doc.tokens[phrase[0]].text.lower() in ("es", "das", "dies", "man", "was"):
        return ()
    return phrase


def _cited(view: View, clause: Clause, low: int, high: int) -> tuple[int, ...]:
    """Who is cited: the object of "zitiert", the subject of "wird zitiert"."""
    doc, group = view.doc, clause.group
    if group.passive:
        return _subject(view, clause)
    head = group.verb.child("obj")
    return trimmed(doc, noun_phrase(doc, head, low, high)) if head is not None else ()


def _prepositional(view: View, clause: Clause, words_: tuple[str, ...], low: int, high: int) -> tuple[int, ...]:
    """The phrase of the first of these prepositions beside the verb."""
    for part in clause.group.parts:
        for child in part.children:
            case = child.child("case")
            if case is not None and case.lemma.lower() in words_ and child.upos in NOMINAL and low <= child.i < high:
                return trimmed(view.doc, noun_phrase(view.doc, child, low, high))
    for i in range(clause.segment.first, clause.segment.last - 1):
        token = view.doc.tokens[i]
        if token.text.lower() in words_ and token.upos == "ADP" and token.text.lower() != "in":
            head = token.head if token.head is not None and i < token.head.i < i + 8 and token.head.upos in NOMINAL else None
            if head is not None:
                return trimmed(view.doc, noun_phrase(view.doc, head, i + 1, high))
    return ()


def addressee_of(view: View, clause: Clause) -> tuple[int, ...]:
    """Whom the words are for."""
    doc, group = view.doc, clause.group
    low, high = clause.sentence.first, clause.sentence.last
    wanted = group.cue.addressee
    for child in group.verb.children:
        if child.upos not in NOMINAL or child.text.lower() == "sich":
            continue
        case = child.child("case")
        if case is not None:
            fits = case.text.lower() in wanted or case.text.lower() == "gegenüber"
        elif group.passive and "acc" in wanted:
            fits = child.deprel in ("nsubj:pass", "nsubj")
        else:
            fits = child.deprel == "iobj" and "dat" in wanted or child.deprel in ("obj", "iobj") and (
                "acc" in wanted or "dat" in wanted and child.feat("Case") == "Dat"
            )
        if fits:
            return trimmed(doc, noun_phrase(doc, child, low, high))
    return ()


def subjunctive_of(doc: Doc, segment: Segment) -> str:
    """The Konjunktiv of a segment's finite verbs: "I" before "II"; "" for none."""
    moods = [subjunctive(doc.tokens[i]) for i in range(segment.first, segment.last) if is_finite(doc.tokens[i])]
    return "I" if "I" in moods else ("II" if "II" in moods else "")


def _subjunctive_in(doc: Doc, parts: list[Segment]) -> bool:
    return any(subjunctive_of(doc, s) for s in parts)


def _only(parts: tuple[Segment, ...]) -> bool:
    return all(s.kind in ("rel", "sub", "frag", "inf", "dass") for s in parts)


def cue_tokens(doc: Doc, group: VerbGroup) -> list[int]:
    """The verb with its parts, and the "es" of "heißt es"."""
    cue = [p.i for p in group.parts]
    if group.cue.cue == "heißen":
        cue += [i for i in (cue[0] - 1, cue[-1] + 1) if 0 <= i < len(doc.tokens) and doc.tokens[i].text.lower() == "es"]
    return sorted(cue)


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
    )
