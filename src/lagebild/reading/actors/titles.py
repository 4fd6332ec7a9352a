"""Joins a name with the role nouns that stand with it: "Kanzlerin Merkel", "Merkel, die Kanzlerin", "Merkel (CDU)"."""

from __future__ import annotations

from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.grammar import in_genitive
from lagebild.reading.actors.lists import table, words

ADDRESS = table("address")
DEGREES = words("degrees")
KIN = words("kin")
QUOTES = frozenset('„“”»«"')


def join_titles(work: Work) -> None:
    """Attach role nouns to names and widen the mention over them; what was joined is no mention of its own."""
    for draft in list(work.drafts):
        if draft.form != "name" or draft.kind not in ("person", "organization", "place"):
            continue
        set_head(work, draft)
        _before(work, draft)
        if draft.kind == "person":
            _party(work, draft)
    for draft in list(work.drafts):
        if draft.form == "name" and draft.kind == "person":
            _apposition(work, draft)
            _beside(work, draft)


def set_head(work: Work, draft: Draft) -> None:
    """The head of a span is the token whose own head lies outside."""
    for i in range(draft.first, draft.last):
        head = work.token(i).head
        if head is None or not draft.first <= head.i < draft.last:
            draft.head = i
            return


def _before(work: Work, draft: Draft) -> None:
    """The noun directly before the name."""
    i = draft.first - 1
    quoted = i > 0 and work.token(i).text in QUOTES and draft.kind == "organization"
    i -= quoted
    while i >= 0 and work.token(i).text in DEGREES:
        if work.token(i).text.lower() in ADDRESS:
            draft.gender = draft.gender or ADDRESS[work.token(i).text.lower()]
        held = work.by_token.get(i)
        if held is not None and held.form == "name":
            break
        i -= 1
    title = work.by_token.get(i)
    if title is None or title.form == "name" or title.last != i + 1 or title.role is None:
        return
    if work.token(i).sent != work.token(draft.head).sent:
        return
    fits = title.role.kind == "person" if draft.kind == "person" else title.role.kind in ("organization", "group")
    if draft.kind == "place" and title.role.kind == "person" and not _person_after(work, draft, title):
        return
    if draft.kind == "place" and title.role.kind != "person":
        return
    if not fits and draft.kind != "place":
        return
    if draft.kind == "place":  # "Präsident Washington": the title makes a person of it
        draft.kind, draft.country = "person", None
    if title.plural and _listed(work, draft):
        draft.titles.append(title)
        return
    if draft.kind == "person" and _owns(work, draft, title):
        title.owner = draft
        return
    if draft.kind == "person":
        _both_offices(work, draft, title)
    _absorb(work, draft, title)
    if quoted and draft.last < len(work.doc.tokens) and work.token(draft.last).text in QUOTES:
        draft.last += 1


def _both_offices(work: Work, draft: Draft, title: Draft) -> None:
    """ "Der Vizekanzler und Arbeitsminister Berg": under one article both titles are his."""
    i = title.first - 1
    other = work.by_token.get(i - 1) if i > 0 and work.token(i).text == "und" else None
    if other is not None and other.last == i and other.definite and not title.definite:
        _join_same(draft, other)


def _owns(work: Work, draft: Draft, title: Draft) -> bool:
    """Whether the name is a genitive that the noun before it belongs to: "Anhänger Putins", "die Anwältin Samanis".

    "Präsident Putins" without an article is a genitive of the whole, the title with the name.
    """
    if not in_genitive(work, draft):
        return False
    return title.plural or title.definite or title.first < title.head or title.word in KIN


def _person_after(work: Work, draft: Draft, title: Draft) -> bool:
    if title.plural or work.token(draft.head).child("case") is not None:
        return False
    return not draft.country or (title.country is not None and draft.country != title.country)


def _listed(work: Work, draft: Draft) -> bool:
    """Whether the title in the plural stands for this name and the next: "die Minister Meier und Schulz"."""
    return work.token(draft.head).child("conj") is not None


def _absorb(work: Work, draft: Draft, title: Draft) -> None:
    draft.titles.append(title)
    draft.first = min(title.first, draft.first)
    if title.head in range(draft.first, draft.last):
        set_head(work, draft)
    for i in range(title.first, title.last):
        if work.by_token.get(i) in (None, title):
            work.by_token[i] = draft
    draft.tokens = (*draft.tokens, title.head)
    if title in work.drafts:
        work.drafts.remove(title)


def _apposition(work: Work, draft: Draft) -> None:
    """Apposition by the tree, either way round, and the predicate noun of "X ist Präsident"."""
    head = work.token(draft.head)
    around = [c for c in head.children if c.deprel in ("appos", "parataxis")]
    if head.head is not None and head.deprel in ("appos", "flat"):
        around.append(head.head)
    if head.deprel == "nsubj" and head.head is not None and head.head.child("cop") is not None:
        around.append(head.head)
    for token in around:
        title = work.by_token.get(token.i)
        if title is not draft:
            _join_same(draft, title)


def _beside(work: Work, draft: Draft) -> None:
    """Apposition by commas: "der Sekretär des Rates, Dolkun Isa, ...", "Dolkun Isa, Sekretär des Rates, ..."."""
    tokens, i = work.doc.tokens, draft.first - 1
    first = work.doc.sentences[tokens[draft.head].sent].first
    if i > first and tokens[i].text == ",":
        _join_same(draft, _title_left(work, i - 1, first))
    elif i > first and tokens[i].upos in ("NOUN", "PROPN", "NUM"):
        title = _title_left(work, i, first)
        above = {t.i for t in work.token(draft.head).ancestors()}
        _join_same(draft, title if title is not None and title.head in above else None)
    i = _after_brackets(work, draft.last)
    if i + 1 < len(tokens) and tokens[i].text == "," and tokens[i + 1].sent == tokens[draft.head].sent:
        for j in range(i + 1, min(i + 5, len(tokens))):
            title = work.by_token.get(j)
            if title is not None:
                if title.first <= i + 1 and not work.token(title.head).deprel.startswith("nsubj"):
                    _join_same(draft, title)
                break


def _after_brackets(work: Work, i: int) -> int:
    tokens = work.doc.tokens
    if i < len(tokens) and tokens[i].text == "(":
        for j in range(i + 1, min(i + 6, len(tokens))):
            if tokens[j].text == ")":
                return j + 1
    return i


def _title_left(work: Work, i: int, first: int) -> Draft | None:
    """The leftmost role noun of the phrase that ends at token `i`."""
    found, low = None, max(first, i - PHRASE)
    while i >= low:
        token, held = work.token(i), work.by_token.get(i)
        if (token.upos in ("VERB", "AUX", "SCONJ") and token.feat("VerbForm") != "Part") or token.text in (
            ",",
            ";",
            ":",
            "“",
            "„",
        ):
            break
        if held is not None and held.form == "name" and held.kind == "person":
            break
        if held is not None and held.form == "title" and not held.plural and held.role is not None and held.head == i:
            found = held
        i -= 1
    return found


PHRASE = 12  # words between a role noun and the comma before the name


def _join_same(draft: Draft, title: Draft | None) -> None:
    if title is None or title.owner is draft:  # "die Anwältin Samanis", whatever the parser made of it
        return
    if title.same is not None or title.plural or title.form != "title" or title in draft.titles:
        return
    if title.role is not None and title.role.kind == "person":
        title.same = draft
        draft.titles.append(title)


def _party(work: Work, draft: Draft) -> None:
    """ "Merkel (CDU)": the party in brackets says country and sector."""
    tokens, i = work.doc.tokens, draft.last
    if i + 1 < len(tokens) and tokens[i].text in ("(", "[") and tokens[i].sent == tokens[draft.head].sent:
        held = work.by_token.get(i + 1)
        if held is not None and held.kind == "organization":
            draft.organization = draft.organization or held.name
            draft.country = draft.country or held.country
            draft.sector = draft.sector or held.sector
