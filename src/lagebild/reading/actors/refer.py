"""Coreference of nouns: "der Präsident", "die Polizei", "Demonstranten", "sein Land", "beide Staatschefs"."""

from __future__ import annotations

from lagebild.reading.actors.collectives import (
    NEIGHBOUR,
    collective,
    force_spoken_for,
    government,
    named_before,
    neighbour,
    owned_name,
    subject_node,
)
from lagebild.reading.actors.coref import person_node, title_text
from lagebild.reading.actors.draft import Draft, Node, Work
from lagebild.reading.actors.focus import country_beside, country_near
from lagebild.reading.actors.link import POLITICS, leader
from lagebild.reading.actors.lists import table, words
from lagebild.reading.actors.members import spoken_for

FEDERAL = ("AUT", "CHE")
HOME_OF = table("home_of")
EPITHET, NAMED, VAGUE = 0.8, 0.8, 1.5
KIN = words("kin")
SAME_WORD, TAIL, OFFICE, SECTOR, GENERIC = 4.0, 3.0, 3.5, 1.5, 1.0  # what speaks for one entity, in points
CONFLICT = -6.0
PER_SENTENCE = 0.15  # distance
ENOUGH, ENOUGH_INDEFINITE = 1.4, 4.5  # points; "ein Minister" begins a new entity unless all speaks for an old one
WINDOW = 12  # sentences
GENERIC_PERSON = words("generic_person")
COLLEAGUE = words("colleague")
POLITICIAN = frozenset(("politiker", "spitzenpolitiker"))
CHIEFS, MAKERS = words("chiefs"), words("makers")
CALLED = {word: frozenset(roles.split("|")) for word, roles in table("called").items()}
HEADS = frozenset(("head of state", "head of government", "ruler"))


def refer_noun(work: Work, draft: Draft) -> None:
    """Find or make the entity of a noun. Called in text order; `node.last` tells what was mentioned before."""
    home = HOME_OF.get(draft.word)
    if home and not draft.country and not draft.organization:
        draft.country = home
    if draft.country == "DEU" and (home or draft.word.startswith("bundes")) and work.main_country() in FEDERAL:
        draft.country = work.main_country()  # Austria and Switzerland have a Bundesregierung and a Bundesrat, too
    if draft.possessor is not None and _first_person(work, draft.possessor):
        return  # "unsere Kollegen": said from somebody's own side
    if draft.same is not None:
        draft.node = draft.same.node
    elif _one_phrase(work, draft) is not None:
        draft.node = _one_phrase(work, draft)
    elif draft.plural and _both(work, draft):
        draft.nodes = _last_two(work, draft)
    elif draft.plural and draft.role is not None and draft.role.kind == "person":
        draft.nodes = _named_after(work, draft)
    if draft.node is None and not draft.nodes:
        if draft.plural and draft.office == "ruler" and draft.country:
            draft.node = government(work, draft)  # "die Machthaber in China"
        elif draft.kind == "person":
            draft.node = _person(work, draft)
        elif draft.kind == "country":
            draft.node = government(work, draft)
        else:
            draft.node = collective(work, draft)


def _first_person(work: Work, i: int) -> bool:
    return work.token(i).text.lower().startswith(("unser", "mein", "euer", "eure"))


def _one_phrase(work: Work, draft: Draft) -> Node | None:
    """ "seinen Nachbarn und Verbündeten": two nouns under one article mean one entity."""
    token = work.token(draft.head)
    if token.deprel != "conj" or token.head is None or draft.first != draft.head or (draft.plural and not _weak(draft)):
        return None
    held = work.by_token.get(token.head.i)
    if held is None or held.form == "name" or held.node is None or held.plural or not held.definite:
        return None
    return held.node if held.role is not None and held.role.kind == "person" else None


def _weak(draft: Draft) -> bool:
    return draft.word.endswith("e")  # adjectival nouns: the plural looks like the singular


def _both(work: Work, draft: Draft) -> bool:
    words = {work.token(i).text.lower() for i in range(max(draft.first - 1, 0), draft.head)}
    return bool(words & {"beide", "beiden", "beider"})


def _named_after(work: Work, draft: Draft) -> tuple[Node, ...]:
    """ "Zwei Abgeordnete der Koalition, Schulz (Grüne) und Hoffmann (SPD)": a plural and the names that follow it."""
    tokens, found = work.doc.tokens, list[Node]()
    last = min(work.doc.sentences[tokens[draft.head].sent].last, draft.last + MOST_BETWEEN)
    comma = next((i for i in range(draft.last, last) if tokens[i].text == ","), None)
    if comma is None or any(t.upos in ("VERB", "AUX") for t in tokens[draft.last : comma]):
        return ()
    i, last = comma + 1, work.doc.sentences[tokens[draft.head].sent].last
    while i < last:
        held = work.by_token.get(i)
        if held is not None and held.form == "name" and held.kind == "person" and held.node is not None:
            found.append(held.node)
            i = held.last
        elif tokens[i].text == "(":
            i = next((j + 1 for j in range(i, last) if tokens[j].text == ")"), last)
        elif tokens[i].text in (",", "und", "sowie"):
            i += 1
        else:
            break
    return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


MOST_BETWEEN = 8  # words between the plural and the comma before the names


def _last_two(work: Work, draft: Draft) -> tuple[Node, ...]:
    """The two entities of the right kind that were mentioned last."""
    kind = "person" if draft.role is not None and draft.role.kind == "person" else "country"
    before = [n for n in work.nodes if n.kind == kind and 0 <= n.last < draft.first]
    if kind == "person" and draft.office in HEADS:
        before = [n for n in before if n.offices & HEADS or n.sector == "GOV"] or before
    before.sort(key=lambda n: -n.last)
    return tuple(sorted(before[:2], key=lambda n: n.last)) if len(before) > 1 else ()


# persons ----------------------------------------------------------------------------------------------------------


def _person(work: Work, draft: Draft) -> Node | None:
    if draft.word in NEIGHBOUR and draft.possessor is not None:
        state = subject_node(work, draft)
        if state is not None and state.kind == "country":
            return neighbour(work, draft)
    if draft.word in COLLEAGUE and draft.possessor is not None:
        other = _colleague(work, draft)
        if other is not None:
            return other
    if draft.word in MAKERS and draft.definite:
        maker = named_before(work, draft)
        if maker is not None:
            return maker
    best: tuple[float, Node] | None = None
    owned = owned_name(work, draft) if draft.owner is not None else None
    for node in work.nodes:
        if node.kind != "person" or node.last < 0:
            continue
        if owned is not None and node.name.startswith(f"{draft.name} von ") and node.name != owned:
            continue  # "die Anwältin Meiers" is not that of somebody else
        score = _points(work, draft, node)
        if best is None or score > best[0]:
            best = score, node
    enough = ENOUGH if draft.definite or draft.country or draft.organization else ENOUGH_INDEFINITE
    if best is not None and best[0] >= enough:
        return _told(best[1], draft)
    known = None if draft.former else _holder(work, draft)
    known = known or _announced(work, draft) or spoken_for(work, draft) or force_spoken_for(work, draft)
    return known or _new(work, draft)


def _announced(work: Work, draft: Draft) -> Node | None:
    """ "der bekannteste Häftling ... Viktor Babariko war": somebody whose name comes with the next sentence."""
    if not draft.definite or draft.office or draft.possessor is not None or draft.word in GENERIC_PERSON:
        return None
    here = work.token(draft.head).sent
    for node in work.nodes:
        if node.kind != "person" or node.last >= 0 or not node.mentions:
            continue
        if draft.sector and node.sector and draft.sector != node.sector:
            continue
        name = min(node.mentions, key=lambda d: d.first)
        token = work.token(name.head)
        if token.sent - here != 1 or not token.deprel.startswith("nsubj"):
            continue
        if draft.country and node.country and draft.country != node.country:
            continue
        if not (draft.gender and node.gender and draft.gender != node.gender):
            return _told(node, draft)
    return None


def _points(work: Work, draft: Draft, node: Node) -> float:
    """How well `node` fits to the noun; see the weights above."""
    sentences = work.token(draft.first).sent - work.token(node.last).sent
    score = -PER_SENTENCE * min(sentences, WINDOW)
    if draft.gender and node.gender and draft.gender != node.gender:
        return CONFLICT
    if draft.country and node.country and draft.country != node.country and not node.guessed:
        return CONFLICT
    if draft.country and not node.country and node.sector == "IGO":
        return CONFLICT
    if draft.age and node.age and draft.age != node.age:
        return CONFLICT
    if node.row is not None and node.offices and not _may_be_called(draft, node):
        return CONFLICT
    if draft.former != node.former and draft.word not in node.words and (draft.office or draft.former):
        score -= SECTOR
    if draft.word in node.words or (draft.age and draft.age == node.age):
        score += SAME_WORD
    elif any(w.endswith(draft.word) or draft.word.endswith(w) for w in node.words if len(w) > 3) or (
        draft.word in CHIEFS and node.words & CHIEFS and draft.sector == node.sector
    ):
        score += TAIL
    elif draft.office and (draft.office in node.offices or (draft.office == "ruler" and node.offices & HEADS)):
        score += OFFICE
    elif draft.word in POLITICIAN and node.sector in POLITICS and node.parts:
        score += GENERIC + (0.5 if sentences < 3 else 0)
    elif draft.office or (draft.sector and node.sector and draft.sector != node.sector):
        score += CONFLICT / 2
    elif draft.sector and draft.sector == node.sector and not node.words:
        score += SECTOR
    elif draft.word in GENERIC_PERSON or not draft.word or draft.word[0].isdigit():
        score += GENERIC + (0.5 if sentences < 3 else 0)
    elif _epithet(draft, node) and sentences < 2:
        score += EPITHET
    return score + (0.3 if node.subject else 0.0) + (NAMED if node.parts else 0.0) - (VAGUE if node.vague else 0.0)


def _may_be_called(draft: Draft, node: Node) -> bool:
    """ "Der Minister" is no head of state: whether a word for many offices fits to one that is known of somebody."""
    fitting = CALLED.get(draft.word)
    return fitting is None or any(role in fitting or role.endswith(" " + draft.word) for role in node.offices)


def _epithet(draft: Draft, node: Node) -> bool:
    """ "Klien ... Der Sportler": a noun that was not said before may name again who was named last."""
    if not draft.definite or draft.possessor is not None or draft.word in KIN:
        return False
    if draft.organization and draft.sector != node.sector:
        return False
    return bool(node.parts) and (not draft.sector or not node.sector or draft.sector == node.sector)


def _colleague(work: Work, draft: Draft) -> Node | None:
    """ "seinen Kollegen": another one with the like office, not whom "sein" means."""
    own = subject_node(work, draft)
    before = [n for n in work.nodes if n.kind == "person" and 0 <= n.last < draft.first and n is not own]
    if draft.country:
        before = [n for n in before if n.country == draft.country]
    alike = [
        n
        for n in before
        if own is not None and (n.offices & own.offices or (n.offices & HEADS and own.offices & HEADS))
    ]
    return max(alike, key=lambda n: n.last, default=None)


def _holder(work: Work, draft: Draft) -> Node | None:
    """Who holds the office at the date: of the state that the noun tells, else of the one the article is about."""
    if draft.office is None or not (draft.definite or draft.country or draft.organization):
        return None
    for scope in _scopes(work, draft):
        row = leader(work.knowledge, draft.office, scope, work.date, draft.gender)
        if row is not None and not (draft.gender and row.gender and row.gender != draft.gender):
            return person_node(work, row, draft.office)
    return None


def _scopes(work: Work, draft: Draft) -> list[str]:
    """Whose office it may be: of the organisation or region that the words name, else of the state that they tell."""
    if draft.organization:
        return [draft.organization]
    if draft.seat and draft.office in REGIONAL:
        places = work.knowledge.places(draft.seat)
        if places and not places[0].capital:
            return [draft.seat]
        if draft.office != "head of government":
            return [draft.seat]
    country = draft.country or country_near(work, work.token(draft.head).sent)
    return [country] if country else []


REGIONAL = frozenset(("head of government", "governor", "mayor"))  # regions and towns have them, too


def _told(node: Node, draft: Draft) -> Node:
    node.words.add(draft.word)
    node.age = node.age or draft.age
    node.gender = node.gender or draft.gender
    if not node.row:
        if draft.country and node.guessed:
            node.country, node.guessed = draft.country, False
        node.country = node.country or draft.country
        node.sector = node.sector or draft.sector
    return node


def _new(work: Work, draft: Draft) -> Node:
    name = owned_name(work, draft) or draft.name
    node = Node(kind="person", name=name, country=draft.country, sector=draft.sector, gender=draft.gender)
    node.words.add(draft.word)
    node.age = draft.age
    node.role, node.former = title_text(draft) or None, draft.former
    node.vague = not draft.definite
    if draft.office:
        node.offices.add(draft.office)
    if not node.country and draft.sector != "IGO":
        here = work.token(draft.head).sent
        beside = None if draft.definite else country_beside(work, here)  # new to the text: of where the sentence is
        node.country, node.guessed = beside or country_near(work, here), True
    work.nodes.append(node)
    return node


# governments, institutions, groups ---------------------------------------------------------------------------------
