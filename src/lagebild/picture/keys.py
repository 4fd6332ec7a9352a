"""Which actor of one article is which of another: a key that both have."""

from __future__ import annotations

import unicodedata

from lagebild.records import Entity


def fold(name: str) -> str:
    """Letters and digits of a name without case, accents and marks: "Petro Poroschenko" and "PETRO POROSCHENKO"."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalnum())


def actor_key(entity: Entity, article: str) -> str:
    """The key that an entity shares with the same actor of other articles.

    Known actors go by the knowledge base's name. Unknown persons are one where full name and country agree; a bare
    surname stays with its article, since two articles seldom mean the same Müller. Groups go by noun and country.
    """
    if entity.wikidata:
        return f"wikidata:{entity.wikidata}"
    if entity.kind == "country" and entity.country:
        return f"country:{entity.country}"
    name = fold(entity.name)
    if entity.known:
        return f"{entity.kind}:{name}"
    if entity.kind == "person" and len(entity.name.split()) < 2:
        return f"local:{article}:{entity.id}"
    return f"{entity.kind}:{name}:{entity.country or ''}"
