"""The report: what was read from one article. The contract that other programs read.

Every record is frozen and typed; JSON in and out by msgspec, field for field as `docs/records.md` shows. Offsets count
Unicode code points of `article.text`, half-open. `check.py` checks the five rules that every report keeps.
Vocabularies: PLOVER (events), TIMEX3 (times), EDTF (dates), ISO 3166-1 alpha-3 (countries), GeoNames (places),
Wikidata (actors).
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA = "lagebild/1"

Span = tuple[int, int]

EntityKind = Literal["person", "country", "organization", "group", "place"]
MentionForm = Literal["name", "title", "noun", "pronoun", "metonym"]
Sector = Literal[
    "GOV", "LEG", "JUD", "MIL", "COP", "PTY", "OPP", "REB", "SPY", "MED", "BUS",
    "EDU", "REL", "HLH", "LAB", "CIV", "NGO", "IGO", "CRM", "UAF",
]  # fmt: skip
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteType = Literal["Direct", "Indirect", "Reported", "FreeIndirect", "IndirectFreeIndirect"]
Medium = Literal["speech", "thought", "writing"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["occurred", "ongoing", "planned", "possible", "denied", "alleged"]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
RelationType = Literal[
    "depends_on", "supplies", "ally_of", "neighbour_of", "member_of", "leads", "led", "employed_by",
    "subsidiary_of", "opponent_of", "candidate_in", "part_of", "owns", "funds",
]  # fmt: skip


class Record(msgspec.Struct, frozen=True):
    """Base of all records: immutable, fields by name only."""


class Removed(Record, frozen=True, kw_only=True):
    """A passage that cleaning took out of the source, and why."""

    text: str
    why: str


class Article(Record, frozen=True, kw_only=True):
    """One article after cleaning. `text` is never changed again; all offsets point into it."""

    id: str
    text: str
    source: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None  # EDTF level 0, as precise as known
    dateline: str | None = None
    language: str = "de"
    removed: tuple[Removed, ...] = ()


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence. `code` holds the signs of the encoder's 512 numbers for it (64 bytes, base64): sentences that mean
    alike differ in few bits, cosine = cos(pi * share of bits that differ)."""

    start: int
    end: int
    code: str | None = None


class Mention(Record, frozen=True, kw_only=True):
    """A place in the text that names, describes or points to an entity."""

    start: int
    end: int
    form: MentionForm


class Entity(Record, frozen=True, kw_only=True):
    """An actor (or place) of the article with all its mentions."""

    id: str
    kind: EntityKind
    name: str
    wikidata: str | None = None
    country: str | None = None
    sector: Sector | None = None
    role: str | None = None
    known: bool = False
    mentions: tuple[Mention, ...] = ()


class Time(Record, frozen=True, kw_only=True):
    """A time expression: TIMEX3 type and value, and the EDTF date where it has one."""

    start: int
    end: int
    text: str
    type: TimeType
    value: str | None = None
    edtf: str | None = None


class Place(Record, frozen=True, kw_only=True):
    """A place mention, resolved. Coordinates in degrees (WGS 84)."""

    start: int
    end: int
    text: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class Quantity(Record, frozen=True, kw_only=True):
    """A number with its unit and what it counts."""

    start: int
    end: int
    text: str
    value: float | None = None
    unit: str | None = None
    of: str | None = None


class Quote(Record, frozen=True, kw_only=True):
    """Somebody's words, direct or reported, with the parts as spans of the text."""

    id: str
    type: QuoteType
    quote: tuple[Span, ...]
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    speaker_entity: str | None = None
    addressee_entity: str | None = None
    medium: Medium | None = None
    date: str | None = None
    confidence: float = 0.5


class Participant(Record, frozen=True, kw_only=True):
    """An actor or recipient of an event; `start`, `end` are the mention nearest to the trigger."""

    entity: str
    name: str
    start: int
    end: int
    country: str | None = None
    sector: Sector | None = None


class EventPlace(Record, frozen=True, kw_only=True):
    """Where an event happened."""

    name: str
    country: str | None = None
    geonames: int | None = None


class Event(Record, frozen=True, kw_only=True):
    """One political event (PLOVER), told once or several times in the article."""

    id: str
    type: EventType
    triggers: tuple[Span, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    date: str | None = None
    place: EventPlace | None = None
    status: Status = "occurred"
    reported_by: str | None = None
    quad: Quad
    goldstein: float
    dead: int | None = None  # PLOVER's magnitude fields, where the text gives a number
    injured: int | None = None
    size: int | None = None
    confidence: float = 0.5


class CustomEvent(Record, frozen=True, kw_only=True):
    """A sentence that fits a type of the user's own (`--ontology`)."""

    id: str
    type: str
    start: int
    end: int
    actors: tuple[Participant, ...] = ()
    date: str | None = None
    confidence: float = 0.5


class Relation(Record, frozen=True, kw_only=True, rename={"since": "from"}):
    """Something that holds between two entities for longer than one act."""

    id: str
    type: RelationType
    subject: str
    object: str
    start: int
    end: int
    since: str | None = None
    until: str | None = None
    confidence: float = 0.5


class Reader(Record, frozen=True, kw_only=True):
    """Which program and model made the report, and how long it took."""

    version: str
    model: str
    seconds: float = 0.0


class Report(Record, frozen=True, kw_only=True):
    """All that was read from one article. `read` is False for an article kept but not read (`unread` says why)."""

    schema: str = SCHEMA
    article: Article
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    custom: tuple[CustomEvent, ...] = ()
    unread: str | None = None
    reader: Reader

    def to_json(self) -> bytes:
        """One line of JSON, UTF-8, without a line break."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, line: bytes | str) -> Report:
        """Parse one line. Raises `msgspec.ValidationError` with the path of what does not fit."""
        return _DECODER.decode(line)


_DECODER = msgspec.json.Decoder(Report)


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a report; committed as `docs/report.schema.json`."""
    return msgspec.json.schema(Report)
