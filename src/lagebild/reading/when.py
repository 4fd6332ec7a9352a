"""When something happened: the time expression that belongs to an event's or a quote's trigger.

By syntax first (a time in the trigger's own clause), then by sentence, then by the flow of the article. An event told
as news without a date has the date of publication; undated background stays open.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lagebild.language.doc import Doc, Token
from lagebild.reading.times.calendar import parse
from lagebild.reading.times.tables import table_for
from lagebild.reading.times.tense import Tense
from lagebild.records import Time

# Relations that open a clause of their own: a time below one of these dates that clause, not the one above it.
CLAUSAL = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj", "appos"})
PREDICATES = frozenset({"VERB", "AUX"})
ASIDE = frozenset({"advcl", "acl"})
INSIDE = frozenset({"conj", "xcomp", "obj", "obl", "nsubj"})
MARKS = frozenset(",;:()–—")  # divide a sentence that is not parsed into clauses
FLOW = 2  # sentences that a date of the text goes on counting for


def date_of(
    token: Token,
    doc: Doc,
    times: tuple[Time, ...],
    published: str | None,
    *,
    background: bool = False,
    act: bool = False,
) -> str | None:
    """EDTF date of what `token` (a trigger: verb, noun or adjective) tells of, or None where the text leaves it open.

    `times` are all times of the article in text order, `published` its day of publication. `background` says that the
    trigger was recognised as background: then the date of publication is never assumed. `act` says that it is no
    saying: what is yet to come or was only reported is then not of that day either.
    """
    sentence = doc.sentences[token.sent]
    here = [t for t in times if sentence.start <= t.start < sentence.end]
    own = [t for t in here if _dates(t)]
    tense = clause_tense(token, doc)
    if token.upos not in NOUNS:
        own = [t for t in own if _fits(t, tense, published)]
    attached = _attached(token, own, doc)
    if attached:
        return _joined(attached, times, doc)
    if token.upos in NOUNS and any(_is_below(t, token, doc) for t in here if t.value == "PRESENT_REF"):
        return published
    if background:
        return None
    carried = _carried(token, tense, doc, times, published)
    if carried:
        return carried
    if tense == "before" or _told_as_past(token, tense, times, doc):
        return None
    if _is_aside(token, tense) or (act and _is_not_yet_or_reported(token, tense)):
        return None
    return None if _is_mentioned(token, doc) else published


def _is_aside(token: Token, tense: str) -> bool:
    """Whether an undated past stands in an adverbial or relative clause: it explains the news and is older."""
    return tense in ("past", "before") and any(_base(t) in ASIDE for t in _up_to_clause(token))


def _is_not_yet_or_reported(token: Token, tense: str) -> bool:
    """Whether an undated act is to come, or lies back in what somebody says: "erklärte, er sei gehindert worden"."""
    if tense == "future":
        return True
    return tense in ("past", "before") and token.upos in PREDICATES and _base(token) == "ccomp"


def _up_to_clause(token: Token) -> Iterator[Token]:
    """`token` and what stands above it, up to the top of its clause."""
    top: Token | None = token
    while top is not None:
        yield top
        top = top.head if _base(top) in INSIDE else None


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
    if not before or before[-1].value == "PRESENT_REF":
        return None
    date = _day(before[-1].edtf)
    return date if date and date <= published and (goes_on or len(date) == len(published)) else None


def _told_as_past(token: Token, tense: str, times: tuple[Time, ...], doc: Doc) -> bool:
    """Whether the clause says "bereits", "damals", "in der Vergangenheit", "jahrelang" and no more."""
    clause = _clause_tokens(token, doc)
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
    return token.sent > 0 or _base(token) in ("nmod", "nsubj", "conj")


def clause_tense(token: Token, doc: Doc) -> Tense | str:
    """The tense of the clause that `token` stands in: past, present, future, or "before" for the Plusquamperfekt."""
    table = table_for(doc.language)
    if table is None:
        return "present"
    if table.cues.full_tense([t.text for t in _verb_group(token)]) == "before":
        return "before"  # the auxiliary may stand several commas before its participle
    return table.cues.full_tense([t.text for t in _clause_tokens(token, doc)]) or "present"


def _verb_group(token: Token) -> list[Token]:
    """The verb of the clause round `token` in the tree, with its auxiliaries."""
    verb: Token | None = token
    while verb is not None and verb.upos not in PREDICATES:
        verb = verb.head if _base(verb) not in CLAUSAL else None
    if verb is None:
        return []
    return sorted([verb, *(c for c in verb.children if _base(c) in ("aux", "cop"))], key=lambda t: t.i)


def _dates(time: Time) -> bool:
    return time.edtf is not None and time.type in ("DATE", "TIME", "DURATION") and time.value != "PRESENT_REF"


def _is_below(time: Time, token: Token, doc: Doc) -> bool:
    """Whether a time is said of the noun `token` itself: "das heutige Treffen"."""
    return any(w.head is not None and w.head.i == token.i for w in doc.tokens_in(time.start, time.end))


def _is_carried_by_verb(token: Token, doc: Doc) -> bool:
    """Whether a verb that means little itself tells the noun: "es kam zu Protesten", "sie übte Kritik"."""
    head, table = token.head, table_for(doc.language)
    if head is None or table is None or _base(token) not in ("obj", "obl", "nsubj"):
        return False
    return head.upos in PREDICATES and head.lemma.lower() in table.cues.carrying


def _fits(time: Time, tense: str, published: str | None) -> bool:
    """A past tense is not dated by a time to come."""
    now = parse(published)
    return not (tense in ("past", "before") and now and published and (time.edtf or "")[:10] > published[:10])


def _attached(token: Token, own: list[Time], doc: Doc) -> Time | None:
    """The time that dates `token`: the one that hangs nearest to it, where any hangs near enough."""
    ranked = [
        (
            0 if _follows(t, token, doc) else _rank(token, t, doc),
            _follows_noun(t, token, doc),
            abs(t.start - token.start),
            i,
        )
        for i, t in enumerate(own)
    ]
    best = min(ranked, default=None)
    return own[best[-1]] if best and best[0] < FAR else None


def _follows(time: Time, token: Token, doc: Doc) -> bool:
    """Whether a time stands right behind the noun `token`: "die Opfer der Anschläge am 11. September 2001"."""
    return token.upos in NOUNS and _noun_before(time, doc) is token


def _follows_noun(time: Time, token: Token, doc: Doc) -> bool:
    """Whether a time stands right behind another noun, which it may date rather than `token`."""
    return _noun_before(time, doc) not in (None, token)


def _noun_before(time: Time, doc: Doc) -> Token | None:
    """The noun that stands before a time and its preposition."""
    at = doc.tokens_in(time.start, time.end)[0].i - 1
    while at > 0 and doc.tokens[at].upos in ("ADP", "DET"):
        at -= 1
    return doc.tokens[at] if at >= 0 and doc.tokens[at].upos == "NOUN" else None


FAR = 9


def _rank(token: Token, time: Time, doc: Doc) -> int:
    """How near `time` hangs to `token`, 0 nearest, FAR for a time that dates something else."""
    words = doc.tokens_in(time.start, time.end)
    head = next((w for w in words if w.head is None or not time.start <= w.head.start < time.end), words[0])
    noun = token.upos in NOUNS or (token.upos == "X" and token.text[:1].isupper())
    divided = _divided(token, head, doc)
    if token.upos == "X":
        return FAR if divided else 0
    from_time, from_token = _paths(head, token)
    if from_time is None or any(_base(w) in CLAUSAL for w in from_time):
        return FAR
    nouns_over_time = sum(w.upos in NOUNS for w in from_time)
    over = sum(_base(w) in CLAUSAL for w in from_token)
    if noun:
        if any(w.upos in NOUNS for w in from_token[1:]):
            return FAR
        return over + nouns_over_time
    if nouns_over_time and not _is_occasion(from_time, token):
        return FAR
    if head.start > token.start and divided:
        return FAR
    return over


NOUNS = frozenset({"NOUN", "PROPN"})
OCCASION = frozenset({"in", "im", "bei", "beim", "auf", "mit", "per"})


def _is_occasion(from_time: list[Token], token: Token) -> bool:
    """Whether a time dates what `token` was said or done in: "fordert in einem Brief vom 17. Januar"."""
    top = from_time[-1]
    case = top.child("case")
    return (
        top.head is token
        and _base(top) == "obl"
        and case is not None
        and case.text.lower() in OCCASION
        and sum(w.upos in NOUNS for w in from_time) == 1
    )


def _base(token: Token) -> str:
    return token.deprel.split(":")[0]


def _paths(a: Token, b: Token) -> tuple[list[Token] | None, list[Token]]:
    """What lies between each of two tokens and the lowest token above both; for `b` with itself."""
    above_a, above_b = [a, *a.ancestors()], [b, *b.ancestors()]
    places = {t.i: n for n, t in enumerate(above_b)}
    for n, t in enumerate(above_a):
        if t.i in places:
            return above_a[1:n], above_b[: places[t.i]]
    return None, []


def _divided(a: Token, b: Token, doc: Doc) -> bool:
    """Whether a comma or another mark stands between two tokens."""
    first, last = sorted((a.i, b.i))
    return any(t.text in MARKS for t in doc.tokens[first:last])


def _clause_tokens(token: Token, doc: Doc) -> list[Token]:
    """The words round `token` between two marks of its sentence."""
    words = doc.sentence_tokens(token.sent)
    first = last = token.i - words[0].i
    while first > 0 and words[first - 1].text not in MARKS:
        first -= 1
    while last + 1 < len(words) and words[last + 1].text not in MARKS:
        last += 1
    return words[first : last + 1]


def _joined(time: Time, times: tuple[Time, ...], doc: Doc) -> str | None:
    """The date of `time`; together with one that is joined to it ("vom 3. bis zum 5. Mai") the interval of both."""
    date = _day(time.edtf)
    if date and date.endswith("/.."):  # "seit zwei Jahren": what is dated began then
        return date.removesuffix("/..")
    place = times.index(time)
    for a, b in zip(times[max(0, place - 1) : place + 1], times[place : place + 2], strict=False):
        if a is not b and _is_range(a, b, doc):
            first, last = _day(a.edtf), _day(b.edtf)
            if first and last and "/" not in first + last and first < last:
                return f"{first}/{last}"
    return date


JOINING = 12  # characters at most between the two times of a range: " und dem ", " bis zum "


def _is_range(a: Time, b: Time, doc: Doc) -> bool:
    table = table_for(doc.language)
    between = doc.text[a.end : b.start]
    if table is None or a.type != b.type or not 0 < len(between) <= JOINING:
        return False
    return any(word.lower() in table.cues.joining for word in between.split())


def _day(edtf: str | None) -> str | None:
    """Without the hour: events are dated to the day."""
    return edtf.split("T")[0] if edtf else None
