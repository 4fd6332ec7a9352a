"""Raw text to tokens and sentences, offsets into the original text."""

from __future__ import annotations

import re
from itertools import pairwise

from lagebild.language.boundary import Boundaries, boundaries
from lagebild.language.dateline import dateline_tokens
from lagebild.language.doc import Doc, Sentence, Token
from lagebild.language.ends import CLOSING, TERMINAL, Block
from lagebild.language.lines import blocks
from lagebild.language.rules import Rules, rules
from lagebild.language.tokenize import cut, has_addresses

# Longer ones are lists or tables that lost their line breaks; the bound keeps the network's memory bounded.
MAX_SENTENCE_TOKENS = 250
_LONGEST_HEADLINE = 30  # tokens
_EARLY = 3  # blocks: head, title, first paragraph, where a bare place is a dateline
_BULLET = re.compile(r"[-–—•*·▪►■●○+]")


def segment(text: str, language: str = "de") -> Doc:
    """A `Doc` with tokens and sentences; nothing tagged yet."""
    doc = Doc(text=text, language=language)
    known, likely, web = rules(language), boundaries(language), has_addresses(text)
    for number, (start, end) in enumerate(blocks(text)):
        _add_block(doc, start, end, number, known, likely, web)
    return doc


def _add_block(doc: Doc, start: int, end: int, number: int, known: Rules, likely: Boundaries | None, web: bool) -> None:
    """Cut one block into tokens and sentences and add them to the document."""
    pieces = cut(doc.text, start, end, known, web)
    if not pieces.spans:
        return
    words = [doc.text[a:b] for a, b in pieces.spans]
    line = dateline_tokens(words, pieces.spans, pieces.stops, number < _EARLY, known)
    ends = _bounded(Block(words, pieces.spans, pieces.stops, known, likely).ends(line), words)
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
    while last > 0 and words[last] in CLOSING:
        last -= 1
    closed = (words[last] in TERMINAL and last != 0) or words[last] in (":", ";", ",")
    return "text" if closed or not any(w[0].isalnum() for w in words) else "headline"


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
