"""What the knowledge base says of a name or a role at a date, and why: `lagebild who "der Kremlchef" --on 2021-02`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.knowledge import Knowledge
from lagebild.knowledge.rows import ActorRow, Office
from lagebild.reading.actors.link import holds, leader, offices_at
from lagebild.reading.actors.words import Noun, read_noun, without_genitive

SMALL = frozenset(
    ("der", "die", "das", "den", "dem", "des", "von", "vom", "aus", "in", "ein", "eine", "im", "herr", "frau")
)
HOME = "DEU"


@dataclass(frozen=True, slots=True)
class Answer:
    """One actor that the words may mean, and what speaks for it."""

    name: str
    kind: str
    country: str | None
    sector: str | None
    why: str
    source: str
    row: ActorRow | None = None


def who(text: str, on: str | None, knowledge: Knowledge) -> list[Answer]:
    """All that the words may mean at the date `on` (EDTF, any precision; None: today), the likeliest first."""
    words = [w.strip(",.„“\"'") for w in text.split()]
    bare = [w for w in words if w.lower() not in SMALL] or words
    found = [*_named(" ".join(words), on, knowledge)]
    if not found and bare != words:
        found.extend(_named(" ".join(bare), on, knowledge))
    if not found:
        found.extend(_by_role(bare, on, knowledge))
    return sorted(found, key=lambda a: a.row is not None and a.row.kind == "person" and not offices_at(a.row, on))


def _named(name: str, on: str | None, knowledge: Knowledge) -> Iterator[Answer]:
    for row in (*knowledge.actors(name), *knowledge.actors("?" + name)):
        yield _actor(row, on, f"{name!r} is a name of it" if row.name != name else "this is the name")
    for state in knowledge.country_rows(name):
        why = (
            f"{name!r} stands for the government of the state" if state.metonym else f"{name!r} is a name of the state"
        )
        today = knowledge.state(state.alpha3) if state.alpha3 else None
        yield Answer((today or state).name, "country", state.alpha3, "GOV", why, "countries")
    places = knowledge.places(name)
    if places and places[0].capital and places[0].country:
        today = knowledge.state(places[0].country)
        if today is not None:
            why = f"{name!r} is the capital: as one who acts it stands for the government"
            yield Answer(today.name, "country", places[0].country, "GOV", why, "places")


def _actor(row: ActorRow, on: str | None, why: str) -> Answer:
    held = offices_at(row, on)
    sector = held[0].sector if held else row.sector
    country = None if held and held[0].sector == "IGO" else row.country
    said = "; ".join([why, *(_term(o) for o in held)])
    return Answer(row.name, row.kind, country, sector, said, row.source, row)


def _term(office: Office) -> str:
    scope = office.organization or office.country or ""
    return f"{office.role} of {scope}, {office.since or '…'} to {office.until or 'today'}"


def _by_role(words: list[str], on: str | None, knowledge: Knowledge) -> Iterator[Answer]:
    for at, word in enumerate(words):
        noun = read_noun(word[:1].upper() + word[1:], knowledge)
        if noun is None or noun.row.kind != "person":
            continue
        rest = [w for i, w in enumerate(words) if i != at]
        office = noun.office
        for scope, reason in _scopes(noun, rest, knowledge):
            row = leader(knowledge, office, scope, on) if office else None
            if row is not None:
                term = next(o for o in row.offices if holds(o, on) and (office == "ruler" or o.role == office))
                why = f"{word!r} is the {office}; {reason}; {_term(term)}"
                yield Answer(row.name, row.kind, row.country, term.sector, why, row.source, row)
                return
        place = next((s for s, _ in _scopes(noun, rest, knowledge)), None)
        why = f"{word!r} is a word for a person" + (f" ({office})" if office else "") + ", and nobody is known for it"
        yield Answer(" ".join(words), "person", place if place and len(place) == 3 else None, noun.sector, why, "roles")
        return


def _scopes(noun: Noun, rest: list[str], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """States and organisations that the words name, with the reason."""
    if noun.organization:
        yield noun.organization, f"its first part names {noun.organization}"
    if noun.country:
        yield noun.country, f"its first part says {noun.country}"
    for phrase in (" ".join(rest), *rest):
        for form in (phrase, without_genitive(phrase) or phrase):
            code = knowledge.country(form)
            if code:
                yield code, f"{phrase!r} says {code}"
            for actor in knowledge.actors(form):
                if actor.kind != "person":
                    yield actor.name, f"{phrase!r} says {actor.name}"
        for demonym in knowledge.demonyms(phrase) or knowledge.demonyms(phrase.lower()):
            if demonym.country:
                yield demonym.country, f"{phrase!r} says {demonym.country}"
    if noun.office == "pope":
        yield "VAT", "there is one"
    elif noun.office and noun.sector == "GOV" and not rest and not noun.country and not noun.organization:
        yield HOME, "news in German that name no state mean Germany"
