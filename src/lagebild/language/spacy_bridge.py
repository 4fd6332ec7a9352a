"""Our `Doc` to spaCy's and back, so that matchers, displaCy and other components can be used.

White space that is more than one blank becomes a token of its own, as in spaCy's own pipelines: the text of both
documents is the same to the character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lagebild.language.doc import Doc, Name, Sentence, Token
from lagebild.language.tokenize import NOTHING

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc
    from spacy.vocab import Vocab

INSTALL = "pip install 'lagebild[spacy]'"
KEY = "lagebild"  # in `user_data`: what spaCy has no place for
LABELS = {
    "PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG",
    "MISC": "OTH", "OTH": "OTH", "NORP": "OTH", "EVENT": "OTH", "PRODUCT": "OTH", "WORK_OF_ART": "OTH", "LAW": "OTH",
}  # fmt: skip


class SpacyMissing(ImportError):
    """spaCy is not installed; the message holds the line that installs it."""


def spacy_module() -> Any:
    """The package `spacy`. Raises SpacyMissing with the line that installs it."""
    try:
        import spacy
    except ImportError as error:
        raise SpacyMissing(f"this needs spaCy, which is not installed: {INSTALL}") from error
    return spacy


def to_spacy(doc: Doc, vocab: Vocab | None = None) -> SpacyDoc:
    """The document as spaCy's: words, white space, tags, morphology, lemmas, trees, names, sentences.

    Vectors, kinds and paragraphs of the sentences lie in `user_data["lagebild"]`.
    """
    spacy = spacy_module()
    from spacy.tokens import Doc as SpacyDoc

    pieces = _pieces(doc)
    place = {piece.token: at for at, piece in enumerate(pieces) if piece.token is not None}
    columns = _columns(doc, pieces, place)
    words, spaces = [p.text for p in pieces], [p.space for p in pieces]
    made = SpacyDoc(vocab or spacy.blank(_known(doc.language)).vocab, words=words, spaces=spaces, **columns)
    made.user_data[KEY] = {
        "vectors": doc.vectors,
        "sentences": [(s.paragraph, s.kind) for s in doc.sentences],
        "language": doc.language,
    }
    return made


def _known(language: str) -> str:
    from spacy.util import find_matching_language

    return find_matching_language(language) or "xx"


class _Piece:
    """A token of the spaCy document: one of ours, or white space (token None) after our token `after`."""

    __slots__ = ("after", "space", "text", "token")

    def __init__(self, text: str, space: bool, token: int | None, after: int) -> None:
        self.text, self.space, self.token, self.after = text, space, token, after


def _pieces(doc: Doc) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    for token in doc.tokens:
        _add_gap(pieces, doc.text[at : token.start], token.i - 1)
        pieces.append(_Piece(token.text, False, token.i, token.i))
        at = token.end
    _add_gap(pieces, doc.text[at:], len(doc.tokens) - 1)
    return pieces


def _add_gap(pieces: list[_Piece], gap: str, after: int) -> None:
    """One blank goes to the token before it; the rest becomes a token."""
    if gap.startswith(" ") and pieces:
        pieces[-1].space, gap = True, gap[1:]
    if gap:
        pieces.append(_Piece(gap, False, None, after))


def _columns(doc: Doc, pieces: list[_Piece], place: dict[int, int]) -> dict[str, Any]:
    """The columns of spaCy's `Doc`, one value a piece; only the sentences of a document that is not analysed yet.

    Values set here would keep a pipeline's own components from setting theirs.
    """
    firsts = {s.first for s in doc.sentences}
    if all(t.upos == "X" and t.head is None for t in doc.tokens):
        return {"sent_starts": [piece.token in firsts for piece in pieces]}
    names = {i: ("B-" if i == n.first else "I-") + n.label for n in doc.names for i in range(n.first, n.last)}
    columns: dict[str, list[Any]] = {k: [] for k in ("pos", "morphs", "lemmas", "ents")}
    columns.update(heads=[], deps=[])
    for at, piece in enumerate(pieces):
        token = None if piece.token is None else doc.tokens[piece.token]
        columns["pos"].append(token.upos if token else "SPACE")
        columns["morphs"].append("|".join(f"{k}={v}" for k, v in sorted(token.feats.items())) if token else "")
        columns["lemmas"].append(token.lemma if token else piece.text)
        columns["ents"].append(names.get(token.i, "O") if token else _inside(names, piece.after))
        head, dep = _edge(doc, piece, place, at)
        columns["heads"].append(head)
        columns["deps"].append(dep)
    return columns


def _inside(names: dict[int, str], after: int) -> str:
    """White space in the middle of a name belongs to it."""
    following = names.get(after + 1, "O")
    return following if following.startswith("I-") else "O"


def _edge(doc: Doc, piece: _Piece, place: dict[int, int], at: int) -> tuple[int, str]:
    """Head (position in the spaCy document) and label; white space hangs on its neighbour."""
    if piece.token is None:
        return place.get(piece.after, place.get(0, at)), "dep"
    token = doc.tokens[piece.token]
    if token.head is not None:
        return place[token.head.i], token.deprel
    root = doc.root(token.sent)  # a sentence with several roots would fall apart in spaCy
    return place[root.i if root else token.i], "ROOT" if root is token else "dep"


def is_word(text: str) -> bool:
    """Is this a token of ours rather than white space or invisible characters?"""
    return NOTHING.fullmatch(text) is None


def from_spacy(made: SpacyDoc, language: str | None = None) -> Doc:
    """A spaCy document with UD labels as ours, white space tokens left out. For other labels see `external.py`."""
    kept = [t for t in made if is_word(t.text)]
    doc = Doc(text=made.text, language=language or made.lang_ or "xx")
    ours: dict[int, Token] = {}
    for token in kept:
        ours[token.i] = Token(len(ours), token.text, token.idx, 0)
    doc.tokens = list(ours.values())
    _add_sentences(doc, made, ours)
    for token in kept:
        mine = ours[token.i]
        mine.upos, mine.lemma = token.pos_ or "X", token.lemma_ or token.text
        mine.feats = {str(k): str(v) for k, v in token.morph.to_dict().items()}
        if token.dep_ and token.head.i != token.i and token.head.i in ours:
            mine.deprel, mine.head = token.dep_, ours[token.head.i]
            mine.head.children.append(mine)
        elif token.dep_:
            mine.deprel = "root"
    doc.names = [n for n in (_name(span, ours) for span in made.ents) if n]
    doc.vectors = (made.user_data.get(KEY) or {}).get("vectors")
    return doc


def _add_sentences(doc: Doc, made: SpacyDoc, ours: dict[int, Token]) -> None:
    kinds = (made.user_data.get(KEY) or {}).get("sentences", [])
    spans = list(made.sents) if made.has_annotation("SENT_START") else [made[:]]
    paragraph = 0
    for span in spans:
        tokens = [ours[t.i] for t in span if t.i in ours]
        if not tokens:
            continue
        if doc.sentences and "\n" in doc.text[doc.sentences[-1].end : tokens[0].start]:
            paragraph += 1
        i, first, last = len(doc.sentences), tokens[0].i, tokens[-1].i + 1
        number, kind = kinds[i] if len(kinds) == len(spans) else (paragraph, "text")
        doc.sentences.append(Sentence(i, first, last, tokens[0].start, tokens[-1].end, number, kind))
        for token in tokens:
            token.sent = i


def _name(span: Any, ours: dict[int, Token]) -> Name | None:
    tokens = [ours[t.i] for t in span if t.i in ours]
    label = LABELS.get(span.label_)
    if not tokens or label is None:
        return None
    return Name(tokens[0].i, tokens[-1].i + 1, tokens[0].start, tokens[-1].end, label)
