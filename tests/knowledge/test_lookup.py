"""The look-up file: keys to rows, versions, damage."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from lagebild.knowledge.build.recipe import index
from lagebild.knowledge.lookup import LookupFile, LookupFileError, normal, pack_table, write_tables


class Animal(msgspec.Struct, frozen=True, array_like=True):
    name: str
    legs: int


ROWS = [
    (Animal("Katze", 4), ["Katze", "Kätzin"]),
    (Animal("Huhn", 2), ["Huhn", "Henne"]),
    (Animal("Kater", 4), ["Katze"]),
]


def write(path: Path) -> Path:
    content = index(ROWS)
    write_tables(path, {"animals": pack_table(content.rows, content.keys, "v1"), "none": pack_table([], {}, "v1")})
    return path


def test_rows_by_key_best_first(tmp_path: Path) -> None:
    table = LookupFile(write(tmp_path / "a.bin")).table("animals", Animal)
    assert [r.name for r in table["Katze"]] == ["Katze", "Kater"]
    assert table["Henne"] == (Animal("Huhn", 2),)
    assert table["Kätzi"] == table[""] == ()
    assert "Kätzin" in table and "Hund" not in table
    assert len(table) == 4 and sorted(table)[0] == "Henne"


def test_empty_table(tmp_path: Path) -> None:
    assert LookupFile(write(tmp_path / "a.bin")).table("none", Animal)["Katze"] == ()


def test_same_input_same_bytes(tmp_path: Path) -> None:
    assert write(tmp_path / "a.bin").read_bytes() == write(tmp_path / "b.bin").read_bytes()


def test_damage_and_version_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.bin")
    good = path.read_bytes()
    assert LookupFile(path).verify()
    path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert not LookupFile(path).verify()
    path.write_bytes(good.replace(b'"version":1', b'"version":9'))
    with pytest.raises(LookupFileError, match="layout version 9"):
        LookupFile(path)
    path.write_bytes(b"something else")
    with pytest.raises(LookupFileError, match="not a look-up file"):
        LookupFile(path)
    with pytest.raises(LookupFileError, match="knowledge build"):
        LookupFile(tmp_path / "missing.bin")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("Baden‑Württemberg", "Baden-Württemberg"),
        ("São", "São"),
        ("New  York", "New York"),
    ],
)
def test_normal(name: str, key: str) -> None:
    assert normal(name) == key
