"""Linking to the knowledge base, with the date of the article: who bears this name, who holds this office."""

from __future__ import annotations

from lagebild.knowledge import Knowledge
from lagebild.knowledge.countries import alpha3
from lagebild.knowledge.rows import ActorRow, Office
from lagebild.knowledge.user import SOURCE as USER

NEVER_AFTER = "9999"
MIN_SURNAME = 1.5  # a surname alone is linked only if something else speaks for the person: office, title, country
TITLE, ACTIVE, COUNTRY, FOCUS, STRANGER = 3.0, 2.0, 2.0, 1.0, -3.0  # weights; order of the rows breaks ties
PAST, FUTURE = 0.5, -2.0  # held an office before the date; will hold one only after it
ORDER = 0.05
ONLY = 0.6  # nobody else known bears the name
RANK = 0.3  # the second country of the article counts so much less than the first


def holds(office: Office, date: str | None) -> bool:
    """Whether the office was held at `date` (EDTF, any precision); without a date only what is held still counts."""
    if date is None:
        return office.until is None
    since, until = office.since or "", office.until or NEVER_AFTER
    return date[: len(since)] >= since[: len(date)] and date[: len(until)] <= until[: len(date)]


def held_before(office: Office, date: str | None) -> bool:
    """Whether the office was held and given up before `date`."""
    return office.until is not None and (date is None or office.until[: len(date)] < date[: len(office.until)])


def offices_at(row: ActorRow, date: str | None) -> list[Office]:
    """The offices that the person held at `date`."""
    return [o for o in row.offices if holds(o, date)]


def holder(knowledge: Knowledge, role: str, scope: str, date: str | None, gender: str = "") -> ActorRow | None:
    """Who held the office `role` ("head of state") of the state or organisation `scope` at `date`.

    Where several held it ("die AfD-Chefin") the `gender` of the word decides; on a day when the office changed hands the
    newcomer counts, and a row of the user before all; None where nobody is known.
    """
    found: list[tuple[bool, bool, str, ActorRow]] = []
    for row in knowledge.actors(f"@{role}:{scope}"):
        for office in row.offices:
            if office.role == role and scope in (office.country, office.organization) and holds(office, date):
                found.append((row.source == USER, bool(gender) and row.gender == gender, office.since or "", row))
    return max(found, key=lambda f: f[:3])[3] if found else None


# What else the head of an organisation, a region or a town may be called than by the word of the article: "DGB-Präsident".
OTHER_HEADS = {
    "head of state": ("leader", "head", "chief executive", "president of the central bank", "secretary general"),
    "ruler": ("leader", "head", "chief executive", "managing director", "secretary general"),
    "leader": ("head", "chief executive", "president of the central bank", "managing director", "secretary general"),
    "head of government": ("governor", "mayor"),
    "mayor": ("governor",),
}


def leader(knowledge: Knowledge, role: str, scope: str, date: str | None, gender: str = "") -> ActorRow | None:
    """As `holder`, but "ruler" is whoever is head of state or else of government, and organisations call heads as they like."""
    if is_state(scope):
        roles: tuple[str, ...] = ("head of state", "head of government") if role == "ruler" else (role,)
    else:
        roles = (role, *OTHER_HEADS.get(role, ()))
    return next(filter(None, (holder(knowledge, r, scope, date, gender) for r in roles)), None)


def is_state(scope: str) -> bool:
    """Whether a scope of an office is a state rather than an organisation, a region or a town."""
    return len(scope) == 3 and scope in alpha3()


def choose(
    rows: tuple[ActorRow, ...],
    date: str | None,
    *,
    offices: set[str] = frozenset(),  # type: ignore[assignment]
    country: str | None = None,
    focus: tuple[str, ...] = (),
    gender: str = "",
    surname: bool = False,
    sectors: frozenset[str] = frozenset(),
) -> ActorRow | None:
    """The row that fits best to what the text says, or None where a surname alone fits none well enough."""
    best: tuple[float, ActorRow] | None = None
    for number, row in enumerate(rows):
        score = _fit(row, date, offices, country, focus, gender) - ORDER * number
        score += ONLY if len(rows) == 1 else 0.0
        score += STRANGER if surname and sectors and not sectors & sectors_of(row) else 0.0
        if best is None or score > best[0]:
            best = score, row
    if best is None or best[0] < (MIN_SURNAME if surname else STRANGER / 2):
        return None
    return best[1]


POLITICS = frozenset(("GOV", "LEG", "PTY", "OPP", "IGO"))  # one person is now this, now that


def sectors_of(row: ActorRow) -> frozenset[str]:
    """The sectors that a person may be called by."""
    own = {row.sector, *(o.sector for o in row.offices)} - {None}
    return frozenset(own | (POLITICS if own & POLITICS else set()))  # type: ignore[arg-type]


def _fit(
    row: ActorRow, date: str | None, offices: set[str], country: str | None, focus: tuple[str, ...], gender: str
) -> float:
    now = offices_at(row, date)
    score = ACTIVE if now else 0.0
    if not now and row.offices:
        score += PAST if any(held_before(o, date) for o in row.offices) else FUTURE
    if offices & {o.role for o in now}:
        score += TITLE
    if gender and row.gender and gender != row.gender:
        score += STRANGER
    if row.country:
        if country:
            score += COUNTRY if country == row.country else STRANGER
        elif row.country in focus:
            score += FOCUS * (1 - RANK * focus.index(row.country))
    return score
