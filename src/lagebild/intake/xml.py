"""XML and fragments of HTML from outside: no entities from elsewhere, no network, bounded depth; text by paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagebild.intake.source import StopSource

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements that stand on lines of their own.
_BLOCKS = (
    "address article aside blockquote body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hl1 hl2 hr li "
    "main nav ol p pre section table td th tr ul block"
)
_IS_BLOCK = frozenset(_BLOCKS.split())
_NO_TEXT = frozenset(("script", "style", "template", "noscript", "head"))


def parse(data: bytes) -> _Element:
    """The root of an XML document. Raises StopSource. (lxml itself bounds depth, entities and sizes.)"""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
        if next(root.iter(etree.Entity), None) is not None:
            raise StopSource(
                "the XML uses entities of its own", "Have them resolved by whoever wrote it, if you trust it"
            )
    except (etree.XMLSyntaxError, ValueError) as error:
        raise StopSource(f"it is no sound XML ({str(error)[:160]})", "Fetch it again") from None
    return root


def fragment_text(html: str) -> str:
    """The text of a fragment of HTML, a blank line between paragraphs; plain text stays what it is."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.fromstring(f"<div>{html.replace(chr(0), chr(0xFFFD))}</div>")
    except (etree.ParserError, ValueError):
        return ""
    return paragraphs(root)


def paragraphs(root: _Element) -> str:
    """The text below an element, a blank line between blocks. Without recursion: depth is the sender's choice."""
    from lxml import etree

    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts.append(element.tail or "")
            continue
        name = local(element)
        if name in _IS_BLOCK:
            parts.append("\n\n")
        elif name == "br" and event == "start":
            parts.append("\n")
        if event == "start" and name not in _NO_TEXT:
            parts.append(_flat(element.text))
        elif event == "end" and element is not root:
            parts.append(_flat(element.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def local(element: _Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")
