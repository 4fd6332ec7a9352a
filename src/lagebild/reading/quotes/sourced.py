"""Indirect quotations that a preposition or adverb marks: "laut X", "X zufolge", "nach Angaben von X", "so X", "demnach"."""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.clause import subjunctive_of
from lagebild.reading.quotes.cues import Cue, cues, noun_cue
from lagebild.reading.quotes.found import Draft, trimmed, without, words
from lagebild.reading.quotes.phrases import NOMINAL, noun_phrase, singular
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
        return _so(view, parts, at, token)
    if word in _SOURCE_ADVERBS:
        return _adverb(view, parts, at, token, word)
    if word == "wonach" and token.i == parts[at].first:
        return _wonach(view, parts, at, token)
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
    if word in _NEEDS_NOUN and not _is_source(view, parts, at, cue, word):
        return None
    if word == "laut" and token.upos == "ADJ":
        return None
    whole = tuple(sorted({*source, token.i}))
    frame = whole
    quote = trimmed(doc, without(_clause_around(view, parts, at, token), _commas_around(doc, frame)))
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
    return parts[n].mark == ";" or (parts[n].kind == "main" and _unrelated(doc, parts, n, at))


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
        after is None or is_finite(after) or after.upos in ("PUNCT", "ADV", "PRON")
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
    return trimmed(doc, words(token.i + 1, _source_end(doc, head, phrase[-1] + 1)))


def _source_end(doc: Doc, head: Token, stop: int) -> int:
    """A source within the sentence ends with its genitive or "von": what follows belongs to what is told."""
    for i in range(head.i + 1, stop):
        token = doc.tokens[i]
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


def _clause_around(view: View, parts: tuple[Segment, ...], at: int, token: Token) -> tuple[int, ...]:
    """The words that the source stands for: its main clause with all that depends on it."""
    sentence = view.sentence_of(token.i)
    segment = parts[at]
    first, last = segment.first, view.text_end(sentence)
    if segment.kind in ("rel", "sub", "dass", "ob"):
        return words(first, _subordinate_end(parts, at, last))
    k = at
    while k > 0 and not _starts_main(view.doc, parts, k):
        k -= 1
    first = parts[k].first
    for n in range(at + 1, len(parts)):
        if parts[n].mark == ";" or (parts[n].kind == "main" and _unrelated(view.doc, parts, n, at)):
            last = min(last, parts[n].first - 1)
            break
    cut = _coordinated_before(view.doc, parts[at], token)
    for i in range(token.i + 1, segment.last - 1):
        joined = view.doc.tokens[i].text in ("und", "aber") and is_finite(view.doc.tokens[i + 1])
        if joined and segment.finite is not None and segment.finite < i and not subjunctive_of(view.doc, segment):
            last = min(last, i)  # "... und steht unter Druck": the article goes on itself
            break
    return words(max(first, cut), last)


def _coordinated_before(doc: Doc, segment: Segment, token: Token) -> int:
    """ "Er kam und soll laut X ...": the clause begins at the "und" that stands between two finite verbs."""
    for i in range(token.i - 1, segment.first, -1):
        if doc.tokens[i].text in ("und", "aber", "oder") and i + 1 < segment.last:
            left = any(is_finite(t) for t in doc.tokens[segment.first : i])
            right = any(is_finite(t) for t in doc.tokens[i + 1 : segment.last])
            if left and right:
                return i + 1
    return 0


def _subordinate_end(parts: tuple[Segment, ...], at: int, last: int) -> int:
    for n in range(at + 1, len(parts)):
        if parts[n].kind in ("main", "v1") or (parts[n].kind == "frag" and n > at + 1):
            return parts[n].first - 1
    return last


def _starts_main(doc: Doc, parts: tuple[Segment, ...], k: int) -> bool:
    """Segment `k` begins a main clause of its own: its finite verb stands second, a finished clause is before it."""
    segment = parts[k]
    if segment.mark in (";", ":"):
        return True
    if segment.kind != "main":
        return False
    return any(p.kind in ("main", "v1") for p in parts[:k]) and segment.finite is not None


def _unrelated(doc: Doc, parts: tuple[Segment, ...], n: int, at: int) -> bool:
    """A further main clause that leaves the Konjunktiv of the quoted one, or turns against it."""
    word = doc.tokens[parts[n].first].text.lower()
    if subjunctive_of(doc, parts[n]):
        return False
    return (
        bool(subjunctive_of(doc, parts[at]))
        or word in ("doch", "aber", "jedoch", "während")
        or word not in ("und", "oder")
    )


# --- adverbs --------------------------------------------------------------------------------------------------------


def _so(view: View, parts: tuple[Segment, ...], at: int, token: Token) -> Draft | None:
    """ "..., so X": no verb, a noun phrase right after "so"."""
    doc, segment = view.doc, parts[at]
    closing = token.i > 0 and view.opaque[token.i - 1]
    if (
        (at == 0 and not closing)
        or (segment.mark not in (",", "–", "-", "—") and not closing)
        or segment.finite is not None
    ):
        return None
    if token.i + 1 >= segment.last or doc.tokens[token.i + 1].upos in ("ADV", "SCONJ", "ADP", "VERB"):
        return None
    head = next((t for t in doc.tokens[token.i + 1 : segment.last] if t.upos in ("NOUN", "PROPN", "PRON")), None)
    if head is None or (not any(p.kind in ("main", "v1", "dass") for p in parts[:at]) and not closing):
        return None
    last = at
    for n in range(at + 1, len(parts)):
        if parts[n].kind in ("rel", "frag") and parts[n].mark == "," and parts[n].last - parts[n].first < 15:
            last = n
        else:
            break
    sentence = view.sentence_of(token.i)
    speaker = noun_phrase(doc, head, token.i + 1, parts[last].last)
    end = parts[last].last
    if end < sentence.last and doc.tokens[end].text == ",":
        end += 1
    frame = words(segment.first - 1, end)
    quote = trimmed(doc, without(words(_scope_start(parts, at, sentence.first), view.text_end(sentence)), frame))
    if len(quote) < 2:
        return None
    mood = any(subjunctive_of(doc, p) for p in parts if p is not segment)
    return Draft(
        "Indirect",
        "so_subjunctive" if mood else "so",
        quote,
        speaker=trimmed(doc, speaker),
        cue=(token.i,),
        frame=trimmed(doc, frame) and frame,
        medium="speech",
    )


def _scope_start(parts: tuple[Segment, ...], at: int, first: int) -> int:
    return max((p.first for p in parts[: at + 1] if p.mark == ";"), default=first)


def _adverb(view: View, parts: tuple[Segment, ...], at: int, token: Token, word: str) -> Draft | None:
    """ "Demnach ..."; "danach" means mostly "afterwards" and needs the Konjunktiv, as does every weak one."""
    doc, segment = view.doc, parts[at]
    mood = subjunctive_of(doc, segment)
    if cues("adverb")[word].subjunctive and mood != "I":
        return None
    quote = trimmed(doc, without(_clause_around(view, parts, at, token), (token.i,)))
    if len(quote) < 3:
        return None
    return Draft("Indirect", word, quote, speaker=(token.i,), cue=(token.i,), frame=(token.i,), medium="speech")


def _wonach(view: View, parts: tuple[Segment, ...], at: int, token: Token) -> Draft | None:
    """ "ein Bericht, wonach ...": the noun before is the source."""
    doc = view.doc
    if at == 0:
        return None
    head = next((t for t in reversed(doc.tokens[parts[at - 1].first : parts[at - 1].last]) if t.upos == "NOUN"), None)
    if head is None or noun_cue(singular(head)) is None:
        return None
    end = _subordinate_end(parts, at, view.text_end(view.sentence_of(token.i)))
    quote = trimmed(doc, words(token.i + 1, end))
    frame = words(view.sentence_of(token.i).first, token.i + 1)
    speaker = noun_phrase(doc, head, parts[at - 1].first, parts[at - 1].last)
    return (
        Draft("Indirect", "wonach", quote, speaker=speaker, cue=(token.i,), frame=frame, medium="writing")
        if quote
        else None
    )
