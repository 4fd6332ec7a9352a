"""The words that a cue verb frames: where they begin behind it, and where they end."""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.clause import Clause, subjunctive_of
from lagebild.reading.quotes.cues import Cue, verb_cue
from lagebild.reading.quotes.segments import Segment, is_finite, openers
from lagebild.reading.quotes.view import View

_SKIPPED = 3  # appositions and relative clauses that may stand between a verb and its clause
_SECONDARY = frozenset(("haben", "sein", "wollen", "können", "müssen", "werden"))
FORM_OF_KIND = {"dass": "dass", "ob": "ob", "inf": "inf", "main": "v2", "v1": "v2"}


def complement_start(view: View, clause: Clause) -> int | None:
    """The number of the segment that the words quoted begin with."""
    parts, group = clause.parts, clause.group
    at = max(clause.segment_of(p.i) for p in group.parts)
    if any(parts[k].kind in ("dass", "ob", "inf") for k in range(clause.at + 1, at + 1)):
        at = clause.at
    for k in range(at + 1, min(len(parts), at + 2 + _SKIPPED)):
        segment = parts[k]
        if segment.mark == ";":
            return None
        form = FORM_OF_KIND.get(segment.kind)
        if form is not None and _takes(view, clause, segment, form, k == at + 1):
            return k
        if segment.kind not in ("frag", "rel", "sub") or segment.mark == ":" or _says_itself(view.doc, segment):
            return None
    return None


def _says_itself(doc: Doc, segment: Segment) -> bool:
    """ "Er wich aus, indem er sagte, ...": the clause in between has a verb of saying at its end."""
    if segment.kind != "sub" or segment.finite is None or segment.finite != segment.last - 1:
        return False
    cue = verb_cue(doc.tokens[segment.finite].text)
    return cue is not None and cue.strength == 1 and "v2" in cue.forms


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
        return (
            cue.strength <= reach and "v2" in cue.forms and next_one and segment.kind == "main" and _bare(view, clause)
        )
    if form == "inf":
        return _takes_infinitive(doc, cue, segment)
    if form == "ob" and "dass" in cue.forms:  # "weiß, wer kommt" tells no words; asking verbs do, and the Konjunktiv
        return bool(mood)
    return form in cue.forms


def _takes_infinitive(doc: Doc, cue: Cue, segment: Segment) -> bool:
    """ "bat, zu kommen"; a verb of saying without a request takes what has been or can be: "sagte, gesehen zu haben"."""
    if doc.tokens[segment.first].text.lower() in ("um", "ohne", "anstatt", "statt"):
        return False
    if "inf" in cue.forms:
        return True
    last = {t.text.lower() for t in doc.tokens[segment.last - 2 : segment.last]}
    return cue.strength == 1 and "v2" in cue.forms and bool(last & _SECONDARY)


def _bare(view: View, clause: Clause) -> bool:
    """The frame is an active main clause: a main clause right behind its comma is what was said."""
    return clause.segment.kind in ("main", "v1") and not clause.group.passive


def complement_end(view: View, clause: Clause, start: int) -> int:
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
            joined = doc.tokens[i].text.lower() in ("und", "aber", "oder") and is_finite(doc.tokens[i - 1])
            if joined and is_finite(doc.tokens[i + 1]) and i + 1 < segment.last - 2:
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
