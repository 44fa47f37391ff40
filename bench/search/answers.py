"""Write the answers to thousands of queries, a line each, to compare two versions of the search.

    python -m bench.search.answers ../shared/scale/laws-hans.tar.xz --keep FOLDER > answers.txt

Run it with each version over the same FOLDER, in which the first run leaves the index, and compare the files. A line
has the request, the number of documents, the keys of the page and a digest of everything else that the answer says:
scores, order, snippets, facets, notices and the documents that lack words. The index has two segments and deleted
documents. The queries are those of the benchmark, the judged ones and random boolean ones over the same texts.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bench.search.boolean import read_plainly
from bench.search.boolean_queries import QueryMaker
from bench.search.corpus import QUERIES, build_parser, parse_options, read_texts
from bench.search.judgements import read_judgements
from bench.search.portal_engine import build_index
from search.chinese.dictionary import load_dictionary
from search.index.folder import IndexFolder
from search.index.maintenance import replace_documents
from search.index.snapshot import SnapshotManager
from search.protocol.documents import IndexableDocument
from search.protocol.request import SORT_ORDERS, SearchRequest
from search.results.answer import Searcher

SEED = 20201203
LATE_SHARE = 10  # one document in so many is published after the others, and one in so many of these is deleted


def make_requests(sources: Sequence[IndexableDocument], count: int) -> Iterator[SearchRequest]:
    """Yield the requests: each query of the lists in all modes, then ``count`` random boolean ones."""
    typed = [*QUERIES, *dict.fromkeys(judgement.query for judgement in read_judgements())]
    for number, query in enumerate(typed):
        yield SearchRequest(query, with_partial=True)
        yield SearchRequest(query, "fuzzy", with_facets=False, size=10, offset=number % 3 * 10)
        yield SearchRequest(query, "exact", sort=SORT_ORDERS[number % len(SORT_ORDERS)])
        yield SearchRequest(query, "fuzzy", scope=("title", "body")[number % 2], use_synonyms=False, with_partial=True)
    maker = QueryMaker(read_plainly(sources[:300]), SEED)
    for number in range(count):
        request = SearchRequest(maker.make().typed, ("", "fuzzy")[number % 2], with_partial=number % 3 == 0)
        yield replace(request, filters={"year": ("1990-2010",)}) if number % 5 == 0 else request


def open_search(sources: Sequence[IndexableDocument], folder: Path) -> Searcher:
    """Open the index in ``folder``; build it first when there is none."""
    index = IndexFolder(folder)
    if not (folder / "CURRENT").exists():
        first = [source for source in sources if source.key % LATE_SHARE]
        late = [source for source in sources if not source.key % LATE_SHARE]
        build_index(index, first)
        with index.write_lock():
            deleted = [source.key for source in first if source.key % (LATE_SHARE * LATE_SHARE) == 1]
            replace_documents(index, late, [*deleted, *(source.key for source in late)])
    return Searcher(SnapshotManager(index).snapshot(), load_dictionary())


def describe(search: Searcher, request: SearchRequest) -> str:
    """Return the line of a request."""
    answer: dict[str, Any] = asdict(search.answer(request))
    keys = [result["card"]["key"] for result in (*answer["results"], *answer["partial"]["results"])]
    digest = hashlib.sha256(json.dumps(answer, default=str, sort_keys=True).encode()).hexdigest()[:16]
    options = f"{request.mode or 'open'} {request.scope} {request.sort} {request.offset}"
    return f"{request.typed!r} {options}: {answer['total']} {keys} {digest}"


def main() -> None:
    """Print the lines."""
    parser = build_parser(__doc__)
    parser.add_argument("--keep", type=Path, required=True, help="folder of the index")
    parser.add_argument("--random", type=int, default=1_000, help="number of random queries")
    options = parse_options(parser)
    sources = read_texts(options.texts, options.documents)
    options.keep.mkdir(parents=True, exist_ok=True)
    search = open_search(sources, options.keep)
    for request in make_requests(sources, options.random):
        print(describe(search, request))


if __name__ == "__main__":
    main()
