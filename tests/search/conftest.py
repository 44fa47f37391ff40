"""The five seeds read and indexed without a database: what the pure part of the search is tested on."""

import pytest

from search.entries import Source
from search.folder import IndexFolder
from search.maintenance import rebuild
from search.results import Search
from search.snapshot import Reader
from search.words import dictionary
from tests.search.reading import TEXTS, read_source


@pytest.fixture(scope="session")
def sources() -> list[Source]:
    return [read_source(key, path) for key, path in enumerate(sorted(TEXTS.glob("*.txt")), start=1)]


@pytest.fixture(scope="session")
def seed_index(sources, tmp_path_factory) -> IndexFolder:
    folder = IndexFolder(tmp_path_factory.mktemp("index"))
    rebuild(folder, sources)
    return folder


@pytest.fixture(scope="session")
def search(seed_index) -> Search:
    return Search(Reader(seed_index).snapshot(), dictionary())
