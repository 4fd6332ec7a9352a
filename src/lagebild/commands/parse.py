"""`lagebild parse`: tokens, tags, trees and names of an article, for people who want to see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lagebild.commands.common import Unusable, articles, options
from lagebild.commands.options import Language

if TYPE_CHECKING:
    from lagebild.language.doc import Doc, Token


class Form(StrEnum):
    """How the analysis is printed."""

    tree = "tree"
    conllu = "conllu"
    json = "json"


def parse(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for stdin.", metavar="PATH...")],
    form: Annotated[Form, typer.Option("--format", help="A tree, CoNLL-U, or one JSON object an article.")] = Form.tree,
    language: Language = None,
    raw: Annotated[bool, typer.Option("--raw", help="Take the text as it is: nothing is cleaned away.")] = False,
    language_model: Annotated[
        str | None, typer.Option(help="An installed spaCy pipeline in the place of our own model.")
    ] = None,
) -> None:
    """Show tokens, tags, trees and names of articles.

    CoNLL-U follows the treebanks: a hyphen compound ("CDU-Chef", one token elsewhere) is divided there.
    """
    from lagebild.language import analyse_many, load_model

    try:
        model = load_model(language_model) if language_model else None
    except ValueError as error:
        raise Unusable(f"--language-model: {error}") from None
    write = _WRITERS[form]
    seen = 0
    for doc in analyse_many(_texts(paths, language, raw), model=model):
        seen += 1
        print(write(doc), end="")
    if not seen:
        raise Unusable("no article could be read")


def _texts(paths: list[str], language: str | None, raw: bool) -> Iterator[tuple[str, str]]:
    if not raw:
        for article in articles(paths, options(None, language)):
            yield article.text, article.language
        return
    from lagebild.language.identify import identify

    for path in paths:
        text = _read(path)
        yield text, language or identify(text)


def _read(path: str) -> str:
    import sys
    from pathlib import Path

    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Unusable(f"{path}: not UTF-8; leave out --raw, then the encoding is found out") from None


def _conllu(doc: Doc) -> str:
    from lagebild.language.conllu import to_conllu

    return to_conllu(doc)


def _json(doc: Doc) -> str:
    import json

    return json.dumps(as_dict(doc), ensure_ascii=False) + "\n"


def as_dict(doc: Doc) -> dict[str, Any]:
    """The analysis as plain values: tokens with `head` as token number (null for a root), sentences, names."""
    return {
        "text": doc.text,
        "language": doc.language,
        "tokens": [
            {
                "text": t.text,
                "start": t.start,
                "end": t.end,
                "lemma": t.lemma,
                "upos": t.upos,
                "feats": t.feats,
                "head": None if t.head is None else t.head.i,
                "deprel": t.deprel,
            }
            for t in doc.tokens
        ],
        "sentences": [
            {"first": s.first, "last": s.last, "start": s.start, "end": s.end, "paragraph": s.paragraph, "kind": s.kind}
            for s in doc.sentences
        ],
        "names": [
            {"start": n.start, "end": n.end, "text": doc.text[n.start : n.end], "label": n.label, "score": n.score}
            for n in doc.names
        ],
    }


def _tree(doc: Doc) -> str:
    """Each sentence as an indented tree, the names after it."""
    lines: list[str] = []
    for sentence in doc.sentences:
        text = " ".join(doc.text[sentence.start : sentence.end].split())
        lines.append(text if sentence.kind == "text" else f"{text}  ({sentence.kind})")
        for token in doc.sentence_tokens(sentence.i):
            if token.head is None:
                lines += _branch(token)
        names = [n for n in doc.names if sentence.first <= n.first < sentence.last]
        if names:
            lines.append("  names: " + ", ".join(f"{doc.text[n.start : n.end]} [{n.label}]" for n in names))
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def _branch(root: Token) -> list[str]:
    """The lines of a word and all below it; a stack, for trees of any depth."""
    lines, todo = [], [(root, "  ", "", "")]
    while todo:
        token, before, arm, below = todo.pop()
        feats = "|".join(f"{k}={v}" for k, v in sorted(token.feats.items()))
        lemma = f" «{token.lemma}»" if token.lemma != token.text else ""
        lines.append(f"{before}{arm}{token.text}{lemma}  {token.deprel} {token.upos} {feats}".rstrip())
        last = len(token.children) - 1
        for k in range(last, -1, -1):
            arms = ("└─ ", "   ") if k == last else ("├─ ", "│  ")
            todo.append((token.children[k], before + below, *arms))
    return lines


_WRITERS: dict[Form, Callable[[Doc], str]] = {Form.conllu: _conllu, Form.json: _json, Form.tree: _tree}
