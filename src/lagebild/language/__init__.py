"""Language: an article's text becomes a `Doc` (segmenting, tagging, parsing, names, vectors)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lagebild.language.doc import Doc
from lagebild.language.segment import segment

# Languages whose word lists and grammar are complete enough that reading them gives a report worth keeping. English is
# begun (`language/en`); until its readers exist, an English article is kept and marked unread.
READABLE = ("de",)


def analyse(text: str, language: str = "de") -> Doc:
    """The full analysis of one text."""
    return next(analyse_many([(text, language)]))


def analyse_many(texts: Iterable[tuple[str, str]], batch: int = 16) -> Iterator[Doc]:
    """Analyse (text, language) pairs, batched over sentences; same order."""
    from lagebild.language.model import default_model

    model = default_model()
    pending: list[Doc] = []
    for text, language in texts:
        pending.append(segment(text, language))
        if len(pending) >= batch:
            model.annotate_many(pending)
            yield from pending
            pending = []
    model.annotate_many(pending)
    yield from pending
