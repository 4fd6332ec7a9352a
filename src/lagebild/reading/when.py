"""When something happened: the time expression that belongs to an event's or a quote's trigger.

By syntax first (a time in the trigger's own clause), then by sentence, then by the flow of the article. An event told
as news without a date has the date of publication; undated background stays open.
"""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.language.doc import Doc, Token
from lagebild.records import Time

# Relations that open a clause of their own: a time below one of these dates that clause, not the one above it.
CLAUSAL = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "xcomp"})


def date_of(
    token: Token, doc: Doc, times: tuple[Time, ...], published: str | None, *, background: bool = False
) -> str | None:
    """EDTF date of what `token` (a trigger: verb, noun or adjective) tells of, or None where the text leaves it open.

    `times` are all times of the article in text order, `published` its day of publication. `background` says that the
    trigger was recognised as background: then the date of publication is never assumed.
    """
    sentence = doc.sentences[token.sent]
    own = [t for t in times if sentence.start <= t.start < sentence.end and t.edtf and t.type in ("DATE", "TIME")]
    if own:
        attached = _in_clause(token, own, doc)
        nearest = min(attached or own, key=lambda t: abs(t.start - token.start))
        return _day(nearest.edtf)
    if background or _is_background(token):
        return None
    return published


def _in_clause(token: Token, own: Iterable[Time], doc: Doc) -> list[Time]:
    clause = _clause(token)
    return [t for t in own if any(_clause(word) is clause for word in doc.tokens_in(t.start, t.end))]


def _clause(token: Token) -> Token:
    """The head of the clause that `token` stands in."""
    while token.head is not None and token.deprel not in CLAUSAL:
        if token.deprel == "conj" and token.upos in ("VERB", "AUX"):
            break
        token = token.head
    return token


def _is_background(token: Token) -> bool:
    """Plusquamperfekt: a past auxiliary `hatte`, `war` beside a participle."""
    head = _clause(token)
    return any(
        t.feat("Tense") == "Past"
        and t.lemma in ("haben", "sein")
        and t.upos == "AUX"
        and head.feat("VerbForm") == "Part"
        for t in head.all_children("aux")
    )


def _day(edtf: str | None) -> str | None:
    """Without the hour: events are dated to the day."""
    return edtf.split("T")[0] if edtf else None
