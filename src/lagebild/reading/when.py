"""When something happened: the time expression that belongs to an event's or a quote's trigger.

By syntax first (a time in the trigger's own clause), then by sentence, then by the flow of the article. An event told
as news without a date has the date of publication; undated background stays open.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lagebild.language.doc import Doc, Token
from lagebild.reading.attachment import CLAUSAL, DAY, NOUNS, attached, base, clause_tokens, dates, day_of, joined
from lagebild.reading.narration import BEGINNING, news_day, told_before
from lagebild.reading.times.calendar import parse
from lagebild.reading.times.tables import table_for
from lagebild.reading.times.tense import Tense
from lagebild.records import Time

PREDICATES = frozenset({"VERB", "AUX"})
ASIDE = frozenset({"advcl", "acl"})
INSIDE = frozenset({"conj", "xcomp", "obj", "obl", "nsubj"})
GONE = ("past", "before")
FLOW = 2  # sentences that a date of the text goes on counting for


class Dating(NamedTuple):
    """A date and how the text tells it."""

    date: str | None  # EDTF
    told: bool = False  # by a time of the text, not only assumed to be that of publication


def dating_of(
    token: Token,
    doc: Doc,
    times: tuple[Time, ...],
    published: str | None,
    *,
    background: bool = False,
    act: bool | None = None,
    said: bool = False,
) -> Dating:
    """EDTF date of what `token` (a trigger: verb, noun or adjective) tells of, or None where the text leaves it open.

    `times` are all times of the article in text order, `published` its day of publication. `background` says that the
    trigger was recognised as background: then the date of publication is never assumed. `act` says that it is an act,
    False that it is words. An act that is yet to come, was only reported or is how somebody says (`said`, in a
    quotation) that things stand is not of that day either; one told of the past is of the day that the report tells of.
    Words are never of a day to come; they are news in a subordinate clause, too ("..., während die EU den Plan
    begrüßte"), where an act is older than the news.
    """
    sentence = doc.sentences[token.sent]
    here = [t for t in times if sentence.start <= t.start < sentence.end]
    own = [t for t in here if dates(t)]
    tense = clause_tense(token, doc)
    if (token.upos not in NOUNS and tense in GONE) or (act is False and tense != "future"):
        own = [t for t in own if not _is_later(t, published)]
    time = attached(token, own, doc)
    if time:
        return Dating(joined(time, times, doc, published), True)
    if token.upos in NOUNS and any(_is_below(t, token, doc) for t in here if t.value == "PRESENT_REF"):
        return Dating(published, True)
    if background:
        return Dating(None)
    carried = _carried(token, tense, doc, times, published)
    if carried:
        return Dating(carried, True)
    if act and tense == "before" and (date := told_before(token, doc, times, published)):
        return Dating(date, True)
    if tense == "before" or _told_as_past(token, tense, times, doc):
        return Dating(None)
    if (act is not False and _is_aside(token, tense)) or _is_hearsay(token, doc):
        return Dating(None)
    if act and (_is_not_yet_or_reported(token, tense) or (said and tense == "present")):
        return Dating(None)
    if _is_mentioned(token, doc):
        return _with_its_verb(token, doc, times, published, said=said) if act else Dating(None)
    day = news_day(token, doc, times, published) if act and tense == "past" else None
    return Dating(day, True) if day else Dating(published)


def _with_its_verb(token: Token, doc: Doc, times: tuple[Time, ...], published: str | None, *, said: bool) -> Dating:
    """The day that the clause tells of, where a noun only mentions an act: "Bei der Offensive wurden am Montag ...".

    The news of the day is that of its subjects and occasions only, and only where the report tells the past itself.
    """
    verb = _verb_above(token)
    if verb is None:
        return Dating(None)
    dating = dating_of(verb, doc, times, published, act=True, said=said)
    is_news = base(token) in ("nsubj", "obl") and clause_tense(token, doc) == "past" and not said
    return dating if is_news or dating.date != published else Dating(None)


def is_lasting(token: Token, doc: Doc, times: tuple[Time, ...], published: str | None) -> bool:
    """Whether the present tells how things stand, not what is new: past the beginning and without a word for now."""
    sentence = doc.sentences[token.sent]
    here = [t for t in times if sentence.start <= t.start < sentence.end]
    now = any(t.value == "PRESENT_REF" or day_of(t.edtf) == published for t in here)
    begins = [s.i for s in doc.sentences if s.kind == "text"][:BEGINNING]  # without title and dateline
    return clause_tense(token, doc) == "present" and token.sent not in begins and not now and sentence.kind == "text"


def _is_aside(token: Token, tense: str) -> bool:
    """Whether an undated past stands in an adverbial or relative clause: it explains the news and is older."""
    return tense in ("past", "before") and any(base(t) in ASIDE for t in _up_to_clause(token))


def _is_hearsay(token: Token, doc: Doc) -> bool:
    """Whether the clause only says what is meant to be or to have been: "er soll gefoltert haben"."""
    table = table_for(doc.language)
    return table is not None and any(t.text.lower() in table.cues.hearsay for t in clause_tokens(token, doc))


def _is_not_yet_or_reported(token: Token, tense: str) -> bool:
    """Whether an undated act is to come, or lies back in what somebody says: "erklärte, er sei gehindert worden"."""
    if tense == "future":
        return True
    return tense in ("past", "before") and token.upos in PREDICATES and base(token) == "ccomp"


def _up_to_clause(token: Token) -> Iterator[Token]:
    """`token` and what stands above it, up to the top of its clause."""
    top: Token | None = token
    while top is not None:
        yield top
        top = top.head if base(top) in INSIDE else None


def _carried(token: Token, tense: str, doc: Doc, times: tuple[Time, ...], published: str | None) -> str | None:
    """The day that the sentences before told of, where this one goes on telling in the past."""
    table = table_for(doc.language)
    if tense not in ("past", "before") or published is None or table is None:
        return None
    words = {t.text.lower() for t in doc.sentence_tokens(token.sent)}
    goes_on = bool(words & table.cues.going_on)
    if tense == "before" and not goes_on:
        return None
    mentioned = token.upos in NOUNS and not _is_carried_by_verb(token, doc)
    if not goes_on and (mentioned or words & (table.cues.reporting | table.cues.perfect_now)):
        return None
    start, reach = doc.sentences[token.sent].start, doc.sentences[max(0, token.sent - FLOW)].start
    before = [t for t in times if reach <= t.start < start and t.edtf and t.type in ("DATE", "TIME")]
    before = [t for t in before if not _only_bounds(t, doc)]
    if not before or before[-1].value == "PRESENT_REF":
        return None
    date = day_of(before[-1].edtf)
    return date if date and date <= published and (goes_on or len(date) == len(published)) else None


def _only_bounds(time: Time, doc: Doc) -> bool:
    """ "Vor 1933", "seit 2001", "bis Mai": a year or month that something lies before or after is no day of a story."""
    first, table = doc.tokens_in(time.start, time.end)[0].i, table_for(doc.language)
    if table is None or first == 0 or len(time.edtf or "") >= DAY:
        return False
    return doc.tokens[first - 1].text.lower() in table.cues.bounds


def _told_as_past(token: Token, tense: str, times: tuple[Time, ...], doc: Doc) -> bool:
    """Whether the clause says "bereits", "damals", "in der Vergangenheit", "jahrelang" and no more."""
    clause = clause_tokens(token, doc)
    table = table_for(doc.language)
    words = [t.text.lower() for t in clause]
    cues = {*words, *map(" ".join, pairwise(words))}
    if table is not None and tense == "past" and cues & table.cues.already:
        return True
    if tense == "present":
        return False  # "fordert seit Jahren": it goes on
    start, end = clause[0].start, clause[-1].end
    return any(start <= t.start < end and (t.value == "PAST_REF" or (t.value or "").startswith("PX")) for t in times)


def _is_mentioned(token: Token, doc: Doc) -> bool:
    """Whether an event without a date is only mentioned: a noun past the first sentence, or deep in one.

    "Nach Verhandlungen ..." tells nothing new; the first sentence of a report tells its news in nouns too.
    """
    if token.upos not in NOUNS or _is_carried_by_verb(token, doc):
        return False
    return token.sent > 0 or base(token) in ("nmod", "nsubj", "conj")


def clause_tense(token: Token, doc: Doc) -> Tense | str:
    """The tense of the clause that `token` stands in: past, present, future, or "before" for the Plusquamperfekt."""
    table = table_for(doc.language)
    if table is None:
        return "present"
    if table.cues.full_tense([t.text for t in _verb_group(token)]) == "before":
        return "before"  # the auxiliary may stand several commas before its participle
    return table.cues.full_tense([t.text for t in clause_tokens(token, doc)]) or "present"


def _verb_group(token: Token) -> list[Token]:
    """The verb of the clause round `token` in the tree, with its auxiliaries."""
    verb = _verb_above(token)
    if verb is None:
        return []
    return sorted([verb, *(c for c in verb.children if base(c) in ("aux", "cop"))], key=lambda t: t.i)


def _verb_above(token: Token) -> Token | None:
    """The verb of the clause round `token`, itself if it is one."""
    verb: Token | None = token
    while verb is not None and verb.upos not in PREDICATES:
        verb = verb.head if base(verb) not in CLAUSAL else None
    return verb


def _is_below(time: Time, token: Token, doc: Doc) -> bool:
    """Whether a time is said of the noun `token` itself: "das heutige Treffen"."""
    return any(w.head is not None and w.head.i == token.i for w in doc.tokens_in(time.start, time.end))


def _is_carried_by_verb(token: Token, doc: Doc) -> bool:
    """Whether a verb that means little itself tells the noun: "es kam zu Protesten", "sie übte Kritik"."""
    head, table = token.head, table_for(doc.language)
    if head is None or table is None or base(token) not in ("obj", "obl", "nsubj"):
        return False
    return head.upos in PREDICATES and head.lemma.lower() in table.cues.carrying


def _is_later(time: Time, published: str | None) -> bool:
    """Whether a time is to come: it dates neither a past tense nor what somebody says now."""
    return bool(parse(published) and published and (time.edtf or "")[:10] > published[:10])
