"""Names: what the tagger found, put right and filled up by the look-up file; states; acronyms in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.knowledge.rows import ActorRow, CountryRow
from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.lists import words
from lagebild.reading.actors.namesakes import beside_noun, complete, is_common, of_another
from lagebild.reading.actors.words import fold, read_noun, without_genitive
from lagebild.reading.place_words import place_words
from lagebild.records import EntityKind

SMALL_TOWN = 4.7  # rank (log10 of inhabitants) below which the places stage is believed when it sees no place
MIN_LONG = 6  # letters of a name whose genitive may end in -es: "des Bundestages"
LONGEST = 8  # words of a name in the look-up file that are tried
KIND_OF_LABEL: dict[str, EntityKind] = {"PER": "person", "ORG": "organization", "LOC": "place"}
LEGAL_FORMS = words("legal_forms")
INNER = words("inner")
WHERE = words("where")


def find_names(work: Work) -> None:
    """Add a draft for every name. The look-up file's longer name wins over the tagger's shorter one."""
    tagged = {n.first: n for n in work.doc.names if n.last > n.first}
    taken: set[int] = set()
    for token in work.doc.tokens:
        if token.i in taken:
            continue
        known = _known_from(work, token)
        name = tagged.get(token.i)
        if known is not None and (name is None or known.last >= name.last or name.label == "OTH"):
            draft: Draft | None = known
            single = name is not None and name.last == name.first + 1
            if name is not None and single and name.label == "PER" and known.kind == "organization":
                draft = _tagged(work, name.first, name.last, name.label)
        elif name is not None:
            draft = _tagged(work, name.first, name.last, name.label)
        else:
            continue
        if draft is not None:
            work.add(draft)
            taken.update(range(draft.first, draft.last))


def _known_from(work: Work, token: Token) -> Draft | None:
    """The longest name of the look-up file that begins at `token`."""
    if not _may_begin(token):
        return None
    for last in _ends(work, token):
        text = work.doc.text[token.start : work.doc.tokens[last - 1].end]
        bare = without_genitive(text)
        long = text[:-2] if text.endswith("es") and last - 1 >= token.i and len(text) > MIN_LONG else None
        for name in filter(None, (text, bare, long)):
            draft = _known(work, name, token.i, last)
            if draft is not None:
                return draft
    return None


def _may_begin(token: Token) -> bool:
    first = token.text[0]
    return ((first.isupper() or token.text in ("al", "taz", "ver.di", "dpa")) and token.upos not in (
        "DET", "ADP", "PRON", "AUX", "VERB", "CCONJ", "SCONJ", "ADV", "PUNCT", "NUM",
    )) or (token.text in ("Die", "Der", "Das") and token.i > 0)  # "Die Linke"  # fmt: skip


def _ends(work: Work, token: Token) -> Iterator[int]:
    """Where a name that begins at `token` may end, the farthest first: capitalised words and small words between."""
    tokens, last = work.doc.tokens, token.i + 1
    ends = [last]
    limit = min(work.doc.sentences[token.sent].last, token.i + LONGEST)
    while last < limit:
        text = tokens[last].text
        if text[0].isupper() or text[0].isdigit() or text == "-":
            ends.append(last + 1)
        elif text not in INNER:
            break
        last += 1
    return reversed(ends)


def _known(work: Work, name: str, first: int, last: int) -> Draft | None:
    single = last == first + 1
    if name in ("Die", "Der", "Das"):
        return None
    countries = work.knowledge.country_rows(name)
    states = [c for c in countries if not c.metonym and c.alpha3]
    if states and not (single and work.token(first).upos == "ADJ"):
        return _country(_namesake(work, states), first, last)
    rows = work.knowledge.actors(name)
    if not rows and single and work.token(first).upos == "PROPN":
        rows = work.knowledge.actors("?" + name)  # an everyday word, too: only where it is tagged as a name
    if single:
        rows = tuple(r for r in rows if r.kind != "person" or work.token(first).upos == "PROPN")
    rows = tuple(r for r in rows if r.kind == "person" or not of_another(work, first, last, r))
    if rows:
        return actor_draft(rows, name, first, last)
    if countries and countries[0].alpha3 and (not single or _is_seat(work.token(first), countries[0])):
        # "Weißes Haus", "Kreml": a seat that is no town
        draft = _country(countries[0], first, last)
        draft.form = "metonym"
        return draft
    return None


def _is_seat(token: Token, row: CountryRow) -> bool:
    """Whether a word is the seat of a government that stands for it: "der Kreml"; "im Kreml" is the house."""
    case = token.child("case")
    return row.metonym and token.upos == "PROPN" and (case is None or case.text.lower() not in WHERE)


def _namesake(work: Work, states: list[CountryRow]) -> CountryRow:
    """Of states of one name ("Kongo") the one whose full name or capital stands in the text, else the first."""
    for state in states if len(states) > 1 else ():
        if state.name in work.doc.text or (state.capital and state.capital in work.doc.text):
            return state
    return states[0]


def _country(row: CountryRow, first: int, last: int) -> Draft:
    return Draft(
        head=first, first=first, last=last, form="name", kind="country", name=row.name, country=row.alpha3, gender="n"
    )


def actor_draft(rows: tuple[ActorRow, ...], name: str, first: int, last: int) -> Draft:
    row = rows[0]
    draft = Draft(head=first, first=first, last=last, form="name", kind=row.kind, name=name, rows=rows)
    if len({r.id for r in rows}) == 1:
        draft.country, draft.gender = row.country, row.gender or ""
    if row.kind != "person":
        draft.sector = row.sector
    return draft


def _tagged(work: Work, first: int, last: int, label: str) -> Draft | None:
    """A name that the tagger found; None for what is no actor ("Oktoberfest")."""
    kind = KIND_OF_LABEL.get(label)
    tokens = work.doc.tokens
    if last == first + 1 and label != "ORG" and _is_inhabitants(work, tokens[first], label):
        return None  # a noun, whatever the tagger says
    if kind == "person" and work.doc.sentences[tokens[first].sent].kind == "dateline":
        kind = "place"
    if kind is None:
        return None
    if kind == "organization":
        if is_common(work, first, last):
            return None  # for `nouns`
        noun, first = first, beside_noun(work, first, last)
        if first > noun:
            return _known_from(work, work.doc.tokens[first])
    while last - first > 1 and tokens[first].text in ("Die", "Der", "Das", "Dr.", "Prof.", "Herr", "Frau", "„"):
        first += 1
    if kind == "person" and last == first + 1 and _after_article(work, first) and _is_role(work, tokens[first]):
        return None  # "der Vorsitzende Richter": what somebody is
    if kind == "person":
        first, last = _without_titles(work, first, last)
    text = work.doc.text[tokens[first].start : tokens[last - 1].end]
    bare = without_genitive(text)
    genitive = bare is not None and _is_genitive(work, first, last, bare)
    if kind == "person" and genitive and last == first + 1 and any(r.capital for r in work.knowledge.places(text)):
        kind, genitive = "place", False  # "Tiflis"
    name = bare if genitive and bare else text
    draft = Draft(head=first, first=first, last=last, form="name", kind=kind, name=name)
    if kind == "person":
        rows = work.knowledge.actors(name) or work.knowledge.actors("~" + fold(name))
        draft.rows = tuple(r for r in rows if r.kind == "person")
    elif kind == "organization":
        draft.name = _without_legal_form(draft.name)
        rows = work.knowledge.actors(draft.name) if draft.name != name else ()
        if rows and rows[0].kind != "person":
            return actor_draft(rows, draft.name, first, last)
        _branch(work, draft)
        complete(work, draft)
    elif kind == "place":
        locate(work, draft)
        if last == first + 1 and _no_place(work, draft, tokens[first]):
            return None
    return draft


def _without_legal_form(name: str) -> str:
    """The name of a company or club as it is called: without "GmbH", "e. V."."""
    bare, _, form = name.rpartition(" ")
    if form == "V." and bare.endswith(" e."):
        return bare.removesuffix(" e.")
    return bare if bare and form in LEGAL_FORMS else name


def _after_article(work: Work, i: int) -> bool:
    return i > 0 and work.token(i - 1).upos in ("DET", "ADJ")


def _is_inhabitants(work: Work, token: Token, label: str) -> bool:
    """Whether the name is a word for inhabitants: "Israelis"; "Schweizer" may be a surname where it is tagged as one."""
    rows = [d for d in work.knowledge.demonyms(token.text) if d.kind == "inhabitant"]
    if label == "LOC" and any(p.start == token.start for p in work.places):
        return False  # "Hessen", "Sachsen": the land
    return any(d.plural or label != "PER" for d in rows)


def _without_titles(work: Work, first: int, last: int) -> tuple[int, int]:
    """The span without role nouns that the tagger took into a person's name: "Bundeskanzler Schröder"."""
    tokens = work.doc.tokens
    while last - first > 1 and tokens[first].upos == "NOUN" and _is_role(work, tokens[first]):
        first += 1
    while last - first > 1 and tokens[last - 1].upos == "NOUN" and _is_role(work, tokens[last - 1]):
        last -= 1
    return first, last


def _is_role(work: Work, token: Token) -> bool:
    noun = read_noun(token.text, work.knowledge)
    return noun is not None and noun.row.kind == "person"


def _branch(work: Work, draft: Draft) -> None:
    """ "Berliner SPD", "GEW Niedersachsen": a branch has country and sector of the whole, and its own name."""
    words = draft.name.split()
    for whole, place in ((words[-1], words[0]), (words[0], words[-1])) if len(words) == 2 else ():
        rows = [r for r in work.knowledge.actors(whole) if r.kind == "organization"]
        if rows:
            draft.country, draft.sector = rows[0].country, rows[0].sector
            named = next((d.place for d in work.knowledge.demonyms(place) if d.kind == "adjective"), None)
            short = whole if whole.isupper() else rows[0].name
            draft.name = f"{short} {named}" if named else draft.name
            return


def _is_genitive(work: Work, first: int, last: int, bare: str) -> bool:
    """Whether the s at the end is the genitive's: the tree says so, or the name stands without it elsewhere."""
    token = work.doc.tokens[last - 1]
    if work.knowledge.actors(bare):
        return True
    if work.doc.tokens[first].feat("Case") == "Gen" or token.feat("Case") == "Gen":
        return True
    word = bare.split()[-1]
    return any(t.text == word for t in work.doc.tokens)


def locate(work: Work, draft: Draft) -> None:
    """Country of a place name: as the places stage resolved it, else from the look-up file."""
    start, end = draft.span_in(work.doc)
    for place in work.places:
        if place.start < end and start < place.end:
            draft.country, draft.name = place.country, place.name
            return
    rows = work.knowledge.places(draft.name)
    if rows:
        draft.country = rows[0].country


def _no_place(work: Work, draft: Draft, token: Token) -> bool:
    """Whether the places stage, which looks at more than the tag, did not take a word of the gazetteer for a place.

    A capital that acts is none there, either, but a metonym here.
    """
    if not draft.country and token.upos == "ADJ":
        return True
    if token.text in place_words(work.doc.language).calendar:
        return True
    rows = work.knowledge.places(draft.name)
    known = any(p.start <= token.start < p.end for p in work.places)
    return bool(rows) and not known and not rows[0].capital and rows[0].kind == "city" and rows[0].rank < SMALL_TOWN


def find_acronyms(work: Work) -> None:
    """Join "Nationale Befreiungsfront (FNB)": the short form in brackets is a name of what stands before it."""
    tokens = work.doc.tokens
    for draft in list(work.drafts):
        i = draft.last
        if draft.kind != "organization" or i + 2 >= len(tokens) or tokens[i].text != "(" or tokens[i + 2].text != ")":
            continue
        short = tokens[i + 1]
        if short.text.isupper() or (len(short.text) <= 8 and sum(c.isupper() for c in short.text) > 1):
            inner = work.by_token.get(short.i)
            if inner is None:
                inner = work.add(Draft(head=short.i, first=short.i, last=short.i + 1, form="name", kind="organization"))
                inner.name = short.text
            inner.name = draft.name if not inner.rows else inner.name
            inner.kind, inner.sector = "organization", inner.sector or draft.sector
            work.by_token[short.i] = inner
            _alias(work, short.text, draft)


def _alias(work: Work, short: str, full: Draft) -> None:
    """Every later mention of the short form means the same."""
    for draft in work.drafts:
        if draft.form == "name" and draft.kind in ("organization", "place") and not draft.rows and draft.name == short:
            draft.name, draft.kind, draft.rows = full.name, full.kind, full.rows
