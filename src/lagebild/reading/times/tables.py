"""The rule tables of a language, loaded and compiled: words to symbols, patterns to regular expressions over symbols.

Each word of a text is looked up once and becomes one character that stands for the set of classes it belongs to; a
text becomes a short string of such symbols and a rule a regular expression over it. So a rule costs nothing where none
of its words occur, and all knowledge of the language stays in `knowledge/LANGUAGE/times.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.reading.times.pattern import Pattern, parse_pattern
from lagebild.reading.times.tense import Cues

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
OTHER = "\x00"  # the symbol of a word that no rule knows

Value = int | float | str | dict[str, Any]

# Digit tokens that between them show every set of shapes; the alphabet of symbols is fixed from these at load.
_PROBES = [str(n) for n in (*range(100), 100, 578, 999, 1000, 1400, 1998, 2199, 2200, 99999, 10**7)]
_PROBES += ["1.5", "16.05", "31.12", "30.75", "3,5", "1.400", "1.400.000", "14:00", "29:20", "99:99", "8:05:30", "1,25"]
_PROBES += ["1.2.2003", "23.3.87", "45.67.2000", "12.31.2003", "2001-02-03", "1.2.3.4", "12.45", "24.13", "28.30"]
_PROBES += ["3.5", "12.5", "1,400", "1,400,000", "10/11/2004", "11/25/2004", "25/11/2004", "45/67/2000"]


class Rule:
    """One pattern with what is made of it. The regular expression is compiled when first needed."""

    __slots__ = ("_pattern", "_regex", "_table", "guard", "make", "name", "set")

    def __init__(self, spec: dict[str, Any], table: Table) -> None:
        self.name: str = spec["name"]
        self.make: str = spec["make"]
        self.guard: str = spec.get("guard", "")
        self.set: dict[str, Any] = spec.get("set", {})
        self._pattern: Pattern = parse_pattern(spec["match"])
        self._table = table
        self._regex: re.Pattern[str] | None = None

    @property
    def pattern(self) -> Pattern:
        """The parsed pattern (its classes and slots)."""
        return self._pattern

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern as a regular expression over symbols; groups `L`, `R` (extent) and the slots."""
        if self._regex is None:
            self._regex = re.compile(self._pattern.regex(self._table.symbols_of))
        return self._regex


class Table(dict[str, str]):
    """Word → symbol, with the values of words and the rules by first symbol. Missing words are classified on demand."""

    MAX_WORDS = 200_000  # bounds the memory of a long run: beyond it the learned words are dropped

    def __init__(self, spec: dict[str, Any]) -> None:
        super().__init__()
        self.spec = spec
        self.lower: dict[str, dict[str, Value]] = {}  # word in lower case -> class -> value
        self.capital: dict[str, dict[str, Value]] = {}  # the same, only where the text writes it with a capital
        self._adjective = re.compile(spec["adjective"]) if "adjective" in spec else None
        self._shapes = [(s, re.compile(s["match"])) for s in spec.get("shapes", [])]
        self._symbols: dict[frozenset[str], str] = {frozenset(): OTHER}
        self._classes: dict[str, str] = {}
        _Words(self, spec).load()
        self.rules = [Rule(r, self) for r in spec["rules"]]
        for literal in {c for r in self.rules for c in r.pattern.classes if not c.isupper()}:
            self.lower.setdefault(literal, {})[literal] = literal
        self._fix_alphabet()
        self.strong = re.compile(self._strong())
        self.starts = self._by_start()
        self.cues = Cues(spec.get("tense", {}))

    def __missing__(self, word: str) -> str:
        if len(self) > self.MAX_WORDS:
            self.clear()
        symbol = self._symbols.get(frozenset(self.values_of(word)), OTHER)
        self[word] = symbol
        return symbol

    def values_of(self, word: str) -> dict[str, Value]:
        """The classes of a word as written, each with its value there."""
        if word[0].isdigit():
            return self._digits(word)
        lower = unicodedata.normalize("NFC", word).lower()
        found = self.lower.get(lower)
        if word[0].isupper() and lower in self.capital:
            found = {**(found or {}), **self.capital[lower]}
        if not found and self._adjective and self._adjective.fullmatch(word):
            return {"ADJ": 1}
        return found or {}

    def symbols_of(self, name: str) -> str:
        """All symbols whose sets hold the class."""
        return self._classes.get(name, "")

    def _digits(self, word: str) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for spec, regex in self._shapes:
            if match := regex.fullmatch(word):
                value = self._digit_value(spec, match)
                if value is not None:
                    found[spec["class"]] = value
        return found

    def _digit_value(self, spec: dict[str, Any], match: re.Match[str]) -> Value | None:
        if names := spec.get("slots"):
            slots = {n: int(v) for n, v in zip(names, match.groups(), strict=False)}
        else:
            text = match[1]
            decimal = self.spec.get("decimal", ".")
            text = text.replace("." if decimal == "," else ",", "").replace(decimal, ".")
            slots = {spec["class"]: float(text) if "." in text else int(text)}  # type: ignore[dict-item]
        if any(slots[n] > limit for n, limit in spec.get("max", {}).items()):
            return None
        if any(slots[n] < limit for n, limit in spec.get("min", {}).items()):
            return None
        return dict(slots) if names else slots[spec["class"]]

    def _fix_alphabet(self) -> None:
        every: list[dict[str, Value]] = [self._digits(p) for p in _PROBES]
        every += self.lower.values()
        every.append({"ADJ": 1})  # any word that looks like an adjective, where the language says how they look
        every += ({**self.lower.get(word, {}), **own} for word, own in self.capital.items())
        for values in every:
            key = frozenset(values)
            if key not in self._symbols:
                self._symbols[key] = chr(0xE000 + len(self._symbols))
        for key, symbol in self._symbols.items():
            for name in key:
                self._classes[name] = self._classes.get(name, "") + symbol

    def _strong(self) -> str:
        weak = set(self.spec.get("weak", []))
        marks = [s for key, s in self._symbols.items() if any(c.isupper() and c not in weak for c in key)]
        strong_words = "".join(self.symbols_of(w) for w in self.spec.get("strong", []))
        return f"[{''.join(marks)}{strong_words}]"

    def _by_start(self) -> dict[str, list[Rule]]:
        starts: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for symbol in {s for name in rule.pattern.first for s in self.symbols_of(name)}:
                starts.setdefault(symbol, []).append(rule)
        return starts


class _Words:
    """Fills a table with the words of `[words.*]`, `[numbers]` and `[[compounds]]`."""

    def __init__(self, table: Table, spec: dict[str, Any]) -> None:
        self.table = table
        self.spec = spec
        self.endings: list[str] = spec.get("endings", [""])

    def load(self) -> None:
        """Read all word classes of the specification."""
        for name, entries in self.spec.get("words", {}).items():
            words = dict.fromkeys(entries["words"], 1) if isinstance(entries.get("words"), list) else entries
            for word, value in words.items():
                self._add(name, word, value)
        self._numbers(self.spec.get("numbers", {}))
        for compound in self.spec.get("compounds", []):
            self._compound(compound)

    def _add(self, name: str, word: str, value: Value) -> None:
        target = self.table.capital if word[0].isupper() else self.table.lower
        for form in self._forms(word):
            target.setdefault(form.lower(), {})[name] = value

    def _forms(self, word: str) -> Iterator[str]:
        if word.endswith("~"):
            yield from (word[:-1] + ending for ending in self.endings)
        else:
            yield word

    def _numbers(self, spec: dict[str, Any]) -> None:
        if not spec:
            return
        for n, word in enumerate(spec["ones"]):
            self._add(spec["class"], word, n)
        for ten, word in spec["tens"].items():
            self._add(spec["class"], word, int(ten))
            for n, one in enumerate(spec["ones"][1:10], 1):
                self._add(spec["class"], spec["compound"].format(one=one, ten=word), int(ten) + n)

    def _compound(self, spec: dict[str, Any]) -> None:
        first_slot, second_slot = spec["slots"]
        for first, a in self._part(spec["first"]):
            for second, b in self._part(spec["second"]):
                value = {first_slot: a, second_slot: b}
                value.pop("", None)
                ending = "~" if spec["second"].get("endings") else ""
                self._add(spec["class"], first + second + ending, value)

    def _part(self, spec: dict[str, Any]) -> list[tuple[str, Value]]:
        if "words" in spec:
            return list(spec["words"].items())
        name = spec["class"]
        return [(w, values[name]) for w, values in list(self.table.lower.items()) if name in values]


@cache
def table_for(language: str) -> Table | None:
    """The compiled table of a language, None where there is none yet."""
    path = KNOWLEDGE / language / "times.toml"
    if not language.isalnum() or not path.is_file():
        return None
    return Table(tomllib.loads(path.read_text(encoding="utf-8")))
