"""What a time expression is resolved against: publication, the times named before, and the tense of its clause."""

from __future__ import annotations

from lagebild.language.doc import Doc
from lagebild.reading.times.calendar import Point, parse
from lagebild.reading.times.scan import Match, Words
from lagebild.reading.times.tables import Table
from lagebild.reading.times.tense import Tense, tree_tense

YEAR_REACH = 300  # characters: the same for a year without a month or a day
NARRATIVE_REACH = 800  # characters: how far a year named in the text goes on counting for months without a year
REACH_OF_ATTRIBUTE = 5  # words from a weekday to the noun behind its participle
SAME_SENTENCE = 60  # characters: how far a set or several days go on counting for clock times
SAME_SCENE = 400  # characters: how far a day named in the text goes on counting for parts of the day and clock times


class Context:
    """State while the expressions of one article are resolved in text order."""

    def __init__(self, doc: Doc, words: Words, table: Table, published: str | None) -> None:
        self.doc = doc
        self.words = words
        self.table = table
        self.published: Point | None = parse(published)
        self.said: Point | None = None  # the last day, month or year that the text named
        self.said_at = -1
        self.year: int | None = None  # the last year written out with a month or a day, or as "im Jahr ..."
        self.year_at = -1
        self.year_reach = NARRATIVE_REACH
        self.general_at = -SAME_SENTENCE - 1  # where a set, or several days in a row, was named last
        self.counts_days = False  # the article says "gestern", "morgen": the news of a day
        self._cues = table.cues

    def remember(self, match: Match, point: Point) -> None:
        """Keep `point` as the time that later expressions may count from."""
        self.said, self.said_at = point, match.end
        if point.year is not None and "year" in match.slots and "shift" not in match.slots:
            self.year, self.year_at = point.year, match.end
            self.year_reach = YEAR_REACH if point.unit == "year" else NARRATIVE_REACH

    def scene_day(self, match: Match, reach: int = SAME_SCENE) -> Point | None:
        """The day that the text is telling of at `match`, None where it named none within `reach` characters."""
        said = self.said
        if said and said.unit == "day" and said.day and match.start - self.said_at <= reach:
            return said
        return None

    def is_general(self, match: Match) -> bool:
        """Whether a time of day at `match` is meant for several days ("jeweils um 20 Uhr", after "jeden Montag")."""
        words = self.words
        near = [words.word(i).lower() for i in range(max(0, match.first - 4), match.first)]
        if any("EACHTIME" in self.table.values_of(w) for w in near if w):
            return True
        return match.start - self.general_at <= SAME_SENTENCE

    def narrative_year(self, match: Match) -> int | None:
        """The year that the text is telling of, None where it named none nearby or tells of the present."""
        year, now = self.year, self.published
        if year is None or match.start - self.year_at > self.year_reach:
            return None
        if now and now.year is not None and now.year - year < 2:
            return None  # too near to the present to tell a story of that year from news
        return year if self.tense(match) == "past" else None

    def is_daily_news(self, match: Match) -> bool:
        """Whether "heute" at `match` means the day: the article counts days elsewhere, or the clause tells an act."""
        if self.counts_days or self._clock_near(match):
            return True
        return self.table.cues.tells_act(self._clause_words(match, marks=".!?:;\n,"))

    def _clock_near(self, match: Match) -> bool:
        after = range(match.last, min(match.last + 6, len(self.words.spans)))
        return any("CLOCKWORD" in self.table.values_of(self.words.word(i)) for i in after)

    def way(self, match: Match) -> Tense:
        """Where a weekday or month lies: told by a preposition ("vom", "für"), a participle, or else by the tense."""
        before = self.table.values_of(self.words.word(match.first - 1) or " ")
        if "FROM_PAST" in before:
            return "past"
        if "AHEAD" in before:
            return "future"
        tense = self._attribute(match) or self.tense(match)
        return "future" if "INTO_FUTURE" in before and tense != "past" else tense

    def _attribute(self, match: Match) -> Tense | None:
        """The time told by a participle before a noun: "der am Freitag vorgelegte Bericht", "die am Freitag beginnende"."""
        if not {"DEF", "NUM"} & set(self.table.values_of(self.words.word(match.first - 2) or " ")):
            return None  # no article before "am Freitag": it stands in the clause, not before a noun
        word = ""
        for i in range(match.last, min(match.last + REACH_OF_ATTRIBUTE, len(self.words.spans))):
            following = self.words.word(i)
            if not following[0].islower():
                return self.table.cues.attribute(word) if following[0].isupper() else None
            word = following
        return None

    def tense(self, match: Match) -> Tense:
        """The tense of the clause round `match`: from the tree where the text is parsed, else from word forms."""
        tokens = self.doc.tokens_in(match.start, match.end)
        if tokens and any(t.upos != "X" for t in tokens):
            found = tree_tense(tokens[0], self._cues)
            if found:
                return found
        return self._word_tense(match)

    def _word_tense(self, match: Match) -> Tense:
        near = self._clause_words(match, marks=".!?:;\n,")
        return self._cues.tense(near) or self._cues.tense(self._clause_words(match, marks=".!?:;\n")) or "present"

    def _clause_words(self, match: Match, marks: str) -> list[str]:
        first, last = match.first, match.last
        while first > 0 and match.first - first < 40 and not self._stops(first - 1, marks):
            first -= 1
        while last < len(self.words.spans) and last - match.last < 40 and not self._stops(last, marks):
            last += 1
        words = self.words
        return [words.word(i) for i in range(first, last) if not match.first <= i < match.last]

    def _stops(self, i: int, marks: str) -> bool:
        word = self.words.word(i)
        if word[0] not in marks:
            return False
        return not (word == "." and self.words.word(i - 1).isdigit())  # the point of an ordinal
