"""Files, folders and streams: every article comes, and what cannot be read is named."""

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest

from lagebild.intake import Failure, Fields, Options, open_paths
from lagebild.records import Article

NEWS = (
    "BERLIN (dpa) - Die Bundesregierung hat am Montag über den Haushalt beraten. „Wir kommen voran“, sagte die "
    "Ministerin nach der Sitzung. Die Opposition nannte die Pläne unzureichend und forderte weitere Gespräche "
    "im Frühjahr."
)
ENGLISH = (
    "The government discussed the budget on Monday. The minister said after the meeting that progress was being made, "
    "while members of the opposition called the plans insufficient and demanded further talks in the spring."
)


def read(path: Path | str, **chosen: object) -> list[Article | Failure]:
    return list(open_paths([str(path)], Options(**chosen)))  # type: ignore[arg-type]


def one(path: Path | str, **chosen: object) -> Article:
    (item,) = read(path, **chosen)
    assert isinstance(item, Article), item
    return item


def failure(path: Path | str, **chosen: object) -> Failure:
    (item,) = read(path, **chosen)
    assert isinstance(item, Failure), item
    return item


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.txt", " date 2021-02 Anzeige\n\n" + NEWS))
    assert article.text == NEWS
    assert (article.published, article.dateline, article.publisher, article.title) == ("2021-02", "Berlin", "dpa", None)
    assert article.language == "de"
    assert [r.text for r in article.removed] == ["date 2021-02", "Anzeige"]
    assert len(article.id) == 16 and article.source == str(tmp_path / "a.txt")


def test_a_headline_is_the_title_and_stays_in_the_text(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.txt", "Regierung berät Haushalt\n\n" + NEWS))
    assert article.title == "Regierung berät Haushalt"
    assert article.text.startswith("Regierung berät Haushalt\n\nBERLIN")
    assert article.dateline == "Berlin"


PUBLISHED = [
    # name, header, --published, day
    ("2021-02-22-haushalt.txt", "", None, "2021-02-22"),
    ("2021/02/22/haushalt.txt", "", None, "2021-02-22"),
    ("2021-02-22.txt", "date 2020-01-05\n\n", None, "2020-01-05"),
    ("2021-02-22.txt", "date 2020-01-05\n\n", "2019", "2019"),
    ("a.txt", "", None, None),
]


@pytest.mark.parametrize(("name", "header", "said", "day"), PUBLISHED)
def test_the_day_of_publication(tmp_path: Path, name: str, header: str, said: str | None, day: str | None) -> None:
    assert one(write(tmp_path / name, header + NEWS), published=said).published == day


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {
            "id": "x1",
            "title": "Titel",
            "text": NEWS,
            "published": "2021-02-22T10:00:00Z",
            "url": "https://example.org/a",
        },
        {"text": NEWS + " Mehr."},
    ]
    first, second = read(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n"))
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.title, first.published, first.url) == ("x1", "Titel", "2021-02-22", "https://example.org/a")
    assert first.source == f"{tmp_path / 'a.jsonl'}:1" and second.source == f"{tmp_path / 'a.jsonl'}:2"
    assert second.title is None and second.published is None


def test_names_of_fields(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"body": NEWS, "headline": "Titel", "nr": 7}))
    article = one(path, fields=Fields.parse("text=body, title=headline, id=nr"))
    assert (article.text, article.title, article.id) == (NEWS, "Titel", "7")


@pytest.mark.parametrize("wrong", ["body", "txt=body", "text=", "=body"])
def test_a_wrong_mapping_says_what_is_allowed(wrong: str) -> None:
    with pytest.raises(ValueError, match="published"):
        Fields.parse(wrong)


def test_broken_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    good = json.dumps({"text": NEWS})
    lines = [good, "{broken", '["a"]', '{"text": ""}', '{"body": "x"}', '{"text": 5}', good]
    items = read(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [isinstance(i, Article) for i in items] == [True, False, False, False, False, False, True]
    failures = [i for i in items if isinstance(i, Failure)]
    assert [f.offset for f in failures] == [2, 3, 4, 5, 6]
    assert "no JSON object" in failures[0].found
    assert "no text under 'text'" in failures[3].found and "body" in failures[3].next_step


def test_an_invalid_byte_in_json_does_not_lose_the_article(tmp_path: Path) -> None:
    line = json.dumps({"text": NEWS}, ensure_ascii=False).encode()
    article = one(write(tmp_path / "a.jsonl", line.replace("über".encode(), b"\xffber")))
    assert "\ufffdber" in article.text


PAGE = """<!doctype html><html lang="de"><head><title>Haushalt: Regierung berät - Kreisblatt</title>
<meta property="article:published_time" content="2021-02-22T10:00:00+01:00">
<meta property="og:site_name" content="Kreisblatt">
</head><body><nav><a href="/">Start</a> <a href="/p">Politik</a></nav><article><h1>Haushalt: Regierung berät</h1>
<p>{news}</p><p>{news}</p></article><footer>Impressum</footer></body></html>"""


def test_a_page(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.html", PAGE.replace("{news}", NEWS)))
    assert NEWS in article.text and "Impressum" not in article.text and "<p>" not in article.text
    assert (article.published, article.publisher) == ("2021-02-22", "Kreisblatt")
    assert article.title is not None and article.title.startswith("Haushalt")


def test_a_page_is_known_without_its_suffix(tmp_path: Path) -> None:
    assert NEWS in one(write(tmp_path / "page", PAGE.replace("{news}", NEWS))).text
    assert one(write(tmp_path / "lines", json.dumps({"text": NEWS}))).text == NEWS


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><script>run()</script></html>"])
def test_a_page_without_article(tmp_path: Path, page: str) -> None:
    assert "no article" in failure(write(tmp_path / "a.html", page)).found


def test_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "notes.xyz", "README.md"):
        write(tmp_path / name, NEWS)
    assert [Path(str(a.source)).name for a in read(tmp_path)] == ["a.txt", "b.txt", "c.txt"]


def test_a_glob(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt"):
        write(tmp_path / name, NEWS)
    assert len(read(tmp_path / "a*.txt")) == 2
    assert "no file fits" in failure(tmp_path / "z*.txt").found


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEWS.encode())))
    article = one("-")
    assert (article.text, article.source) == (NEWS, "stdin")


def test_another_language_is_told(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.txt", ENGLISH)).language == "en"
    assert one(write(tmp_path / "a.txt", ENGLISH), language="de").language == "de"


BAD = [
    ("empty.txt", b"", "the file is empty"),
    ("blank.txt", b" \n\t\n", "only white space"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary"),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary"),
]


@pytest.mark.parametrize(("name", "content", "found"), BAD)
def test_bad_files_are_named_with_a_next_step(tmp_path: Path, name: str, content: bytes, found: str) -> None:
    failed = failure(write(tmp_path / name, content))
    assert found in failed.found
    assert str(tmp_path / name) in str(failed) and failed.next_step


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    assert "no such file" in failure(tmp_path / "nothing.txt").found


def test_a_folder_without_articles(tmp_path: Path) -> None:
    assert "no file of a known kind" in failure(tmp_path).found


def test_a_file_of_200_mb(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with open(path, "wb") as file:
        file.truncate(200_000_000)
    failed = failure(path)
    assert "200 MB" in failed.found and "JSON Lines" in failed.next_step


def test_a_line_that_is_too_long(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"text": NEWS * 20}) + "\n" + json.dumps({"text": NEWS}))
    first, second = read(path, max_bytes=2000)
    assert isinstance(first, Failure) and "more than one article" in first.found
    assert isinstance(second, Article)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", NEWS)
    path.chmod(0)
    assert "cannot be read" in failure(path).found


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    line = '{"text": "Ein Zeichen \\ud83d fehlt.", "title": "\\ude00", "id": "a\\ud83d", "url": "\\ud83d"}'
    article = one(write(tmp_path / "a.jsonl", line))
    assert article.text == "Ein Zeichen \ufffd fehlt."
    for value in (article.text, article.title, article.id, article.url):
        (value or "").encode()


def test_a_line_of_stdin_is_read_before_the_next_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    out, into = os.pipe()
    late = threading.Timer(20, os.close, (into,))  # a reader that waits for more would wait for ever
    late.start()
    with open(out, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        found = open_paths(["-"], Options(language="de"))
        for number in (1, 2):
            os.write(into, json.dumps({"text": f"{NEWS} {number}"}).encode() + b"\n")
            article = next(found)
            assert isinstance(article, Article) and article.source == f"stdin:{number}"
        assert late.is_alive()
        late.cancel()
        os.close(into)
        assert list(found) == []
