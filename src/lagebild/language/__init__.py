"""Language: an article's text becomes a `Doc` (segmenting, tagging, parsing, names, vectors)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from lagebild.language.doc import Doc
from lagebild.language.segment import segment

# Languages whose word lists and grammar are complete enough that reading them gives a report worth keeping. English is
# begun (`language/en`); until its readers exist, an English article is kept and marked unread.
READABLE = ("de",)
# Characters; a novel has some 600,000. What is longer is a dump or a broken file, and memory grows with the text
# (segmenting: 0.7 kB a word).
LONGEST_TEXT = 1_000_000
SEGMENTS = "segments"


class LanguageModel(Protocol):
    """What annotates segmented documents: our own network, or a spaCy pipeline (`external.py`)."""

    def annotate_many(self, docs: Sequence[Doc]) -> None:
        """Fill tags, trees, names and vectors of the documents."""


def analyse(text: str, language: str = "de", model: LanguageModel | None = None) -> Doc:
    """The full analysis of one text, by our own model unless another is given."""
    return next(analyse_many([(text, language)], model=model))


def analyse_many(
    texts: Iterable[tuple[str, str]], batch: int = 16, model: LanguageModel | None = None
) -> Iterator[Doc]:
    """Analyse (text, language) pairs, batched over sentences; same order."""
    if model is None:
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


class _Segments:
    """Leaves documents as segmenting made them: for tests of all that is around the language, and for measuring it."""

    def annotate_many(self, docs: Sequence[Doc]) -> None:
        """Nothing."""


def load_model(name: str) -> LanguageModel:
    """The installed spaCy pipeline `name` as a language model; `segments` is none at all (words and sentences only).

    Raises ValueError (spaCy or the pipeline is missing, or its labels are unknown) with the next step in its message.
    """
    if name == SEGMENTS:
        return _Segments()
    from lagebild.language.external import External

    return External.load(name)
