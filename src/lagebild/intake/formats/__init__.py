"""The registry of formats: which module reads which kind of source.

A format is a function `(Input, Options) -> Iterator[Raw | Failure]`. It yields a `Failure` for a record that it skips
and raises `StopSource` when nothing more can be read. To add one: write a module here and a line in FORMATS.
Modules are imported at the first source that needs them (trafilatura takes a second).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.stream import MAX_DEPTH

Read = Callable[[Input, Options], Iterator[Raw | Failure]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of source: how it is named, told by its name or first bytes, and read by `MODULE.read`."""

    name: str
    suffixes: tuple[str, ...]
    what: str
    # Searched in the first SNIFFED bytes when the suffix says nothing, or belongs to several formats.
    magic: re.Pattern[bytes] | None = None
    module: str = ""  # where it is not the name
    needs: str = ""  # a module that an extra brings
    extra: str = "formats"
    holds_others: bool = False  # it is an archive; `--format` speaks of what is in it

    def reader(self) -> Read:
        """The function that reads it. Raises StopSource where what it needs is not installed."""
        if not self.ready():
            raise StopSource(f"reading {self.name} needs {self.needs}", f"pip install 'lagebild[{self.extra}]'")
        read: Read = import_module(f"lagebild.intake.formats.{self.module or self.name}").read
        return read

    def ready(self) -> bool:
        """Whether what it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None


def _magic(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def _exact(start: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\A" + re.escape(start))


def _root(names: str) -> re.Pattern[bytes]:
    """The first element of an XML document, behind declaration, comments and elements around it."""
    return re.compile(rf"\A\s*(?:<[\s\S]{{0,4000}}?)?<(?:\w+:)?(?:{names})[\s>]".encode())


_MAIL = rb"\A(?:(?:[\w-]{2,40}:[^\n]*|[ \t][^\n]*)\r?\n){0,60}(?:Message-ID|MIME-Version):"
_NEXIS = rb"^Length:[ \t]*\d+ (?:words|W\xc3\xb6rter|W\xf6rter)[\s\S]{0,600}^Body[ \t]*\r?$"
_FACTIVA = rb"^HD\b[\s\S]{0,3000}^(?:PD|WC)\b[\s\S]{0,3000}^(?:LP|TD)\b"
_FILES = "an archive of files of any kind"
# The first that fits is taken, so what is special stands before what is general.
FORMATS: tuple[Format, ...] = (
    Format("warc", (".warc", ".warc.gz"), "web archive: the pages of a crawl", _magic(rb"\AWARC/[01]\.\d"), needs="warcio"),
    Format("gz", (".gz", ".tgz"), "gzip over any other", _exact(b"\x1f\x8b"), "compressed", holds_others=True),
    Format("bz2", (".bz2", ".tbz2"), "bzip2 over any other", _exact(b"BZh"), "compressed", holds_others=True),
    Format("xz", (".xz", ".txz"), "xz over any other", _exact(b"\xfd7zXZ\0"), "compressed", holds_others=True),
    Format(
        "zst", (".zst", ".tzst"), "Zstandard over any other", _exact(b"\x28\xb5\x2f\xfd"), "compressed", "zstandard",
        holds_others=True,
    ),
    Format("docx", (".docx",), "a Word document", re.compile(rb"\APK\x03\x04[\s\S]{0,4000}word/document\.xml")),
    Format("zip", (".zip",), _FILES, _exact(b"PK\x03\x04"), "archive_zip", holds_others=True),
    Format("tar", (".tar",), _FILES, re.compile(rb"\A[\s\S]{257}ustar"), "archive_tar", holds_others=True),
    Format("parquet", (".parquet",), "Parquet, one article a row", _exact(b"PAR1"), needs="pyarrow", extra="parquet"),
    Format("pdf", (".pdf",), "a PDF with a text layer, one article a file", _magic(rb"\A\s{0,64}%PDF-"), needs="pypdf"),
    Format("html", (".html", ".htm", ".xhtml"), "a web page", _magic(rb"\A\s*(?:<!doctype html|<html)")),
    Format(
        "feed", (".rss", ".atom", ".rdf", ".xml"), "RSS or Atom, an article an entry", _root("rss|feed|RDF"),
        needs="feedparser",
    ),
    Format(
        "newsml", (".newsml", ".xml"), "NewsML-G2 of a news agency", _root("newsItem|newsMessage|packageItem"), "agency_xml",
    ),
    Format("nitf", (".nitf", ".xml"), "NITF of a news agency", _root("nitf"), "agency_xml"),
    Format("eml", (".eml",), "an e-mail", _magic(_MAIL)),
    Format("json", (".json",), "a JSON array of articles, or one", _magic(rb"\A\s*\[\s*\{"), "json_array"),
    Format("jsonl", (".jsonl", ".ndjson"), "JSON Lines, one article a line", _magic(rb'\A\s*\{\s*"')),
    Format("csv", (".csv",), "a table with a line of names, one article a row"),
    Format("tsv", (".tsv", ".tab"), "the same divided by tabs", module="csv"),
    Format("nexis", (".nexis", ".txt"), "text export of NexisUni", _magic(_NEXIS)),
    Format("factiva", (".factiva", ".txt"), "text export of Factiva", _magic(_FACTIVA)),
    Format("text", (".txt", ".text"), "plain text, one article a file"),
)  # fmt: skip
SNIFFED = 16_384
UNFORESEEN = "the reader of this format failed"
_TELL_US = "The other files are read; please report it with this file, it is a fault of lagebild"


@cache
def known_suffixes() -> frozenset[str]:
    """The suffixes of all formats."""
    return frozenset(s for f in FORMATS for s in f.suffixes)


def is_known(name: str) -> bool:
    """Whether a file of this name is of a known kind and not hidden."""
    last = name.rsplit("/", 1)[-1].lower()
    return not last.startswith(".") and last.endswith(tuple(known_suffixes()))


def format_of(source: Input, options: Options) -> Format:
    """The format of a source: as the user said, else by its name, else by its first bytes, else plain text."""
    said = next((f for f in FORMATS if f.name == options.format), None)
    name = (source.hint or source.name).lower()
    named = [f for f in FORMATS if name.endswith(f.suffixes)]
    if len(named) != 1 or (said and not said.holds_others):
        head = source.head(SNIFFED).removeprefix(b"\xef\xbb\xbf")
        seen = [f for f in FORMATS if f.magic and f.magic.search(head)]
        named = [f for f in named if f in seen] or named[-1:] or seen or [FORMATS[-1]]
    return named[0] if said is None or named[0].holds_others else said


def read_input(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The raw articles of one source; whatever stops it comes as the last `Failure`."""
    try:
        if source.depth > MAX_DEPTH:
            raise StopSource(f"archives in archives, more than {MAX_DEPTH} deep", "Unpack them first if you trust them")
        if not source.head(1):
            raise StopSource("the file is empty", "Nothing to do; delete it or fetch it again")
        for found in format_of(source, options).reader()(source, options):
            yield _fetched(found, source.fetched) if source.fetched else found
    except StopSource as stop:
        yield Failure(source.name, stop.found, stop.next_step, stop.offset)
    except OSError as error:
        yield Failure(source.name, f"cannot be read ({error.strerror or error})", "Check the file and its permissions")
    except Exception as error:  # whatever one file does to its reader, the others are read
        yield Failure(source.name, f"{UNFORESEEN} ({type(error).__name__}: {str(error)[:160]})", _TELL_US)


def _fetched(found: Raw | Failure, when: str) -> Raw | Failure:
    return dataclasses.replace(found, fetched=found.fetched or when) if isinstance(found, Raw) else found
