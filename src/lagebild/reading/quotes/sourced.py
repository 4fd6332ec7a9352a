"""Indirect quotations that a preposition or adverb marks: "laut X", "X zufolge", "nach Angaben von X", "so X", "demnach"."""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.adverbs import adverb_source, so_source, wonach_source
from lagebild.reading.quotes.clause import subjunctive_of
from lagebild.reading.quotes.cues import Cue, cues, noun_cue
from lagebild.reading.quotes.found import Draft, trimmed, without, words
from lagebild.reading.quotes.phrases import NOMINAL, noun_phrase, singular
from lagebild.reading.quotes.scope import clause_around, unrelated
from lagebild.reading.quotes.segments import Segment, is_finite
from lagebild.reading.quotes.view import View

_NEEDS_NOUN = frozenset(("nach", "gemäß", "aus"))  # cues only with a noun of saying: "nach Angaben"
_BEHIND = frozenset(("zufolge", "nach"))  # stand behind their noun: "seiner Meinung nach"
_SOURCE_ADVERBS = frozenset(("demnach", "demzufolge", "danach"))


def sourced(view: View) -> list[Draft]:
    """All indirect quotations with a source in place of a verb."""
    drafts: list[Draft] = []
    for sentence, parts in zip(view.doc.sentences, view.segments, strict=True):
        if sentence.kind != "text":
            continue
        for at, segment in enumerate(parts):
            for i in range(segment.first, segment.last):
                if view.opaque[i]:
                    continue
                draft = _at(view, parts, at, view.doc.tokens[i])
                if draft is not None:
                    drafts.append(draft)
    return drafts


def _at(view: View, parts: tuple[Segment, ...], at: int, token: Token) -> Draft | None:
    word = token.text.lower()
    if word in cues("preposition"):
        return _preposition(view, parts, at, token, word)
    if word == "so" and token.i == parts[at].first:
        return so_source(view, parts, at, token)
    if word in _SOURCE_ADVERBS:
        return adverb_source(view, parts, at, token, word)
    if word == "wonach" and token.i == parts[at].first:
        return wonach_source(view, parts, at, token)
    return None


# --- prepositions ---------------------------------------------------------------------------------------------------


def _preposition(view: View, parts: tuple[Segment, ...], at: int, token: Token, word: str) -> Draft | None:
    doc, segment = view.doc, parts[at]
    wide = _wide(view, parts, at, token, word)
    if wide is not None:
        return wide
    behind = word in _BEHIND and _stands_behind(doc, token, segment)
    source = _source_behind(doc, token, segment) if behind else _source_after(view, parts, at, token)
    if not source or (word == "zufolge" and not behind):
        return None
    heads = [doc.tokens[i] for i in source]
    cue = _noun_of(heads)
    named = word == "gemäß" and _is_named(doc, heads)
    if word in _NEEDS_NOUN and not named and not _is_source(view, parts, at, cue, word):
        return None
    if word == "laut" and token.upos == "ADJ":
        return None
    whole = tuple(sorted({*source, token.i}))
    frame = whole
    quote = trimmed(doc, without(clause_around(view, parts, at, token), _commas_around(doc, frame)))
    if len(quote) < 2:
        return None
    strength = cue.strength if cue is not None else 1
    evidence = f"{'source' if word in _NEEDS_NOUN else word}_{strength}"
    medium = cue.medium if cue is not None else cues("preposition")[word].medium
    return Draft("Indirect", evidence, quote, speaker=source, cue=(token.i,), frame=frame, medium=medium)


def _wide(view: View, parts: tuple[Segment, ...], at: int, token: Token, word: str) -> Draft | None:
    """ "Nach Angaben von X, dem Leiter des Amtes, der ..., wurde ...": the source fills several segments."""
    doc, segment = view.doc, parts[at]
    if token.i != segment.first or segment.finite is not None or word == "zufolge":
        return None
    verb = next((k for k in range(at + 1, len(parts)) if parts[k].kind not in ("frag", "rel")), None)
    if verb is None or parts[verb].kind != "v1":
        return None
    cue = _noun_of(doc.tokens[token.i + 1 : segment.last])
    if word in _NEEDS_NOUN and not _is_source(view, parts, verb, cue, word):
        return None
    stop = next((parts[k].first - 1 for k in range(at + 1, verb) if parts[k].kind == "rel"), parts[verb].first - 1)
    begin = parts[verb].first
    last = view.text_end(view.sentence_of(token.i))
    last = next((p.first - 1 for n, p in enumerate(parts) if n > verb and _ends_here(doc, parts, n, verb)), last)
    evidence = f"{'source' if word in _NEEDS_NOUN else word}_{cue.strength if cue else 1}"
    medium = cue.medium if cue is not None else cues("preposition")[word].medium
    speaker = trimmed(doc, words(token.i + 1, stop))
    return Draft(
        "Indirect",
        evidence,
        trimmed(doc, words(begin, last)),
        speaker,
        (token.i,),
        words(token.i, begin),
        medium=medium,
    )


def _ends_here(doc: Doc, parts: tuple[Segment, ...], n: int, at: int) -> bool:
    return parts[n].mark == ";" or (parts[n].kind == "main" and unrelated(doc, parts, n, at))


def _is_named(doc: Doc, tokens: list[Token]) -> bool:
    """The source is a name: "gemäß der Organisation „X“"."""
    return any(n.first <= t.i < n.last and n.label in ("ORG", "PER") for t in tokens for n in doc.names)


def _is_source(view: View, parts: tuple[Segment, ...], at: int, cue: Cue | None, word: str) -> bool:
    """A noun that "nach" makes a source ("nach Angaben", not "nach dem Aufruf")."""
    return (
        cue is not None and ("aus" if word == "aus" else "nach") in cue.topic and _fits(view, parts, at, cue.strength)
    )


def _stands_behind(doc: Doc, token: Token, segment: Segment) -> bool:
    """The preposition follows its noun, no noun phrase follows it."""
    if token.i == segment.first:
        return False
    before = doc.tokens[token.i - 1]
    if before.upos not in NOMINAL and before.text not in ("“", '"', ")"):
        return False
    if token.text.lower() == "zufolge":
        return True
    after = doc.tokens[token.i + 1] if token.i + 1 < segment.last else None
    return noun_cue(singular(before)) is not None and (
        after is None or is_finite(after) or after.upos in ("PUNCT", "ADV", "PRON", "ADP")
    )


def _source_behind(doc: Doc, token: Token, segment: Segment) -> tuple[int, ...]:
    """The noun phrase that ends right before `token`; at the beginning of a clause it is all that stands there."""
    head = token.head if token.head is not None and token.head.i < token.i and token.head.upos in NOMINAL else None
    last = token.i - 1
    if head is None or head.i < segment.first:
        head = next((doc.tokens[i] for i in range(last, segment.first - 1, -1) if doc.tokens[i].upos in NOMINAL), None)
    if head is None:
        return ()
    finite = segment.finite
    if (
        finite is not None
        and finite > token.i
        and all(
            doc.tokens[i].upos not in ("ADV", "CCONJ", "SCONJ", "VERB", "AUX") for i in range(segment.first, token.i)
        )
        and (token.i == segment.first + 1 or all(t.upos != "PRON" for t in doc.tokens[segment.first : token.i]))
    ):
        return trimmed(doc, words(segment.first, token.i))
    phrase = noun_phrase(doc, head, segment.first, token.i)
    return tuple(range(phrase[0], token.i)) if phrase else ()


def _source_after(view: View, parts: tuple[Segment, ...], at: int, token: Token) -> tuple[int, ...]:
    """The noun phrase after `token`: up to the finite verb where the phrase opens the sentence, else by the tree."""
    doc, segment = view.doc, parts[at]
    head = token.head if token.head is not None and token.head.i > token.i and token.head.upos in NOMINAL else None
    if head is None:
        head = next(
            (doc.tokens[i] for i in range(token.i + 1, segment.last) if doc.tokens[i].upos in ("NOUN", "PROPN", "X")),
            None,
        )
    if head is None and token.i + 1 < segment.last and token.text.lower() == "laut":
        head = doc.tokens[token.i + 1]
    if head is None or head.i - token.i > 12 or any(is_finite(doc.tokens[i]) for i in range(token.i + 1, head.i)):
        return ()
    if token.i == segment.first and segment.kind == "main" and segment.finite is not None and segment.mark != "–":
        return trimmed(doc, words(token.i + 1, segment.finite))
    phrase = noun_phrase(doc, head, token.i + 1, view.sentence_of(token.i).last)
    if not phrase or phrase[0] > token.i + 3:
        return ()
    return trimmed(doc, words(token.i + 1, _source_end(view, head, phrase[-1] + 1)))


def _source_end(view: View, head: Token, stop: int) -> int:
    """A source within the sentence ends with its genitive or "von": what follows belongs to what is told, as do words in
    marks with an article before them, or behind a noun of saying ("laut Zeugenaussagen „...“")."""
    doc = view.doc
    for i in range(head.i + 1, stop):
        token = doc.tokens[i]
        if view.opaque[i] and not view.opaque[i - 1]:
            before = doc.tokens[i - 1]
            if before.upos == "DET":
                return i - 1
            if before.upos == "NOUN" and noun_cue(singular(before)) is not None:
                return i
        if token.upos in ("ADV", "VERB", "AUX", "SCONJ", "CCONJ") and token.text not in ("und", "&"):
            return i
        if token.upos == "ADP" and token.text.lower() not in ("von", "vom", "aus", "des", "beim", "für"):
            return i
        if token.upos == "NUM" and doc.tokens[i - 1].upos == "PROPN":
            return i
    return stop


def _noun_of(tokens: list[Token]) -> Cue | None:
    """The row of the first noun."""
    noun = next((t for t in tokens if t.upos == "NOUN"), None)
    return noun_cue(singular(noun)) if noun is not None else None


def _fits(view: View, parts: tuple[Segment, ...], at: int, strength: int) -> bool:
    """A weak noun ("nach Plänen") needs the Konjunktiv or "soll"."""
    if strength < 3:
        return True
    segment = parts[at]
    finite = view.doc.tokens[segment.finite] if segment.finite is not None else None
    return bool(subjunctive_of(view.doc, segment)) or (finite is not None and finite.lemma == "sollen")


def _commas_around(doc: Doc, frame: tuple[int, ...]) -> tuple[int, ...]:
    """A comma that parts the frame from the words quoted goes with the frame."""
    out = set(frame)
    for edge in (frame[0] - 1, frame[-1] + 1):
        if 0 <= edge < len(doc.tokens) and doc.tokens[edge].text == ",":
            out.add(edge)
    return tuple(sorted(out))
