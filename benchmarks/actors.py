"""Who: actors found, linked and resolved, against the participants of the event gold and against checked speakers.

Participants (`data/events`): for each actor and recipient of the gold the words `text` are looked up in the sentence
of a trigger, else anywhere in the article; the entity is the one that the head of these words means, or any of them.
Of the participants with an entity: the country is right if it equals the gold's (none counts as a country of its own),
the sector likewise where the gold gives one, the name if it is equal after folding case and diacritics. Groups and
unnamed persons are called in the gold by hand-made descriptions ("Anhänger der iranischen Opposition"); they count like
all others. Every participant counts once an event.

Speakers: pronoun and role speakers of the quotation gold, labelled by hand: `gold/speakers.tsv` and `gold/speakers_fresh.tsv`,
whose errors were read in development. Subjects: pronouns and role nouns that are subjects of any verb, in articles that no
sample before used (`gold/subjects_fresh.tsv`); their errors were not read, and `-v` does not print them.

`python -m benchmarks.actors SHARED [train]` prints the rows and, with `-v`, what was wrong.
"""

from __future__ import annotations

import collections
import gzip
import importlib.util
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.actor_names import any_same
from benchmarks.table import Row
from lagebild.knowledge import default_knowledge
from lagebild.language import analyse_many
from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors, find_actors
from lagebild.reading.actors.words import fold
from lagebild.reading.places import find_places
from lagebild.reading.quotes import find_quotes
from lagebild.records import Article, Entity

GOLD = Path(__file__).parent / "gold"
SPEAKERS = {
    "pronoun and role speakers": GOLD / "speakers.tsv",  # its errors were read in development
    "the same, second sample": GOLD / "speakers_fresh.tsv",  # its errors were read in the third session
    "pronoun and role subjects, fresh": GOLD / "subjects_fresh.tsv",  # its errors were not read
}


def measure(shared: Path, part: str = "", verbose: bool = False) -> list[Row]:
    """The rows of the table. `part` is "train" for the training articles (development only)."""
    events = shared / "data" / "events" / part
    if not (events / "gold").is_dir():
        return [Row("actors: participants", None, note="no gold")]
    found, right, all_, seconds, read = _participants(events, shared, verbose)
    n = max(found["found"], 1)
    rows = [
        Row("actors: participants found", found["found"] / max(all_, 1), note=f"{all_} participants"),
        Row("actors: country", right["country"] / n, bar="0.90"),
        Row("actors: sector", right["sector"] / max(found["sector"], 1), bar="0.75"),
        Row("actors: name", right["name"] / n, bar="0.75", note="the same actor: benchmarks/actor_names.py"),
        Row("actors: name, letter by letter", right["letters"] / n),
        Row("actors: articles a second", read / seconds, bar="150", note="this stage alone, one core"),
    ]
    quotes = shared / "data" / "quotes" / "dev.jsonl.gz"
    if quotes.exists():
        rows += [_speakers(what, path, shared / "data" / "quotes", verbose) for what, path in SPEAKERS.items()]
    return rows


def read_article(doc: Doc, published: str | None) -> tuple[Actors, float]:
    """The actors of one article and the seconds that this stage took."""
    knowledge = default_knowledge()
    article = Article(id="x", text=doc.text, published=published)
    quotes, places = find_quotes(doc), find_places(doc, article, knowledge)
    begin = time.process_time()
    actors = find_actors(doc, article, quotes, places, (), knowledge)
    return actors, time.process_time() - begin


def _participants(
    events: Path, shared: Path, verbose: bool
) -> tuple[collections.Counter[str], collections.Counter[str], int, float, int]:
    scorer, knowledge = _scorer(shared), default_knowledge()
    found: collections.Counter[str] = collections.Counter()
    right: collections.Counter[str] = collections.Counter()
    all_, seconds = 0, 0.0
    paths = sorted((events / "gold").glob("*.json"))
    articles = [json.loads((events / "articles" / p.name).read_text(encoding="utf-8")) for p in paths]
    texts = [scorer.text_of(a) for a in articles]
    for path, article, (_, spans), doc in zip(
        paths, articles, texts, analyse_many((t, "de") for t, _ in texts), strict=True
    ):
        actors, took = read_article(doc, article["published"])
        seconds += took
        for event in json.loads(path.read_text(encoding="utf-8"))["events"]:
            near = [spans[t["sentence"]] for t in event["triggers"]]
            for gold in (*event["actors"], *event["recipients"]):
                all_ += 1
                entity = locate(doc, actors, gold["text"], near)
                if entity is None:
                    if verbose:
                        print("MISSED", path.stem, gold["text"], "|", gold["name"], gold["kind"], sep="\t")
                    continue
                found["found"] += 1
                ok = {
                    "country": entity.country == gold["country"],
                    "name": any_same(entity, gold, knowledge),
                    "letters": fold(entity.name) == fold(gold["name"]),
                    "sector": entity.sector == gold["sector"],
                }
                found["sector"] += gold["sector"] is not None
                for key, is_right in ok.items():
                    right[key] += is_right and (key != "sector" or gold["sector"] is not None)
                wrong = ",".join(k for k, v in ok.items() if not v and k != "letters")
                if verbose and wrong:
                    got = f"{entity.name} {entity.country} {entity.sector} {entity.kind}"
                    want = f"{gold['name']} {gold['country']} {gold['sector']} {gold['kind']}"
                    print(wrong, path.stem, gold["text"], got, want, sep="\t")
    return found, right, all_, seconds, len(paths)


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("events_scorer", shared / "eval" / "events.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def locate(doc: Doc, actors: Actors, text: str, near: list[tuple[int, int]]) -> Entity | None:
    """The entity that the words `text` mean: in one of the sentences `near`, else at their first place in the text."""
    stretches = (*near, (0, len(doc.text)))
    for whole, (start, end) in ((w, s) for w in (True, False) for s in stretches):
        for at in _places(doc.text, text, start, end, whole=whole):
            tokens = doc.tokens_in(at, at + len(text))
            inside = {t.i for t in tokens}
            heads = [t for t in tokens if t.head is None or t.head.i not in inside]
            for token in (*heads, *tokens):
                ids = actors.at(token)
                if ids:
                    return actors.get(ids[0])
    return None


def _places(text: str, words: str, start: int, end: int, *, whole: bool) -> Iterator[int]:
    """Where `words` stand; `whole`: not as the first or last part of a compound ("SPD" in "SPD-Chef" is its chief)."""
    at = text.find(words, start, end)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not before.isalnum() and not after.isalnum() and not (whole and "-" in (before, after)):
            yield at
        at = text.find(words, at + 1, end)


def quotation_articles(folder: Path) -> dict[str, dict[str, Any]]:
    """The articles of the quotation gold by id."""
    found = {}
    for name in ("train.jsonl.gz", "dev.jsonl.gz"):
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            for line in file:
                article = json.loads(line)
                found[str(article["id"])] = article
    return found


def _speakers(what: str, path: Path, folder: Path, verbose: bool) -> Row:
    lines = [li.split("\t") for li in path.read_text(encoding="utf-8").splitlines() if li and li[0] != "#"][1:]
    articles = quotation_articles(folder)
    right = 0
    wanted = sorted({cells[0] for cells in lines})
    docs = dict(zip(wanted, analyse_many((articles[i]["text"], "de") for i in wanted), strict=True))
    read = {i: read_article(docs[i], articles[i]["published"])[0] for i in wanted}
    for article_id, start, end, name in lines:
        doc, actors = docs[article_id], read[article_id]
        tokens = doc.tokens_in(int(start), int(end))
        ids = next((actors.at(t) for t in _heads_first(tokens) if actors.at(t)), ())
        names = {fold(n) for n in name.split("|")}
        got = [actors.get(i).name for i in ids]
        ok = any(fold(g) in names or _is_part(g, names) for g in got)
        right += ok
        if verbose and not ok and "subjects" not in path.name:
            print("SPEAKER", article_id, doc.text[int(start) : int(end)], got, name, sep="\t")
    bar = "0.80" if "speakers" in path.name else "–"
    return Row(f"actors: {what}", right / len(lines), bar=bar, note=f"{len(lines)} checked by hand")


def _heads_first(tokens: list[Any]) -> list[Any]:
    inside = {t.i for t in tokens}
    return sorted(tokens, key=lambda t: t.head is not None and t.head.i in inside)


def _is_part(name: str, names: set[str]) -> bool:
    """Whether one name is the other with more words: "Obama", "Barack Hussein Obama"."""
    words = {fold(w) for w in name.split()}
    return any(fold(name.split()[-1]) in n and any(w in n for w in words) for n in names if len(n) > 3)


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    for row in measure(Path(arguments[0]), arguments[1] if len(arguments) > 1 else "", "-v" in sys.argv):
        print(f"{row.measure:40} {row.ours if row.ours is None else round(row.ours, 3)}  {row.bar}  {row.note}")
