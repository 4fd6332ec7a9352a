"""Coreference of names: which names of the article are one person, one organisation, one state; and who that is."""

from __future__ import annotations

from lagebild.knowledge.offices import office_word
from lagebild.knowledge.rows import ActorRow
from lagebild.reading.actors.draft import Draft, Node, Work
from lagebild.reading.actors.link import choose, offices_at
from lagebild.reading.actors.lists import gender_of
from lagebild.reading.actors.words import fold, name_parts, without_genitive


def link_names(work: Work) -> None:
    """Give every name its node: full names first, then the parts of names, over the whole article."""
    people = [d for d in work.drafts if d.form == "name" and d.kind == "person"]
    for draft in sorted(people, key=lambda d: (len(d.name.split()) == 1, not _in_office(d), d.first)):
        node = draft.node = _person(work, draft)
        _learn(work, node, draft)
    for draft in work.drafts:
        if draft.form in ("name", "metonym") and draft.kind in ("country", "organization", "group", "place"):
            draft.node = _other(work, draft)


def _in_office(draft: Draft) -> bool:
    return any(t.office and not t.former for t in draft.titles)


def find_surnames(work: Work) -> None:
    """Names that the tagger missed, though the article names the person elsewhere: "der 84-jährige Küng"."""
    by_name: dict[str, Node] = {}
    for node in work.nodes:
        if node.kind == "person" and len(node.parts) > 1:
            by_name.setdefault(node.name.split()[-1], node)
    for token in work.doc.tokens:
        if token.i in work.by_token or token.upos not in ("PROPN", "NOUN", "X") or len(token.text) < SHORTEST:
            continue
        named = by_name.get(token.text) or by_name.get(without_genitive(token.text) or "")
        if named is not None:
            draft = Draft(head=token.i, first=token.i, last=token.i + 1, form="name", kind="person", name=named.name)
            draft.node = named
            named.mentions.append(work.add(draft))


SHORTEST = 4  # letters of a surname that is looked for


def _person(work: Work, draft: Draft) -> Node:
    parts = name_parts(draft.name)
    row = None
    if len(parts) > 1:
        row = _row(work, draft)
        for node in work.nodes:
            if node.kind == "person" and _same_person(node, parts, row):
                node.row = node.row or row
                if len(parts) > len(node.parts):
                    node.name, node.parts = draft.name, frozenset(parts)
                return node
    else:
        fitting = [n for n in work.nodes if n.kind == "person" and parts[0] in n.parts and _gender_fits(n, draft)]
        holder = _office_holder(work, draft) if fitting and not any(n.row or n.offices for n in fitting) else None
        if holder is not None:
            row, fitting = holder, []
        if fitting:
            return _nearest(fitting, draft, parts[0])
        row = row or _row(work, draft)
        for node in work.nodes:
            if row is not None and node.row is not None and node.row.id == row.id:
                return node
    node = Node(kind="person", name=draft.name, parts=frozenset(parts), row=row)
    work.nodes.append(node)
    return node


def _office_holder(work: Work, draft: Draft) -> ActorRow | None:
    """ "Minister Huber" beside "Petra Huber", of whom no office is told: who held the office then, if known by the name."""
    told = {t.office for t in draft.titles if t.office and not t.former}
    row = _row(work, draft) if told else None
    if row is None or fold(row.name) == fold(draft.name):
        return None
    return row if told & {o.role for o in offices_at(row, work.date)} else None


def _row(work: Work, draft: Draft) -> ActorRow | None:
    if not draft.rows:
        return None
    country = draft.country if not draft.rows or len({r.id for r in draft.rows}) > 1 else None
    for title in draft.titles:
        country = title.country or country
    offices = {t.office for t in draft.titles if t.office}
    gender = next((t.gender for t in draft.titles if t.gender), draft.gender if len(draft.rows) > 1 else "")
    surname = " " not in draft.name and fold(draft.rows[0].name) != fold(draft.name)
    focus = tuple(work.focus[:3])
    sectors = frozenset(t.sector for t in _titles(work, draft, surname=surname) if t.sector)
    return choose(
        draft.rows,
        work.date,
        offices=offices,
        country=country,
        focus=focus,
        gender=gender,
        surname=surname,
        sectors=sectors,
    )


def _titles(work: Work, draft: Draft, *, surname: bool) -> list[Draft]:
    """The titles of a name; of a surname those that it has anywhere in the article: "dem Angeklagten Schneider"."""
    if not surname:
        return draft.titles
    return [t for d in work.drafts if d.form == "name" and d.name == draft.name for t in d.titles]


def _same_person(node: Node, parts: list[str], row: ActorRow | None) -> bool:
    if row is not None and node.row is not None:
        return node.row.id == row.id
    mine = frozenset(parts)
    if mine == node.parts:
        return True
    shared = mine & node.parts
    return len(shared) > 1 and (mine <= node.parts or node.parts <= mine)


def _gender_fits(node: Node, draft: Draft) -> bool:
    said = draft.gender or next((t.gender for t in draft.titles if t.gender), "")
    return not (said and node.gender and said != node.gender)


def _nearest(nodes: list[Node], draft: Draft, part: str) -> Node:
    """Of several with this name part: whose last name it is, who is known for an office, and who was named last before."""
    kin = any(n.row is None and not n.offices and not n.sector for n in nodes)

    def rank(node: Node) -> tuple[bool, bool, int]:
        before = [d.first for d in node.mentions if d.first < draft.first]
        official = kin and node.row is not None and bool(node.offices)
        return fold(node.name.split()[-1]).endswith(part), official, max(before, default=-1)

    return max(nodes, key=rank)


def _learn(work: Work, node: Node, draft: Draft) -> None:
    """Titles, party and country that stand with a name are known of the entity from then on."""
    node.mentions.append(draft)
    for title in draft.titles:
        node.words.add(title.word)
        node.age = node.age or title.age
        if title.office and not title.former:
            node.offices.add(title.office)
        node.gender = node.gender or title.gender
        node.former = node.former or title.former
        if (title.country and not title.former) or not node.country:
            node.country = node.country or title.country
        if not title.former:
            node.sector = node.sector or title.sector
        node.role = node.role or (title.word and title_text(title))
    node.gender = node.gender or draft.gender
    if not node.row or draft.organization:
        node.country = node.country or (draft.country if not draft.rows or draft.organization else None)
        node.sector = node.sector or draft.sector
    if node.row is not None:
        from_row(work, node)
    node.gender = node.gender or gender_of(node.name)


def title_text(title: Draft) -> str:
    """The role noun in the nominative: "Präsident" of "dem Präsidenten", "Vorsitzender" of "des Vorsitzenden Meier"."""
    weak = title.role is not None and title.role.gender == "m" and title.role.noun != "vorsitzende"
    adjectival = title.role is not None and not weak and title.role.noun.endswith("e") and title.name.endswith("e")
    return title.name + "r" if adjectival and title.gender == "m" else title.name


def from_row(work: Work, node: Node) -> None:
    """What the knowledge base says of a person at the date of the article."""
    row = node.row
    if row is None:
        return
    now = offices_at(row, work.date)
    node.gender = row.gender or node.gender
    node.name = row.name
    fitting = [o for o in now if o.role in node.offices] or now
    node.offices.update(o.role for o in now)
    if fitting:
        node.sector = fitting[0].sector or node.sector or row.sector
        international = fitting[0].sector == "IGO"
        node.country = None if international else (fitting[0].country or row.country)
        scope = fitting[0].country or row.country
        node.role = node.role or office_word(fitting[0].role, node.gender, scope, work.doc.language) or None
    else:
        told = node.sector if node.sector not in ("CIV", "CRM") else None  # what the text calls somebody's trade
        node.sector = told or row.sector or node.sector
        node.country = row.country or node.country


def _other(work: Work, draft: Draft) -> Node:
    if draft.kind == "country":
        return country_node(work, draft.country, draft.name)
    if draft.rows:
        row = choose(draft.rows, work.date, focus=tuple(work.focus[:3]), country=None) or draft.rows[0]
        for node in work.nodes:
            if node.row is not None and node.row.id == row.id:
                return node
        node = Node(kind=row.kind, name=row.name, country=row.country, sector=row.sector, row=row)
        node.words.update(t.word for t in draft.titles)
        work.nodes.append(node)
        return node
    key = fold(draft.name)
    for node in work.nodes:
        if node.kind == draft.kind and fold(node.name) == key:
            break
    else:
        node = Node(kind=draft.kind or "organization", name=draft.name, country=draft.country, sector=draft.sector)
        work.nodes.append(node)
    for title in draft.titles:
        node.words.add(title.word)
        node.sector = node.sector or title.sector
        node.country = node.country or title.country
    return node


def country_node(work: Work, code: str | None, name: str | None = None) -> Node:
    """The node of a state, made at its first mention."""
    for node in work.nodes:
        if node.kind == "country" and node.country == code and (code or node.name == name):
            return node
    label = country_name(work, code) or name or str(code)
    node = Node(kind="country", name=label, country=code, sector="GOV", grammar="n")
    work.nodes.append(node)
    return node


def country_name(work: Work, code: str | None) -> str | None:
    """The German name of a state by its code."""
    row = work.knowledge.state(code) if code else None
    return row.name if row is not None else None


def person_node(work: Work, row: ActorRow, role: str) -> Node:
    """The node of who holds an office; made where the article did not name the person."""
    for node in work.nodes:
        if node.row is not None and node.row.id == row.id:
            return node
    node = Node(kind="person", name=row.name, row=row, parts=frozenset(name_parts(row.name)))
    node.offices.add(role)
    work.nodes.append(node)
    from_row(work, node)
    return node
