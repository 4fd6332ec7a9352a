"""From article to report: the one place where intake, language and reading meet."""

from __future__ import annotations

import time
from typing import NamedTuple

import msgspec

from lagebild.knowledge import Knowledge
from lagebild.language import READABLE, analyse
from lagebild.language.doc import Doc
from lagebild.reading import read_doc
from lagebild.reading.custom import Ontology
from lagebild.records import Article, Reader, Report
from lagebild.version import MODEL, VERSION


class Reading(NamedTuple):
    """An article with its analysis and what was read from it."""

    article: Article
    doc: Doc
    report: Report


def read_article(article: Article, *, knowledge: Knowledge | None = None, ontology: Ontology | None = None) -> Report:
    """The report of a cleaned article; one in a language that is not supported is kept and marked unread."""
    if article.language not in READABLE:
        return unread(article, f"language {article.language!r} is not supported; supported: {', '.join(READABLE)}")
    return analyse_and_read(article, knowledge=knowledge, ontology=ontology).report


def analyse_and_read(
    article: Article, *, knowledge: Knowledge | None = None, ontology: Ontology | None = None
) -> Reading:
    """The same with the analysed document, for those who want to look inside. The language must be supported."""
    began = time.perf_counter()
    doc = analyse(article.text, article.language)
    report = read_doc(article, doc, knowledge=knowledge, ontology=ontology)
    reader = msgspec.structs.replace(report.reader, seconds=round(time.perf_counter() - began, 4))
    return Reading(article, doc, msgspec.structs.replace(report, reader=reader))


def unread(article: Article, why: str) -> Report:
    """A report that keeps the article and says why nothing was read from it."""
    return Report(article=article, unread=why, reader=Reader(version=VERSION, model=MODEL))
