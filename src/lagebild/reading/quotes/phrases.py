"""Noun phrases and verb groups: the parts of a frame, from the tree, with the order of words to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.de.verb_forms import SEPARABLE
from lagebild.language.de.verbs import particle
from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.cues import Cue, is_finite_form, noun_cue, participles_of, parts_of, verb_cue
from lagebild.reading.quotes.segments import Segment, is_finite, openers

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
# What hangs on a noun but says more than who it is.
_OUTSIDE = frozenset(
    ("acl", "acl:relcl", "advcl", "parataxis", "cop", "nsubj", "nsubj:pass", "aux", "aux:pass", "ccomp", "xcomp", "mark",
     "csubj", "punct", "case", "cc", "expl", "obl:arg", "advmod:neg", "vocative", "discourse")
)  # fmt: skip
_MAX_BRACKET = 6  # tokens in brackets after a name: party, age, abbreviation
_REFLEXIVE = frozenset(("sich", "mich", "uns"))
_PASSIVE = frozenset(("wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden"))


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A cue verb with its auxiliaries and separated parts."""

    verb: Token
    finite: Token | None
    parts: tuple[Token, ...]
    cue: Cue
    passive: bool


def noun_phrase(doc: Doc, head: Token, low: int, high: int) -> tuple[int, ...]:
    """The phrase of `head` within the tokens [low, high): article, adjectives, names, appositions, genitives."""
    inside = {head.i}
    todo = [head]
    while todo:
        token = todo.pop()
        for child in token.children:
            if not low <= child.i < high or is_finite(child):
                continue
            if _belongs(child, head, token):
                inside.add(child.i)
                todo.append(child)
    name = next((n for n in doc.names if n.first <= head.i < n.last), None)
    if name is not None:
        inside.update(i for i in range(name.first, name.last) if low <= i < high)
    first, last = head.i, head.i
    while first - 1 >= low and (first - 1 in inside or _bridges(doc, first - 1, inside, -1)):
        first -= 1
    while last + 1 < high and (last + 1 in inside or _bridges(doc, last + 1, inside, 1)):
        last += 1
    last = _with_bracket(doc, last, high)
    phrase = list(range(first, last + 1))
    while phrase and doc.tokens[phrase[-1]].text in (",", "-", "–", ":"):
        phrase.pop()
    while phrase and (doc.tokens[phrase[0]].text in (",", "-", "–", ":") or doc.tokens[phrase[0]].upos == "CCONJ"):
        phrase.pop(0)
    return tuple(phrase)


def _belongs(child: Token, head: Token, parent: Token) -> bool:
    if child.deprel == "cc":
        return any(c.deprel == "conj" and c.upos in NOMINAL for c in parent.children)
    if child.deprel == "conj":
        return child.upos in NOMINAL or child.upos == "ADJ"
    if child.deprel == "case":
        return parent is not head
    if child.deprel == "advmod" and parent is head and child.i > head.i:
        return False
    return child.deprel not in _OUTSIDE and child.upos not in ("VERB", "AUX", "PUNCT")


def _bridges(doc: Doc, i: int, inside: set[int], step: int) -> bool:
    """A mark between two parts of the phrase (comma of an apposition, hyphen, quotation mark of a name)."""
    token = doc.tokens[i]
    if token.upos != "PUNCT" and token.text not in ("„", "“", '"', ",", "–", "-", "(", ")"):
        return False
    k = i + step
    while 0 <= k < len(doc.tokens) and doc.tokens[k].upos == "PUNCT" and abs(k - i) < 3:
        k += step
    return k in inside


def _with_bracket(doc: Doc, last: int, high: int) -> int:
    """The bracket right after the phrase: "(CDU)"."""
    tokens = doc.tokens
    if last + 1 < high and tokens[last + 1].text == "(":
        for k in range(last + 2, min(high, last + 3 + _MAX_BRACKET)):
            if tokens[k].text == ")":
                return k
    if (
        last + 1 < high
        and tokens[last + 1].text in ("“", '"')
        and any(t.text in ("„", '"') for t in tokens[max(0, last - 5) : last])
    ):
        return last + 1
    return last


def verb_group(doc: Doc, verb: Token, segment: Segment, high: int) -> VerbGroup | None:
    """The group of a verb that is a cue; None for other verbs. A part that stands apart is looked for up to `high`."""
    apart = _apart(doc, verb, high)
    cue = verb_cue(verb.text, apart.text) if apart is not None else None
    before = doc.tokens[verb.i - 1] if verb.i > segment.first else None
    if cue is None and before is not None and before.text.lower() in SEPARABLE:
        apart, cue = before, verb_cue(before.text + verb.text)  # "wie das Amt bekannt gab"
    if cue is None:
        apart, cue = None, verb_cue(verb.text)
        if cue is None or _other_particle(verb, segment):
            return None
    parts = {verb.i: verb}
    if apart is not None:
        parts[apart.i] = apart
    aux: list[Token] = []
    joined = any(c.deprel in ("aux", "aux:pass") for c in verb.children) and verb.text.lower() in participles_of(
        cue.cue
    )
    if (joined or not is_finite(verb)) and not is_finite_form(cue.cue, verb.text):
        low = min(segment.first, segment.finite if segment.finite is not None else segment.first)
        aux = [c for c in verb.children if c.deprel in ("aux", "aux:pass", "cop") and c.upos in ("AUX", "VERB")]
        aux = [
            c
            for c in aux
            if low <= c.i < segment.last or not any(is_finite(t) for t in doc.tokens[segment.first : segment.last])
        ]
        if not any(is_finite(a) for a in aux):
            aux += _nearest_finite(doc, verb, segment)
    for token in aux:
        parts[token.i] = token
    passive = any(a.text.lower() in _PASSIVE for a in aux) and verb.text.lower() in participles_of(cue.cue)
    finite = next((t for t in sorted(parts.values(), key=lambda t: t.i) if is_finite(t)), None)
    if finite is None and is_finite_form(cue.cue, verb.text):
        finite = verb
    return VerbGroup(verb, finite, tuple(parts[i] for i in sorted(parts)), cue, passive)


def _apart(doc: Doc, verb: Token, high: int) -> Token | None:
    """The separated part of a finite verb: by the tree, else the fitting word at the end of a clause after it."""
    wanted = parts_of(verb.text)
    if not wanted:
        return None
    for child in verb.children:
        if (
            verb.i < child.i < high
            and child.text.lower() in wanted
            and (child.deprel == "compound:prt" or _closes(doc, child))
        ):
            return child
    for i in range(verb.i + 1, high):
        token = doc.tokens[i]
        if token.text.lower() in wanted and _closes(doc, token):
            return token
        if token.upos in ("VERB", "AUX", "SCONJ") and is_finite(token):
            return None
    return None


def _closes(doc: Doc, token: Token) -> bool:
    """Nothing of its own clause follows."""
    after = doc.tokens[token.i + 1] if token.i + 1 < len(doc.tokens) else None
    return (
        after is None
        or after.upos in ("PUNCT", "CCONJ", "SCONJ")
        or after.text in (",", ".", ":", "“", ";", "und", "–")
    )


def _other_particle(verb: Token, segment: Segment) -> bool:
    """A part stands apart that makes another verb of it ("sagte ... ab")."""
    part = particle(verb)
    if part is None or not verb.i < part.i < segment.last or part.deprel != "compound:prt":
        return False
    return verb_cue(verb.text, part.text) is None


def _nearest_finite(doc: Doc, verb: Token, segment: Segment) -> list[Token]:
    """The auxiliary of a participle or infinitive that the tree hangs elsewhere: in the same clause, not another verb's."""
    near = [
        t
        for t in doc.tokens[segment.first : segment.last]
        if t.upos == "AUX" and is_finite(t) and (t.head is None or t.head is verb or t.head.upos not in ("VERB",))
    ]
    return near[:1]


def correlate(doc: Doc, group: VerbGroup, segment: Segment) -> Token | None:
    """ "damit" in "begründete das damit, dass": points to a clause still to come."""
    known = openers()["correlates"]
    for i in range(segment.last - 1, segment.first - 1, -1):
        token = doc.tokens[i]
        if token.text.lower() in known and not any(p.i == i for p in group.parts):
            return token
    return None


def singular(token: Token) -> str:
    """The lemma, or the form itself where the table knows it without its plural ending."""
    endings = ("n", "en", "s", "e", "es", "er")
    for form in (token.lemma, token.text, *(token.text.removesuffix(ending) for ending in endings)):
        if noun_cue(form) is not None:
            return form
    return token.lemma


def preposition_before(doc: Doc, token: Token, low: int) -> bool:
    """The phrase stands in a prepositional phrase."""
    if token.child("case") is not None:
        return True
    for i in range(token.i - 1, max(low, token.i - 5) - 1, -1):
        before = doc.tokens[i]
        if before.upos == "ADP":
            return True
        if before.upos == "DET" and before.head is token:
            return i > low and doc.tokens[i - 1].upos == "ADP"  # "warnte in Jena der Präsident"
        if before.upos not in ("DET", "ADJ", "NUM", "ADV", "PROPN"):
            return False
    return False
