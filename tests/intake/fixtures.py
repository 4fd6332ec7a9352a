"""One small file of every format, made here: two articles each where a file can hold several."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import textwrap
import zipfile
from email.message import EmailMessage

NEWS = (
    "BERLIN (dpa) - Die Bundesregierung hat am Montag über den Haushalt beraten. „Wir kommen voran“, sagte die "
    "Ministerin nach der Sitzung. Die Opposition nannte die Pläne unzureichend und forderte weitere Gespräche im Frühjahr."
)
MORE = (
    "Wien (APA) - Der Gemeinderat hat am Dienstag dem Bau einer Brücke zugestimmt. „Das war überfällig“, sagte der "
    "Bürgermeister. Anrainer wollen dagegen klagen, weil sie mehr Verkehr in ihren Straßen befürchten."
)
ROWS = [
    {"id": "x1", "title": "Haushalt", "text": NEWS, "published": "2021-02-22"},
    {"id": "x2", "title": "Brücke", "text": MORE, "published": "2021-02-23"},
]
PAGE = (
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Haushalt: Regierung berät</title></head>'
    "<body><nav><a href='/'>Start</a></nav><article><h1>Haushalt</h1><p>{0}</p><p>{0}</p></article></body></html>"
)
EMPTY_PAGE = "<!doctype html><html><body><nav><a href='/a'>Start</a> <a href='/b'>Politik</a></nav></body></html>"


def lines() -> bytes:
    """JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


def table(divider: str) -> bytes:
    """CSV with quoted fields."""
    quoted = [[f'"{v.replace(chr(34), chr(34) * 2)}"' for v in row.values()] for row in ROWS]
    return "\r\n".join(divider.join(row) for row in [list(ROWS[0]), *quoted]).encode()


def rss() -> bytes:
    """RSS 2.0 with full text and with a summary."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kreisblatt</title>
<language>de</language><item><title>Haushalt</title><link>https://example.org/1</link><guid>x1</guid>
<pubDate>Mon, 22 Feb 2021 10:00:00 +0100</pubDate><description>Kurz</description>
<content:encoded><![CDATA[<p>{NEWS}</p><p>Ende.</p>]]></content:encoded></item>
<item><title>Brücke</title><link>https://example.org/2</link><guid>x2</guid><description>{MORE}</description></item>
</channel></rss>""".encode()


def nitf(text: str = NEWS, name: str = "x1") -> str:
    """A NITF document without its declaration."""
    return f"""<nitf xml:lang="de"><head><title>Titel</title><docdata><doc-id id-string="{name}" regsrc="dpa"/>
<date.issue norm="20210222T100000+0100"/></docdata></head><body><body.head><hedline><hl1>Haushalt</hl1></hedline>
</body.head><body.content><block><p>{text}</p><p>Ende.</p></block></body.content></body></nitf>"""


def newsml() -> bytes:
    """A NewsML-G2 message: HTML inside, and NITF inside."""
    return f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="x1"><itemMeta><provider literal="dpa"/><versionCreated>2021-02-22T11:00:00+01:00</versionCreated></itemMeta>
<contentMeta><headline>Haushalt</headline><language tag="de"/></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{NEWS}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="x2"><contentSet><inlineXML>{nitf(MORE, "x2")}</inlineXML></contentSet></newsItem>
</itemSet></newsMessage>""".encode()


def nexis() -> bytes:
    """A NexisUni export."""
    return f"""Haushalt

Kreisblatt

February 22, 2021 Monday

Copyright 2021 Kreisblatt All Rights Reserved

Section: POLITIK
Length: 42 words
Language: German

Body

{NEWS}

Load-Date: February 23, 2021

End of Document


Brücke

Stadtzeitung

23. Februar 2021 Dienstag

Length: 30 Wörter

Body

{MORE}

End of Document
""".encode()


def factiva() -> bytes:
    """A Factiva export."""
    return f"""SE Politik
HD Haushalt
WC 42 words
PD 22 February 2021
SN Kreisblatt
LA German
LP
{NEWS}
TD
Ende.
AN Document KREIS00020210222eh2m00001

HD
Brücke
WC 30 words
PD 23 February 2021
LP {MORE}
AN Document STADT00020210223eh2n00002
""".encode()


def mail(html: bool = False) -> bytes:
    """A message, plain or with HTML only."""
    message = EmailMessage()
    message["Subject"], message["From"] = "Haushalt", "Kreisblatt <news@example.org>"
    message["Date"], message["Message-ID"] = "Mon, 22 Feb 2021 10:00:00 +0100", "<x1@example.org>"
    message["MIME-Version"] = "1.0"
    if html:
        message.set_content(f"<p>{NEWS}</p><p>Ende.</p>", subtype="html")
    else:
        message.set_content(NEWS, cte="quoted-printable")
    return message.as_bytes()


def docx(text: str = NEWS) -> bytes:
    """A Word document with title and two paragraphs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:p><w:r><w:t>Ende.</w:t></w:r></w:p>"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dc, terms = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
    return zipped(
        {
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode(),
            "docProps/core.xml": f'<c:coreProperties xmlns:c="{core}" xmlns:dc="{dc}" xmlns:t="{terms}"><dc:title>Haushalt'
            f"</dc:title><t:created>2021-02-22T10:00:00Z</t:created></c:coreProperties>".encode(),
        }
    )


def pdf(text: str = NEWS) -> bytes:
    """A PDF of one page with a text layer in Latin-1, 60 characters a line."""
    shown = text.replace("„", '"').replace("“", '"')
    rows = textwrap.wrap(shown, 60)
    drawn = b" T* ".join(b"(" + r.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj" for r in rows)
    stream = b"BT /F1 12 Tf 14 TL 50 800 Td " + drawn + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Haushalt) /CreationDate (D:20210222100000) >>",
    ]
    out, at = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        at.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    xref = b"".join(b"%010d 00000 n \n" % n for n in at)
    end = b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + xref + end


def warc(pages: list[tuple[str, str]], packed: bool = True) -> bytes:
    """A web archive with a record of its own for each (address, page), each packed by itself as crawlers do."""
    out = io.BytesIO()
    records = [_record("warcinfo", None, b"software: test\r\n", "application/warc-fields")]
    for url, page in pages:
        body = page.encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
        records.append(_record("response", url, http + body, "application/http; msgtype=response"))
    for record in records:
        out.write(gzip.compress(record, mtime=0) if packed else record)
    return out.getvalue()


def _record(kind: str, url: str | None, body: bytes, form: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2021-02-22T10:00:00Z\r\nContent-Type: {form}\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    head += f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """A TAR archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def parquet() -> bytes:
    """A Parquet table."""
    import pyarrow
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pyarrow.Table.from_pylist(ROWS), out)
    return out.getvalue()


def zst(data: bytes) -> bytes:
    """Packed by Zstandard, in two frames."""
    import zstandard

    half = len(data) // 2
    return zstandard.compress(data[:half]) + zstandard.compress(data[half:])


def every() -> dict[str, bytes]:
    """A file of every format by name."""
    return {
        "a.txt": NEWS.encode(),
        "a.html": PAGE.format(NEWS).encode(),
        "a.jsonl": lines(),
        "a.json": json.dumps(ROWS, ensure_ascii=False, indent=1).encode(),
        "a.csv": table(";"),
        "a.tsv": table("\t"),
        "a.parquet": parquet(),
        "a.warc.gz": warc([("https://example.org/1", PAGE.format(NEWS)), ("https://example.org/2", PAGE.format(MORE))]),
        "a.rss": rss(),
        "a.newsml": newsml(),
        "a.nitf": nitf().encode(),
        "nexis.txt": nexis(),
        "factiva.txt": factiva(),
        "a.eml": mail(),
        "a.docx": docx(),
        "a.pdf": pdf(),
        "a.jsonl.gz": gzip.compress(lines()),
        "a.jsonl.bz2": bz2.compress(lines()),
        "a.jsonl.xz": lzma.compress(lines()),
        "a.jsonl.zst": zst(lines()),
        "a.zip": zipped({"2021/a.txt": NEWS.encode(), "b.jsonl": lines(), "picture.png": b"\x89PNG"}),
        "a.tar": tarred({"2021/a.txt": NEWS.encode(), "b.jsonl": lines(), "picture.png": b"\x89PNG"}),
        "a.tgz": gzip.compress(tarred({"a.txt": NEWS.encode()})),
    }
