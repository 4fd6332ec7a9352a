"""Every format: what is found, what is named, what is refused."""

import gzip
import io
import json
import lzma
import re
import sys
import tarfile
from pathlib import Path

import pytest
from tests.intake import fixtures
from tests.intake.fixtures import EMPTY_PAGE, MORE, NEWS, PAGE, every

from lagebild.intake import Failure, Options, open_paths
from lagebild.intake.formats import FORMATS, UNFORESEEN
from lagebild.records import Article

FILES = every()
# How many articles the file of each format holds; the second is MORE, in an archive the last.
HELD = {
    "a.txt": 1, "a.html": 1, "a.nitf": 1, "a.eml": 1, "a.docx": 1, "a.pdf": 1, "a.tgz": 1, "a.zip": 3, "a.tar": 3,
}  # fmt: skip


def read(folder: Path, name: str, data: bytes, **chosen: object) -> list[Article | Failure]:
    path = folder / name
    path.write_bytes(data)
    return list(open_paths([str(path)], Options(**chosen)))  # type: ignore[arg-type]


def articles(found: list[Article | Failure]) -> list[Article]:
    assert [f for f in found if isinstance(f, Failure)] == []
    return [a for a in found if isinstance(a, Article)]


def failure(found: list[Article | Failure]) -> Failure:
    (only,) = found
    assert isinstance(only, Failure), only
    return only


def plain(text: str) -> str:
    return text.replace("„", '"').replace("“", '"')


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_its_articles(tmp_path: Path, name: str) -> None:
    found = articles(read(tmp_path, name, FILES[name]))
    assert len(found) == HELD.get(name, 2)
    assert plain(NEWS) in plain(found[0].text).replace("\n", " ")
    if len(found) > 1:
        assert MORE in found[-1].text
    assert all(a.language == "de" and a.source and a.source.startswith(str(tmp_path / name)) for a in found)


@pytest.mark.parametrize("name", [n for n in FILES if n not in ("a.csv", "a.tsv")])
def test_every_format_is_known_without_its_suffix_and_by_stdin(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILES[name])))
    found = articles(list(open_paths(["-"])))
    assert len(found) == HELD.get(name, 2) and found[0].source and found[0].source.startswith("stdin")


DATED = [
    "a.jsonl",
    "a.json",
    "a.csv",
    "a.parquet",
    "a.rss",
    "a.newsml",
    "a.nitf",
    "nexis.txt",
    "factiva.txt",
    "a.eml",
    "a.docx",
    "a.pdf",
]


@pytest.mark.parametrize("name", DATED)
def test_day_and_title_come_with_it(tmp_path: Path, name: str) -> None:
    first = articles(read(tmp_path, name, FILES[name]))[0]
    assert (first.published, first.title) == ("2021-02-22", "Haushalt")


NAMED = [
    ("a.rss", "x1", "Kreisblatt"),
    ("a.newsml", "x1", "dpa"),
    ("a.nitf", "x1", "dpa"),
    ("nexis.txt", None, "Kreisblatt"),
    ("factiva.txt", "KREIS00020210222eh2m00001", "Kreisblatt"),
    ("a.eml", "<x1@example.org>", "Kreisblatt"),
]


@pytest.mark.parametrize(("name", "number", "publisher"), NAMED)
def test_id_and_publisher(tmp_path: Path, name: str, number: str | None, publisher: str) -> None:
    first = articles(read(tmp_path, name, FILES[name]))[0]
    assert first.publisher == publisher and (number is None or first.id == number)


def test_every_format_is_tried_here() -> None:
    tried = {"gz", "bz2", "xz", "zst", "text", "feed", "nexis", "factiva"} | {n.split(".")[1] for n in FILES}
    assert {f.name for f in FORMATS} <= tried


def test_a_web_archive_of_500_pages(tmp_path: Path) -> None:
    pages = [
        (f"https://example.org/{n}", EMPTY_PAGE if n % 10 == 9 else PAGE.format(f"{NEWS} Nummer {n}."))
        for n in range(500)
    ]
    found = read(tmp_path, "crawl.warc.gz", fixtures.warc(pages))
    read_ones = [a for a in found if isinstance(a, Article)]
    failed = [f for f in found if isinstance(f, Failure)]
    assert [a.url for a in read_ones] == [url for n, (url, _) in enumerate(pages) if n % 10 != 9]
    assert len(failed) == 50 and all("navigation" in f.found for f in failed)
    assert [f.offset for f in failed[:2]] == [11, 21], "numbered by record; the first describes the archive"


def test_a_web_archive_with_a_wrong_length(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = fixtures.warc([(f"https://example.org/{n}", PAGE.format(NEWS)) for n in (1, 2)], packed=False)
    at = data.index(b"Content-Length: ", data.index(b"example.org/1"))
    length = int(data[at + 16 : data.index(b"\r\n", at)])
    found = read(tmp_path, "a.warc", data[: at + 16] + str(length - 40).encode() + data[data.index(b"\r\n", at) :])
    assert [a.url for a in found if isinstance(a, Article)] == ["https://example.org/1", "https://example.org/2"]
    (failed,) = (f for f in found if isinstance(f, Failure))
    assert "its length is wrong" in failed.found and failed.offset == 2
    assert capfd.readouterr().err == "", "warcio says it on stderr"


DAMAGED = [
    ("a.jsonl.gz", FILES["a.jsonl.gz"][:-9], "damaged or cut off"),
    ("a.jsonl.xz", FILES["a.jsonl.xz"][:-20], "damaged or cut off"),
    ("a.jsonl.zst", FILES["a.jsonl.zst"][:-3], "damaged or cut off"),
    ("a.jsonl.bz2", FILES["a.jsonl.bz2"][:-9], "damaged or cut off"),
    ("a.zip", FILES["a.zip"][:-30], "damaged or cut off"),
    ("a.tar", FILES["a.tar"][:700], "cut off"),
    ("a.parquet", FILES["a.parquet"][:-30], "damaged or cut off"),
    ("a.json", FILES["a.json"][:-30], "no JSON after 1 articles"),
    ("a.csv", b"headline;body\nx;y\n", "names no column 'text'"),
    ("a.rss", b"<rss><channel>", "no RSS or Atom"),
    ("a.nitf", FILES["a.nitf"][:-20], "no sound XML"),
    ("a.newsml", b"<newsMessage/>", "no news item"),
    ("a.eml", b"Subject: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nx", "no text"),
    ("a.docx", fixtures.zipped({"word/other.xml": b"<x/>"}), "no Word document"),
    ("a.pdf", b"%PDF-1.4\nnothing", "cannot be opened"),
    ("a.pdf", fixtures.pdf(""), "no text layer"),
    ("a.zip", fixtures.zipped({"a.png": b"x"}), "no file of a known kind"),
    ("nexis.nexis", b"Length: 4 words\n\nEnd of Document\n", "no line `Body`"),
    ("a.warc", b"WARC/9", "damaged"),
    ("a.tar", FILES["a.tar"][:600], "cut off"),
]


@pytest.mark.parametrize(("name", "data", "found"), DAMAGED)
def test_damage_is_named_and_what_came_before_is_read(tmp_path: Path, name: str, data: bytes, found: str) -> None:
    last = read(tmp_path, name, data)[-1]
    assert isinstance(last, Failure) and found in last.found and last.next_step
    assert UNFORESEEN not in last.found


def bombs() -> dict[str, bytes]:
    """Small files that unpack to much."""
    zeros = gzip.compress(b" " * 300_000_000, 1)
    deep = NEWS.encode()
    for n in range(6):
        deep = fixtures.zipped({f"{n}.zip" if n else "a.txt": deep})
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    return {
        "a.txt.gz": zeros,
        "a.jsonl.gz": zeros,
        "deep.zip": deep,
        "laughs.xml": f"<!DOCTYPE nitf [{laughs}]><nitf><body.content><p>&l11;</p></body.content></nitf>".encode(),
        "outside.xml": b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf><body.content>&x;</body.content></nitf>',
        "nested.xml": b"<nitf>" + b"<p>" * 100_000 + b"</nitf>",
        "nested.json": b'[{"text": ' + b"[" * 100_000,
    }


@pytest.mark.parametrize("name", bombs())
def test_bombs_are_refused(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, bombs()[name])
    assert found and all(isinstance(f, Failure) and UNFORESEEN not in f.found for f in found)


def test_names_and_links_in_archives_lead_nowhere(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, target in (("../../out.txt", None), ("link.txt", "/etc/passwd"), ("/abs.txt", None)):
            info = tarfile.TarInfo(name)
            if target:
                info.type, info.linkname = tarfile.SYMTYPE, target
                archive.addfile(info)
            else:
                info.size = len(NEWS.encode())
                archive.addfile(info, io.BytesIO(NEWS.encode()))
    inside = tmp_path / "in" / "side"
    inside.mkdir(parents=True)
    found = read(inside, "a.tar", out.getvalue())
    assert [isinstance(f, Article) for f in found] == [True, False, True]
    assert "link" in str(found[1])
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.tar", "in", "side"]


def test_a_header_that_says_it_is_long_is_not_believed(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.txt")
    info.type, info.size = tarfile.XHDTYPE, 5_000_000_000
    assert "header" in failure(read(tmp_path, "a.tar", info.tobuf() + b"\0" * 2048)).found


def test_a_packer_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    packed = lzma.compress(
        lines := fixtures.lines(), preset=None, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]
    )
    assert lines and "damaged" in failure(read(tmp_path, "a.jsonl.xz", packed)).found


def test_missing_libraries_are_named_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagebild.intake.formats.find_spec", lambda name: None)
    failed = failure(read(tmp_path, "a.parquet", FILES["a.parquet"]))
    assert "needs pyarrow" in failed.found and "lagebild[parquet]" in failed.next_step


def test_an_array_is_read_as_it_comes(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": NEWS, "more": {"a": ["]", '"', "\\", n]}} for n in range(400)]
    for text in (
        json.dumps(rows),
        json.dumps({"count": 400, "articles": rows}),
        "\n".join(json.dumps(r, indent=2) for r in rows),
    ):
        assert [a.id for a in articles(read(tmp_path, "a.json", text.encode()))] == [str(n) for n in range(400)]


def test_a_page_in_a_legacy_encoding_named_by_the_server(tmp_path: Path) -> None:
    page = PAGE.format(NEWS).replace('<meta charset="utf-8">', "").encode("cp1252")
    data = fixtures.warc([("https://example.org/1", "x")], packed=False).replace(b"charset=utf-8", b"charset=cp1252")
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=cp1252\r\n\r\n" + page
    head, _, _ = data.partition(b"WARC/1.0\r\nWARC-Type: response")
    record = fixtures._record("response", "https://example.org/1", body, "application/http; msgtype=response")
    assert "über" in articles(read(tmp_path, "a.warc", head + record))[0].text


def test_divided_words_of_a_pdf_are_made_whole() -> None:
    from lagebild.intake.pdf import join_lines

    text = "Die Regierung hat über den Haus-\nhalt beraten und einigte sich auf Nord-\nund Südhafen, auf die Ver-\nBindung."
    whole = "Die Regierung hat über den Haushalt beraten und einigte sich auf Nord- und Südhafen, auf die Ver- Bindung."
    assert join_lines(text).replace("\n\n", " ") == whole


class Endless(io.RawIOBase):
    """Stdin without end, one line at a time as a pipe gives it."""

    def __init__(self, line: bytes) -> None:
        self._line, self.given = line, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        rest = self._line[self.given % len(self._line) :]
        size = min(len(buffer), len(rest))
        buffer[:size] = rest[:size]
        self.given += size
        return size


@pytest.mark.parametrize("packed", [False, True])
def test_stdin_is_taken_only_as_far_as_it_is_read(packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"text": NEWS}).encode() + b"\n"
    stdin = Endless(gzip.compress(line, mtime=0) if packed else line)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(stdin, 1)))
    found = open_paths(["-"])
    assert [next(found).source for _ in range(3)] == ["stdin:1", "stdin:2", "stdin:3"]  # type: ignore[union-attr]
    assert stdin.given < 1_000_000


def test_a_mail_with_a_day_that_is_none_is_read(tmp_path: Path) -> None:
    mail = re.sub(rb"Date: .*", b"Date: Mon, 22 Feb 99999999999 10:00:00 +0100", FILES["a.eml"])
    (article,) = articles(read(tmp_path, "a.eml", mail))
    assert article.published is None and article.title


# What `make fuzz` found, made small.
FUZZED = [
    ("a.tar", FILES["a.tar"][:600]),
    ("a.rss", FILES["a.rss"].replace(b"utf-8", b"ut\0f-8")),
    ("a.eml", re.sub(rb"Date: .*", b"Date: Mon, 22 Feb 99999999999 10:00:00 +0100", FILES["a.eml"])),
]


@pytest.mark.parametrize(("name", "data"), FUZZED)
def test_what_fuzzing_found_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    assert not any(isinstance(f, Failure) and UNFORESEEN in f.found for f in read(tmp_path, name, data))
