"""Who: the article's actors over names, roles, epithets and pronouns, linked to the knowledge base.

The way of an article through this package: `names`, `nouns`, `metonyms` find mentions (`draft.Draft`) with what the
place itself tells; `titles` joins "Kanzlerin Merkel"; `focus` tells which countries the article is about; `coref`
gives names their entities (`draft.Node`), `refer` nouns, `pronouns` pronouns, in text order; `finish` makes records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lagebild.knowledge import Knowledge
from lagebild.language.doc import Doc, Token
from lagebild.records import Article, Entity, Place, Time

if TYPE_CHECKING:
    from lagebild.reading.quotes import FoundQuote


@dataclass(frozen=True, slots=True)
class Actors:
    """The entities of an article, and which token stands for which.

    `of_token` maps the position of a mention's head token to the ids of the entities it means: one, or several for a
    plural ("beide Präsidenten", "sie"). Demonym adjectives ("russische") map to their country.
    """

    entities: tuple[Entity, ...] = ()
    of_token: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def at(self, token: Token) -> tuple[str, ...]:
        """The ids of the entities that the mention headed by `token` means; empty where it is none."""
        return self.of_token.get(token.i, ())

    def get(self, entity_id: str) -> Entity:
        """The entity with this id; KeyError where there is none."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)


def find_actors(
    doc: Doc,
    article: Article,
    quotes: tuple[FoundQuote, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    knowledge: Knowledge,
) -> Actors:
    """The actors of `doc` with all their mentions; ids e1, e2 ... in the order of first mention."""
    from lagebild.reading.actors.finish import finish
    from lagebild.reading.actors.resolve import resolve

    return finish(resolve(doc, article, quotes, places, knowledge))
