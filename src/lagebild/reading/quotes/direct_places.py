"""Direct quotations whose frame no cue verb makes: a view ("war für die Bauern „...“"), the order of the words
("...“, freute sich X"), and texts that bear words ("ein Plakat mit der Aufschrift „...“", "Darauf standen die Worte ...")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.agents import is_agent
from lagebild.reading.quotes.clause import Clause, cue_tokens, frame_start
from lagebild.reading.quotes.cues import noun_cue
from lagebild.reading.quotes.found import Draft, trimmed, without, words
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.marks import Marked
from lagebild.reading.quotes.phrases import NOMINAL, noun_phrase, singular
from lagebild.reading.quotes.segments import Segment, is_finite
from lagebild.reading.quotes.speakers import speaker_of
from lagebild.reading.quotes.topics import head_of, plain_clause
from lagebild.reading.quotes.view import View

_ON = frozenset(("auf", "in", "im", "an", "am", "unter", "über"))
_THERE = frozenset(("darauf", "darin", "daran", "dort"))


def viewed(view: View, mark: Marked) -> Draft | None:
    """ "Das ist für den Wirt „ein Witz“": the predicate of a clause that tells somebody's view."""
    doc = view.doc
    segment = _segment_of(view, mark)
    if segment is None or segment.finite is None or doc.tokens[segment.finite].lemma not in words_of("being"):
        return None
    rest = [t for t in doc.tokens[mark.last : segment.last] if t.upos != "PUNCT" and t.i != segment.finite]
    if rest:
        return None
    speaker = _whose_view(view, segment, mark)
    if not speaker:
        return None
    return Draft("Direct", "viewed", words(mark.first, mark.last), speaker, medium="thought")


def _whose_view(view: View, segment: Segment, mark: Marked) -> tuple[int, ...]:
    """The noun behind "für" at the head of a clause, or right behind its verb or "was"."""
    doc = view.doc
    for i in range(segment.first, mark.first):
        token = doc.tokens[i]
        if token.text.lower() != "für" or view.opaque[i]:
            continue
        before = doc.tokens[i - 1].text.lower() if i else ""
        if i != segment.first and i - 1 != segment.finite and before not in ("was", "es", "das", "dies"):
            continue
        head = token.head
        if head is not None and i < head.i < mark.first and head.upos in NOMINAL and is_agent(doc, head):
            return without(trimmed(doc, noun_phrase(doc, head, i + 1, mark.first)), (segment.finite or i,))
    return ()


def listed(view: View, mark: Marked) -> Draft | None:
    """Words behind a name without a verb: "Karl Berg („...“)", "..., und der Wirt Karl Berg: „...“"."""
    doc, before = view.doc, mark.first - 1
    if before < 1:
        return None
    bracket = doc.tokens[before].text == "(" and mark.last < len(doc.tokens) and doc.tokens[mark.last].text == ")"
    if not bracket and doc.tokens[before].text != ":":
        return None
    name = next((n for n in doc.names if n.label == "PER" and n.last == before), None)
    part = _segment_of(view, mark) if bracket else _segment_before(view, mark)
    if name is None or part is None:
        return None
    if not bracket and doc.tokens[part.first].text.lower() not in words_of("joining"):
        return None
    first = name.first if bracket else part.first + 1
    if any(is_finite(t) for t in doc.tokens[first:before]):
        return None
    return Draft(
        "Direct", "colon_name", words(mark.first, mark.last), trimmed(doc, words(first, before)), medium="speech"
    )


def pointed_at(view: View, mark: Marked) -> tuple[int, ...]:
    """ "„...“ Dieses Versprechen des Trainers ...", "„...“ Das ist die Aussage einer Studie": whose words the next sentence
    says that these are."""
    doc = view.doc
    here = view.sentence_of(mark.last - 1)
    if any(view.opaque[mark.last : here.last]) or here.i + 1 >= len(doc.sentences):
        return ()
    sentence = doc.sentences[here.i + 1]
    tokens = doc.tokens[sentence.first : min(sentence.last, sentence.first + 8)]
    pointers = {"dies", "das"}
    for token in tokens:
        noun = token.upos == "NOUN" and (
            token.lemma.lower() in words_of("told") or noun_cue(singular(token)) is not None
        )
        if not noun:
            continue
        opening = [t.text.lower() for t in tokens if t.i < token.i]
        if opening and (opening[0] in pointers or any(w.startswith("dies") for w in opening[:2])):
            return owner_of(view, token)
        return ()
    return ()


def inquit(view: View, mark: Marked) -> Draft | None:
    """ "„...“, freute sich X": a comma and a verb right behind the marks at the head of a sentence make a frame, whatever
    the verb, if its subject can speak or is the tree's."""
    doc = view.doc
    if mark.last + 1 >= len(doc.tokens) or doc.tokens[mark.last].text not in (",", "–", "-"):
        return None
    i = _behind_words(doc, mark.last + 1)
    if i >= len(doc.tokens) or not is_finite(doc.tokens[i]):
        return None
    sentence = view.sentence_of(i)
    parts = view.segments[sentence.i]
    at = next((k for k, p in enumerate(parts) if p.finite == i), None)
    if at is None or view.sentence_of(mark.first).first != mark.first:
        return None
    clause = plain_clause(view, sentence, parts, at)
    bearer = _stands_on(view, clause)
    if bearer:
        frame = words(i, bearer[-1] + 1)
        return Draft("Direct", "inquit", words(mark.first, mark.last), bearer, (i,), frame, medium="writing")
    speaker = speaker_of(view, clause, i + 1)
    head = head_of(view, speaker)
    tree = head is not None and head.deprel == "nsubj" and doc.tokens[i].upos == "VERB"
    if head is None or speaker[0] < i or not (tree or is_agent(doc, head)):
        return None
    last = max(speaker[-1], *(p.i for p in clause.group.parts if p.i >= i)) + 1
    cue = tuple(p.i for p in clause.group.parts if p.i >= i)
    return Draft(
        "Direct", "inquit", words(mark.first, mark.last), speaker, cue, words(mark.last + 1, last), medium="speech"
    )


def _stands_on(view: View, clause: Clause) -> tuple[int, ...]:
    """ "„...“, steht auf dem Schild": what bears the words."""
    if clause.group.verb.lemma not in words_of("standing"):
        return ()
    noun = next((t for t in view.doc.tokens[clause.segment.first : clause.segment.last] if t.upos == "NOUN"), None)
    return _place(view, noun, clause.segment.first, noun.i + 1) if noun is not None else ()


def _behind_words(doc: Doc, i: int) -> int:
    """The token behind "mit diesen Worten", else `i`."""
    opening = [t.text.lower() for t in doc.tokens[i : i + 3]]
    if len(opening) < 3 or opening[0] != "mit" or opening[1] not in words_of("pointing"):
        return i
    return i + 3 if opening[2] in words_of("wording") else i


def as_told(view: View, mark: Marked, cues: Mapping[int, Sequence[Clause]]) -> Draft | None:
    """ "Wie X dazu feststellt, fehlt „jeder Beleg“": words within what a clause with "wie" gives a source for."""
    doc = view.doc
    for clause in cues.get(doc.tokens[mark.first].sent, ()):
        first = frame_start(view, clause)
        if doc.tokens[first].text.lower() != "wie" or clause.group.cue.strength > 1:
            continue
        quote = words(mark.first, mark.last)
        speaker = without(speaker_of(view, clause), quote)
        if speaker:
            cue = tuple(sorted({first, *cue_tokens(doc, clause.group)}))
            return Draft("Direct", "as_told", quote, speaker, cue, words(first, clause.segment.last), medium="speech")
    return None


def on_text(view: View, draft: Draft) -> Draft:
    """The quotation with what bears the words for a speaker, where the speaker is a noun for the words themselves."""
    noun = _wording_before(view, draft)
    if noun is None:
        return draft
    bearer = _bearer(view, noun)
    if bearer:
        return replace(draft, speaker=bearer)
    if draft.speaker and noun.i not in draft.speaker:
        return draft
    case = noun.child("case")
    if case is not None and case.text.lower() == "mit":
        return draft  # "drohten im Vorfeld mit der Parole": somebody does so
    place = _place(view, noun, view.sentence_of(noun.i).first, noun.i)
    return replace(draft, speaker=place) if place else draft


def _wording_before(view: View, draft: Draft) -> Token | None:
    doc = view.doc
    sentence = view.sentence_of(draft.quote[0] - 1) if draft.quote[0] else None
    if sentence is None:
        return None
    near = reversed(doc.tokens[sentence.first : draft.quote[0]])
    noun = next((t for t in near if t.upos in ("NOUN", "PROPN") and not view.opaque[t.i]), None)
    return noun if noun is not None and noun.text.lower() in words_of("wording") else None


def _bearer(view: View, noun: Token) -> tuple[int, ...]:
    """ "Plakate mit der Aufschrift": the thing right before; "die Sitzung mit den Worten" bears none."""
    doc, case = view.doc, noun.child("case")
    if noun.text.lower() not in words_of("borne") or case is None or case.text.lower() != "mit" or not case.i:
        return ()
    thing = doc.tokens[case.i - 1]
    if thing.upos != "NOUN" or is_agent(doc, thing):
        return ()
    return trimmed(doc, noun_phrase(doc, thing, view.sentence_of(noun.i).first, case.i))


def _place(view: View, noun: Token, first: int, last: int) -> tuple[int, ...]:
    """ "Auf dem Plakat ...", "Darauf ...": where words stand, named among the tokens [first, last)."""
    doc = view.doc
    for token in doc.tokens[first:last]:
        if view.opaque[token.i]:
            continue
        word, head = token.text.lower(), token.head
        if word in _THERE:
            return (token.i,)
        if word in _ON and head is not None and token.i < head.i < last and head.upos == "NOUN":
            return trimmed(doc, noun_phrase(doc, head, token.i + 1, max(last, head.i + 1)))
    return ()


def owner_of(view: View, noun: Token) -> tuple[int, ...]:
    """The genitive of a noun, or what stands behind its "von"."""
    sentence = view.sentence_of(noun.i)
    for child in noun.children:
        case = child.child("case")
        if child.i > noun.i and child.deprel == "nmod" and (case is None or case.text.lower() in ("von", "vom")):
            return trimmed(view.doc, noun_phrase(view.doc, child, noun.i + 1, sentence.last))
    return ()


def _segment_before(view: View, mark: Marked) -> Segment | None:
    """The segment that ends with the colon before the marks."""
    parts = view.segments[view.doc.tokens[mark.first - 1].sent]
    return next((p for p in parts if p.first < mark.first <= p.last + 1), None)


def _segment_of(view: View, mark: Marked) -> Segment | None:
    parts = view.segments[view.doc.tokens[mark.first].sent]
    return next((p for p in parts if p.first <= mark.first < p.last), None)
