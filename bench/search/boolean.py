"""Compare random boolean queries with an evaluation over the raw texts.

python -m bench.search.boolean [--queries 550] [--documents 300]

The documents are made of paragraphs of the fixtures' texts, with random kinds, dates and citations. Each query is
answered by the search in exact mode without synonyms, and by a test of every document that
``bench.search.boolean_queries`` makes with it.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from bench.search.boolean_queries import KINDS, VERBS, BooleanQuery, PlainDocument, QueryMaker
from search.chinese.dictionary import load_dictionary
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index
from search.index.snapshot import SnapshotManager
from search.protocol.documents import IndexableDocument, Passage
from search.protocol.request import SearchRequest
from search.query.parser import parse_query
from search.results.answer import Searcher
from tests.search.reading import TEXTS, read_source

SEED = 20201203
MAX_PASSAGES = 12  # of one document
PASSAGE_KINDS = ("preamble", "operative", "annex", "body")


@dataclass(frozen=True, slots=True)
class Difference:
    """A query that was answered differently; ``missing`` and ``surplus`` are keys of documents."""

    typed: str
    missing: tuple[int, ...]
    surplus: tuple[int, ...]
    notices: tuple[str, ...]


def make_documents(count: int, seed: int = SEED) -> list[IndexableDocument]:
    """Return ``count`` documents of random paragraphs of the fixtures' texts, with random facts."""
    chance = random.Random(seed)
    sources = [read_source(key, path) for key, path in enumerate(sorted(TEXTS.glob("*.txt")), start=1)]
    pool = [passage.text for source in sources for passage in source.passages]
    return [_make_document(key, pool, count, chance) for key in range(1, count + 1)]


def _make_document(key: int, pool: Sequence[str], count: int, chance: random.Random) -> IndexableDocument:
    texts = chance.sample(pool, chance.randint(1, MAX_PASSAGES))
    passages = tuple(
        Passage(chance.choice(PASSAGE_KINDS), str(number), f"p{number}", text)
        for number, text in enumerate(texts, start=1)
    )
    cites = tuple(_symbol(chance.randint(1, count)) for _ in range(chance.randint(0, 4)))
    day = date(1990, 1, 1) + timedelta(chance.randint(0, 12_000)) if chance.random() < 0.9 else None
    return IndexableDocument(
        key=key,
        symbol=_symbol(key),
        title=chance.choice(pool)[:30],
        subject=chance.choice(["", chance.choice(pool)[:12]]),
        url=f"/{key}",
        kind=chance.choice(list(KINDS)),
        organ="S",
        date=day,
        year=day.year if day else None,
        cited=chance.randint(0, 15),
        passages=passages,
        cites=cites,
        verbs=tuple((chance.choice(VERBS), symbol) for symbol in cites if chance.random() < 0.7),
    )


def _symbol(number: int) -> str:
    return f"S/{1990 + number % 20}/{number}"


def read_plainly(sources: Sequence[IndexableDocument]) -> list[PlainDocument]:
    """Return the documents as the tests of the queries read them."""
    citers: dict[str, set[str]] = {}
    for source in sources:
        for symbol in source.cites:
            citers.setdefault(symbol, set()).add(source.symbol)
    return [PlainDocument(source, frozenset(citers.get(source.symbol, ()))) for source in sources]


def find_differences(search: Searcher, sources: Sequence[IndexableDocument], count: int) -> Iterator[Difference]:
    """Ask ``count`` random queries and yield those that are answered differently."""
    documents = read_plainly(sources)
    maker = QueryMaker(documents, SEED)
    for _ in range(count):
        yield from _compare(search, documents, maker.make())


def _compare(search: Searcher, documents: Sequence[PlainDocument], query: BooleanQuery) -> Iterator[Difference]:
    request = SearchRequest(query.typed, "exact", use_synonyms=False, size=len(documents), with_facets=False)
    total, ids = search.find(replace(request, with_snippets=False))
    found = set(search.snapshot.keys[ids].tolist())
    expected = {document.source.key for document in documents if query.test(document)}
    notices = parse_query(query.typed).problems
    if found != expected or total != len(expected) or notices:
        yield Difference(query.typed, tuple(expected - found), tuple(found - expected), notices)


def open_search(folder: Path, sources: Sequence[IndexableDocument]) -> Searcher:
    """Index the documents in ``folder`` and open a search over them."""
    index = IndexFolder(folder)
    rebuild_index(index, sources)
    return Searcher(SnapshotManager(index).snapshot(), load_dictionary())


def main() -> None:
    """Print the number of queries that agree, and the differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=550)
    parser.add_argument("--documents", type=int, default=300)
    options = parser.parse_args()
    sources = make_documents(options.documents)
    with tempfile.TemporaryDirectory() as folder:
        differences = list(find_differences(open_search(Path(folder), sources), sources, options.queries))
    print(f"{options.queries} queries over {options.documents} documents, {len(differences)} differ")
    for difference in differences[:20]:
        print(difference)


if __name__ == "__main__":
    main()
