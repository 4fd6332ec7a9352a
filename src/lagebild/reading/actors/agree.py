"""Names put right over the whole article: everyday words that are names here, one kind for one name."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.names import actor_draft, locate
from lagebild.reading.actors.words import read_noun, without_genitive


def find_everyday(work: Work) -> None:
    """Names that are everyday words, too ("die Linke", "die Grünen"), where the tagger took them for such.

    They are names if the article says the name elsewhere, or if the word before has one: "Vorsitzende der Linken".
    """
    sure = {d.rows[0].id for d in work.drafts if d.rows and d.rows[0].kind != "person"}
    for token in work.doc.tokens:
        if token.i in work.by_token or token.upos not in ("NOUN", "ADJ") or not token.text[0].isupper():
            continue
        rows = work.knowledge.actors("?" + token.text)
        if not rows or token.deprel == "amod" or not token.i or work.token(token.i - 1).upos != "DET":
            continue
        if rows[0].id in sure or (
            rows[0].sector == "PTY" and token.head is not None and _heads_party(work, token.head)
        ):
            draft = actor_draft(rows, token.text, token.i, token.i + 1)
            work.add(draft)


def _heads_party(work: Work, token: Token) -> bool:
    """Whether a noun is the head of something, or a part of a party: "Chef", "Vorsitzende", "Fraktion"."""
    noun = read_noun(token.text, work.knowledge)
    return noun is not None and (noun.row.weak or noun.sector in ("PTY", "LEG"))


def split_names(work: Work) -> None:
    """ "So kritisierte Meier Schulze": two surnames of two people of the article that the tagger took for one name."""
    full = {d.name for d in work.drafts if d.kind == "person" and " " in d.name}
    by_surname: dict[str, set[str]] = {}
    for name in full:
        by_surname.setdefault(name.split()[-1], set()).add(name)
    for draft in list(work.drafts):
        parts = draft.name.split()
        if draft.kind != "person" or draft.form != "name" or len(parts) != 2 or draft.last != draft.first + 2:
            continue
        whose = [by_surname.get(p, set()) - {draft.name} for p in parts]
        if all(whose) and not whose[0] & whose[1] and not draft.rows:
            second = Draft(head=draft.first + 1, first=draft.first + 1, last=draft.last, form="name", kind="person")
            second.name, draft.name, draft.last, draft.head = parts[1], parts[0], draft.first + 1, draft.first
            del work.by_token[second.first]
            work.add(second)


def agree(work: Work) -> None:
    """One name, one kind: a surname tagged as a place is the person's, a town tagged as a person is the town."""
    surnames = {d.name.split()[-1] for d in work.drafts if d.kind == "person" and " " in d.name}
    towns = {d.name for d in work.drafts if d.kind == "place"}
    for draft in work.drafts:
        if draft.form != "name" or " " in draft.name or draft.rows:
            continue
        if draft.kind == "place" and draft.name in surnames:
            draft.kind, draft.country = "person", None
        elif draft.kind == "organization" and _genitive_of(work, draft) in surnames:
            draft.kind, draft.name = "person", _genitive_of(work, draft) or draft.name
        elif (
            draft.kind == "person" and draft.name not in surnames and (draft.name in towns or _is_capital(work, draft))
        ):
            draft.kind = "place"
            locate(work, draft)


def _genitive_of(work: Work, draft: Draft) -> str | None:
    """Whose genitive a single word is: "Hubers", tagged as an organisation; None where it is none."""
    text = work.token(draft.last - 1).text
    return without_genitive(text) if draft.last == draft.first + 1 else None


def _is_capital(work: Work, draft: Draft) -> bool:
    """Whether a person's name that stands alone and untitled is that of a capital: "Washington"."""
    rows = work.knowledge.places(draft.name)
    return bool(rows) and rows[0].capital and not draft.titles and not draft.gender
