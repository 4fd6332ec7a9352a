"""Words as the search knows them: without case, accents and endings, so that "Sanktion" finds "Sanktionen".

The stems are Snowball's for German (they hold "Muenchen" and "München" for one, "ß" and "ss", "verhaftet" and
"Verhaftung"); words of other languages in a German text come through them mostly as they are. What is indexed and what is
asked for take the same way, so a wrong stem costs a false hit at most.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import Stemmer

ALGORITHM = "german"
# Beginnings of words are searched from this length on, so that "Sanktion" finds "Sanktionspaket" but "EU" not "Europa".
PREFIX_FROM = 5
MARK_ON, MARK_OFF = "\x02", "\x03"
_WORD = re.compile(r"[^\W_]+")
# "Muenchen" for "München" where an umlaut cannot be typed; not in "neue", "Quelle". As Snowball's German does it.
_DIGRAPH = re.compile(r"(?<![aeiouq])(ae|oe|ue)")
_local = threading.local()  # a stemmer may be used by one thread at a time


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query: what is matched in the index, and which words of a text are hits."""

    match: str  # for FTS5; "" where the query has no word
    stems: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[re.Pattern[str], ...]  # to be there as they were typed

    def hits(self, word: str, stem: str) -> bool:
        """Whether a word of a text is one that was asked for."""
        return stem in self.stems or stem.startswith(self.beginnings or ("\0",))

    def holds(self, *texts: str | None) -> bool:
        """Whether every phrase stands in one of the texts, letter by letter."""
        return all(any(p.search(t) for t in texts if t) for p in self.phrases)


def stems(text: str | None) -> str:
    """The stems of a text's words in their order, as the index holds them."""
    return " ".join(_stems(_WORD.findall(text))) if text else ""


def wanted(query: str) -> Wanted:
    """What a person types: every word must be there, beginnings count, "..." is taken as it stands.

    >>> wanted('Sanktionen EU "nahe stehend"').match
    '("sanktion" OR "sanktionen" *) AND "eu" AND "nah stehend"'
    """
    parts: list[str] = []
    alone: set[str] = set()
    beginnings: list[str] = []
    phrases: list[re.Pattern[str]] = []
    for phrase, typed in re.findall(r'"([^"]+)"|([^\s"]+)', query):
        words = _WORD.findall(phrase or typed)
        if not words:
            continue
        exact = " ".join(_stems(words))
        alone |= set(exact.split())
        if phrase:
            phrases.append(re.compile(r"\b" + r"[\W_]+".join(map(re.escape, words)) + r"\b", re.IGNORECASE))
        begins = plain(words[0]) if not phrase and len(words) == 1 else ""
        if begins and (len(begins) >= PREFIX_FROM or typed.endswith("*")):
            beginnings.append(begins)
            parts.append(f'("{exact}" OR "{begins}" *)' if exact != begins else f'"{begins}" *')
        else:
            parts.append(f'"{exact}"')
    return Wanted(" AND ".join(parts), frozenset(alone), tuple(beginnings), tuple(phrases))


def plain(word: str) -> str:
    """A word without case and marks, umlauts written in one way."""
    return _bare(_DIGRAPH.sub(lambda m: m[1][0], word.casefold()))


def marked(text: str, asked: Wanted, *, width: int | None = None) -> str:
    """`text` with the words that were asked for between MARK_ON and MARK_OFF, cut to the `width` words around most of them."""
    words = list(_WORD.finditer(text))
    hits = [asked.hits(m[0], s) for m, s in zip(words, _stems([m[0] for m in words]), strict=True)]
    first, last = _window(hits, width or len(words))
    parts, at = [], words[first].start() if first else 0
    for word, hit in zip(words[first:last], hits[first:last], strict=True):
        parts += [text[at : word.start()], f"{MARK_ON}{word[0]}{MARK_OFF}" if hit else word[0]]
        at = word.end()
    tail = text[at:] if last == len(words) else " …"
    return ("… " if first else "") + "".join(parts) + tail


def _window(hits: Sequence[bool], width: int) -> tuple[int, int]:
    """The stretch of `width` words with most hits, the first of several; a few words before the first hit are kept."""
    if len(hits) <= width:
        return 0, len(hits)
    best, inside = 0, sum(hits[:width])
    most = inside
    for start in range(1, len(hits) - width + 1):
        inside += hits[start + width - 1] - hits[start - 1]
        if inside > most:
            most, best = inside, start
    if most == 1 and best:  # a lone hit was met at the end of the stretch; it stands in the middle
        best = min(best + width - 1 - width // 2, len(hits) - width)
    return best, min(len(hits), best + width)


def index_article(db: sqlite3.Connection, article: int, title: str | None, text: str) -> None:
    """Take a stored article into the index."""
    db.execute("INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)", (article, stems(title), stems(text)))


def index_quotes(db: sqlite3.Connection, article: int) -> None:
    """Take the stored quotes of an article into the index: the words, and the speaker by name and as written."""
    rows = db.execute(
        "SELECT q.id, q.text, coalesce(e.name || ' ', '') || coalesce(q.speaker, '') FROM quotes q "
        "LEFT JOIN entities e ON e.id = q.speaker_entity WHERE q.article = ?",
        (article,),
    ).fetchall()
    db.executemany(
        "INSERT INTO quote_words (rowid, text, speaker) VALUES (?, ?, ?)", [(n, stems(t), stems(s)) for n, t, s in rows]
    )


def _stems(words: Iterable[str]) -> list[str]:
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer(ALGORITHM)
    return [_bare(s) for s in stemmer.stemWords([w.casefold() for w in words])]


def _bare(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
