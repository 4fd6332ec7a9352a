"""What the finders hand on: a quotation as tokens (`Draft`), then as spans (`FoundQuote`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lagebild.language.doc import Doc
from lagebild.records import Medium, QuoteType, Span

# Marks that belong to no part of a quotation when they stand at its edge.
_EDGE = frozenset(",;:–—-()")
_STOPS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation before its speaker is linked to an entity; parts are spans of the text."""

    type: QuoteType
    quote: tuple[Span, ...]
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    medium: Medium | None = None
    confidence: float = 0.5
    evidence: str = ""  # the kind of evidence, a row of `confidence.tsv`


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation while it is being found; parts are positions of tokens, in text order."""

    type: QuoteType
    evidence: str
    quote: tuple[int, ...]
    speaker: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    frame: tuple[int, ...] = ()
    addressee: tuple[int, ...] = ()
    medium: Medium | None = None
    citing: tuple[int, ...] = ()  # the medium that cites the speaker, where the frame names both

    def with_frame_of(self, other: Draft) -> Draft:
        """The same words with the speaker, cue and frame of another quotation."""
        return replace(
            self,
            speaker=other.speaker,
            cue=other.cue,
            frame=other.frame,
            addressee=other.addressee,
            medium=self.medium or other.medium,
            citing=other.citing,
        )

    def overlap(self, other: Draft) -> float:
        """The share of the shorter one's words that both hold."""
        common = len(set(self.quote) & set(other.quote))
        return common / max(1, min(len(self.quote), len(other.quote)))


def words(first: int, last: int) -> tuple[int, ...]:
    """The positions [first, last)."""
    return tuple(range(first, last))


def without(positions: Iterable[int], taken: Iterable[int]) -> tuple[int, ...]:
    """The positions that are not taken."""
    gone = set(taken)
    return tuple(p for p in positions if p not in gone)


def trimmed(doc: Doc, positions: tuple[int, ...], *, stop: bool = False) -> tuple[int, ...]:
    """Without commas, dashes and (unless `stop`) full stops at the edges of each unbroken run."""
    out: list[int] = []
    for run in runs(positions):
        a, b = 0, len(run)
        while a < b and _is_edge(doc, run[a], stop=True):
            a += 1
        while b > a and _is_edge(doc, run[b - 1], stop=not stop):
            b -= 1
        out.extend(_balanced(doc, run[a:b]))
    return tuple(out)


def runs(positions: Iterable[int]) -> list[list[int]]:
    """Unbroken runs of positions."""
    found: list[list[int]] = []
    for p in sorted(positions):
        if found and p == found[-1][-1] + 1:
            found[-1].append(p)
        else:
            found.append([p])
    return found


def spans(doc: Doc, positions: tuple[int, ...]) -> tuple[Span, ...]:
    """Tokens as spans of the text."""
    return tuple((doc.tokens[run[0]].start, doc.tokens[run[-1]].end) for run in runs(positions))


def found(doc: Doc, draft: Draft, confidence: float) -> FoundQuote:
    """The draft as spans."""
    return FoundQuote(
        type=draft.type,
        quote=spans(doc, draft.quote),
        speaker=spans(doc, draft.speaker),
        cue=spans(doc, draft.cue),
        frame=spans(doc, draft.frame),
        addressee=spans(doc, draft.addressee),
        medium=draft.medium,
        confidence=confidence,
        evidence=draft.evidence,
    )


def _is_edge(doc: Doc, position: int, stop: bool) -> bool:
    text = doc.tokens[position].text
    return text in _EDGE or (stop and text in _STOPS)


def _balanced(doc: Doc, run: list[int]) -> list[int]:
    """A closing bracket at the end that `trimmed` cut off is put back where its opening one is inside."""
    if not run:
        return run
    texts = [doc.tokens[p].text for p in run]
    after = run[-1] + 1
    if texts.count("(") > texts.count(")") and after < len(doc.tokens) and doc.tokens[after].text == ")":
        return [*run, after]
    return run
