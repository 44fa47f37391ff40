"""The five seeds read and indexed without a database: what the pure part of the search is tested on."""

import pytest

from search.chinese.dictionary import dictionary
from search.index.entries import Source
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild
from search.index.snapshot import Reader
from search.results.answer import Search
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
