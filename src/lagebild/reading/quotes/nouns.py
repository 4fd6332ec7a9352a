"""Indirect quotations that hang on a noun: "die Hoffnung, dass ...", "der Vorwurf, ... zu haben", "ist der Meinung, ..."."""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.clause import subjunctive_of
from lagebild.reading.quotes.cues import Cue, cues, noun_cue
from lagebild.reading.quotes.found import Draft, trimmed, words
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.phrases import NOMINAL, VerbGroup, noun_phrase, singular
from lagebild.reading.quotes.segments import Segment
from lagebild.reading.quotes.speakers import speaker_of
from lagebild.reading.quotes.subjects import subject_phrase
from lagebild.reading.quotes.topics import is_passive, plain_clause
from lagebild.reading.quotes.view import View


def noun_framed(view: View, taken: set[int]) -> list[Draft]:
    """Quotations behind nouns; `taken` are first tokens of the clauses that a verb frames already."""
    drafts: list[Draft] = []
    for sentence, parts in zip(view.doc.sentences, view.segments, strict=True):
        if sentence.kind != "text":
            continue
        for at, segment in enumerate(parts[:-1]):
            following = parts[at + 1]
            if following.first in taken or following.mark not in (",", ":"):
                continue
            noun = _last_noun(view, segment) or _last_adjective(view, segment)
            if noun is None:
                continue
            cue = adjective_cue(noun) if noun.upos != "NOUN" else noun_cue(singular(noun))
            if cue is None or not _takes(view.doc, cue, following):
                continue
            draft = _draft(view, parts, at, noun, cue)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _last_noun(view: View, segment: Segment) -> Token | None:
    """The cue noun at the end of a segment, a genitive or a verb's remnant may follow it."""
    for i in range(segment.last - 1, max(segment.first, segment.last - 8) - 1, -1):
        token = view.doc.tokens[i]
        if token.upos == "NOUN" and not view.opaque[i] and noun_cue(singular(token)) is not None:
            attribute = token.head is not None and token.head.deprel == "amod" and token.head.i > i
            return None if attribute else token  # "das aus dieser Idee abgeleitete System, denn"
        if token.upos in ("CCONJ", "SCONJ"):
            return None
    return None


def _last_adjective(view: View, segment: Segment) -> Token | None:
    """A predicative adjective of opinion at the end of a segment: "ist zuversichtlich"."""
    token = view.doc.tokens[segment.last - 1]
    if segment.finite is None or view.opaque[token.i] or adjective_cue(token) is None:
        return None
    finite = view.doc.tokens[segment.finite].text.lower()
    return token if finite in words_of("copulas") or token.head is view.doc.tokens[segment.finite] else None


def adjective_cue(token: Token) -> Cue | None:
    """The row of an adjective."""
    return cues("adjective").get(token.text.lower())


def _takes(doc: Doc, cue: Cue, following: Segment) -> bool:
    mood = subjunctive_of(doc, following)
    if following.kind == "dass":
        return "dass" in cue.forms and (cue.strength < 3 or bool(mood))
    if following.kind == "ob":
        return "ob" in cue.forms
    if following.kind == "inf":
        return "inf" in cue.forms and doc.tokens[following.first].text.lower() not in ("um", "ohne", "anstatt", "statt")
    return following.kind == "main" and mood == "I" and bool({"v2", "dass"} & cue.forms)


def _draft(view: View, parts: tuple[Segment, ...], at: int, noun: Token, cue: Cue) -> Draft | None:
    doc, sentence = view.doc, view.sentence_of(noun.i)
    begin, end = parts[at + 1].first, view.text_end(sentence)
    start_kind = parts[at + 1].kind
    for k in range(at + 2, len(parts)):
        if parts[k].kind in ("main", "v1") and not (start_kind == "main" and subjunctive_of(doc, parts[k])):
            end = parts[k].first - 1
            break
        closing = parts[k].kind == "frag" and start_kind in ("inf", "dass") and k == len(parts) - 1
        if closing and noun.head in doc.tokens[parts[k].first : parts[k].last]:
            end = parts[k].first - 1
            break
    quote = trimmed(doc, words(begin, end))
    if not quote:
        return None
    frame = words(sentence.first, begin)
    if end < view.text_end(sentence):
        frame = (*frame, *words(end, sentence.last))
    if noun.upos != "NOUN":
        return _opinion(view, parts[at], noun, cue, quote, frame)
    determiner = noun.child("det")
    first = determiner.i if determiner is not None and determiner.i < noun.i else noun.i
    evidence = f"noun_{start_kind}_{cue.strength}"
    return Draft(
        "Indirect",
        evidence,
        quote,
        speaker=_owner(view, noun) or _subject_beside(view, parts, at, noun),
        cue=words(first, noun.i + 1),
        frame=frame,
        medium=cue.medium,
    )


def _opinion(
    view: View, segment: Segment, word: Token, cue: Cue, quote: tuple[int, ...], frame: tuple[int, ...]
) -> Draft | None:
    """The draft of an adjective: the subject of its copula thinks so."""
    if segment.finite is None:
        return None
    finite = view.doc.tokens[segment.finite]
    group = VerbGroup(finite, finite, (finite, word), cue, False)
    speaker = trimmed(view.doc, subject_phrase(view.doc, group, frame[0], segment.last, view.opaque))
    return Draft(
        "Indirect",
        f"adjective_{cue.strength}",
        quote,
        speaker=speaker,
        cue=(finite.i, word.i),
        frame=frame,
        medium=cue.medium,
    )


def _subject_beside(view: View, parts: tuple[Segment, ...], at: int, noun: Token) -> tuple[int, ...]:
    """ "X ist der Meinung, dass": the subject of the clause that the noun stands in."""
    segment = parts[at]
    if segment.finite is None or segment.kind not in ("main", "v1") or noun.deprel in ("nsubj", "nsubj:pass"):
        return ()
    clause = plain_clause(view, view.sentence_of(noun.i), parts, at)
    if is_passive(clause):
        return ()  # "Die Einsicht wurde mit dem Hinweis verweigert, ...": who or what suffers it says nothing
    phrase = speaker_of(view, clause)
    return phrase if noun.i not in phrase else ()


def _owner(view: View, noun: Token) -> tuple[int, ...]:
    """Whose words the noun stands for: its genitive or "von", else the subject of the verb that brings it."""
    doc, sentence = view.doc, view.sentence_of(noun.i)
    for child in noun.children:
        case = child.child("case")
        genitive = child.deprel == "nmod" and case is None and child.i > noun.i
        if child.upos in NOMINAL and (genitive or (case is not None and case.text.lower() in ("von", "vom", "aus"))):
            return trimmed(doc, noun_phrase(doc, child, sentence.first, sentence.last))
    verb = noun.head
    while verb is not None and verb.upos not in ("VERB", "AUX") and verb.head is not None:
        verb = verb.head
    if verb is not None and verb.upos in ("VERB", "AUX") and noun.deprel not in ("nsubj", "nsubj:pass"):
        head = verb.child("nsubj")
        if head is not None and head is not noun and head.text.lower() not in ("es", "das", "man"):
            return trimmed(doc, noun_phrase(doc, head, sentence.first, sentence.last))
    return ()
