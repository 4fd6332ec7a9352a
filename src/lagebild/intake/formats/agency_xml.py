"""The XML of news agencies: NITF documents, and NewsML-G2 items that hold NITF, HTML or plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.xml import local, paragraphs, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The items of a message, or the one of a document."""
    root = parse(source.read(options.max_bytes))
    items = [root] if local(root) == "nitf" else list(_all(root, "newsitem"))
    if not items:
        raise StopSource(f"no NITF and no news item ({local(root)})", "See what can be read with: lagebild formats")
    for number, item in enumerate(items, start=1):
        make = _nitf if local(item) == "nitf" else _news_item
        raw = make(item, source.name, number if len(items) > 1 else None)
        if raw.text.strip():
            yield raw
        else:
            yield Failure(
                source.name, "the item has no text (a picture, a list or a withdrawal)", "Nothing to do", raw.offset
            )


def _nitf(root: _Element, name: str, number: int | None) -> Raw:
    body = _first(root, "body.content")
    issued = _first(root, "date.issue")
    document = _first(root, "doc-id")
    return Raw(
        text=paragraphs(body) if body is not None else "",
        source=name,
        offset=number,
        id=_attribute(document, "id-string"),
        title=_text(root, "hl1") or _text(root, "title"),
        published=_day(_attribute(issued, "norm")),
        publisher=_attribute(document, "regsrc") or _text(root, "distributor"),
        language=root.get(_XML_LANG),
    )


def _day(norm: str | None) -> str | None:
    """NITF writes `20210222T100000+0100`."""
    return f"{norm[:4]}-{norm[4:6]}-{norm[6:8]}" if norm and norm[:8].isdigit() else norm


def _news_item(item: _Element, name: str, number: int | None) -> Raw:
    text = ""
    inside: Raw | None = None
    if (content := _first(item, "inlinexml")) is not None:
        nitf = _first(content, "nitf")
        inside = _nitf(nitf, name, number) if nitf is not None else None
        text = inside.text if inside else paragraphs(content)
    elif (data := _first(item, "inlinedata")) is not None:
        text = "".join(data.itertext()).strip()
    language = _first(item, "language")
    return Raw(
        text=text,
        source=name,
        offset=number,
        id=item.get("guid"),
        title=_text(item, "headline") or (inside.title if inside else None),
        published=_text(item, "contentcreated")
        or _text(item, "versioncreated")
        or (inside.published if inside else None),
        publisher=_provider(item) or (inside.publisher if inside else None),
        language=_attribute(language, "tag") or item.get(_XML_LANG),
    )


def _provider(item: _Element) -> str | None:
    found = _first(item, "provider")
    if found is None:
        return None
    named = _text(found, "name")
    code = found.get("literal") or (found.get("qcode") or "").rpartition(":")[2]
    return named or code or None


def _all(root: _Element, name: str) -> Iterator[_Element]:
    return (e for e in root.iter() if local(e) == name)


def _first(root: _Element, name: str) -> _Element | None:
    return next(_all(root, name), None)


def _text(root: _Element, name: str) -> str | None:
    found = _first(root, name)
    return (" ".join("".join(found.itertext()).split()) or None) if found is not None else None


def _attribute(element: _Element | None, name: str) -> str | None:
    return element.get(name) if element is not None else None
