"""Names of organisations made whole: the noun and what follows it, branches of parties, what the article says elsewhere."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.grammar import strong
from lagebild.reading.actors.lists import words
from lagebild.reading.actors.words import read_noun

NAMED = words("named_by_complement")
OF_MEMBERS = words("named_by_members")
PURPOSE = frozenset(("gegen", "für"))
BESIDE = frozenset(("nmod", "appos", "flat", "compound"))
LONGEST = 4  # words of a purpose: "gegen Hass und Gewalt"


def extend_names(work: Work) -> None:
    """Widen names that were cut, and tell a branch or a namesake abroad from the party that bears the name."""
    whole = [d for d in work.drafts if d.kind == "organization" and d.form == "name" and " " in d.name]
    for draft in work.drafts:
        if draft.form != "name" or draft.kind not in ("organization", "person"):
            continue
        if draft.kind == "organization" and draft.rows and draft.sector == "PTY":
            _party_of(work, draft)
        elif draft.kind == "organization" and not draft.rows:
            _members(work, draft)
        _said_whole(work, draft, whole)


def _party_of(work: Work, draft: Draft) -> None:
    """ "die hessische SPD" is a branch; "die norwegischen Sozialdemokraten" are no party of ours."""
    before = work.token(draft.first - 1) if draft.first else None
    if before is None or before.upos != "ADJ":
        return
    told = next((d for d in work.knowledge.demonyms(before.text.lower()) if d.kind == "adjective"), None)
    if told is None or told.country is None or not draft.country:
        return
    if told.country != draft.country:
        own = tuple(r for r in draft.rows if r.country == told.country)
        own = own or work.knowledge.actors(f"@{draft.name.lower()}:{told.country}")
        draft.rows, draft.country = own, told.country
        draft.name = own[0].name if own else f"{before.text.rstrip('nmrs')} {draft.name}"
    elif work.knowledge.country(told.place) is None:
        short = draft.name if draft.name.isupper() else draft.rows[0].name
        draft.rows, draft.name = (), f"{short} {told.place}"


def _members(work: Work, draft: Draft) -> None:
    """ "Verband" before "Deutscher Imker", which the tagger took for the name."""
    noun_token = work.token(draft.first - 1) if draft.first else None
    first = work.token(draft.first)
    if noun_token is None or not first.text.endswith("er") or first.upos != "ADJ" or draft.last == draft.first + 1:
        return
    noun = read_noun(noun_token.text, work.knowledge)
    if noun is not None and noun.word in OF_MEMBERS:
        start = noun_token.text.lower().find(noun.word) + len(noun.word)
        draft.sector = draft.sector or noun.sector
        _widen(work, draft, draft.first - 1, f"{noun_token.text[:start]} {draft.name}")


def _said_whole(work: Work, draft: Draft, whole: list[Draft]) -> None:
    """The organisation's longer name, if the words before the name are those that it has elsewhere."""
    for other in whole:
        missing = other.name.split()[: -len(draft.name.split())]
        first = draft.first - len(missing)
        if not missing or first < 0 or not other.name.endswith(" " + draft.name):
            continue
        if [work.token(i).text for i in range(first, draft.first)] == missing and first not in work.by_token:
            draft.kind, draft.rows, draft.country, draft.sector = other.kind, other.rows, other.country, other.sector
            _widen(work, draft, first, other.name)
            return


def _widen(work: Work, draft: Draft, first: int, name: str) -> None:
    draft.first, draft.name = first, name
    rows = work.knowledge.actors(name)
    if rows and rows[0].kind != "person":
        draft.rows, draft.country, draft.sector = rows, rows[0].country, rows[0].sector
    for i in range(first, draft.last):
        work.by_token.setdefault(i, draft)


def proper_name(work: Work, draft: Draft) -> str | None:
    """ "Bündnis gegen Fluglärm", "Arbeitskreis Radverkehr", "Verband kommunaler Kliniken"; None for a bare noun."""
    if draft.plural or draft.role is None or draft.role.kind == "person":
        return None
    if draft.word not in NAMED:
        return _capitals(work, draft)
    tokens, i = work.doc.tokens, draft.head + 1
    last = work.doc.sentences[tokens[draft.head].sent].last
    if i >= last:
        return None
    end = _purpose(tokens, i, last) or _topic(work, draft, i) or _of(draft, tokens, i, last)
    return f"{draft.name} {work.doc.text[tokens[i].start : tokens[end - 1].end]}" if end else None


def _capitals(work: Work, draft: Draft) -> str | None:
    """ "der Oberste Gerichtshof": an adjective with a capital inside a sentence is part of a name; one of a town is none."""
    if draft.kind != "organization":
        return None
    first, i = work.doc.sentences[work.token(draft.head).sent].first, draft.head
    while i - 1 > first and _name_word(work, work.token(i - 1)):
        i -= 1
    if i == draft.head or draft.adjective:
        return None
    gender = draft.gender or "f"
    said = " ".join(strong(t.text, gender) for t in work.doc.tokens[i : draft.head])
    return f"{said} {draft.name}"


def _name_word(work: Work, token: Token) -> bool:
    """Whether a token is an adjective with a capital that tells no place."""
    if token.upos != "ADJ" or not token.text[0].isupper() or not token.text[-1].islower() or token.i in work.by_token:
        return False
    return not work.knowledge.demonyms(token.text) and not work.knowledge.demonyms(token.text.lower())


def _purpose(tokens: list[Token], i: int, last: int) -> int:
    """The end of "gegen" or "für" with nouns that have no article, or 0."""
    if tokens[i].text not in PURPOSE or i + 1 >= last:
        return 0
    end, limit = 0, min(last, i + 1 + LONGEST)
    for j in range(i + 1, limit):
        if tokens[j].text[0].isupper() and tokens[j].upos in ("NOUN", "PROPN", "ADJ"):
            end = j + 1 if tokens[j].upos != "ADJ" or tokens[j].head is tokens[i - 1] else end
        elif not (tokens[j].upos == "ADJ" or (tokens[j].text == "und" and tokens[j - 1].text[0].isupper())):
            break
    return end


def _topic(work: Work, draft: Draft, i: int) -> int:
    """The end of a noun set beside: "Arbeitskreis Radverkehr"; not a genitive, not somebody, not another's object."""
    token = work.token(i)
    if token.upos not in ("NOUN", "PROPN") or not token.text[0].isupper() or i in work.by_token:
        return 0
    if token.deprel not in BESIDE or (token.upos == "PROPN" and token.feat("Case") == "Gen"):
        return 0  # a common noun in the genitive would have an article
    return 0 if read_noun(token.text, work.knowledge) is not None else i + 1


def _of(draft: Draft, tokens: list[Token], i: int, last: int) -> int:
    """The end of the members in the genitive: "kommunaler Kliniken"."""
    if draft.word not in OF_MEMBERS or i + 1 >= last or tokens[i].upos != "ADJ" or not tokens[i].text.endswith("er"):
        return 0
    below = tokens[i + 1]
    return i + 2 if below.upos == "NOUN" and below.head is tokens[draft.head] else 0
