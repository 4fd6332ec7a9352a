"""What the reader knows beforehand: countries, places, offices, actors; word lists as data.

`Knowledge` is the one door: opened once, read-only, shared by all stages. It reads the compiled look-up file
(`data/knowledge.bin`, made by `python -m lagebild.knowledge.build` from the TSV files in `de/` and from GeoNames)
and lays the user's own rows over it (`--knowledge my.csv`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lagebild.knowledge.lookup import LookupFile, Table, normal
from lagebild.knowledge.rows import ActorRow, CountryRow, DemonymRow, PlaceRow, RoleRow
from lagebild.knowledge.user import UserRows, read_user_rows

DATA = Path(__file__).parent / "data" / "knowledge.bin"


class Knowledge:
    """The opened look-up file and the user's own rows. All look-ups take the words as they stand in the text."""

    __slots__ = ("_actors", "_by_code", "_countries", "_demonyms", "_places", "_roles", "_user", "file")

    def __init__(self, path: Path = DATA, user: UserRows | None = None) -> None:
        self.file = LookupFile(path)
        self._places: Table[PlaceRow] = self.file.table("places", PlaceRow)
        self._countries: Table[CountryRow] = self.file.table("countries", CountryRow)
        self._demonyms: Table[DemonymRow] = self.file.table("demonyms", DemonymRow)
        self._actors: Table[ActorRow] = self.file.table("actors", ActorRow)
        self._roles: Table[RoleRow] = self.file.table("roles", RoleRow)
        self._user = user or UserRows()
        self._by_code: dict[str, CountryRow] = {}

    def places(self, name: str) -> tuple[PlaceRow, ...]:
        """Places of this name, the best known first."""
        key = normal(name)
        return self._user.places.get(key, ()) + self._places[key]

    def opens_place(self, word: str) -> bool:
        """Whether `word` is the first word of a longer name of a place ("New", "St.", "Frankfurt")."""
        key = normal(word)
        return self._places.opens(key) or any(name.startswith(key + " ") for name in self._user.places)

    def country_rows(self, name: str) -> tuple[CountryRow, ...]:
        """What a name of a state, or of its government ("Kreml", `metonym`), points to."""
        return self._countries[normal(name)]

    def country(self, name: str) -> str | None:
        """The alpha-3 code of the state of this name (of its heir where it is no more); metonyms are not names."""
        return next((row.alpha3 for row in self.country_rows(name) if not row.metonym), None)

    def demonyms(self, word: str) -> tuple[DemonymRow, ...]:
        """What an adjective ("russischen", "Berliner") or a word for inhabitants ("Russin") points to."""
        return self._demonyms[normal(word)]

    def actors(self, name: str) -> tuple[ActorRow, ...]:
        """Persons, organisations and groups of this name."""
        key = normal(name)
        return self._user.actors.get(key, ()) + self._actors[key]

    def role(self, noun: str) -> RoleRow | None:
        """What an office, profession or group noun says about who holds it."""
        rows = self._roles[normal(noun)]
        return rows[0] if rows else None

    def roles(self, noun: str) -> tuple[RoleRow, ...]:
        """All that a noun may say: "Tochter" is a relative and a company."""
        return self._roles[normal(noun)]

    def state(self, alpha3: str) -> CountryRow | None:
        """The state of today with this code."""
        return self._states().get(alpha3)

    def _states(self) -> dict[str, CountryRow]:
        if not self._by_code:
            for number in range(self._countries.header.rows):
                row = self._countries.row(number)
                if row.alpha3 and not row.metonym and row.until is None:
                    self._by_code.setdefault(row.alpha3, row)
        return self._by_code


@cache
def default_knowledge() -> Knowledge:
    """The knowledge that ships with the package."""
    return Knowledge()


def open_knowledge(user_csv: Path | None = None) -> Knowledge:
    """The shipped knowledge with the rows of the user's file over it. Raises `UserRowError` with the line at fault."""
    return Knowledge(user=read_user_rows(user_csv)) if user_csv else default_knowledge()
