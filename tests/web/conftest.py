"""One store for all tests of the app, made once from reports written by hand."""

from pathlib import Path

import pytest

from tests.picture.stores import made


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("web") / "lage.db")
