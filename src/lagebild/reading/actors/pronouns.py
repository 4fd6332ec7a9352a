"""Pronouns: he, she, they, who, his; "ich" and "wir" in somebody's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Node, Work
from lagebild.reading.actors.lists import table, words

if TYPE_CHECKING:
    from lagebild.reading.quotes import FoundQuote

THIRD, POINTING = table("third"), table("pointing")
FIRST = words("first")
FORMAL = words("formal")
WINDOW = 3  # sentences back
SUBJECT, PER_SENTENCE, SAME_PARAGRAPH, UNKNOWN_GENDER, PERSON, OFTEN, NAMED = 1.5, 1.6, 0.6, -0.5, 0.8, 0.15, 1.0
CLAUSE_SUBJECT = 0.7  # the subject of the clause above: "Putin sagte, er ..."
MAX_OFTEN = 6


def refer_pronoun(work: Work, token: Token, speakers: dict[int, tuple[Node, ...]]) -> Draft | None:
    """The draft of a pronoun that could be resolved, or None."""
    relative = _is_relative(token) and not _opens(work, token)
    nodes = _relative(work, token) if relative else _personal(work, token, speakers)
    if not nodes:
        return None
    draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="pronoun")
    if len(nodes) == 1:
        draft.node = nodes[0]
    else:
        draft.nodes = tuple(nodes)
    return draft


def says_self(token: Token) -> bool:
    """Whether the pronoun means who speaks: "ich", "unser"."""
    return token.text.lower() in FIRST


def _is_relative(token: Token) -> bool:
    return "Rel" in token.feat("PronType") and token.text.lower() in RELATIVES and token.i > 0


RELATIVES = words("relatives")


def _opens(work: Work, token: Token) -> bool:
    """Whether the word opens the sentence, so that it points back: "Der habe gut gearbeitet"."""
    return token.i == work.doc.sentences[token.sent].first


def _relative(work: Work, token: Token) -> Sequence[Node]:
    """The noun that the relative clause hangs on."""
    for verb in (token, *token.ancestors()):
        if verb.deprel.startswith("acl") and verb.head is not None:
            held = work.by_token.get(verb.head.i)
            if held is None or held.first > token.i:
                return ()
            return (held.node,) if held.node is not None else held.nodes
    return _before_comma(work, token)


def _before_comma(work: Work, token: Token) -> Sequence[Node]:
    """Where the tree does not help: the mention directly before the comma before the relative pronoun."""
    i = token.i - 1
    if i > 0 and work.token(i).upos == "ADP":
        i -= 1
    if i < 1 or work.token(i).text != ",":
        return ()
    if work.token(i - 1).text == ")":
        while i > 0 and work.token(i).text != "(":
            i -= 1
    held = work.by_token.get(i - 1)
    if held is None or held.last > i:
        return ()
    return (held.node,) if held.node is not None else held.nodes


def _personal(work: Work, token: Token, speakers: dict[int, tuple[Node, ...]]) -> Sequence[Node]:
    low = token.text.lower()
    if token.i in speakers and (low in FIRST):
        return speakers[token.i]
    if low in FIRST or (token.text in FORMAL and not _begins(work, token)):
        return ()
    asked = _asked(token, low)
    return _antecedent(work, token, asked, speakers.get(token.i, ())) if asked else ()


def _begins(work: Work, token: Token) -> bool:
    first = work.doc.sentences[token.sent].first
    return token.i <= first + 1 or not work.token(token.i - 1).text[-1].isalnum()


def _asked(token: Token, low: str) -> str:
    """The genders (m, f, n) or p (plural) that a third-person pronoun or possessive asks for; "" for no pronoun."""
    if token.feat("Poss") == "Yes" or (token.lemma in ("sein", "ihr") and token.upos in ("DET", "PRON")):
        if low.startswith("sein"):
            return "mn"
        return "fp" if low.startswith("ihr") else ""
    kinds = token.feat("PronType").split(",")
    alone = token.upos == "PRON" or (token.upos == "DET" and token.deprel.startswith(("nsubj", "obj", "obl")))
    if not alone or not {"Prs", "Dem", ""} & set(kinds):
        return ""
    asked = POINTING.get(low) or THIRD.get(low, "")
    if asked == "fp":
        number = token.feat("Number")
        verb = token.head
        if token.deprel.startswith("nsubj") and verb is not None:
            finite = next(
                (v for v in (verb, *verb.all_children("aux", "aux:pass", "cop")) if v.feat("VerbForm") == "Fin"), None
            )
            number = (finite.feat("Number") if finite is not None else "") or number
        asked = {"Sing": "f", "Plur": "p"}.get(number, "fp")
    return asked


def _antecedent(work: Work, token: Token, asked: str, speakers: tuple[Node, ...]) -> Sequence[Node]:
    best: tuple[float, Node] | None = None
    for node in work.nodes:
        if node.last < 0 or not node.mentions or node in speakers:
            continue
        if token.text.lower() in POINTING:
            score = _pointed_at(work, token, node, asked)
            if score is not None and (best is None or score > best[0]):
                best = score, node
            continue
        score = _score(work, token, node, asked)
        if score is not None and (best is None or score > best[0]):
            best = score, node
    if "p" in asked:
        listed = _coordination(work, token) or _several(work, token)
        if listed and (best is None or not best[1].plural or listed[1] > best[1].last):
            return listed[0]
    if best is None:
        return _cataphor(work, token, asked)
    return (best[1],)


def _score(work: Work, token: Token, node: Node, asked: str) -> float | None:
    away = token.sent - work.token(node.last).sent
    if away > WINDOW or not _agrees(node, asked):
        return None
    same_block = work.doc.sentences[token.sent].paragraph == work.doc.sentences[work.token(node.last).sent].paragraph
    score = -PER_SENTENCE * away + (SAME_PARAGRAPH if same_block else 0.0)
    score += OFTEN * min(len(node.mentions), MAX_OFTEN)
    score += SUBJECT if node.subject else 0.0
    score += PERSON if node.kind == "person" else 0.0
    score += NAMED if node.parts else 0.0
    if node.kind == "person" and not node.gender:
        score += UNKNOWN_GENDER
    if away == 0 and _own_clause(work, token, node):
        return None
    return score + 0.01 * node.last / max(token.i, 1)


def _pointed_at(work: Work, token: Token, node: Node, asked: str) -> float | None:
    """ "dieser" means who was named last, and not the subject of the sentence before where there is somebody else."""
    away = token.sent - work.token(node.last).sent
    if away > 1 or not _agrees(node, asked) or (away == 0 and _own_clause(work, token, node)):
        return None
    return node.last + (PERSON if node.kind == "person" else 0.0)


def _own_clause(work: Work, token: Token, node: Node) -> bool:
    """A personal pronoun does not mean another part of its own clause: "Merkel traf ihn"; a possessive may."""
    if token.upos == "DET" or token.feat("Poss") == "Yes":
        return False
    other = work.token(node.last)
    return other.head is not None and other.head is token.head


def _agrees(node: Node, asked: str) -> bool:
    if node.plural or node.kind == "group":
        return "p" in asked
    if node.kind == "person":
        return any(g in asked for g in (node.gender or "mf"))
    if node.kind == "country":
        return "n" in asked or bool(node.voice and node.voice in asked)
    return any(gender and gender in asked for gender in (node.grammar, node.voice))


def _several(work: Work, token: Token) -> tuple[tuple[Node, ...], int] | None:
    """The plural that was read last, if it is near."""
    if work.several is None or token.sent - work.token(work.several[1]).sent > WINDOW:
        return None
    return work.several


def _coordination(work: Work, token: Token) -> tuple[tuple[Node, ...], int] | None:
    """The last "A und B" before the pronoun, within the sentence before."""
    first = work.doc.sentences[max(token.sent - 1, 0)].first
    for i in range(token.i - 1, first - 1, -1):
        part = work.token(i)
        if part.deprel == "conj" and part.head is not None and i in work.by_token:
            held = [work.by_token.get(t.i) for t in (part.head, *part.head.all_children("conj"))]
            nodes = [
                h.node
                for h in held
                if h is not None and h.node is not None and h.node.kind in ("person", "organization", "country")
            ]
            nodes = list(dict.fromkeys(nodes))
            if len(nodes) > 1:
                return tuple(nodes), i
    return None


def _cataphor(work: Work, token: Token, asked: str) -> Sequence[Node]:
    """ "Als er ankam, wurde Putin begrüßt": the subject of the main clause that follows, in the same sentence."""
    last = work.doc.sentences[token.sent].last
    for other in work.doc.tokens[token.i + 1 : last]:
        held = work.by_token.get(other.i)
        if held is None or held.node is None or held.form != "name" or held.kind != "person":
            continue
        if other.deprel.startswith("nsubj") and any(g in asked for g in (held.node.gender or "mf")):
            return (held.node,)
    return ()


def quote_speakers(work: Work, quotes: tuple[FoundQuote, ...]) -> dict[int, FoundQuote]:
    """For each token inside a direct quotation, the quotation."""
    inside: dict[int, FoundQuote] = {}
    for quote in quotes:
        if quote.type == "Direct" and quote.speaker:
            for start, end in quote.quote:
                for token in work.doc.tokens_in(start, end):
                    inside[token.i] = quote
    return inside
