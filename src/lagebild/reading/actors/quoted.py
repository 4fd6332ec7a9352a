"""Names of organisations in quotation marks: "die Gruppe „Rotes Licht“", "die Junta, die sich „Rat der Rettung“ nennt"."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.grammar import strong
from lagebild.reading.actors.lists import words
from lagebild.reading.actors.words import read_noun

OPENING, CLOSING = frozenset("„“\"»«‚'"), frozenset("“”\"«»‘'")
LONGEST = 14  # words of a name in quotation marks
CALL = words("call")
NAME_NOUNS = words("name_nouns")
GENDER = {"Masc": "m", "Fem": "f", "Neut": "n"}


def find_quoted(work: Work) -> None:
    """Add a draft for every organisation whose name stands in quotation marks; what was found inside gives way."""
    for start, end in list(_stretches(work)):
        first = work.token(start)
        sector = _noun_before(work, start) if first.text[0].isupper() else None
        says = any(t.feat("VerbForm") == "Fin" for t in work.doc.tokens[start:end])
        if sector is None and (says or not first.text[0].isupper() or not _named_like_one(work, start, end)):
            continue
        if end == start + 1 and sector is not None and not _beside(work, first):
            continue  # "nannte die Gruppe „Terroristen“", "warf der Partei „Untätigkeit“ vor"
        _take(work, start, end, sector or _sector_inside(work, start, end))


def _stretches(work: Work) -> Iterator[tuple[int, int]]:
    """Tokens between quotation marks of one sentence, if they are few."""
    tokens, i = work.doc.tokens, 0
    while i < len(tokens):
        if tokens[i].text not in OPENING:
            i += 1
            continue
        limit = min(work.doc.sentences[tokens[i].sent].last, i + 2 + LONGEST)
        end = next((j for j in range(i + 1, limit) if tokens[j].text in CLOSING), None)
        if end is not None and end > i + 1:
            yield i + 1, end
        i = i + 1 if end is None else end + 1


def _noun_before(work: Work, start: int) -> str | None:
    """The sector that a noun for an organisation directly before the mark tells ("" for none); None without such a noun."""
    i = start - 2
    if i < 0 or work.token(i).sent != work.token(start).sent or i in work.by_token or work.token(i).upos != "NOUN":
        return None
    noun = read_noun(work.token(i).text, work.knowledge)
    if noun is None or noun.row.kind not in ("organization", "group") or noun.sector == "GOV":
        return None
    return noun.sector or ""


def _beside(work: Work, token: Token) -> bool:
    """Whether a single word in quotation marks is the name of the noun before, rather than another part of the sentence."""
    noun = read_noun(token.text, work.knowledge)
    if noun is not None and noun.row.kind == "person":
        return False
    return token.upos == "PROPN" or token.deprel in ("appos", "flat", "compound")


def _named_like_one(work: Work, start: int, end: int) -> bool:
    """Whether the words are a name by themselves: "Oberster Rat ...", "Front zur Rettung ..."."""
    if end - start < 2:
        return False
    return _main_noun(work, start, end) is not None and _is_called(work, start)


def _main_noun(work: Work, start: int, end: int) -> Token | None:
    """The noun of an organisation that the words begin with, adjectives apart."""
    for token in work.doc.tokens[start:end]:
        if token.upos == "ADJ" and token.text[0].isupper():
            continue
        noun = read_noun(token.text, work.knowledge)
        known = noun is not None and noun.row.kind == "organization"
        return token if token.text.lower() in NAME_NOUNS or known else None
    return None


def _is_called(work: Work, start: int) -> bool:
    """Whether the sentence says that somebody is called so."""
    sentence = work.doc.sentences[work.token(start).sent]
    return any(t.lemma.lower() in CALL for t in work.doc.tokens[sentence.first : sentence.last])


def _sector_inside(work: Work, start: int, end: int) -> str | None:
    token = _main_noun(work, start, end)
    noun = read_noun(token.text, work.knowledge) if token is not None else None
    return noun.sector if noun is not None else None


def _take(work: Work, start: int, end: int, sector: str | None) -> None:
    for draft in [d for d in work.drafts if d.first < end and d.last > start]:
        if draft.rows and draft.first <= start and draft.last >= end:
            return  # known already
        work.drafts.remove(draft)
        for i in [i for i, d in work.by_token.items() if d is draft]:
            del work.by_token[i]
    draft = Draft(head=start, first=start, last=end, form="name", kind="organization", sector=sector or None)
    draft.name = _nominative(work, start, end)
    rows = work.knowledge.actors(draft.name)
    if rows and rows[0].kind != "person":
        draft.rows, draft.country, draft.sector = rows, rows[0].country, rows[0].sector
    work.add(draft)


def _nominative(work: Work, start: int, end: int) -> str:
    """The words with adjectives before the noun as they stand without an article: "Oberster Rat" of "Oberste Rat"."""
    main = _main_noun(work, start, end)
    gender = GENDER.get(main.feat("Gender"), "") if main is not None else ""
    if main is None or main.i == start or not gender:
        return work.doc.text[work.token(start).start : work.token(end - 1).end]
    said = " ".join(strong(t.text, gender) for t in work.doc.tokens[start : main.i])
    return f"{said} {work.doc.text[main.start : work.token(end - 1).end]}"


def join_called(work: Work) -> None:
    """ "die Junta, die sich „Rat der Rettung“ nennt": the noun that is called so means whom the name means."""
    tokens = work.doc.tokens
    for name in [d for d in work.drafts if d.form == "name" and d.kind == "organization"]:
        sentence = work.doc.sentences[tokens[name.first].sent]
        near = tokens[sentence.first : sentence.last]
        verb = next((t for t in near if t.lemma.lower() in CALL), None)
        if verb is None or not any(t.text == "sich" and t.head is verb for t in near):
            continue
        if name.first == sentence.first or tokens[name.first - 1].text not in OPENING:
            continue
        noun = _who(work, verb)
        if noun is not None and noun.same is None and noun is not name and noun.kind == "organization":
            noun.same = name
            name.titles.append(noun)


def _who(work: Work, verb: Token) -> Draft | None:
    """The noun that names itself: the subject of the verb, or what the relative clause hangs on."""
    subject = verb.child("nsubj")
    held = work.by_token.get(subject.i) if subject is not None else None
    if held is not None and held.form == "noun":
        return held
    if verb.deprel.startswith("acl") and verb.head is not None:
        held = work.by_token.get(verb.head.i)
        return held if held is not None and held.form == "noun" else None
    return None
