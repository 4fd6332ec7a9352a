"""People without a name who stand for their organisation: members, troops, whoever speaks for it; parties by family."""

from __future__ import annotations

from lagebild.knowledge.rows import ActorRow
from lagebild.reading.actors.draft import Draft, Node, Work
from lagebild.reading.actors.focus import country_near
from lagebild.reading.actors.lists import table, words

MEMBERS = words("members")
SPEAKERS = words("speakers")
VOICE_WINDOW = 4  # sentences in which "der Sprecher" is the one named before
FAMILIES = table("families")
SPEAKS_FOR = table("speaks_for")


def member(work: Work, draft: Draft) -> Node | None:
    """The organisation of "Talibankämpfer", "Mitglieder der Hamas", "die EU-Außenminister"; None where none is meant."""
    if draft.role is None or (draft.role.kind == "person" and not draft.plural):
        return None
    if not draft.organization:
        return _members_before(work, draft) or _members_of_noun(work, draft)
    rows = work.knowledge.actors(draft.organization or "")
    international = bool(rows) and rows[0].country is None and rows[0].sector == "IGO"
    if draft.word.rpartition("-")[2] not in MEMBERS and not (international and draft.role.kind == "person"):
        return None
    whole = organization(work, draft.organization, rows)
    if whole is not None and draft.role.kind == "person":
        whole.members.add(draft.word)
    return whole


def _members_before(work: Work, draft: Draft) -> Node | None:
    """ "die Außenminister" after "die EU-Außenminister"."""
    if not draft.definite or draft.country or draft.possessor is not None or draft.owner is not None:
        return None
    said = [n for n in work.nodes if draft.word in n.members and n.last >= 0]
    return max(said, key=lambda n: n.last, default=None)


def _members_of_noun(work: Work, draft: Draft) -> Node | None:
    """ "Beamte der Polizei", "Vertreter der Gewerkschaft": those of an institution without a name of its own."""
    if draft.word not in MEMBERS or draft.role is None or draft.role.kind != "person":
        return None
    return _noun_after(work, draft)


def _noun_after(work: Work, draft: Draft) -> Node | None:
    """The institution in the genitive after a noun; read before its turn."""
    for child in work.token(draft.head).children:
        held = work.by_token.get(child.i)
        case = child.child("case")
        if child.i < draft.head or held is None or held.form != "noun" or held.kind != "organization" or held.plural:
            continue
        if case is None or case.text.lower() in ("von", "vom", "bei", "beim"):
            if held.node is None and not held.nodes:
                from lagebild.reading.actors.refer import refer_noun

                refer_noun(work, held)
            return held.node
    return None


def organization(work: Work, name: str, rows: tuple[ActorRow, ...]) -> Node | None:
    """The node of an organisation that the words around a noun name; None for an unknown one not mentioned itself."""
    for node in work.nodes:
        if node.name == name or (rows and node.row is not None and node.row.id == rows[0].id):
            return node
    if not rows or rows[0].kind == "person":
        return None
    row = rows[0]
    node = Node(kind=row.kind, name=row.name, country=row.country, sector=row.sector, row=row)
    work.nodes.append(node)
    return node


def spoken_for(work: Work, draft: Draft) -> Node | None:
    """Whom somebody without a name speaks for: "ein NATO-Sprecher", later "der Sprecher"."""
    if draft.word.rpartition("-")[2] not in SPEAKERS or draft.plural or draft.possessor is not None:
        return None
    if not draft.organization:
        whole = _noun_after(work, draft)
        if whole is not None:
            whole.voice = draft.gender or whole.voice
            return whole
        return _voice_before(work, draft) if draft.definite and not draft.country else None
    node = organization(work, draft.organization, work.knowledge.actors(draft.organization))
    if node is not None and node.kind != "person":
        node.voice = draft.gender or node.voice
        return node
    return None


def _voice_before(work: Work, draft: Draft) -> Node | None:
    here = work.token(draft.head).sent
    spoken = [n for n in work.nodes if n.voice and n.last >= 0 and here - work.token(n.last).sent <= VOICE_WINDOW]
    return max(spoken, key=lambda n: n.last, default=None)


def force_of(draft: Draft) -> str | None:
    """The noun of the force that a spokesman without a name speaks for: "armee" of "Militärsprecher"."""
    return SPEAKS_FOR.get(draft.word) if not draft.plural and draft.possessor is None else None


def of_government(work: Work, draft: Draft) -> bool:
    """Whether unnamed people stand for the government: "Regierungsvertreter"."""
    low = work.token(draft.head).text.lower()
    return draft.plural and draft.word in MEMBERS and low.startswith(("regierungs", "behörden"))


def party_of_family(work: Work, draft: Draft) -> Node | None:
    """ "die schwedischen Sozialdemokraten": the party that is so called in the state that is told, else near."""
    family = FAMILIES.get(draft.word)
    if family is None or not draft.plural or draft.organization or draft.quality:
        return None
    country = draft.country or country_near(work, work.token(draft.head).sent)
    rows = work.knowledge.actors(f"@{family}:{country}") if country else ()
    return organization(work, rows[0].name, rows) if rows else None
