"""Subjects of verbs that are joined: "Der Wirt lobte das Bier und warnte vor ...", "Die Menge sang und der Wirt rief ..."."""

from __future__ import annotations

from lagebild.language.de.mood import subjunctive
from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.agents import is_agent
from lagebild.reading.quotes.phrases import VerbGroup, noun_phrase, preposition_before
from lagebild.reading.quotes.segments import is_finite, openers

# Pronouns that are never the subject that says something.
NEVER = frozenset(("sich", "mich", "uns", "mir", "ihn", "ihm", "ihr", "ihnen", "es"))
_SHARING = ("conj", "xcomp", "advcl", "acl")  # of verbs that have the subject of the verb they hang on


def joined_subject(doc: Doc, group: VerbGroup, low: int, opaque: list[bool], finite: Token) -> tuple[int, ...]:
    """The subject of a verb behind "und": of the verb that it hangs on, unless another one with a subject comes nearer."""
    near = _before_coordination(doc, finite, opaque)
    verb = group.verb.head
    if near and verb is not None and _is_told(verb, finite):
        return near
    named = bool(near) and doc.tokens[near[-1]].upos != "PRON"  # "..., die dort wohnen, und rief" goes on from before
    if named and verb is not None and verb.i < near[0] < finite.i:
        return near
    return inherited(doc, group, low, opaque) or near


def _is_told(verb: Token, finite: Token) -> bool:
    """ "Er sagte, das Dorf sei leer, und ging": a verb told in the Konjunktiv does not go on in the indicative."""
    around = verb.head if verb.deprel == "conj" and verb.head is not None else verb
    forms = (verb, *verb.children, *around.children)
    return any(subjunctive(t) == "I" for t in forms if is_finite(t)) and not subjunctive(finite)


def behind_und(doc: Doc, low: int, finite: Token, opaque: list[bool]) -> int:
    """Where the clause begins behind "und" without a comma: "Die Menge sang Lieder und der Wirt rief ...: ..."."""
    for i in range(finite.i - 1, low, -1):
        token = doc.tokens[i]
        if opaque[i] or token.text != "und":
            continue
        before = any(is_finite(t) and not opaque[t.i] for t in doc.tokens[low:i])
        agents = [t for t in doc.tokens[i + 1 : finite.i] if is_agent(doc, t) and not preposition_before(doc, t, i + 1)]
        return i + 1 if before and agents and not is_finite(doc.tokens[i + 1]) else low
    return low


def _before_coordination(doc: Doc, finite: Token, opaque: list[bool]) -> tuple[int, ...]:
    """The subject of the finite verb before "und", where the tree does not join the two; behind a comma none within a
    relative clause."""
    first = doc.sentences[finite.sent].first
    closed = finite.i - 2 > first and doc.tokens[finite.i - 2].text == ","
    for token in reversed(doc.tokens[first : finite.i - 1]):
        if is_finite(token) and not opaque[token.i]:
            if subjunctive(token) == "I" and not subjunctive(finite):
                continue
            for other in (token, token.head):
                found = other.child("nsubj", "nsubj:pass") if other is not None else None
                if found is not None and closed and _is_relative(found):
                    break
                if found is not None and found.text.lower() not in NEVER and found.i < finite.i:
                    return noun_phrase(doc, found, first, finite.i - 1)
            else:
                return ()
    return ()


def _is_relative(token: Token) -> bool:
    return token.upos == "PRON" and token.text.lower() in openers()["relative"]


def inherited(doc: Doc, group: VerbGroup, low: int, opaque: list[bool]) -> tuple[int, ...]:
    """A verb joined by "und", or an infinitive, has the subject of the verb it hangs on."""
    verb = group.verb
    while verb.deprel in _SHARING or (verb.deprel == "ccomp" and not is_finite(verb)):
        if verb.head is None or verb.head.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
            break
        verb = verb.head
        found = verb.child("nsubj", "nsubj:pass")
        if found is not None and found.text.lower() not in NEVER:
            first = doc.sentences[found.sent].first
            return noun_phrase(doc, found, first, doc.sentences[found.sent].last)
        if verb.deprel not in ("conj", "xcomp", "ccomp"):
            break
    return ()
