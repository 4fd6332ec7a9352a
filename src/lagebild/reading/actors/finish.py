"""Entities in the making become records."""

from __future__ import annotations

from lagebild.knowledge.countries import alpha3
from lagebild.reading.actors import Actors
from lagebild.reading.actors.draft import Draft, Node, Work
from lagebild.records import Entity, Mention, Sector


def finish(work: Work) -> Actors:
    """Records with ids in the order of first mention, and the map from tokens to ids."""
    nodes = [n for n in work.nodes if any(d.form != "pronoun" for d in n.mentions)]
    for node in nodes:
        node.mentions.sort(key=lambda d: (d.first, d.last))
        if node.bare and _mostly_bare(node):
            node.name = node.bare
    nodes.sort(key=lambda n: (n.mentions[0].first, n.mentions[0].last, n.name))
    ids = {id(node): f"e{number}" for number, node in enumerate(nodes, start=1)}
    entities = tuple(_entity(work, node, ids[id(node)]) for node in nodes)
    return Actors(entities, _of_token(work, ids))


def _mostly_bare(node: Node) -> bool:
    """Whether most mentions of a group do without the adjective that the first one has."""
    nouns = [d for d in node.mentions if d.form == "noun"]
    return sum(not d.quality for d in nouns) > len(nouns) / 2


def _entity(work: Work, node: Node, entity_id: str) -> Entity:
    spans: dict[tuple[int, int], Draft] = {}
    for draft in node.mentions:
        spans.setdefault(draft.span_in(work.doc), draft)
    return Entity(
        id=entity_id,
        kind=node.kind,
        name=node.name,
        wikidata=node.row.wikidata if node.row is not None else None,
        country=node.country if node.country in alpha3() else None,
        sector=sector_of(node),
        role=node.role,
        known=node.row is not None or (node.kind == "country" and node.country is not None),
        mentions=tuple(Mention(start=s, end=e, form=d.form) for (s, e), d in sorted(spans.items(), key=lambda x: x[0])),
    )


def sector_of(node: Node) -> Sector | None:
    """The entity's sector; a person or a place without any gets none."""
    return node.sector  # type: ignore[return-value]  # tables hold the sectors of records.py only; a test checks it


def _of_token(work: Work, ids: dict[int, str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for i, draft in work.by_token.items():
        nodes = (draft.node,) if draft.node is not None else draft.nodes
        means = tuple(ids[id(n)] for n in nodes if id(n) in ids)
        if means:
            found[i] = means
    return dict(sorted(found.items()))
