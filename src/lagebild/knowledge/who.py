"""What the knowledge base says of a name or a role at a date, and why: `lagebild who "der Kremlchef" --on 2021-02`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.knowledge import Knowledge
from lagebild.knowledge.rows import ActorRow, Office
from lagebild.reading.actors.link import held_before, holds, is_state, leader, offices_at
from lagebild.reading.actors.lists import table, words
from lagebild.reading.actors.refer import REGIONAL
from lagebild.reading.actors.words import Noun, fold, read_noun, without_genitive

SMALL = frozenset(
    ("der", "die", "das", "den", "dem", "des", "von", "vom", "aus", "in", "ein", "eine", "im", "herr", "frau")
)
HOME = "DEU"
HOME_REASON = "news in German that name no state mean Germany"
FORMER = words("former")
MOST_FORMER = 3  # of those who held an office before
KINDS = frozenset(("person", "country", "organization"))
SEATS = table("seats")


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
    said = [w.strip(",.„“\"'") for w in text.split()]
    bare = [w for w in said if w.lower() not in SMALL] or said
    found = [*_named(" ".join(said), on, knowledge)]
    if not found and bare != said:
        found.extend(_named(" ".join(bare), on, knowledge))
    if not found:
        found.extend(_by_role(bare, on, knowledge))
    return sorted(found, key=lambda a: a.row is not None and a.row.kind == "person" and not offices_at(a.row, on))


def _named(name: str, on: str | None, knowledge: Knowledge) -> Iterator[Answer]:
    if name in SEATS:
        why = f"{name!r} is its seat: as one who acts it stands for it"
        yield from (_actor(row, on, why) for row in knowledge.actors(SEATS[name])[:1])
    rows = (*knowledge.actors(name), *knowledge.actors("?" + name))
    for row in rows or knowledge.actors("~" + fold(name)):
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
    read = [(at, word, read_noun(word[:1].upper() + word[1:], knowledge)) for at, word in enumerate(words)]
    nouns = [(at, word, n) for at, word, n in read if n is not None and n.row.kind in KINDS]
    for at, word, noun in sorted(nouns, key=lambda n: n[2].office is None):  # "Regierender Bürgermeister": the office
        rest = [w for i, w in enumerate(words) if i != at and not any(w.lower().startswith(f) for f in FORMER)]
        scopes = list(_scopes(noun, rest, knowledge))
        if noun.row.kind != "person":
            yield from _institution(word, noun, scopes, on, knowledge)
            return
        if rest != [w for i, w in enumerate(words) if i != at]:
            yield from _former(word, noun, scopes, on, knowledge)
            return
        yield _holder(word, noun, scopes, on, knowledge) or _nobody(words, word, noun, scopes)
        return


def _institution(
    word: str, noun: Noun, scopes: list[tuple[str, str]], on: str | None, knowledge: Knowledge
) -> Iterator[Answer]:
    """ "die Bundesregierung", "das türkische Kabinett": the state; "die russische Armee" by the name that it has."""
    scope, reason = next(((s, r) for s, r in scopes if is_state(s)), (noun.country or HOME, HOME_REASON))
    state = knowledge.state(scope)
    if state is None:
        return
    if noun.row.kind == "country":
        yield Answer(state.name, "country", scope, "GOV", f"{word!r} is the government; {reason}", "countries")
        return
    kind = noun.row.stands_for or ("parliament" if noun.sector == "LEG" else None)
    row = next(iter(knowledge.actors(f"@{kind}:{scope}")), None)
    why = f"{word!r} is a word for an institution; {reason}"
    if row is not None:
        yield _actor(row, on, why)
    else:
        yield Answer(f"{word} ({state.name})", "organization", scope, noun.sector, why, "roles")


def _former(
    word: str, noun: Noun, scopes: list[tuple[str, str]], on: str | None, knowledge: Knowledge
) -> Iterator[Answer]:
    """ "der frühere Bundeskanzler": who held the office before the date, the last one first."""
    gender = noun.row.gender
    for scope, reason in scopes if noun.office else ():
        held = [
            (o, row)
            for row in knowledge.actors(f"@{noun.office}:{scope}")
            for o in row.offices
            if o.role == noun.office and scope in (o.country, o.organization) and held_before(o, on)
        ]
        for office, row in sorted(held, key=lambda h: h[0].until or "", reverse=True)[:MOST_FORMER]:
            if not gender or not row.gender or gender == row.gender:
                why = f"{word!r} is the {noun.office}; {reason}; {_term(office)}"
                yield Answer(row.name, row.kind, row.country, row.sector, why, row.source, row)


def _holder(
    word: str, noun: Noun, scopes: list[tuple[str, str]], on: str | None, knowledge: Knowledge
) -> Answer | None:
    office, gender = noun.office, noun.row.gender or ""
    for scope, reason in scopes if office else ():
        row = leader(knowledge, office or "", scope, on, gender)
        if row is None:
            continue
        fitting = [o for o in row.offices if holds(o, on) and scope in (o.country, o.organization)]
        term = next((o for o in fitting if o.role == office), fitting[0])
        said = [f"{word!r} is the {office}", reason, _term(term)]
        if gender and row.gender and gender != row.gender:
            said.append(f"the word means a {'woman' if gender == 'f' else 'man'}, and the holder was none")
        return Answer(row.name, row.kind, row.country, term.sector, "; ".join(said), row.source, row)
    return None


def _nobody(words: list[str], word: str, noun: Noun, scopes: list[tuple[str, str]]) -> Answer:
    place = next((s for s, _ in scopes if is_state(s)), None)
    why = (
        f"{word!r} is a word for a person"
        + (f" ({noun.office})" if noun.office else "")
        + ", and nobody is known for it"
    )
    return Answer(" ".join(words), "person", place, noun.sector, why, "roles")


def _scopes(noun: Noun, rest: list[str], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """States, regions and organisations that the words name, with the reason: what stands apart from the noun first."""
    if noun.organization:
        yield noun.organization, f"its first part names {noun.organization}"
        return
    told = list(dict.fromkeys(_told(rest, knowledge)))
    yield from told
    if any(is_state(scope) for scope, _ in told) or (told and noun.office in REGIONAL):
        return
    if noun.country:
        yield noun.country, f"the word says {noun.country}"
    elif noun.office == "pope":
        yield "VAT", "there is one"
    elif noun.office and noun.office != "ruler" and noun.sector == "GOV" and not rest:
        yield HOME, HOME_REASON


def _told(rest: list[str], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for phrase in (" ".join(rest), *rest):
        for form in (phrase, without_genitive(phrase) or phrase):
            for actor in (*knowledge.actors(form), *knowledge.actors("?" + form)):
                if actor.kind != "person":
                    yield actor.name, f"{phrase!r} says {actor.name}"
            code = knowledge.country(form)
            if code:
                yield code, f"{phrase!r} says {code}"
            elif form and knowledge.places(form):
                yield knowledge.places(form)[0].name, f"{phrase!r} says {knowledge.places(form)[0].name}"
        for demonym in knowledge.demonyms(phrase) or knowledge.demonyms(phrase.lower()):
            state = demonym.country if knowledge.country(demonym.place) == demonym.country else None
            yield state or demonym.place, f"{phrase!r} says {state or demonym.place}"
