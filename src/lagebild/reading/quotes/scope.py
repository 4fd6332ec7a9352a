"""The clause that a source within it stands for: where it begins and ends."""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.quotes.clause import subjunctive_of
from lagebild.reading.quotes.found import words
from lagebild.reading.quotes.segments import Segment, is_finite
from lagebild.reading.quotes.view import View


def clause_around(view: View, parts: tuple[Segment, ...], at: int, token: Token) -> tuple[int, ...]:
    """The words that the source stands for: its main clause with all that depends on it."""
    sentence = view.sentence_of(token.i)
    segment = parts[at]
    first, last = segment.first, view.text_end(sentence)
    if segment.kind in ("rel", "sub", "dass", "ob"):
        return words(first, subordinate_end(parts, at, last))
    k = at
    while k > 0 and not _starts_main(view.doc, parts, k):
        k -= 1
    first = parts[k].first
    for n in range(at + 1, len(parts)):
        if parts[n].mark == ";" or (parts[n].kind == "main" and unrelated(view.doc, parts, n, at)):
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


def subordinate_end(parts: tuple[Segment, ...], at: int, last: int) -> int:
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


def unrelated(doc: Doc, parts: tuple[Segment, ...], n: int, at: int) -> bool:
    """A further main clause that leaves the Konjunktiv of the quoted one, or turns against it."""
    word = doc.tokens[parts[n].first].text.lower()
    if subjunctive_of(doc, parts[n]):
        return False
    return (
        bool(subjunctive_of(doc, parts[at]))
        or word in ("doch", "aber", "jedoch", "während")
        or word not in ("und", "oder")
    )
