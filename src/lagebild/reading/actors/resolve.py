"""The order of the steps: mentions, then entities in text order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagebild.knowledge import Knowledge
from lagebild.language.doc import Doc
from lagebild.reading.actors.agree import agree, find_everyday, split_names
from lagebild.reading.actors.coref import find_surnames, link_names
from lagebild.reading.actors.draft import Draft, Node, Work
from lagebild.reading.actors.focus import country_near, find_focus
from lagebild.reading.actors.grammar import GENDER_BY_END
from lagebild.reading.actors.metonyms import find_metonyms
from lagebild.reading.actors.names import find_acronyms, find_names
from lagebild.reading.actors.nouns import find_adjectives, find_nouns
from lagebild.reading.actors.pronouns import quote_speakers, refer_pronoun, says_self
from lagebild.reading.actors.proper import extend_names
from lagebild.reading.actors.quoted import find_quoted, join_called
from lagebild.reading.actors.refer import refer_noun
from lagebild.reading.actors.titles import join_titles, set_head
from lagebild.records import Article, Place

if TYPE_CHECKING:
    from lagebild.reading.quotes import FoundQuote


def resolve(
    doc: Doc, article: Article, quotes: tuple[FoundQuote, ...], places: tuple[Place, ...], knowledge: Knowledge
) -> Work:
    """Find all mentions of actors and the entities they mean."""
    work = Work(doc, article, knowledge, places, date=day_of(article.published))
    find_names(work)
    find_quoted(work)
    find_everyday(work)
    split_names(work)
    agree(work)
    extend_names(work)
    find_acronyms(work)
    find_adjectives(work)
    for draft in work.drafts:
        set_head(work, draft)
    find_metonyms(work)
    find_nouns(work)
    join_titles(work)
    join_called(work)
    agree(work)  # a title may have told that a name is a person's
    find_focus(work)
    link_names(work)
    find_surnames(work)
    find_focus(work)
    _in_text_order(work, quotes)
    return work


def day_of(published: str | None) -> str | None:
    """The beginning of the date of publication, as precise as it is: "2021-02-22"."""
    return published.split("/")[0].split("T")[0] if published else None


def _in_text_order(work: Work, quotes: tuple[FoundQuote, ...]) -> None:
    """Give nouns and pronouns their entities; `node.last` says what was mentioned before."""
    heads: dict[int, list[Draft]] = {}
    for draft in work.drafts:
        heads.setdefault(draft.first, []).append(draft)
    inside = quote_speakers(work, quotes)
    later: list[int] = []
    for token in work.doc.tokens:
        for draft in heads.get(token.i, ()):
            if draft.possessor is not None and draft.form != "name":
                _possessor(work, draft, inside.get(draft.possessor))
            if draft.node is None:
                refer_noun(work, draft)
            for node in (draft.node,) if draft.node is not None else draft.nodes:
                if node.last < 0:
                    _settle(work, node, draft)
            _seen(work, draft)
        if token.upos in ("PRON", "DET") and token.i not in work.by_token:
            quote = inside.get(token.i)
            if quote is not None and says_self(token):
                later.append(token.i)  # the frame may follow the words: „Ich gehe“, sagte Müller
            else:
                _pronoun(work, token.i, _speaker(work, quote) if quote is not None else ())
    for i in later:
        speaker = _speaker(work, inside[i])
        _pronoun(work, i, speaker)


def _possessor(work: Work, draft: Draft, quote: FoundQuote | None) -> None:
    """Read "sein" of "sein Land" before the noun: whom it means tells whose land it is."""
    i = draft.possessor
    if i is None or work.by_token.get(i) is not draft:
        return
    del work.by_token[i]
    _pronoun(work, i, _speaker(work, quote) if quote is not None else ())
    work.by_token.setdefault(i, draft)


def _pronoun(work: Work, i: int, speaker: tuple[Node, ...]) -> None:
    draft = refer_pronoun(work, work.token(i), {i: speaker} if speaker else {})
    if draft is not None:
        work.add(draft)
        _seen(work, draft)


def _speaker(work: Work, quote: FoundQuote) -> tuple[Node, ...]:
    """The entities that the speaker's words mean, the head of the phrase first."""
    for start, end in quote.speaker:
        tokens = work.doc.tokens_in(start, end)
        inside = {t.i for t in tokens}
        for token in sorted(tokens, key=lambda t: t.head is not None and t.head.i in inside):
            held = work.by_token.get(token.i)
            if held is not None:
                return (held.node,) if held.node is not None else held.nodes
    return ()


def _settle(work: Work, node: Node, draft: Draft) -> None:
    """A name of whom nothing tells the country belongs to the country that the text around is about."""
    if draft.foreign:
        return
    if node.country is None and node.row is None and node.kind != "country" and node.sector != "IGO":
        node.country, node.guessed = country_near(work, work.token(draft.head).sent), True


def name_gender(work: Work, draft: Draft) -> str:
    """Grammatical gender of an organisation's name: of its first noun, else by the article before it."""
    first = work.token(draft.first)
    for ends, gender in GENDER_BY_END:
        if draft.last > draft.first + 1 and first.text.lower().endswith(ends):
            return gender
    article = work.token(draft.first - 1) if draft.first else first
    low = article.text.lower()
    if article.upos == "DET" and low in ("die", "das"):
        return "f" if low == "die" else "n"
    return "m" if article.upos == "DET" and low == "der" and work.token(draft.head).deprel.startswith("nsubj") else ""


def _give_voice(work: Work, node: Node, draft: Draft) -> None:
    """Note by which pronoun a state or an organisation is taken up after this mention: "die Regierung ... sie"."""
    if draft.form == "noun":
        node.voice, node.voiced = "p" if draft.plural else draft.gender, draft.head
    elif draft.head - node.voiced > BESIDE:  # not "irischen" of "der irischen Regierung"
        node.voice = "p" if work.token(draft.head).feat("Number") == "Plur" else ""


BESIDE = 3  # words from a noun to the name in its genitive


TOLD_AGAIN = 0.4  # a pronoun or a role names the country of its entity again, but less than a name does


def _seen(work: Work, draft: Draft) -> None:
    """Note that the draft's entities were mentioned here."""
    token = work.token(draft.head)
    subject = token.deprel.startswith("nsubj")
    if len(draft.nodes) > 1:
        work.several = draft.nodes, draft.head
    for node in (draft.node,) if draft.node is not None else draft.nodes:
        if node.country and draft.form != "name" and not node.guessed:
            here = work.near.setdefault(token.sent, {})
            here[node.country] = here.get(node.country, 0.0) + TOLD_AGAIN
        if draft not in node.mentions:
            node.mentions.append(draft)
        if not node.grammar and node.kind == "organization" and draft.form == "name":
            node.grammar = name_gender(work, draft)
        if node.kind in ("country", "organization") and draft.form in ("noun", "name"):
            _give_voice(work, node, draft)
        if draft.form != "pronoun" or draft.head > node.last:
            node.subject = subject or (node.subject and work.token(node.last).sent == token.sent)
            node.last = max(draft.head, node.last)
