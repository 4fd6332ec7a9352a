"""Who speaks and who is spoken to, by the cue's row."""

from __future__ import annotations

from dataclasses import replace

from lagebild.language.doc import Doc, Sentence, Token
from lagebild.reading.quotes.agents import is_agent, is_text
from lagebild.reading.quotes.citing import cited_and_citing, medium_of
from lagebild.reading.quotes.clause import Clause, frame_start
from lagebild.reading.quotes.cues import noun_cue
from lagebild.reading.quotes.found import trimmed, words
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.phrases import NOMINAL, noun_phrase, singular
from lagebild.reading.quotes.relatives import noun_before, text_of_relative
from lagebild.reading.quotes.segments import openers
from lagebild.reading.quotes.subjects import bare_heads, subject_phrase
from lagebild.reading.quotes.view import View


def speaker_of(view: View, clause: Clause, first: int = 0) -> tuple[int, ...]:
    """Who speaks: the subject, or what the cue's row says; looked for from the token `first` on. A relative pronoun comes
    with the noun that it stands for: "der Verband, der"."""
    phrase = _speaker(view, clause, first)
    return (*_antecedent(view, clause, phrase), *phrase)


def _antecedent(view: View, clause: Clause, phrase: tuple[int, ...]) -> tuple[int, ...]:
    doc, segment = view.doc, clause.segment
    if len(phrase) != 1 or segment.kind not in ("rel", "ob", "frag") or not 0 <= phrase[0] - segment.first <= 1:
        return ()
    if doc.tokens[phrase[0]].text.lower() not in openers()["relative"] or segment.mark != ",":
        return ()
    head = next((p.head for p in clause.group.parts if p.head is not None and p.head.i < segment.first), None)
    if head is None or head.upos not in NOMINAL:
        head = noun_before(view, segment.first - 1)
    if head is None or head.sent != clause.sentence.i:
        return ()
    return trimmed(doc, noun_phrase(doc, head, clause.sentence.first, segment.first - 1))


def _speaker(view: View, clause: Clause, first: int) -> tuple[int, ...]:
    group = clause.group
    low, high = clause.sentence.first, clause.sentence.last
    kinds = group.cue.speaker
    if "obj" in kinds:
        return _subject(view, clause, first) if group.passive else cited_and_citing(view, clause)[0]
    if group.passive:
        return _prepositional(view, clause, ("von", "durch", "seitens", "vom"), low, high) or _source(view, clause)
    if "subj" in kinds:
        return _subject(view, clause, first)
    if "none" in kinds:
        return ()
    named = _prepositional(view, clause, (*kinds, "in", "im", "auf", "bei", "seitens", "von"), low, high)
    return named or text_before(view, clause.sentence)


def citing_of(view: View, clause: Clause) -> tuple[int, ...]:
    """The medium that cites the speaker, where the verb is one of citing and names both."""
    if "obj" not in clause.group.cue.speaker:
        return ()
    return medium_of(view, clause) if clause.group.passive else cited_and_citing(view, clause)[1]


def _source(view: View, clause: Clause) -> tuple[int, ...]:
    """ "In dem Bericht wird gefordert": the text or the media where it is said."""
    doc = view.doc
    text = text_of_relative(view, clause.segment)
    if text:
        return text
    phrase = _prepositional(view, clause, ("in", "im", "aus"), clause.sentence.first, clause.sentence.last)
    tokens = [doc.tokens[i] for i in phrase]
    tells = any(t.upos == "NOUN" and (noun_cue(singular(t)) or view.opaque[t.i] or is_agent(doc, t)) for t in tokens)
    return phrase if tells else text_before(view, clause.sentence)


def text_before(view: View, sentence: Sentence) -> tuple[int, ...]:
    """ "Der Rat gab eine Erklärung heraus. Darin steht: ...": the text in the sentence before that "darin" points to."""
    doc = view.doc
    if doc.tokens[sentence.first].text.lower() not in words_of("therein") or not sentence.i:
        return ()
    earlier = doc.sentences[sentence.i - 1]
    for token in reversed(doc.tokens[earlier.first : earlier.last]):
        if is_text(token) and not view.opaque[token.i] and token.text.lower() not in words_of("wording"):
            return trimmed(doc, noun_phrase(doc, token, earlier.first, earlier.last))
    return ()


def _subject(view: View, clause: Clause, first: int = 0) -> tuple[int, ...]:
    doc, group = view.doc, clause.group
    at = clause.segment_of(max(p.i for p in group.parts))
    end = clause.parts[at].last
    low = max(first, frame_start(view, clause))
    phrase = trimmed(doc, subject_phrase(doc, group, low, end, view.opaque, _appositions(clause, at)))
    if (
        not phrase
        and doc.tokens[clause.segment.first].text.lower() == "wie"
        and 0 < group.verb.i - clause.segment.first <= 7
    ):
        phrase = words(clause.segment.first + 1, min(p.i for p in group.parts))
    if len(phrase) == 1 and doc.tokens[phrase[0]].text.lower() in ("es", "das", "dies", "man", "was"):
        return ()
    phrase = phrase or _any_agent(view, clause, first, end) or _of_verb_before(view, clause)
    return phrase or text_of_relative(view, clause.segment)


def _of_verb_before(view: View, clause: Clause) -> tuple[int, ...]:
    """ "Karl Berg wollte nichts ausschließen, sagte aber, ...": the subject of the main clause before the comma."""
    segment, doc = clause.segment, view.doc
    before = clause.parts[clause.at - 1] if clause.at else None
    if (
        segment.kind != "v1"
        or segment.mark != ","
        or before is None
        or before.finite is None
        or view.opaque[before.first]
    ):
        return ()
    if before.kind not in ("main", "v1"):
        return ()
    finite = doc.tokens[before.finite]
    group = replace(clause.group, verb=finite, finite=finite, parts=(finite,))
    low = frame_start(view, replace(clause, at=clause.at - 1, group=group))
    return trimmed(doc, subject_phrase(doc, group, low, before.last, view.opaque))


def _appositions(clause: Clause, at: int) -> int:
    """The end of the pieces without a verb behind segment `at`: "nahm der Förster, Karl Berg (FWG), zu dem Plan Stellung"."""
    while at + 1 < len(clause.parts) and clause.parts[at + 1].kind == "frag" and clause.parts[at + 1].mark == ",":
        at += 1
    return clause.parts[at].last


def _any_agent(view: View, clause: Clause, first: int, end: int) -> tuple[int, ...]:
    """Where tree and case name no subject: who can speak and stands nearest to the verb, without a preposition."""
    doc, verb = view.doc, clause.group.finite or clause.group.verb
    if clause.segment.kind == "rel":
        return ()
    low = max(first, frame_start(view, clause) if clause.segment.kind not in ("main", "v1") else clause.sentence.first)
    heads = [t for t in bare_heads(doc, low, end, view.opaque) if t.upos != "PRON" and is_agent(doc, t)]
    if not heads and verb.i == low + 1 and _is_called(doc, doc.tokens[low]):
        return (low,)
    if not heads and _is_particle(doc, low, verb.i):
        return words(low, verb.i)
    if not heads:
        return ()
    head = min(heads, key=lambda t: abs(t.i - verb.i))
    return trimmed(
        doc, noun_phrase(doc, head, low if head.i < verb.i else verb.i + 1, verb.i if head.i < verb.i else end)
    )


def _is_called(doc: Doc, token: Token) -> bool:
    """A word that is part of a name elsewhere in the text, whatever the tagger takes it for here."""
    return token.text[0].isupper() and any(
        doc.tokens[i].text == token.text for n in doc.names if n.label == "PER" for i in range(n.first, n.last)
    )


def _is_particle(doc: Doc, first: int, verb: int) -> bool:
    """ "Von der Leyen sagte": what opens the clause is the particle of a name that stands alone before the verb."""
    if doc.tokens[first].text.lower() not in words_of("particles") or not 1 < verb - first <= 4:
        return False
    name = doc.tokens[verb - 1]
    rest = doc.tokens[first + 1 : verb - 1]
    return name.upos == "PROPN" and all(t.upos in ("DET", "ADP") for t in rest)


def _prepositional(view: View, clause: Clause, words_: tuple[str, ...], low: int, high: int) -> tuple[int, ...]:
    """The phrase of the first of these prepositions beside the verb."""
    for part in clause.group.parts:
        for child in part.children:
            case = child.child("case")
            if case is not None and case.lemma.lower() in words_ and child.upos in NOMINAL and low <= child.i < high:
                return trimmed(view.doc, noun_phrase(view.doc, child, low, high))
    for i in range(clause.segment.first, clause.segment.last - 1):
        token = view.doc.tokens[i]
        if token.text.lower() in words_ and token.upos == "ADP" and (token.text.lower() != "in" or "aus" in words_):
            head = (
                token.head
                if token.head is not None and i < token.head.i < i + 8 and token.head.upos in NOMINAL
                else None
            )
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
            fits = (child.deprel == "iobj" and "dat" in wanted) or (
                child.deprel in ("obj", "iobj")
                and ("acc" in wanted or ("dat" in wanted and child.feat("Case") == "Dat"))
            )
        if fits:
            return trimmed(doc, noun_phrase(doc, child, low, high))
    return ()
