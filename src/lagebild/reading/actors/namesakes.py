"""Names that are words for institutions, too: "der Kongress" of the United States and of Peru; what a tagged name is not."""

from __future__ import annotations

from lagebild.knowledge.rows import ActorRow
from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.grammar import strong
from lagebild.reading.actors.lists import words
from lagebild.reading.actors.words import read_noun

COMMON, AT_HOME, WORLDWIDE = words("common_names"), words("common_at_home"), words("common_worldwide")
NATIONAL = ("national", "staatlich")
GENDER = {"Masc": "m", "Fem": "f", "Neut": "n"}


def of_another(work: Work, first: int, last: int, row: ActorRow) -> bool:
    """Whether a name that is a common noun as well means the institution of another state than the row's, or nobody known."""
    token = work.token(first)
    word = token.text.removesuffix("es") if token.text.removesuffix("es") in COMMON else token.text.removesuffix("s")
    if last != first + 1 or not {word, token.text} & COMMON:
        return False
    told = _told_before(work, token) or _told_after(work, token)
    if told is not None:
        return told != row.country
    if {word, token.text} & WORLDWIDE:
        return first > 0 and work.token(first - 1).text.lower().startswith(NATIONAL)
    return not {word, token.text} & AT_HOME and row.country not in _countries(work)


def _told_before(work: Work, token: Token) -> str | None:
    """The state that an adjective before the name tells."""
    before = work.token(token.i - 1) if token.i else None
    if before is None or before.upos not in ("ADJ", "PROPN"):
        return None
    told = [*work.knowledge.demonyms(before.text), *work.knowledge.demonyms(before.text.lower())]
    return next((d.country for d in told if d.kind == "adjective"), None)


def _told_after(work: Work, token: Token) -> str | None:
    """The state in the genitive or with "in", "von" after the name."""
    tokens, i = work.doc.tokens, token.i + 1
    if i < len(tokens) and tokens[i].text in ("der", "des", "von", "in", "im"):
        i += 1
    for name in (tokens[i].text, tokens[i].text.removesuffix("s")) if i < len(tokens) else ():
        country = work.knowledge.country(name)
        if country is not None:
            return country
    return None


def _countries(work: Work) -> set[str | None]:
    """The states that the text names, by names, adjectives and places."""
    found = {p.country for p in work.places}
    for token in work.doc.tokens:
        if token.text[0].isupper() or token.upos == "ADJ":
            found.update(d.country for d in work.knowledge.demonyms(token.text))
            found.update(r.alpha3 for r in work.knowledge.country_rows(token.text))
    return found


def is_common(work: Work, first: int, last: int) -> bool:
    """Whether what was tagged as an organisation is a noun for one: "Staatsanwaltschaft", "Münchner Polizei"."""
    noun = read_noun(work.token(last - 1).text, work.knowledge)
    if (
        noun is None
        or noun.row.kind not in ("organization", "country")
        or noun.organization
        or "-" in work.token(last - 1).text
    ):
        return False
    if last == first + 1:
        return not noun.compound
    return last == first + 2 and _tells_place(work, work.token(first))


def _tells_place(work: Work, token: Token) -> bool:
    rows = (*work.knowledge.demonyms(token.text), *work.knowledge.demonyms(token.text.lower()))
    return any(d.kind == "adjective" for d in rows)


def complete(work: Work, draft: Draft) -> None:
    """Give an unknown organisation the sector of its noun, and its name the nominative: "Sozialistische Volkspartei"."""
    tokens = work.doc.tokens
    for i in range(draft.first, draft.last):
        if tokens[i].upos == "ADJ" and tokens[i].text[0].isupper():
            continue
        noun = read_noun(tokens[i].text, work.knowledge)
        if noun is None or noun.row.kind not in ("organization", "group"):
            return
        draft.sector = draft.sector or noun.sector
        gender = GENDER.get(tokens[i].feat("Gender"), "")
        if i > draft.first and gender and tokens[i].feat("Number") != "Plur":
            said = " ".join(strong(t.text, gender) for t in tokens[draft.first : i])
            kept = draft.name.split()[i - draft.first :]
            draft.name = " ".join((said, *kept))
        return


def beside_noun(work: Work, first: int, last: int) -> int:
    """Where the name begins in what was tagged with its noun: "Gewerkschaftsverband CGT" is the CGT."""
    if last - first < 2:
        return first
    noun = read_noun(work.token(first).text, work.knowledge)
    rest = work.doc.text[work.token(first + 1).start : work.token(last - 1).end]
    known = noun is not None and noun.row.kind in ("organization", "group")
    return first + 1 if known and any(r.kind != "person" for r in work.knowledge.actors(rest)) else first
