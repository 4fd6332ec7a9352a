"""The spaCy component `lagebild`: `nlp = spacy.blank("de"); nlp.add_pipe("lagebild")`.

Found by spaCy through the entry point `spacy_factories`. It reads the text anew, so tokens are Lagebild's, not those of
the blank pipeline's tokenizer.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from lagebild.language import analyse
from lagebild.language.spacy_bridge import to_spacy

ASSIGNS = [
    "token.lemma", "token.pos", "token.morph", "token.dep", "token.head", "token.is_sent_start", "doc.ents",
]  # fmt: skip


@Language.factory("lagebild", assigns=ASSIGNS, default_config={"language": None})
def make_lagebild(nlp: Language, name: str, language: str | None) -> Component:
    """The component for a pipeline; `language` in the place of the pipeline's own."""
    return Component(nlp, language)


class Component:
    """Analyses a document's text with Lagebild's language model."""

    def __init__(self, nlp: Language, language: str | None) -> None:
        self.vocab = nlp.vocab
        self.language: str = language or nlp.lang or "de"

    def __call__(self, doc: SpacyDoc) -> SpacyDoc:
        """A new document over the same text with all annotation."""
        made = to_spacy(analyse(doc.text, self.language), self.vocab)
        made._context = doc._context  # what `nlp.pipe(..., as_tuples=True)` carries along
        return made
