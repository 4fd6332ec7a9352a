"""Coreference of nouns for governments, institutions and groups: "die Polizei", "Demonstranten", "sein Land"."""

from __future__ import annotations

from lagebild.reading.actors.coref import country_node
from lagebild.reading.actors.draft import Draft, Node, Work
from lagebild.reading.actors.focus import country_beside, country_near, country_of_scene
from lagebild.reading.actors.grammar import strong
from lagebild.reading.actors.link import choose
from lagebild.reading.actors.lists import table, words
from lagebild.reading.actors.members import force_of, member, of_government, party_of_family
from lagebild.reading.actors.people import ALIKE_PEOPLE
from lagebild.reading.actors.words import fold

NEIGHBOUR = words("neighbour")


def subject_node(work: Work, draft: Draft) -> Node | None:
    """The subject of the clause in which the noun stands."""
    for token in work.token(draft.head).ancestors():
        subject = token.child("nsubj", "nsubj:pass")
        if subject is not None:
            held = work.by_token.get(subject.i)
            return held.node if held is not None else None
    return None


def government(work: Work, draft: Draft) -> Node | None:
    if draft.word in NEIGHBOUR:
        return neighbour(work, draft)
    country = (
        draft.country
        or _possessor_country(work, draft)
        or _ruled_by(work, draft)
        or country_near(work, work.token(draft.head).sent)
    )
    if draft.country is None and _thought_of(work, draft):
        draft.kind = "organization"
        return _institution(work, draft, country)
    return country_node(work, country) if country else _institution(work, draft, None)


def _thought_of(work: Work, draft: Draft) -> bool:
    """ "Eine Koalition", "keine Regierung": one that there may be, or that is new to the text."""
    if draft.definite or draft.plural:
        return False
    return any(c.upos == "DET" and c.lemma.lower() in ("ein", "kein") for c in work.token(draft.head).children)


def _ruled_by(work: Work, draft: Draft) -> str | None:
    """The state whose government is called by who leads it: "die Obama-Regierung"."""
    name, hyphen, _ = work.token(draft.head).text.rpartition("-")
    if not hyphen:
        return None
    for node in work.nodes:
        if node.kind == "person" and fold(name) in node.parts and node.country:
            return node.country
    rows = tuple(r for r in work.knowledge.actors(name) if r.kind == "person")
    row = choose(rows, work.date, focus=tuple(work.focus[:3]), surname=True) if rows else None
    return row.country if row is not None else None


def neighbour(work: Work, draft: Draft) -> Node | None:
    """The other state: not the one that acts in the clause."""
    own = subject_node(work, draft)
    apart = frozenset((own.country,)) if own is not None and own.country else frozenset()
    states = [n for n in work.nodes if n.kind == "country" and n.country not in apart and 0 <= n.last < draft.first]
    if draft.country and draft.country not in apart:
        return country_node(work, draft.country)
    return max(states, key=lambda n: (len(n.mentions), n.last), default=None)


def _possessor_country(work: Work, draft: Draft) -> str | None:
    if draft.owner is not None and draft.owner.node is not None:
        return draft.owner.node.country
    if draft.possessor is None:
        return None
    held = work.by_token.get(draft.possessor)
    if held is not None and held.node is not None:
        return held.node.country
    own = subject_node(work, draft)
    return own.country if own is not None else None


OFFICIAL = frozenset(("GOV", "LEG", "JUD", "MIL", "COP"))  # "seine Minister" belong to a state rather than to a person


def owned_name(work: Work, draft: Draft) -> str | None:
    """ "Anwältin von Reza Samani" for "seine Anwältin", "Samanis Anwältin"; None where nobody is named."""
    if draft.office or draft.sector in OFFICIAL:
        return None
    owner = draft.owner
    if owner is None and draft.possessor is not None:
        owner = work.by_token.get(draft.possessor)
    if owner is None or owner is draft or owner.node is None or owner.node.kind != "person" or not owner.node.parts:
        return None
    return f"{draft.name} von {owner.node.name}"


def collective(work: Work, draft: Draft) -> Node | None:
    """An institution or group: one entity for each word and country of the article."""
    whole = member(work, draft)  # "Talibankämpfer", "Mitglieder der Hamas": those who belong to it stand for it
    if whole is not None:
        return whole
    if of_government(work, draft):
        return government(work, draft)
    party = party_of_family(work, draft)
    if party is not None:
        return party
    country = draft.country or _possessor_country(work, draft)
    force = FORCES.get(draft.word) if draft.plural and not draft.foreign else None
    if draft.word in OFFICERS and not any("polizei" in n.words for n in work.nodes):
        force = None
    if force is not None:
        _as_force(work, draft, force)
    if draft.sector is None and draft.role is not None and draft.role.kind == "person":
        draft.sector = "CIV"
    return _institution(work, draft, country)


def force_spoken_for(work: Work, draft: Draft) -> Node | None:
    """ "ein Polizeisprecher", "der libanesische Militärsprecher": police and army, whose words they are."""
    force = force_of(draft)
    if force is None:
        return None
    gender = draft.gender
    _as_force(work, draft, force)
    node = _institution(work, draft, draft.country)
    if node is not None:
        node.voice = gender or node.voice
    return node


def _as_force(work: Work, draft: Draft, force: str) -> None:
    row = next((r for r in work.knowledge.roles(force) if r.kind == "organization"), None)
    draft.role, draft.word, draft.kind, draft.name = row or draft.role, force, "organization", force.capitalize()
    draft.gender = "f"


FORCES = table("forces")
OFFICERS = frozenset(("beamte", "beamter"))  # of the police where it was named


def _institution(work: Work, draft: Draft, country: str | None) -> Node | None:
    sector = draft.sector
    if draft.role is not None and draft.role.kind == "event":
        draft.word = ALIKE_PEOPLE.get(draft.name.lower(), draft.name.lower())
    if draft.proper:
        return _proper(work, draft, country)
    same = [n for n in work.nodes if n.kind != "person" and n.last >= 0 and draft.word in n.words]
    if country:
        same = [n for n in same if n.country == country or n.guessed]
    if same and all(n.vague for n in same):  # "vor Gericht" names no court; "das Gericht" is the one named since then
        named = _before(work, draft, country)
        same = [] if named is not None and named.last > max(n.last for n in same) else same
    if same:
        node = max(same, key=lambda n: n.last)
        if country and node.guessed:
            node.country, node.guessed = country, False
        return node
    before = _before(work, draft, country) or _only_one(work, draft, country)
    if before is not None:
        before.called.add(draft.word)
        return before
    guessed = country is None and not draft.foreign and not _international(work, draft)
    if guessed and sector != "IGO":
        scene = country_of_scene(work, draft.head) if sector in LOCALS else None
        if scene is None and _thought_of(work, draft):  # "ein Gericht" is new to the text: not of the state it is about
            scene = country_beside(work, work.token(draft.head).sent)
        country = scene or country_near(work, work.token(draft.head).sent)
    node = Node(kind=draft.kind or "group", name=draft.name, country=country, sector=sector, guessed=guessed)
    _name_institution(work, draft, node)
    node.words.add(draft.word)
    node.plural, node.grammar = draft.plural, draft.gender
    node.vague = guessed and not (draft.definite or draft.plural or draft.first < draft.head)
    work.nodes.append(node)
    return node


def _proper(work: Work, draft: Draft, country: str | None) -> Node:
    """The organisation whose name is the noun with what follows it: another than the one that the noun alone means."""
    for node in work.nodes:
        if node.kind == "organization" and node.name == draft.proper:
            node.words.add(draft.word)
            return node
    here = country or country_near(work, work.token(draft.head).sent)
    node = Node("organization", draft.proper, country=here, sector=draft.sector, guessed=country is None)
    node.words.add(draft.word)
    node.grammar = draft.gender
    work.nodes.append(node)
    return node


LOCALS = frozenset(("CIV", "LAB", "OPP"))  # crowds are of the country where they are; soldiers may not be


def _before(work: Work, draft: Draft, country: str | None) -> Node | None:
    """Who a definite noun takes up that was not said before: an organisation by name, or "Landgericht" by "Gericht"."""
    if not draft.definite or draft.plural or draft.possessor is not None:
        return None
    fits = [n for n in (named_before(work, draft), _tail(work, draft)) if n is not None]
    return max((n for n in fits if country in (None, n.country) or not n.country), key=lambda n: n.last, default=None)


def _tail(work: Work, draft: Draft) -> Node | None:
    """The institution said last by a compound of the noun."""
    if len(draft.word) < SHORTEST_TAIL:
        return None
    fits = [n for n in work.nodes if n.kind != "person" and not n.plural and n.last >= 0]
    ends = (draft.word, ALIKE.get(draft.word, draft.word))
    return max(
        (n for n in fits if any(w.endswith(ends) for w in (*n.words, *n.called))), key=lambda n: n.last, default=None
    )


ALIKE = table("alike")


SHORTEST_TAIL = 5  # letters of a noun that may stand for its compound


def named_before(work: Work, draft: Draft) -> Node | None:
    """ "Die Partei ...", "der Konzern": the organisation of this sector that was named last."""
    if draft.word not in ANAPHORIC and draft.word not in MAKERS:
        return None
    here = work.token(draft.head).sent
    fits = [
        n for n in work.nodes
        if n.kind == "organization" and n.last >= 0 and n.mentions and any(m.form == "name" for m in n.mentions)
        and here - work.token(n.last).sent <= NAMED_WINDOW
        and (n.sector == draft.sector or n.sector is None or (draft.word in LOOSE and n.sector not in NEVER_LOOSE))
    ]  # fmt: skip
    return max(fits, key=lambda n: (n.sector == draft.sector, n.last), default=None)


def _only_one(work: Work, draft: Draft, country: str | None) -> Node | None:
    """ "das Gericht" where the article names a single one, if only later."""
    if not draft.definite or draft.plural or draft.possessor is not None or draft.word not in SINGLE:
        return None
    named = [n for n in work.nodes if n.kind == "organization" and n.sector == draft.sector and _has_name(n)]
    fits = len(named) == 1 and (country is None or named[0].country in (None, country))
    return named[0] if fits else None


def _has_name(node: Node) -> bool:
    return any(m.form == "name" for m in node.mentions) or bool(node.row)


SINGLE = words("single")


NAMED_WINDOW = 4  # sentences


LOOSE = words("loose")


NEVER_LOOSE = frozenset(("GOV", "BUS", "MED", "JUD", "COP"))


ANAPHORIC, MAKERS = words("anaphoric"), words("makers")


def _international(work: Work, draft: Draft) -> bool:
    """Whether the noun belongs to an organisation of no state: "ISAF-Soldaten"."""
    rows = work.knowledge.actors(draft.organization) if draft.organization else ()
    return bool(rows) and rows[0].country is None


RELATIONAL = words("relational")


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


DWELLERS = words("dwellers")


def _with_town(work: Work, draft: Draft) -> str:
    """ "Bewohner von Goma" where the town was named last, in this sentence or the one before."""
    here = work.token(draft.head).sent
    towns = [
        d for d in work.drafts
        if d.kind == "place" and d.form == "name" and d.first < draft.first and here - work.token(d.first).sent <= 1
    ]  # fmt: skip
    return f"{draft.name} von {towns[-1].name}" if towns and draft.definite else draft.name


NAMED_BY_SEAT = frozenset(("COP", "JUD", "PTY"))  # "Polizei Berlin", "Landgericht Köln"


NATIONAL = table("national")  # nouns for what a state has one of
STRANGERS = words("strangers")


def _of_a_part(work: Work, draft: Draft) -> bool:
    """Whether the adjective tells less than the state: "bosnisch-serbische Truppen"."""
    return "-" in draft.adjective and not work.knowledge.demonyms(draft.adjective.lower())


def _name_institution(work: Work, draft: Draft, node: Node) -> None:
    """Armies and parliaments that have a name of their own are called by it ("Bundeswehr", "Knesset").

    Others are called by town or state where the text says it: "Staatsanwaltschaft Rom", "Iranisches Gericht".
    """
    if draft.role is None or not (node.country or (draft.foreign and draft.quality)):
        return
    owned = owned_name(work, draft) if draft.role.kind in ("person", "group") else None
    if owned is not None:
        node.name = owned
    elif draft.word in RELATIONAL and (draft.plural or draft.word in DWELLERS):
        node.name = _with_complement(work, draft)
        if node.name == draft.name and draft.word in DWELLERS:
            node.name = _with_town(work, draft)
    elif draft.seat and draft.sector in NAMED_BY_SEAT and not draft.plural:
        node.name = f"{draft.name} {draft.seat}"
    elif not draft.adjective and draft.quality:
        node.bare = draft.name if draft.plural else ""
        said = strong(draft.quality, draft.gender, plural=draft.plural)
        node.name = f"{said[:1].upper()}{said[1:]} {draft.name}"
    elif draft.adjective and not node.guessed and not draft.word.startswith("bundes"):
        said = strong(draft.adjective, draft.gender, plural=draft.plural)
        node.name = f"{said[:1].upper()}{said[1:]} {draft.name}"
    kind = NATIONAL.get(draft.word) or (draft.role.stands_for if draft.role.kind == "organization" else None)
    if kind is None or draft.foreign or draft.word in STRANGERS or _of_a_part(work, draft):
        return
    rows = work.knowledge.actors(f"@{kind}:{node.country}")
    sure = not node.guessed or (
        node.country == work.main_country() and node.country != "DEU"
    )  # a land has a parliament, too
    if rows and (sure or draft.role.sector != "LEG"):
        same = next((n for n in work.nodes if n.row is not None and n.row.id == rows[0].id), None)
        node.name, node.row = rows[0].name, rows[0] if same is None else None
