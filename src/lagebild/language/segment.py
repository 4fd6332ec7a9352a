"""Raw text to tokens and sentences, offsets into the original text."""

from __future__ import annotations

import re
from itertools import pairwise

from lagebild.language.dateline import dateline_tokens
from lagebild.language.doc import Doc, Sentence, Token
from lagebild.language.lines import blocks
from lagebild.language.rules import Rules, rules
from lagebild.language.stops import Stop
from lagebild.language.tokenize import cut, has_addresses

# Longer ones are lists or tables that lost their line breaks; the bound keeps the network's memory bounded.
MAX_SENTENCE_TOKENS = 250
_LONGEST_HEADLINE = 30  # tokens
_SHORTEST_UNMARKED = 3  # tokens on either side
_SHORTEST_QUOTED = 5  # tokens of a quoted sentence; „Spiegel“ „Focus“ is a list
_EARLY = 3  # blocks: head, title, first paragraph, where a bare place is a dateline
_TERMINAL = frozenset((".", "!", "?", "…", "..", "...", "...."))
_SMILES = frozenset((":)", ":-)", ";)", ";-)", ":D", ":-D"))
_CLOSING = frozenset(("“", "”", "«", "»", "’", "‘", "'", '"', "''", ")", "]", "›", "‹"))
_QUOTE = frozenset(("“", "”", "«", "»", "’", "‘", "'", '"', "''", "›", "‹"))
_OPENING = frozenset(("„", "“", "”", "«", "»", "‚", "‘", '"', "``", "(", "[", "›", "‹", "'"))
_DASHES = frozenset(("-", "–", "—", "--"))
_BULLET = re.compile(r"[-–—•*·▪►■●○+]")


def segment(text: str, language: str = "de") -> Doc:
    """A `Doc` with tokens and sentences; nothing tagged yet."""
    doc = Doc(text=text, language=language)
    known, web = rules(language), has_addresses(text)
    for number, (start, end) in enumerate(blocks(text)):
        _add_block(doc, start, end, number, known, web)
    return doc


def _add_block(doc: Doc, start: int, end: int, number: int, known: Rules, web: bool) -> None:
    """Cut one block into tokens and sentences and add them to the document."""
    pieces = cut(doc.text, start, end, known, web)
    if not pieces.spans:
        return
    words = [doc.text[a:b] for a, b in pieces.spans]
    line = dateline_tokens(words, pieces.spans, pieces.stops, number < _EARLY, known)
    ends = _ends(words, pieces.spans, pieces.stops, line, known)
    first = len(doc.tokens)
    begin = 0
    for end_at in ends:
        i = len(doc.sentences)
        for k in range(begin, end_at):
            doc.tokens.append(Token(first + k, words[k], pieces.spans[k][0], i))
        kind = "dateline" if begin == 0 and end_at == line else _kind(words, ends)
        a, b = pieces.spans[begin][0], pieces.spans[end_at - 1][1]
        doc.sentences.append(Sentence(i, first + begin, first + end_at, a, b, number, kind))
        begin = end_at


def _kind(words: list[str], ends: list[int]) -> str:
    """`headline` for a block of one short sentence without a closing mark that is no point of a list."""
    if len(ends) > 1 or len(words) > _LONGEST_HEADLINE or _BULLET.fullmatch(words[0]):
        return "text"
    last = len(words) - 1
    while last > 0 and words[last] in _CLOSING:
        last -= 1
    closed = (words[last] in _TERMINAL and last != 0) or words[last] in (":", ";", ",")
    return "text" if closed or not any(w[0].isalnum() for w in words) else "headline"


def _ends(
    words: list[str], spans: list[tuple[int, int]], stops: dict[int, Stop], dateline: int, known: Rules
) -> list[int]:
    """The numbers of the tokens after which a sentence ends (one past), the last included."""
    found = [dateline] if dateline else []
    i, n = dateline, len(words)
    while i < n:
        stop = stops.get(i)
        if stop in (Stop.END, Stop.BOTH) or (stop is None and (words[i] in _TERMINAL or words[i] in _SMILES)):
            after = _after_closers(words, spans, i)
            if after >= n or _breaks(words, spans, stops, i, after, known):
                found.append(after)
            i = after
        else:
            begin = found[-1] if found else 0
            lost = words[i] in known.unmarked and _unmarked(words, i, begin, known)
            if lost or (words[i] in _OPENING and _between_quotes(words, spans, i, begin)):
                found.append(i)
            i += 1
    if not found or found[-1] != n:
        found.append(n)
    return _bounded(found, words)


def _unmarked(words: list[str], i: int, begin: int, known: Rules) -> bool:
    """Does a sentence begin at the capitalised function word `i` though no mark ended the last one (a lost break)?"""
    before = words[i - 1]
    if i - begin < _SHORTEST_UNMARKED or i + _SHORTEST_UNMARKED >= len(words):
        return False
    if before == ";":
        return True
    if not before[-1].isalnum() or before in known.small_starters:
        return False
    after = words[i + 1 : i + 3]
    return all(w[0].isalnum() for w in after) and after[0] not in known.titles


def _between_quotes(words: list[str], spans: list[tuple[int, int]], i: int, begin: int) -> bool:
    """Does the mark `i` open a quotation right after another one closed, both whole sentences?"""
    if i - begin < _SHORTEST_QUOTED or i + 1 >= len(words) or words[i - 1] not in _QUOTE:
        return False
    apart = spans[i][0] > spans[i - 1][1] and spans[i - 1][0] == spans[i - 2][1] and spans[i][1] == spans[i + 1][0]
    return apart and words[i + 1][0].isupper()


def _after_closers(words: list[str], spans: list[tuple[int, int]], i: int) -> int:
    """The number of the first token after the mark `i`, its repetitions and the marks that close after it."""
    after, n = i + 1, len(words)
    while after < n:
        word = words[after]
        again = (word in _TERMINAL and spans[after][0] == spans[after - 1][1]) or word in _SMILES
        if not again and not (word in _CLOSING and _closes(spans, after)):
            break
        after += 1
    return after


def _closes(spans: list[tuple[int, int]], i: int) -> bool:
    """Is this mark a closing one: it touches what precedes, or stands loose (and touches nothing that follows)?"""
    touches_next = i + 1 < len(spans) and spans[i + 1][0] == spans[i][1]
    if spans[i][0] == spans[i - 1][1]:
        return True
    return not touches_next


def _breaks(
    words: list[str], spans: list[tuple[int, int]], stops: dict[int, Stop], i: int, after: int, known: Rules
) -> bool:
    """Does a new sentence begin with token `after`, the mark `i` and what closes after it being past?"""
    following = words[after]
    mark, quoted = words[i], any(w in _QUOTE for w in words[i + 1 : after])
    if words[i - 1] == "(" and after > i + 1 and mark != "." and after - i == 2:
        return False  # "(?)", "(sic!)" hold no sentence
    if following in _DASHES and after + 1 < len(words):
        # "„Komm!“ – „Nein.“" against "„Komm!“ – so rief er"
        return not words[after + 1][0].islower() and spans[after][0] > spans[after - 1][1]
    opening = following in _OPENING
    if not following[0].isalnum() and not opening and following[0] not in "@#§$€":
        return False
    gap = spans[after][0] > spans[after - 1][1]
    if not gap and not opening and (mark != "." or not following[0].isupper()):
        return False
    first = words[after + 1] if opening and after + 1 < len(words) else following
    if mark in ("…", "..."):
        return (quoted and first[0].isupper()) or first in known.starters or opening
    if first[0].islower() and not (opening and quoted):
        # German sentences do not begin with a small letter; those of careless writers do, after a full word and stop.
        return mark == "." and not quoted and stops.get(i) is Stop.END and len(words[i - 1]) > 5
    return True


def _bounded(ends: list[int], words: list[str]) -> list[int]:
    """The same ends with sentences of more than MAX_SENTENCE_TOKENS divided, after a semicolon or comma if possible."""
    if max(b - a for a, b in pairwise((0, *ends))) <= MAX_SENTENCE_TOKENS:
        return ends
    found, begin = [], 0
    for end in ends:
        while end - begin > MAX_SENTENCE_TOKENS:
            window = range(begin + MAX_SENTENCE_TOKENS - 1, begin + MAX_SENTENCE_TOKENS // 2, -1)
            at = next((k for mark in (";", ",") for k in window if words[k] == mark), window[0])
            found.append(at + 1)
            begin = at + 1
        found.append(end)
        begin = end
    return found
