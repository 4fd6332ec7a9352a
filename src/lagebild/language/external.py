"""An installed spaCy pipeline in the place of our own network (`--language-model NAME`), its labels mapped to UD."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lagebild.language.doc import Doc, Token
from lagebild.language.segment import segment
from lagebild.language.spacy_bridge import SpacyMissing, from_spacy, is_word, spacy_module, to_spacy
from lagebild.language.tiger import Node, relations, stts, to_ud

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

_TIGER_ALONE = frozenset(("sb", "oa", "nk"))  # labels that tell TIGER from the others
_UD_ALONE = frozenset(("nsubj", "obj"))
_SUBTYPES = frozenset(("nsubj:pass", "aux:pass", "compound:prt"))  # those that our own network keeps


class UnusableModel(ValueError):
    """The pipeline cannot be used; the message says why and what can be."""


class External:
    """A spaCy pipeline as language model, with the face of `model.Model`; sentence vectors stay those of our network."""

    @classmethod
    def load(cls, name: str) -> External:
        """The installed pipeline `name`. Raises UnusableModel with the next step where it cannot be used."""
        try:
            spacy = spacy_module()
        except SpacyMissing as error:
            raise UnusableModel(str(error)) from error
        try:
            return cls(spacy.load(name), name)
        except OSError as error:
            installed = ", ".join(spacy.util.get_installed_models()) or "none"
            raise UnusableModel(
                f"no spaCy pipeline {name!r} is installed. Installed: {installed}. "
                "Get spaCy's own with `python -m spacy download de_core_news_md` (not from the package index)"
            ) from error

    def __init__(self, nlp: Any, name: str = "") -> None:
        self._nlp = nlp
        labels = set(nlp.get_pipe("parser").labels) if nlp.has_pipe("parser") else set()
        self._tiger = labels >= _TIGER_ALONE
        if not self._tiger and not labels >= _UD_ALONE:
            raise UnusableModel(
                f"the spaCy pipeline {name!r} has {'labels neither of UD nor of TIGER' if labels else 'no parser'}; "
                "pipelines that can be used: de_core_news_sm/md/lg, and those with Universal Dependencies"
            )

    def annotate(self, doc: Doc) -> None:
        """Fill the tokens' annotation, trees and names; tokens and sentences stay."""
        self.annotate_many([doc])

    def annotate_many(self, docs: Sequence[Doc]) -> None:
        """The same for several documents."""
        made = self._nlp.pipe([to_spacy(doc, self._nlp.vocab) for doc in docs])
        for doc, result in zip(docs, made, strict=True):
            _copy(from_ud_or_tiger(result, self._tiger), doc)
        for doc, ours in zip(docs, _analysed(docs), strict=True):
            doc.vectors = ours.vectors


def load_external(name: str) -> Callable[[str], Doc]:
    """A function from text to `Doc` that uses the installed spaCy pipeline `name`.

    Raises UnusableModel where spaCy or the pipeline is not installed or its labels are unknown.
    """
    model = External.load(name)
    language = name.split("_")[0][:2]

    def analyse(text: str) -> Doc:
        doc = segment(text, language)
        model.annotate(doc)
        return doc

    return analyse


def from_ud_or_tiger(made: SpacyDoc, tiger: bool) -> Doc:
    """Our document from a parsed one of spaCy, TIGER labels and heads turned into UD."""
    doc = from_spacy(made)
    for token in doc.tokens:
        if token.deprel not in _SUBTYPES:
            token.deprel = token.deprel.partition(":")[0]
    if tiger:
        tags = [t.tag_ for t in made if is_word(t.text)]
        for sentence in doc.sentences:
            _to_ud(doc.sentence_tokens(sentence.i), tags[sentence.first : sentence.last])
    return doc


def _to_ud(tokens: list[Token], tags: list[str]) -> None:
    """Give the tokens of one sentence UD tags, heads and labels."""
    first = tokens[0].i if tokens else 0
    nodes = []
    for token, tag in zip(tokens, tags, strict=True):
        token.upos, feats = stts().get(tag, (token.upos, {}))
        token.feats = {**feats, **token.feats}
        head = token.i if token.head is None else token.head.i
        label = token.deprel if token.deprel in relations() else "dep"
        nodes.append(Node(tag, token.upos, token.lemma, head - first, "ROOT" if token.head is None else label))
    for token in tokens:
        token.children = []
    for token, (head, relation) in zip(tokens, to_ud(nodes), strict=True):
        token.head = None if relation == "root" else tokens[head]
        token.deprel = relation
    for token in tokens:
        if token.head is not None:
            token.head.children.append(token)


def _copy(found: Doc, doc: Doc) -> None:
    """Take over annotation, trees and names into a document that has the same tokens."""
    if [t.start for t in found.tokens] != [t.start for t in doc.tokens]:
        raise UnusableModel("the spaCy pipeline changes the tokens; leave out components that merge or split them")
    for token, new in zip(doc.tokens, found.tokens, strict=True):
        token.upos, token.feats, token.lemma, token.deprel = new.upos, new.feats, new.lemma, new.deprel
        token.head = None if new.head is None else doc.tokens[new.head.i]
        token.children = [doc.tokens[c.i] for c in new.children]
    doc.names = [replace(n) for n in found.names]


def _analysed(docs: Sequence[Doc]) -> list[Doc]:
    """The same texts read by our own network: events and stories rest on its sentence vectors."""
    from lagebild.language.model import default_model

    ours = [segment(doc.text, doc.language) for doc in docs]
    default_model().annotate_many(ours)
    return ours
