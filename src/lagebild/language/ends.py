"""Where the sentences of a block end: after marks and what closes after them, and where a mark is missing."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.boundary import Boundaries
from lagebild.language.rules import Rules
from lagebild.language.stops import Stop

TERMINAL = frozenset((".", "!", "?", "…", "..", "...", "...."))
CLOSING = frozenset(("“", "”", "«", "»", "’", "‘", "'", '"', "''", ")", "]", "›", "‹"))
_SMILES = frozenset((":)", ":-)", ";)", ";-)", ":D", ":-D"))
_QUOTE = frozenset(("“", "”", "«", "»", "’", "‘", "'", '"', "''", "›", "‹"))
_OPENING = frozenset(("„", "“", "”", "«", "»", "‚", "‘", '"', "``", "(", "[", "›", "‹", "'"))
_DASHES = frozenset(("-", "–", "—", "--"))
_DOTS = frozenset(("…", "...", "...."))
_SHORTEST_UNMARKED = 2  # tokens on either side
_SHORTEST_QUOTED = 5  # tokens of a quoted sentence; „Spiegel“ „Focus“ is a list
_LONGEST_QUOTE = 300  # tokens looked back for the mark that opened it
_LONG_LEAD = 8  # tokens before a colon: a short lead ("Negativ ist: Das Zimmer ist laut.") belongs to what it announces
_LONGEST_ABBREVIATION = 5  # letters
_NEAR = 3  # tokens within which the likeliest of several places without a mark is taken
# Log odds over which a sentence ends at each kind of place; read off GSD dev and PUD, with tables compiled without them.
_SURE = {"word": 1.5, ":": 3.0, ";": 2.0, "dots": 1.0, "closed": 1.7}


@dataclass(frozen=True, slots=True)
class Block:
    """The tokens of one block: their words, spans in the text, and what their full stops are."""

    words: list[str]
    spans: list[tuple[int, int]]
    stops: dict[int, Stop]
    known: Rules
    likely: Boundaries | None

    def ends(self, first: int) -> list[int]:
        """The numbers of the tokens after which a sentence ends (one past), the last included; `first` ends a dateline."""
        words, stops = self.words, self.stops
        found = [first] if first else []
        i, n, begin = first, len(words), first
        while i < n:
            stop = stops.get(i)
            if stop in (Stop.END, Stop.BOTH) or (stop is None and (words[i] in TERMINAL or words[i] in _SMILES)):
                at = self._after_closers(i)
                ends = at >= n or self._breaks(i, at, begin)
                i = at
            else:
                at = i
                ends = self._unmarked(i, begin) if words[i][0].isupper() else self._between_quotes(i, begin)
                i += 1
            if ends:
                found.append(at)
                begin = at
        if not found or found[-1] != n:
            found.append(n)
        return found

    def _unmarked(self, i: int, begin: int) -> bool:
        """Does a sentence begin at the capital `i` though no mark ended the last one (a lost break, a colon)?"""
        words = self.words
        if i - begin < _SHORTEST_UNMARKED or i + _SHORTEST_UNMARKED > len(words) or not self._gap(i):
            return False
        before = words[i - 1]
        if before == ":" and i - begin <= _LONG_LEAD:
            return False
        kind = "word" if before[-1].isalnum() else "closed" if before in CLOSING else before
        score = self._likely(i, begin) if kind in _SURE else 0.0
        if score <= _SURE.get(kind, score) or self._in_brackets(i, begin):
            return False
        rivals = (k for k in range(i + 1, min(i + 1 + _NEAR, len(words) - 1)) if words[k][0].isupper())
        return all(self._likely(k, begin) <= score for k in rivals if words[k - 1][-1].isalnum())

    def _in_brackets(self, i: int, begin: int) -> bool:
        """Does a bracket that opened in this sentence still stand open before token `i`?"""
        before = self.words[begin:i]
        return before.count("(") + before.count("[") > before.count(")") + before.count("]")

    def _likely(self, i: int, begin: int) -> float:
        """The log odds that a sentence ends before the marks that precede token `i`."""
        end = i
        while end > begin + 1 and not self.words[end - 1][-1].isalnum():
            end -= 1
        return self.likely.score(self.words, end, i, begin) if self.likely else 0.0

    def _gap(self, i: int) -> bool:
        """Does white space precede token `i`?"""
        return self.spans[i][0] > self.spans[i - 1][1]

    def _between_quotes(self, i: int, begin: int) -> bool:
        """Does the mark `i` open a quotation right after another one closed, both whole sentences?"""
        words = self.words
        if words[i] not in _OPENING or i - begin < _SHORTEST_QUOTED or i + 1 >= len(words):
            return False
        apart = words[i - 1] in _QUOTE and self._gap(i) and not self._gap(i - 1) and not self._gap(i + 1)
        return apart and words[i + 1][0].isupper()

    def _after_closers(self, i: int) -> int:
        """The number of the first token after the mark `i`, its repetitions and the marks that close after it."""
        after, words = i + 1, self.words
        while after < len(words):
            word = words[after]
            again = (word in TERMINAL and not self._gap(after)) or word in _SMILES
            if not again and not (word in CLOSING and self._closes(after)):
                break
            after += 1
        return after

    def _closes(self, i: int) -> bool:
        """Is this mark a closing one: it touches what precedes, or stands loose (and touches nothing that follows)?"""
        if not self._gap(i):
            return True
        loose = i + 1 >= len(self.words) or self._gap(i + 1)
        return loose and (self.words[i] not in _QUOTE or self._quoted(i))

    def _quoted(self, i: int) -> bool:
        """Does a quotation stand open before the mark `i`? French puts spaces on the inner side of both marks."""
        near = self.words[max(0, i - _LONGEST_QUOTE) : i]
        return sum(w in _QUOTE or w in _OPENING for w in near if w not in "()[]") % 2 == 1

    def _breaks(self, i: int, after: int, begin: int) -> bool:
        """Does a new sentence begin with token `after`, the mark `i` and what closes after it being past?"""
        words = self.words
        following, mark = words[after], words[i]
        quoted = any(w in _QUOTE for w in words[i + 1 : after])
        if words[i - 1] == "(" and after > i + 1 and mark != "." and after - i == 2:
            return False  # "(?)", "(sic!)" hold no sentence
        if following in _DASHES and after + 1 < len(words):
            # "„Komm!“ – „Nein.“" against "„Komm!“ – so rief er"
            return not words[after + 1][0].islower() and self._gap(after)
        opening = following in _OPENING
        if not following[0].isalnum() and not opening and following[0] not in "@#§$€":
            return False
        if not self._gap(after) and not opening and (mark != "." or not following[0].isupper()):
            return False
        first = words[after + 1] if opening and after + 1 < len(words) else following
        if mark in _DOTS:
            return opening or (first[0].isupper() and (quoted or self._resumes(first, after, begin)))
        if first[0].islower() and not (opening and quoted):
            # German sentences do not begin with a small letter; those of careless writers do, after a full word and stop.
            return mark == "." and not quoted and self.stops.get(i) is Stop.END and self._is_word(words[i - 1])
        return True

    def _is_word(self, word: str) -> bool:
        """Is this a full word rather than an abbreviation that no list has?"""
        return len(word) > _LONGEST_ABBREVIATION or (self.likely is not None and word in self.likely.classes)

    def _resumes(self, first: str, after: int, begin: int) -> bool:
        """Does a new sentence begin with `first` after dots, rather than the old one go on?"""
        if self.likely is None:
            return first in self.known.starters
        return self._likely(after, begin) > _SURE["dots"]
