"""The trained network behind one call: tags, morphology, lemmas, trees, names and sentence vectors for a `Doc`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lagebild.language.doc import Doc


class Model:
    """The language model. One instance may be shared; it holds no state of the documents."""

    def annotate(self, doc: Doc) -> None:
        """Fill upos, feats, lemma, head, children, deprel of the tokens, and doc.names and doc.vectors.

        The document brings its text, tokens (text, start, end, sent) and sentences.
        """
        self.annotate_many([doc])

    def annotate_many(self, docs: Sequence[Doc]) -> None:
        """The same for several documents: sentences of like length run through the network together."""
        raise NotImplementedError("the network is being trained")


@cache
def default_model() -> Model:
    """The model that ships with the package, loaded at the first call."""
    return Model()
