"""Quotation marks: which opening belongs to which closing one, over sentences and paragraphs.

German texts mix „…“, "…", »…«, «…», “…” and ‚…‘; closing marks are of the wrong kind or missing; a quotation over
several paragraphs opens anew in each of them. Told by position: an opening mark has a blank before and a word after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.doc import Doc

OPENING = frozenset("„‚")  # open whatever stands around them
DOUBLE = frozenset(("„", "“", "”", '"', "»", "«", "''", "``", "‟"))
SINGLE = frozenset(("‚", "‘", "’", "'", "‹", "›"))
MAX_PARAGRAPHS = 4  # a quotation that is still open after so many has lost its closing mark


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in quotation marks: tokens [first, last), the marks included; `depth` 0 for the outermost."""

    first: int
    last: int
    depth: int = 0
    closed: bool = True

    @property
    def inner(self) -> tuple[int, int]:
        """Without the marks."""
        return self.first + 1, self.last - 1 if self.closed else self.last


def marked(doc: Doc) -> tuple[Marked, ...]:
    """All stretches in double quotation marks, in text order; inner ones (also in single marks) have depth 1 and more."""
    spans: list[Marked] = []
    open_at: list[int] = []
    paragraph_of_open = 0
    for sentence in doc.sentences:
        if (
            open_at
            and sentence.paragraph != paragraph_of_open
            and _gives_up(doc, open_at, sentence.first, sentence.paragraph)
        ):
            spans.extend(_unclosed(doc, open_at))
            open_at = []
        for i in range(sentence.first, sentence.last):
            text = doc.tokens[i].text
            if text not in DOUBLE or (open_at and not _fits(doc.tokens[open_at[-1]].text, text)):
                continue
            if not _opens(doc, i, bool(open_at)):
                if open_at:
                    first = open_at.pop()
                    spans.append(Marked(first, i + 1, len(open_at)))
                continue
            if open_at and _repeats(doc, i, sentence.first, paragraph_of_open, sentence.paragraph):
                paragraph_of_open = sentence.paragraph
                continue
            if not open_at:
                paragraph_of_open = sentence.paragraph
            elif _left_open(doc, open_at[-1], i):
                spans.extend(_unclosed(doc, open_at))
                open_at = []
                paragraph_of_open = sentence.paragraph
            open_at.append(i)
    spans.extend(_unclosed(doc, open_at))
    return tuple(sorted(spans, key=lambda s: (s.first, -s.last)))


def _fits(opened: str, text: str) -> bool:
    """Whether `text` may stand inside or at the end of what `opened` began: two apostrophes are an emphasis there."""
    return text != "''" or opened == "''"


def _opens(doc: Doc, i: int, inside: bool) -> bool:
    """Whether the mark at `i` opens a quotation. `inside` says that one is open."""
    text = doc.tokens[i].text
    if text in OPENING:
        return True
    if not inside and text != "“" and text != "”":
        return not _is_glued_left(doc, i) or _is_glued_right(doc, i)
    left, right = _is_glued_left(doc, i), _is_glued_right(doc, i)
    if left != right:
        return right
    return not inside


def _is_glued_left(doc: Doc, i: int) -> bool:
    """A word or mark stands right before the mark, without a blank."""
    if i == 0:
        return False
    before = doc.tokens[i - 1]
    return before.end == doc.tokens[i].start and before.text not in ("(", "[", "–", "-", "—", "/")


def _is_glued_right(doc: Doc, i: int) -> bool:
    if i + 1 >= len(doc.tokens):
        return False
    after = doc.tokens[i + 1]
    return after.start == doc.tokens[i].end and (after.text[0].isalnum() or after.text[0] in "„‚([…'‘.")


def _repeats(doc: Doc, i: int, first: int, paragraph_of_open: int, paragraph: int) -> bool:
    """The mark opens a further paragraph of the same quotation."""
    return i == first and paragraph != paragraph_of_open


def _left_open(doc: Doc, opened: int, i: int) -> bool:
    """Marks opened at `opened` were never closed: more marks open than close up to the end of the paragraph."""
    paragraph = doc.sentences[doc.tokens[i].sent].paragraph
    balance = 1
    for k in range(opened + 1, len(doc.tokens)):
        if doc.sentences[doc.tokens[k].sent].paragraph != paragraph:
            break
        if doc.tokens[k].text in DOUBLE:
            balance += 1 if _opens(doc, k, inside=True) else -1
    return balance > 0


def _gives_up(doc: Doc, open_at: list[int], first: int, paragraph: int) -> bool:
    """A new paragraph begins while a quotation is open: it goes on if it opens anew or closes before another opens."""
    start = doc.sentences[doc.tokens[open_at[0]].sent].paragraph
    if paragraph - start > MAX_PARAGRAPHS:
        return True
    if doc.tokens[first].text in DOUBLE and _opens(doc, first, inside=False):
        return False
    for k in range(first, len(doc.tokens)):
        if doc.sentences[doc.tokens[k].sent].paragraph - start > MAX_PARAGRAPHS:
            return True
        if doc.tokens[k].text in DOUBLE:
            return _opens(doc, k, inside=True)
    return True


def _unclosed(doc: Doc, open_at: list[int]) -> list[Marked]:
    """A quotation without a closing mark ends with the sentence that it began in."""
    return [
        Marked(first, doc.sentences[doc.tokens[first].sent].last, n, closed=False) for n, first in enumerate(open_at)
    ]
