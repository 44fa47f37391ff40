"""Rows of the portal in the search benchmark: indexing, queries, an update, memory."""

import statistics
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.search.corpus import make_source
from bench.search.timing import AskQuery, Benchmark, measure_milliseconds, time_call
from search.chinese.dictionary import load_dictionary
from search.index import maintenance
from search.index.folder import IndexFolder
from search.index.snapshot import SnapshotManager
from search.protocol.documents import IndexableDocument
from search.protocol.request import SearchRequest
from search.results.answer import Searcher

UPDATE_ROUNDS = 8
EXACT, FUZZY = SearchRequest(mode="exact"), SearchRequest(mode="fuzzy")


def build_index(folder: IndexFolder, sources: list[IndexableDocument]) -> None:
    """Build the portal's index of the documents."""
    maintenance.rebuild_index(folder, sources)


def open_searcher(manager: SnapshotManager) -> Searcher:
    """Return a searcher over the current generation."""
    return Searcher(manager.snapshot(), load_dictionary())


def build_bare_query(manager: SnapshotManager, request: SearchRequest) -> AskQuery:
    """Return a query function for the keys of a page and the count; ``request`` has the mode and options."""
    options = {name: getattr(request, name) for name in ("mode", "use_synonyms", "with_partial")}

    def ask(query: str) -> int:
        searcher = open_searcher(manager)
        total, ids = searcher.find(SearchRequest(query, **options))
        searcher.snapshot.keys[ids].tolist()
        return total

    return ask


def build_full_query(manager: SnapshotManager) -> AskQuery:
    """Return a query function that also reads snippets and facets."""
    return lambda query: open_searcher(manager).answer(SearchRequest(query)).total


def time_index_build(folder: IndexFolder, sources: list[IndexableDocument]) -> None:
    """Build the index; print the time it takes and its size."""
    time_call("portal: load the words", load_dictionary)
    time_call(f"portal: index of {len(sources)}", lambda: build_index(folder, sources))
    characters = sum(len(passage.text) for source in sources for passage in source.passages)
    size = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file())
    print(f"portal: index on disk {size / 1e6:.0f} MB, texts {characters / 1e6:.1f} M characters")
    print(f"portal: kernels {SnapshotManager(folder).snapshot().kernels.NAME}")
    time_call("portal: open and first query", lambda: build_bare_query(SnapshotManager(folder), EXACT)("环境保护"))


def add_portal(benchmark: Benchmark, folder: IndexFolder) -> None:
    """Add the portal's queries to the benchmark."""
    manager = SnapshotManager(folder)
    for name, request in (("portal", FUZZY), ("portal, no synonyms", replace(FUZZY, use_synonyms=False))):
        benchmark.add(name, "words", build_bare_query(manager, request))
        benchmark.add(name, "phrases", build_bare_query(manager, replace(request, mode="exact")))
        tail = replace(request, with_partial=True)
        benchmark.add(name, "words, then tail", build_bare_query(manager, tail))
    benchmark.add("portal", "with snippets and facets", build_full_query(manager))


def print_update_times(folder: IndexFolder, sources: list[IndexableDocument]) -> None:
    """Publish single documents; print the time until one is found and of the first queries after it."""
    manager, waits, firsts, answers = SnapshotManager(folder), [], [], []
    for number in range(UPDATE_ROUNDS):
        word = f"独一无二之词{number}号"
        new = make_source(len(sources) + 1 + number, ["新收文件", word, *("正文一段。" for _ in range(50))])
        waits.append(measure_milliseconds(partial(publish_document, folder, manager, new, word)))
        firsts.append(measure_milliseconds(lambda: build_bare_query(manager, EXACT)("环境保护")))
        publish_document(folder, manager, new, word)
        answers.append(measure_milliseconds(lambda: build_full_query(manager)("安全生产")))
    rows = {
        "one document published, found after": waits,
        "first query after that": firsts,
        "first query with snippets and facets": answers,
    }
    for name, times in rows.items():
        print(f"{'portal: ' + name:44} p50 {statistics.median(times):8.2f}  max {max(times):8.2f}", flush=True)


def publish_document(folder: IndexFolder, manager: SnapshotManager, new: IndexableDocument, word: str) -> None:
    """Put a document into the index and find it by ``word``."""
    with folder.write_lock():
        maintenance.replace_documents(folder, [replace(new, stamp="new")], [new.key])
    assert build_bare_query(manager, EXACT)(word) == 1


def print_memory() -> None:
    """Print the anonymous memory of this process, that is without files mapped from disk."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    anonymous = int(rows["Anonymous"].split()[0]) / 1024
    print(f"portal: memory of this process without mapped files {anonymous:.0f} MB (texts of the benchmark included)")
