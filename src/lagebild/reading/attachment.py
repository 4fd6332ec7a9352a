"""Which time expression of a sentence dates a word: by where it hangs in the tree, by commas where there is none."""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.times.tables import table_for
from lagebild.records import Time

# Relations that open a clause of their own: a time below one of these dates that clause, not the one above it.
CLAUSAL = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj", "appos"})
MARKS = frozenset(",;:()–—")  # divide a sentence that is not parsed into clauses


def dates(time: Time) -> bool:
    """Whether a time may date an event; "seit zwei Jahren" says how long things have been so, or that one was so before."""
    long = time.type == "DURATION" and (time.value or "").endswith(("Y", "M"))
    return (
        time.edtf is not None and time.type in ("DATE", "TIME", "DURATION") and time.value != "PRESENT_REF" and not long
    )


def attached(token: Token, own: list[Time], doc: Doc) -> Time | None:
    """The time that dates `token`: the one that hangs nearest to it, where any hangs near enough."""
    ranked = [
        (
            0 if _follows(t, token, doc) else _rank(token, t, doc),
            _follows_noun(t, token, doc),
            abs(t.start - token.start),
            i,
        )
        for i, t in enumerate(own)
        if not _only_says_which(t, token, doc)
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


def _only_says_which(time: Time, token: Token, doc: Doc) -> bool:
    """Whether a time only tells which thing another noun means: "Meldungen der Zeitung vom Donnerstag".

    An occasion dates what was said at it ("in einem Brief vom 17. Januar"), "von Montag an" the verb.
    """
    table = table_for(doc.language)
    words = doc.tokens_in(time.start, time.end)
    if table is None or words[0].i < 2:
        return False
    noun, case = doc.tokens[words[0].i - 2 : words[0].i]
    which = table.cues.saying_which | (table.cues.saying_which_year if len(time.edtf or "") < DAY else frozenset())
    if noun is token or noun.upos not in NOUNS or case.text.lower() not in which:
        return False
    after = doc.tokens[words[-1].i + 1 : words[-1].i + 2]
    goes_on = any(t.text.lower() in table.cues.onwards for t in after)
    return not goes_on and not _is_occasion([noun], token, doc)


DAY = len("2001-01-01")
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
    if from_time is None or any(base(w) in CLAUSAL for w in from_time):
        return FAR
    nouns_over_time = sum(w.upos in NOUNS for w in from_time)
    over = sum(base(w) in CLAUSAL for w in from_token)
    if noun:
        if any(w.upos in NOUNS for w in from_token[1:]):
            return FAR
        return over + nouns_over_time
    if nouns_over_time and not _is_occasion(from_time, token, doc):
        return FAR
    if head.start > token.start and divided:
        return FAR
    return over


NOUNS = frozenset({"NOUN", "PROPN"})


def _is_occasion(from_time: list[Token], token: Token, doc: Doc) -> bool:
    """Whether a time dates what `token` was said or done in: "fordert in einem Brief vom 17. Januar"."""
    top = from_time[-1]
    case, table = top.child("case"), table_for(doc.language)
    return (
        top.head is token
        and base(top) == "obl"
        and case is not None
        and table is not None
        and case.text.lower() in table.cues.occasions
        and sum(w.upos in NOUNS for w in from_time) == 1
    )


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


def joined(time: Time, times: tuple[Time, ...], doc: Doc, published: str | None = None) -> str | None:
    """The date of `time`; together with one that is joined to it ("vom 3. bis zum 5. Mai") the interval of both.

    "seit drei Tagen" reaches up to `published`; without that it is the day when it began.
    """
    date = day_of(time.edtf)
    if date and date.endswith("/.."):
        begun = date.removesuffix("/..")
        return f"{begun}/{published}" if published and begun < published else begun
    place = times.index(time)
    for a, b in zip(times[max(0, place - 1) : place + 1], times[place : place + 2], strict=False):
        if a is not b and _is_range(a, b, doc):
            first, last = day_of(a.edtf), day_of(b.edtf)
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


def day_of(edtf: str | None) -> str | None:
    """Without the hour: events are dated to the day."""
    return edtf.split("T")[0] if edtf else None


def clause_tokens(token: Token, doc: Doc) -> list[Token]:
    """The words round `token` between two marks of its sentence."""
    words = doc.sentence_tokens(token.sent)
    first = last = token.i - words[0].i
    while first > 0 and words[first - 1].text not in MARKS:
        first -= 1
    while last + 1 < len(words) and words[last + 1].text not in MARKS:
        last += 1
    return words[first : last + 1]


def base(token: Token) -> str:
    return token.deprel.split(":")[0]
