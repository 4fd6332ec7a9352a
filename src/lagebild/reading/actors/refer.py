"""Coreference of nouns: "der Präsident", "die Polizei", "Demonstranten", "sein Land", "beide Staatschefs"."""

from __future__ import annotations

from lagebild.reading.actors.coref import country_node, holder_node
from lagebild.reading.actors.draft import Draft, Node, Work
from lagebild.reading.actors.focus import country_near
from lagebild.reading.actors.link import leader

FEDERAL = ("AUT", "CHE")
EPITHET, NAMED = 0.8, 0.8
KIN = frozenset((
    "vater", "mutter", "sohn", "tochter", "bruder", "schwester", "frau", "ehefrau", "ehemann", "anwalt", "anwältin",
    "verteidiger", "fahrer", "leibwächter", "dolmetscher", "kind", "eltern", "onkel", "nachfolger", "vorgänger", "zeuge",
    "stellvertreter", "richter", "staatsanwalt", "sprecher", "opfer", "täter_", "junge", "mädchen", "polizist", "arzt",
))  # who stands in some relation to the one named last is another one
SAME_WORD, TAIL, OFFICE, SECTOR, GENERIC = 4.0, 3.0, 3.5, 1.5, 1.0  # what speaks for one entity, in points
CONFLICT = -6.0
PER_SENTENCE = 0.15  # distance
ENOUGH, ENOUGH_INDEFINITE = 1.4, 4.5  # points; "ein Minister" begins a new entity unless all speaks for an old one
WINDOW = 12  # sentences
GENERIC_PERSON = frozenset(("mann", "frau", "politiker", "person", "kollege", "amtskollege", "kontrahent", "rivale"))
COLLEAGUE = frozenset(("kollege", "amtskollege", "gegenüber", "amtsbruder"))
NEIGHBOUR = frozenset(("nachbarland", "nachbarstaat", "nachbar", "verbündeter", "bündnispartner"))
HEADS = frozenset(("head of state", "head of government", "ruler"))


def refer_noun(work: Work, draft: Draft) -> None:
    """Find or make the entity of a noun. Called in text order; `node.last` tells what was mentioned before."""
    if draft.country == "DEU" and draft.word.startswith("bundes") and work.main_country() in FEDERAL:
        draft.country = work.main_country()  # Austria and Switzerland have a Bundesregierung and a Bundesrat, too
    if draft.possessor is not None and _first_person(work, draft.possessor):
        return  # "unsere Kollegen": said from somebody's own side
    if draft.same is not None:
        draft.node = draft.same.node
    elif _one_phrase(work, draft) is not None:
        draft.node = _one_phrase(work, draft)
    elif draft.plural and _both(work, draft):
        draft.nodes = _last_two(work, draft)
    if draft.node is None and not draft.nodes:
        if draft.kind == "person":
            draft.node = _person(work, draft)
        elif draft.kind == "country":
            draft.node = _government(work, draft)
        else:
            draft.node = _collective(work, draft)


def _first_person(work: Work, i: int) -> bool:
    return work.token(i).text.lower().startswith(("unser", "mein", "euer", "eure"))


def _one_phrase(work: Work, draft: Draft) -> Node | None:
    """ "seinen Nachbarn und Verbündeten": two nouns under one article mean one entity."""
    token = work.token(draft.head)
    if token.deprel != "conj" or token.head is None or draft.first != draft.head or draft.plural and not _weak(draft):
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
        state = _subject_node(work, draft)
        if state is not None and state.kind == "country":
            return _neighbour(work, draft)
    if draft.word in COLLEAGUE and draft.possessor is not None:
        other = _colleague(work, draft)
        if other is not None:
            return other
    best: tuple[float, Node] | None = None
    for node in work.nodes:
        if node.kind != "person" or node.last < 0:
            continue
        score = _points(work, draft, node)
        if best is None or score > best[0]:
            best = score, node
    enough = ENOUGH if draft.definite or draft.country or draft.organization else ENOUGH_INDEFINITE
    if best is not None and best[0] >= enough:
        return _told(best[1], draft)
    known = None if draft.former else _holder(work, draft)
    return known or _announced(work, draft) or _new(work, draft)


def _announced(work: Work, draft: Draft) -> Node | None:
    """ "der bekannteste Häftling ... Viktor Babariko war": somebody whose name comes with the next sentence."""
    if not draft.definite or draft.office or draft.possessor is not None or draft.word in GENERIC_PERSON:
        return None
    here = work.token(draft.head).sent
    for node in work.nodes:
        if node.kind != "person" or node.last >= 0 or not node.mentions or node.words:
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
    if draft.country and node.country and draft.country != node.country:
        return CONFLICT
    if draft.country and not node.country and node.sector == "IGO":
        return CONFLICT
    if draft.former != node.former and draft.word not in node.words:
        score -= SECTOR
    if draft.word in node.words:
        score += SAME_WORD
    elif any(w.endswith(draft.word) or draft.word.endswith(w) for w in node.words if len(w) > 3):
        score += TAIL
    elif draft.office and (draft.office in node.offices or (draft.office == "ruler" and node.offices & HEADS)):
        score += OFFICE
    elif draft.office or (draft.sector and node.sector and draft.sector != node.sector):
        score += CONFLICT / 2
    elif draft.sector and draft.sector == node.sector and not node.words:
        score += SECTOR
    elif draft.word in GENERIC_PERSON or not draft.word or draft.word[0].isdigit():
        score += GENERIC + (0.5 if sentences < 3 else 0)
    elif _epithet(draft, node) and sentences < 2:
        score += EPITHET
    return score + (0.3 if node.subject else 0.0) + (NAMED if node.parts else 0.0)


def _epithet(draft: Draft, node: Node) -> bool:
    """ "Klien ... Der Sportler": a noun that was not said before may name again who was named last."""
    if not draft.definite or draft.possessor is not None or draft.word in KIN:
        return False
    if draft.organization and draft.sector != node.sector:
        return False
    return bool(node.parts) and (not draft.sector or not node.sector or draft.sector == node.sector)


def _colleague(work: Work, draft: Draft) -> Node | None:
    """ "seinen Kollegen": another one with the like office, not whom "sein" means."""
    own = _subject_node(work, draft)
    before = [n for n in work.nodes if n.kind == "person" and 0 <= n.last < draft.first and n is not own]
    if draft.country:
        before = [n for n in before if n.country == draft.country]
    alike = [n for n in before if own is not None and (n.offices & own.offices or n.offices & HEADS and own.offices & HEADS)]
    return max(alike, key=lambda n: n.last, default=None)


def _subject_node(work: Work, draft: Draft) -> Node | None:
    """The subject of the clause in which the noun stands."""
    for token in work.token(draft.head).ancestors():
        subject = token.child("nsubj", "nsubj:pass")
        if subject is not None:
            held = work.by_token.get(subject.i)
            return held.node if held is not None else None
    return None


def _holder(work: Work, draft: Draft) -> Node | None:
    """Who holds the office at the date: of the state that the noun tells, else of the one the article is about."""
    if draft.office is None or not (draft.definite or draft.country or draft.organization):
        return None
    scopes = [draft.organization] if draft.organization else []
    if draft.country:
        scopes.append(draft.country)
    elif not scopes:
        near = country_near(work, work.token(draft.head).sent)
        scopes = [near] if near else []
    for scope in scopes:
        if draft.office == "ruler":
            row = leader(work.knowledge, "ruler", scope, work.date)
            role = row.offices[0].role if row else ""
            return holder_node(work, role, scope) if row else None
        node = holder_node(work, draft.office, scope)
        if node is not None and not (draft.gender and node.gender and node.gender != draft.gender):
            return node
    return None


def _told(node: Node, draft: Draft) -> Node:
    node.words.add(draft.word)
    node.gender = node.gender or draft.gender
    if not node.row:
        node.country = node.country or draft.country
        node.sector = node.sector or draft.sector
    return node


def _new(work: Work, draft: Draft) -> Node:
    node = Node(kind="person", name=draft.name, country=draft.country, sector=draft.sector, gender=draft.gender)
    node.words.add(draft.word)
    node.role, node.former = draft.name or None, draft.former
    if draft.office:
        node.offices.add(draft.office)
    if not node.country and not (draft.sector == "IGO"):
        node.country, node.guessed = country_near(work, work.token(draft.head).sent), True
    work.nodes.append(node)
    return node


# governments, institutions, groups ---------------------------------------------------------------------------------


def _government(work: Work, draft: Draft) -> Node | None:
    if draft.word in NEIGHBOUR:
        return _neighbour(work, draft)
    country = draft.country or _possessor_country(work, draft) or country_near(work, work.token(draft.head).sent)
    return country_node(work, country) if country else _institution(work, draft, None)


def _neighbour(work: Work, draft: Draft) -> Node | None:
    """The other state: not the one that acts in the clause."""
    own = _subject_node(work, draft)
    apart = frozenset((own.country,)) if own is not None and own.country else frozenset()
    states = [n for n in work.nodes if n.kind == "country" and n.country not in apart and 0 <= n.last < draft.first]
    if draft.country and draft.country not in apart:
        return country_node(work, draft.country)
    return max(states, key=lambda n: (len(n.mentions), n.last), default=None)


def _possessor_country(work: Work, draft: Draft) -> str | None:
    if draft.possessor is None:
        return None
    held = work.by_token.get(draft.possessor)
    if held is not None and held.node is not None:
        return held.node.country
    own = _subject_node(work, draft)
    return own.country if own is not None else None


def _collective(work: Work, draft: Draft) -> Node | None:
    """An institution or group: one entity for each word and country of the article."""
    if draft.organization:  # "Talibankämpfer", "Mitglieder der Hamas": those who belong to it stand for it
        member = _member(work, draft)
        if member is not None:
            return member
    country = draft.country or _possessor_country(work, draft)
    force = FORCES.get(draft.word) if draft.plural else None
    if force is not None:
        row = next((r for r in work.knowledge.roles(force) if r.kind == "organization"), None)
        draft.role, draft.word, draft.kind, draft.name = row or draft.role, force, "organization", force.capitalize()
    if draft.sector is None and draft.role is not None and draft.role.kind == "person":
        draft.sector = "CIV"
    return _institution(work, draft, country)


FORCES = {"polizist": "polizei", "polizeibeamter": "polizei", "polizeibeamte": "polizei", "soldat": "armee"}
MEMBERS = frozenset(("kämpfer", "vertreter", "mitglied", "sprecher", "angehöriger", "soldat", "mitarbeiter", "truppe", "truppen"))


def _member(work: Work, draft: Draft) -> Node | None:
    if draft.word not in MEMBERS or (draft.role is not None and draft.role.kind == "person" and not draft.plural):
        return None
    rows = work.knowledge.actors(draft.organization or "")
    for node in work.nodes:
        if node.name == draft.organization or (rows and node.row is not None and node.row.id == rows[0].id):
            return node
    if not rows:
        return None
    row = rows[0]
    node = Node(kind=row.kind, name=row.name, country=row.country, sector=row.sector, row=row)
    work.nodes.append(node)
    return node


def _institution(work: Work, draft: Draft, country: str | None) -> Node | None:
    sector = draft.sector
    if draft.role is not None and draft.role.kind == "event":
        draft.word = draft.name.lower()
    same = [n for n in work.nodes if draft.word in n.words and n.kind != "person" and n.last >= 0]
    if country:
        same = [n for n in same if n.country == country or n.guessed]
    if same:
        node = max(same, key=lambda n: n.last)
        if country and node.guessed:
            node.country, node.guessed = country, False
        return node
    named = _named_before(work, draft)
    if named is not None and (country is None or named.country in (country, None)):
        return named
    guessed = country is None and not _international(work, draft)
    if guessed and sector != "IGO":
        country = country_near(work, work.token(draft.head).sent)
    node = Node(kind=draft.kind or "group", name=draft.name, country=country, sector=sector, guessed=guessed)
    _name_institution(work, draft, node)
    node.words.add(draft.word)
    node.plural, node.grammar = draft.plural, draft.gender
    work.nodes.append(node)
    return node


def _named_before(work: Work, draft: Draft) -> Node | None:
    """ "Die Partei ...", "der Konzern": the organisation of this sector that was named last."""
    if not draft.definite or draft.plural or draft.word not in ANAPHORIC or draft.possessor is not None:
        return None
    here = work.token(draft.head).sent
    fits = [
        n for n in work.nodes
        if n.kind == "organization" and n.last >= 0 and n.mentions and n.mentions[0].form == "name"
        and here - work.token(n.last).sent <= NAMED_WINDOW
        and (n.sector == draft.sector or n.sector is None or (draft.word in LOOSE and n.sector not in NEVER_LOOSE))
    ]  # fmt: skip
    return max(fits, key=lambda n: (n.sector == draft.sector, n.last), default=None)


NAMED_WINDOW = 4  # sentences
LOOSE = frozenset(("organisation", "verband", "verein", "gruppe", "bewegung", "gremium"))  # fit to several sectors
NEVER_LOOSE = frozenset(("GOV", "BUS", "MED", "JUD", "COP"))
ANAPHORIC = frozenset((
    "gremium", "menschenrechtsorganisation", "umweltschutzorganisation", "umweltorganisation", "hilfsorganisation", "nachrichtenagentur",
    "fluggesellschaft", "umweltverband", "rebellengruppe", "fernsehsender", "nachrichtenmagazin", "tageszeitung", "bündnis",
    "partei", "organisation", "gewerkschaft", "konzern", "unternehmen", "gericht", "verband", "firma", "bank", "zeitung",
    "gruppe", "miliz", "behörde", "kammer", "tribunal", "gerichtshof", "verein", "bewegung", "kommission", "parlament", "sender", "magazin", "terrororganisation",
))  # fmt: skip


def _international(work: Work, draft: Draft) -> bool:
    """Whether the noun belongs to an organisation of no state: "ISAF-Soldaten"."""
    rows = work.knowledge.actors(draft.organization) if draft.organization else ()
    return bool(rows) and rows[0].country is None


RELATIONAL = frozenset((  # say nothing without what follows: "Anhänger der Opposition"
    "anhänger", "mitglied", "bewohner", "einwohner", "teilnehmer", "opfer", "beschäftigte", "angehörige", "angehörigen", "organisator",
    "veranstalter", "vertreter", "gegner", "unterstützer", "befürworter", "gründer", "familie", "bevölkerung", "zivilbevölkerung", "verteidiger",
))  # fmt: skip
MOST_COMPLEMENT = 7  # words of a complement that becomes part of a name


def _with_complement(work: Work, draft: Draft) -> str:
    """The noun with the genitive or the "von", "in" that follows it, as the text has it."""
    token = work.token(draft.head)
    for child in token.children:
        if child.i > token.i and child.deprel == "nmod":
            below = child.subtree()
            case = child.child("case")
            fits = below[0].i == token.i + 1 and len(below) <= MOST_COMPLEMENT and below[-1].i == token.i + len(below)
            if fits and (case is None or case.text.lower() in ("von", "in", "aus", "vom", "im")):
                return f"{draft.name} {work.doc.text[below[0].start : below[-1].end]}"
    return draft.name


NAMED_BY_SEAT = frozenset(("COP", "JUD", "PTY"))  # "Polizei Berlin", "Landgericht Köln"
STRONG = {"m": "er", "f": "e", "n": "es"}


def _name_institution(work: Work, draft: Draft, node: Node) -> None:
    """Armies and parliaments that have a name of their own are called by it ("Bundeswehr", "Knesset").

    Others are called by town or state where the text says it: "Staatsanwaltschaft Rom", "Iranisches Gericht".
    """
    if draft.role is None or not node.country:
        return
    if draft.word in RELATIONAL and draft.plural:
        node.name = _with_complement(work, draft)
    elif draft.seat and draft.sector in NAMED_BY_SEAT and not draft.plural:
        node.name = f"{draft.name} {draft.seat}"
    elif not draft.adjective and draft.quality:
        stem = draft.quality.rstrip("nmrs").removesuffix("e")
        node.name = f"{stem}{'e' if draft.plural else STRONG.get(draft.gender, 'e')} {draft.name}"
    elif draft.adjective and not node.guessed:
        stem = draft.adjective.rstrip("nmrs").removesuffix("e")
        ending = "e" if draft.plural else STRONG.get(draft.gender, "e")
        node.name = f"{stem[:1].upper()}{stem[1:]}{ending} {draft.name}"
    kind = draft.role.stands_for if draft.role.kind == "organization" else None
    if kind is None and draft.role.sector == "LEG" and draft.word in ("parlament", "kongress"):
        kind = "parliament"
    if kind is None:
        return
    rows = work.knowledge.actors(f"@{kind}:{node.country}")
    if rows and (not node.guessed or kind != "parliament"):
        same = next((n for n in work.nodes if n.row is not None and n.row.id == rows[0].id), None)
        node.name, node.row = rows[0].name, rows[0] if same is None else None
