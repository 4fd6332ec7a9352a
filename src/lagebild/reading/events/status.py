"""Whether an act happened, is planned, possible, denied or only claimed."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.doc import Token
from lagebild.reading.events.candidates import NOMINAL, Candidate, is_negated
from lagebild.reading.events.classes import in_class
from lagebild.reading.events.context import Reading, has_word
from lagebild.reading.events.syntax import auxiliaries, base, clause_head, governor, is_verb, preposition, verb_lemma
from lagebild.records import EventType, Status

# Stances and words are acts in themselves: said in the Konjunktiv of a report they still were said.
VERBAL: tuple[EventType, ...] = ("REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "AGREE")
IF = ("wenn", "falls", "sofern", "ob", "sollte", "sollten")
PERFECT = ("haben", "sein")


@dataclass(frozen=True, slots=True)
class Mood:
    """What the grammar around a trigger tells, the input of `status_of` and of the classifier."""

    negated: bool = False
    modal: str = ""
    future: bool = False
    perfect: bool = False
    reported: bool = False  # Konjunktiv I, or II in its place
    conditional: bool = False
    attributed: bool = False  # "laut", "nach Angaben", "angeblich"
    before: bool = False  # Plusquamperfekt
    carrier: str = ""  # planning, preventing, hypothetical: what the word above a noun makes of it


def mood_of(candidate: Candidate, reading: Reading) -> Mood:
    """The mood around a candidate's trigger."""
    token = candidate.head
    top = token if is_verb(token) else clause_head(token)
    helpers = auxiliaries(top)
    modal = (
        next((a.lemma for a in helpers if a.lemma in MODALS), "")
        if is_verb(token) or candidate.noun is not None
        else ""
    )
    finite = [top, *helpers]
    return Mood(
        negated=is_negated(token) and not any(c.key == "negated" for c in candidate.frame.conditions),
        modal=modal,
        future=any(a.lemma == "werden" for a in helpers) and top.feat("VerbForm") == "Inf",
        perfect=any(a.lemma in PERFECT and a.feat("VerbForm") == "Inf" for a in helpers),
        reported=any(t.feat("Mood") == "Sub" and t.feat("Tense") != "Past" for t in finite),
        before=any(a.text.lower() in ("hatte", "hatten", "war", "waren") for a in helpers),
        conditional=any(t.text.lower() in IF for t in top.children if base(t) in ("mark", "aux") or t.i == top.i),
        attributed=_attributed(token, top, reading),
        carrier=_carrier(token),
    )


MODALS = ("können", "dürfen", "mögen", "wollen", "sollen", "müssen", "möchten")


def _carrier(token: Token) -> str:
    words = [c.lemma for c in token.children if base(c) in ("amod", "advmod")]
    if token.upos in NOMINAL:
        above = governor(token)
        if above is not None:
            words.append(verb_lemma(above[0]))
        elif token.head is not None and token.head.upos in NOMINAL:
            words.append(token.head.lemma)
    for kind in ("preventing", "planning", "hypothetical"):
        if any(in_class(w, kind) for w in words):
            return kind
    if any(w.lower().startswith(("geplant", "angekündigt", "bevorstehend", "künftig")) for w in words):
        return "planning"
    return ""


def _attributed(token: Token, top: Token, reading: Reading) -> bool:
    near = [*token.children, *top.children]
    if has_word(near, "alleged_words"):
        return True
    for child in top.children:
        governed = preposition(child)
        if governed in ("laut", "zufolge", "gemäß") or (governed == "nach" and in_class(child.lemma, "source_nouns")):
            return True
    if base(top) in ("ccomp", "parataxis") and top.head is not None and not reading.quote_at(top):
        return False
    return any(t.text.lower() == "zufolge" for t in reading.doc.sentence_tokens(top.sent))


def status_of(kind: EventType, mood: Mood, dated_later: bool) -> Status:
    """The status of an act of type `kind` under `mood`; `dated_later`: its date lies after publication."""
    if mood.negated:
        return "denied"
    if mood.carrier == "preventing":
        return "denied" if kind in ("CONSULT", "AGREE") else "possible"
    if mood.carrier == "hypothetical" or mood.conditional:
        return "possible"
    if mood.modal == "sollen":
        return "alleged" if mood.perfect else "planned"
    if mood.modal in ("können", "mögen", "dürfen", "möchten", "müssen"):
        return "possible"
    if mood.modal == "wollen":
        return "planned" if dated_later else "possible"
    if mood.carrier == "planning" or mood.future or dated_later:
        return "planned"
    if kind not in VERBAL and (mood.reported or mood.attributed):
        return "alleged"
    return "occurred"
