"""Recipients that the other events of the article tell: whom a stance is about where its clause names nobody.

"Die USA verurteilten den Angriff": whoever attacked. "Er warf Verdi Sturheit vor und drohte mit Aussperrung": Verdi. "Der
Kreml wies das zurück": who had accused or asked the Kreml.
"""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.language.doc import Token
from lagebild.reading.events.merge import Draft
from lagebild.reading.events.syntax import base
from lagebild.records import Participant

STANCES = ("ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "AGREE")
ABOUT_ACTS = ("ACCUSE", "SUPPORT", "REJECT")
ASKING = ("ACCUSE", "REQUEST", "THREATEN")
NEAR = 3  # sentences between an accusation and its answer


def complete(drafts: list[Draft]) -> None:
    """Fill the recipients of stances that have none; in text order, so that answers follow what they answer."""
    at = {t.i: d for d in drafts for c in d.candidates for t in c.triggers}
    for draft in sorted(drafts, key=lambda d: d.first):
        if draft.type in STANCES and draft.actors and not draft.recipients:
            own = {p.entity for p in draft.actors}
            found = next((ps for ps in _options(draft, drafts, at) if any(p.entity not in own for p in ps)), [])
            draft.recipients = [p for p in found if p.entity not in own]


def _options(draft: Draft, drafts: list[Draft], at: dict[int, Draft]) -> Iterator[list[Participant]]:
    """Whom the stance may be about, the best told first."""
    if draft.type in ABOUT_ACTS:
        for token in _objects(draft):
            if token.i in at and at[token.i] is not draft:
                yield at[token.i].actors
    for candidate in draft.candidates:
        above = candidate.head.head
        if base(candidate.head) == "conj" and above is not None and above.i in at and at[above.i].type in STANCES:
            yield at[above.i].recipients
    if draft.type == "REJECT":
        asked = [d for d in drafts if d.type in ASKING and 0 <= _steps(d, draft) <= NEAR and d.first < draft.first]
        for earlier in sorted(asked, key=lambda d: -d.first):
            if _same_side(earlier.recipients, draft.actors):
                yield earlier.actors


def _objects(draft: Draft) -> Iterator[Token]:
    for candidate in draft.candidates:
        yield from candidate.args.obj
        for tokens in candidate.args.preps.values():
            yield from tokens


def _steps(earlier: Draft, later: Draft) -> int:
    """Sentences from the last telling of one event before another to that; -1 where it is told after it only."""
    at = min(later.sentences)
    return min((at - s for s in earlier.sentences if s <= at), default=-1)


def _same_side(a: list[Participant], b: list[Participant]) -> bool:
    """Whether two groups share somebody, or a state that they act for."""
    states = {p.country for p in a if p.country} & {p.country for p in b if p.country}
    return bool(states) or bool({p.entity for p in a} & {p.entity for p in b})
