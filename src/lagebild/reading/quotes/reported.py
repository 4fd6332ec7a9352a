"""Reported speech acts: "forderte ein Ende der Gewalt", "kündigte Neuwahlen an", "kritisierte den Plan"."""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.clause import Clause, subjunctive_of
from lagebild.reading.quotes.cues import Cue
from lagebild.reading.quotes.found import Draft, trimmed, words
from lagebild.reading.quotes.phrases import NOMINAL
from lagebild.reading.quotes.segments import Segment, is_finite
from lagebild.reading.quotes.speakers import addressee_of, speaker_of
from lagebild.reading.quotes.view import View


def reported(view: View, found: list[Clause], used: set[int]) -> list[Draft]:
    """Clauses whose cue verb names its topic in a phrase. `used` are the tokens of cues that frame a clause already."""
    drafts: list[Draft] = []
    covered: set[int] = set()
    for clause in found:
        group = clause.group
        if (
            any(p.i in used for p in group.parts)
            or group.verb.i in covered
            or not group.cue.topic
            or group.cue.strength > 2
        ):
            continue
        if not _takes_part(view, clause):
            continue
        quote = _extent(view, clause)
        if len(quote) < 3:
            continue
        speaker = speaker_of(view, clause)
        if not speaker or _holds_speech(view, quote):
            continue
        covered.update(quote)
        form = "passive" if group.passive else ("acc" if "acc" in group.cue.topic else "prep")
        drafts.append(
            Draft(
                "Reported",
                f"reported_{form}_{group.cue.strength}" + ("" if clause.segment.kind in ("main", "v1") else "_sub"),
                quote,
                speaker=speaker,
                cue=tuple(p.i for p in group.parts),
                addressee=addressee_of(view, clause),
                medium=group.cue.medium,
            )
        )
    return drafts


def _holds_speech(view: View, quote: tuple[int, ...]) -> bool:
    """A sentence in quotation marks stands in the clause: the words themselves are there, nothing is merely reported."""
    inside = set(quote)
    return any(m.first in inside and m.last - m.first > 8 for m in view.marks)


def _takes_part(view: View, clause: Clause) -> bool:
    group, doc = clause.group, view.doc
    if clause.segment.kind in ("dass", "ob", "rel", "inf") or group.finite is None:
        return False
    if any(subjunctive_of(doc, s) for s in (clause.segment,)):
        return False
    if "als" in group.cue.topic and any(t.text == "als" for t in doc.tokens[group.verb.i : clause.segment.last]):
        return True
    return _topic(group.cue, group.verb, group.passive)


def _topic(cue: Cue, verb: Token, passive: bool) -> bool:
    """The topic stands in the phrase that the row names."""
    for child in verb.children:
        if child.upos not in (*NOMINAL, "ADJ", "X", "DET"):
            continue
        case = child.child("case")
        if case is None:
            if "acc" in cue.topic and child.deprel == "obj" and child.upos != "PRON":
                return True
            if "acc" in cue.topic and passive and child.deprel in ("nsubj:pass", "nsubj") and child.upos != "PRON":
                return True
            if "gen" in cue.topic and child.feat("Case") == "Gen":
                return True
        elif {case.lemma.lower(), case.text.lower(), _CONTRACTED.get(case.text.lower(), "")} & set(cue.topic):
            return True
    return False


_CONTRACTED = {
    "vom": "von",
    "zum": "zu",
    "zur": "zu",
    "am": "an",
    "ans": "an",
    "fürs": "für",
    "ins": "in",
    "im": "in",
    "ums": "um",
}


def _extent(view: View, clause: Clause) -> tuple[int, ...]:
    """The clause of the act: the whole sentence with its full stop where it is the only main clause."""
    doc, parts, sentence = view.doc, clause.parts, clause.sentence
    mains = [k for k, s in enumerate(parts) if s.kind in ("main", "v1") and s.finite is not None]
    first, last = sentence.first, sentence.last
    if clause.segment.kind in ("sub",):
        first, last = clause.segment.first, _end_of_sub(parts, clause.at, sentence.last)
    else:
        for k in mains:
            if parts[k].first > clause.segment.first and parts[k].kind == "main" and not _waits(parts, k):
                last = min(last, parts[k].first - 1)
            elif parts[k].last <= clause.segment.first and clause.segment.kind == "main":
                first = max(first, clause.segment.first)
    first, last = _coordinated(doc, clause, first, last)
    return trimmed(doc, words(first, last), stop=True)


def _end_of_sub(parts: tuple[Segment, ...], at: int, last: int) -> int:
    return next((s.first - 1 for s in parts[at + 1 :] if s.kind in ("main", "v1")), last)


def _waits(parts: tuple[Segment, ...], k: int) -> bool:
    """The segment before is a fragment of the same clause, no end of one."""
    return parts[k - 1].kind == "frag" and parts[k].mark != ";" and k < 2


def _coordinated(doc: Doc, clause: Clause, first: int, last: int) -> tuple[int, int]:
    """Cut off the clause joined by "und" before or after the act's."""
    verb, head = clause.group.verb, clause.group.verb.head
    if verb.deprel == "conj" and head is not None and head.upos in ("VERB", "AUX") and head.i >= first:
        for i in range(min(p.i for p in clause.group.parts) - 1, max(first, head.i), -1):
            if doc.tokens[i].upos == "CCONJ":
                first = i
                break
    for token in doc.tokens[max(p.i for p in clause.group.parts) + 1 : last]:
        if token.deprel == "conj" and token.head is verb and (is_finite(token) or token.upos == "VERB"):
            for i in range(token.i - 1, verb.i, -1):
                if doc.tokens[i].upos == "CCONJ" or doc.tokens[i].text == ",":
                    return first, i
            return first, token.i
    return first, last
