"""`lagebild places`: the places of an article on the map."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.commands.common import Unusable, articles, options, out
from lagebild.commands.options import Language, Published

if TYPE_CHECKING:
    from lagebild.knowledge import Knowledge
    from lagebild.records import Article, Place


class Format(StrEnum):
    """How the places are printed."""

    table = "table"
    json = "json"
    geojson = "geojson"


def places(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for stdin.")],
    published: Published = None,
    language: Language = None,
    knowledge: Annotated[Path | None, typer.Option(help="A CSV file of your own places and actors.")] = None,
    form: Annotated[
        Format, typer.Option("--format", help="A table, one JSON object an article, or GeoJSON for a map.")
    ] = Format.table,
) -> None:
    """Show the places of articles: name, state, coordinates and GeoNames id of each mention."""
    from lagebild.language import analyse
    from lagebild.reading.places import find_places

    known = opened_knowledge(knowledge)
    read = [
        (article, find_places(analyse(article.text, article.language), article, known))
        for article in articles(paths, options(published, language))
    ]
    if not read:
        raise Unusable(f"no article in {', '.join(paths)}. Give a text, HTML, JSON Lines or CSV file")
    if form is Format.geojson:
        print(as_geojson(read))
    for article, found in read if form is not Format.geojson else ():
        if form is Format.json:
            print(_json(article, found))
        else:
            _table(article, found)


def opened_knowledge(user_csv: Path | None) -> Knowledge:
    """The knowledge with the user's rows. Raises Unusable with the line at fault."""
    from lagebild.knowledge import open_knowledge
    from lagebild.knowledge.user import UserRowError

    try:
        return open_knowledge(user_csv)
    except (OSError, UserRowError) as error:
        raise Unusable(f"--knowledge: {error}") from None


def as_geojson(read: list[tuple[Article, tuple[Place, ...]]]) -> str:
    """One FeatureCollection: a point for each place of each article, with its mentions. Without coordinates: left out."""
    import msgspec

    features = []
    for article, found in read:
        points: dict[tuple[str, float, float], list[Place]] = {}
        for place in found:
            if place.lat is not None and place.lon is not None:
                points.setdefault((place.name, place.lat, place.lon), []).append(place)
        for (name, lat, lon), mentions in points.items():
            first = mentions[0]
            properties = {
                "name": name,
                "country": first.country,
                "geonames": first.geonames,
                "article": article.id,
                "published": article.published,
                "mentions": [[p.start, p.end] for p in mentions],
            }
            geometry = {"type": "Point", "coordinates": [lon, lat]}
            features.append({"type": "Feature", "geometry": geometry, "properties": properties})
    return msgspec.json.encode({"type": "FeatureCollection", "features": features}).decode()


def _json(article: Article, found: tuple[Place, ...]) -> str:
    import msgspec

    return msgspec.json.encode({"id": article.id, "published": article.published, "places": found}).decode()


def _table(article: Article, found: tuple[Place, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("mention", "place", "state", "lat", "lon", "GeoNames", box=None, header_style="dim", pad_edge=False)
    for place in found:
        position = [f"{v:.2f}" if v is not None else "–" for v in (place.lat, place.lon)]
        mention = Text(" ".join(place.text.split()))
        table.add_row(mention, Text(place.name), place.country or "–", *position, str(place.geonames or "–"))
    console = out()
    console.print(Text(f"{article.title or article.source or article.id} · published {article.published or 'unknown'}"))
    console.print(table)
