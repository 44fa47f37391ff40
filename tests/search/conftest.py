"""Fixtures of the search tests: the five seeds, read and indexed without a database."""

import pytest

from search.chinese.dictionary import load_dictionary
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index
from search.index.snapshot import SnapshotManager
from search.protocol.documents import IndexableDocument
from search.results.answer import Searcher
from tests.search.reading import TEXTS, read_source


@pytest.fixture(scope="session")
def sources() -> list[IndexableDocument]:
    return [read_source(key, path) for key, path in enumerate(sorted(TEXTS.glob("*.txt")), start=1)]


@pytest.fixture(scope="session")
def seed_index(sources, tmp_path_factory) -> IndexFolder:
    folder = IndexFolder(tmp_path_factory.mktemp("index"))
    rebuild_index(folder, sources)
    return folder


@pytest.fixture(scope="session")
def search(seed_index) -> Searcher:
    return Searcher(SnapshotManager(seed_index).snapshot(), load_dictionary())
