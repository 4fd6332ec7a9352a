"""From article to report: the one place where intake, language and reading meet."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from lagebild.intake import to_article
from lagebild.intake.source import Failure, Options, Raw
from lagebild.knowledge import Knowledge, default_knowledge, open_knowledge
from lagebild.language import LONGEST_TEXT, READABLE, LanguageModel, analyse, load_model
from lagebild.language.doc import Doc
from lagebild.limits import limited
from lagebild.reading import read_doc
from lagebild.reading.custom import Ontology, load_ontology
from lagebild.records import Article, Reader, Report
from lagebild.repeats import Repeats, once
from lagebild.version import MODEL, VERSION
from lagebild.workers import TIME_LIMIT, Lost, Pool

_TELL_US = "The other articles are read; please report it with this article, it is a fault of lagebild"

# Every article is read, also one whose text was read before.
READ_ALL = Repeats(wanted=False)

Item = Raw | Article | Failure


class Reading(NamedTuple):
    """An article with its analysis and what was read from it."""

    article: Article
    doc: Doc
    report: Report


def read_article(
    article: Article,
    *,
    knowledge: Knowledge | None = None,
    ontology: Ontology | None = None,
    model: LanguageModel | None = None,
) -> Report:
    """The report of a cleaned article; one that cannot be read is kept and marked unread.

    That are articles in a language that is not supported, and texts too long for an article.
    """
    if article.language not in READABLE:
        return unread(article, f"language {article.language!r} is not supported; supported: {', '.join(READABLE)}")
    if len(article.text) > LONGEST_TEXT:
        return unread(article, f"{len(article.text):,} characters are no article; up to {LONGEST_TEXT:,} are read")
    return analyse_and_read(article, knowledge=knowledge, ontology=ontology, model=model).report


def analyse_and_read(
    article: Article,
    *,
    knowledge: Knowledge | None = None,
    ontology: Ontology | None = None,
    model: LanguageModel | None = None,
) -> Reading:
    """The same with the analysed document, for those who want to look inside. The language must be supported."""
    began = time.perf_counter()
    doc = analyse(article.text, article.language, model)
    report = read_doc(article, doc, knowledge=knowledge, ontology=ontology)
    reader = msgspec.structs.replace(report.reader, seconds=round(time.perf_counter() - began, 4))
    return Reading(article, doc, msgspec.structs.replace(report, reader=reader))


def unread(article: Article, why: str) -> Report:
    """A report that keeps the article and says why nothing was read from it."""
    return Report(article=article, unread=why, reader=Reader(version=VERSION, model=MODEL))


@dataclass(frozen=True, slots=True)
class Setup:
    """What the user chose for reading. Plain values, so that reader processes can be given it."""

    intake: Options = field(default_factory=Options)
    knowledge: Path | None = None  # rows of the user's own over the shipped knowledge
    ontology: Path | None = None  # event types of the user's own
    language_model: str | None = None  # an installed spaCy pipeline in the place of our network
    time_limit: float = TIME_LIMIT  # seconds for one article; then its reading is ended

    def reader(self, repeats: Repeats = READ_ALL) -> Callable[[Item], Report | Failure]:
        """Open what was chosen; the function reads an article and passes a failure on. It never raises.

        With `repeats`, texts that were read before are not read again.
        """
        knowledge = open_knowledge(self.knowledge) if self.knowledge else default_knowledge()
        ontology = load_ontology(self.ontology) if self.ontology else None
        model = load_model(self.language_model) if self.language_model else None
        settings, seen = self.digest(), repeats.open()

        def whole(article: Article) -> Report:
            return read_article(article, knowledge=knowledge, ontology=ontology, model=model)

        def read(item: Item) -> Report | Failure:
            try:
                article = to_article(item, self.intake) if isinstance(item, Raw) else item
                if isinstance(article, Failure):
                    return article
                return once(whole, article, settings, seen)
            except Exception as error:  # whatever one article does to its reader, the others are read
                return _lost(item, f"reading failed ({type(error).__name__}: {error})")

        return read

    def digest(self) -> str:
        """The hash of what a reading depends on beside its article. Files count by their content."""
        given = [p.read_bytes() if p else b"" for p in (self.knowledge, self.ontology)]
        return hashlib.sha256(b"\0".join([(self.language_model or "").encode(), *given])).hexdigest()


def read_items(
    items: Iterable[Item],
    setup: Setup | None = None,
    *,
    jobs: int = 1,
    repeats: Repeats = READ_ALL,
    apart: Callable[[Item], bool] = lambda item: False,
) -> Iterator[Report | Failure]:
    """A report for each article, in the order of the input; a failure in the place of what could not be read.

    `repeats` says where texts that were read before are found. An article for which `apart` is true is read in a process
    of its own, whose end does not end this one.
    """
    setup = setup or Setup()
    reader = partial(setup.reader, repeats)
    if jobs > 1:
        yield from _in_processes(items, setup, reader, jobs)
        return
    read = reader()
    for item in items:
        if apart(item):
            yield read_apart(item, setup)
            continue
        with limited(setup.time_limit) as limit:
            result = read(item)
        yield _lost(item, limit.why) if limit.ended else result


def read_apart(item: Item, setup: Setup) -> Report | Failure:
    """Read one article in a process of its own, whose end does not end this one."""
    return next(_in_processes([item], setup, setup.reader, 1))


def _in_processes(
    items: Iterable[Item], setup: Setup, reader: Callable[[], Callable[[Item], Report | Failure]], jobs: int
) -> Iterator[Report | Failure]:
    out: deque[Item] = deque()  # given to the readers, result not yet back
    for result in Pool(reader, jobs, setup.time_limit).run(_noted(items, out)):
        item = out.popleft()
        yield _lost(item, result.why) if isinstance(result, Lost) else result


def _noted(items: Iterable[Item], out: deque[Item]) -> Iterator[Item]:
    for item in items:
        out.append(item)
        yield item


def _lost(item: Item, why: str) -> Failure:
    offset = item.offset if isinstance(item, Raw | Failure) else None
    return Failure(item.source or "article", why, _TELL_US, offset)
