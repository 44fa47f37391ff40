"""The five seeds read and indexed without a database: what the pure part of the search is tested on."""

from pathlib import Path

import pytest

from resolutions.text import read_document
from search.entries import Passage, Source
from search.folder import IndexFolder
from search.maintenance import rebuild
from search.results import Search
from search.snapshot import Reader
from search.words import dictionary

TEXTS = Path(__file__).resolve().parents[2] / "fixtures" / "texts"


def read_source(key: int, path: Path) -> Source:
    parsed = read_document(path.read_text("utf-8"))
    return Source(
        key=key,
        symbol=parsed.symbol,
        title=parsed.title,
        url=f"/{parsed.symbol}",
        kind=parsed.kind,
        organ=parsed.organ,
        date=parsed.date,
        year=parsed.date.year if parsed.date else None,
        cited=0,
        passages=tuple(
            Passage(p.kind, p.label, p.anchor, p.text, tuple((m.start, m.end) for m in p.marks))
            for p in parsed.paragraphs
        ),
        cites=tuple(c.target for p in parsed.paragraphs for c in p.citations if c.target),
        themes=tuple(c.theme for p in parsed.paragraphs for c in p.citations if c.theme),
    )


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
