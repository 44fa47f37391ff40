"""The portal in the search benchmark: index, queries, update of one document, memory."""

import statistics
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from bench.search.corpus import make_source
from bench.search.timing import AskQuery, Benchmark, time_call
from search.chinese.dictionary import load_dictionary
from search.index import maintenance
from search.index.entries import IndexableDocument
from search.index.folder import IndexFolder
from search.index.snapshot import SnapshotManager
from search.results.answer import Searcher
from search.results.run import SearchRequest

UPDATE_ROUNDS = 8


def build_index(folder: IndexFolder, sources: list[IndexableDocument]) -> None:
    """Build the index of the documents."""
    maintenance.rebuild_index(folder, sources)


def open_searcher(reader: SnapshotManager) -> Searcher:
    """Return a searcher over the newest generation of the index."""
    return Searcher(reader.snapshot(), load_dictionary())


def build_bare_query(reader: SnapshotManager, mode: str) -> AskQuery:
    """Return a query function for the top 20 and the exact count, in mode ``exact`` or ``fuzzy``."""
    return lambda query: open_searcher(reader).find(SearchRequest(query, mode))[0]


def build_full_query(reader: SnapshotManager) -> AskQuery:
    """Return a query function that also builds snippets and facets."""
    return lambda query: open_searcher(reader).answer(SearchRequest(query)).total


def time_index_build(folder: IndexFolder, sources: list[IndexableDocument]) -> None:
    """Build the index; print its time and size."""
    time_call("portal: dictionary loaded", load_dictionary)
    time_call(f"portal: index of {len(sources)}", lambda: build_index(folder, sources))
    characters = sum(len(passage.text) for source in sources for passage in source.passages)
    size = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file())
    print(f"portal: index on disk {size / 1e6:.0f} MB, texts {characters / 1e6:.1f} M characters")
    time_call("portal: opened, first query", lambda: build_bare_query(SnapshotManager(folder), "exact")("环境保护"))


def add_portal(contest: Benchmark, folder: IndexFolder) -> None:
    """Enter the portal's queries."""
    reader = SnapshotManager(folder)
    contest.enter("portal", "words", build_bare_query(reader, "fuzzy"))
    contest.enter("portal", "phrases", build_bare_query(reader, "exact"))
    contest.enter("portal", "with snippets and facets", build_full_query(reader))


def print_update_times(folder: IndexFolder, sources: list[IndexableDocument]) -> None:
    """Add documents one by one; print the time until each is found, and of the first queries after it."""
    reader, waits, firsts, answers = SnapshotManager(folder), [], [], []
    for number in range(UPDATE_ROUNDS):
        word = f"独一无二之词{number}号"
        new = make_source(len(sources) + 1 + number, ["新收文件", word, *("正文一段。" for _ in range(50))])
        waits.append(measure_milliseconds(partial(publish_document, folder, reader, new, word)))
        firsts.append(measure_milliseconds(lambda: build_bare_query(reader, "exact")("环境保护")))
        publish_document(folder, reader, new, word)
        answers.append(measure_milliseconds(lambda: build_full_query(reader)("安全生产")))
    rows = {
        "one document published, found after": waits,
        "first query after that": firsts,
        "first query with snippets and facets": answers,
    }
    for name, times in rows.items():
        print(f"{'portal: ' + name:44} p50 {statistics.median(times):8.2f}  max {max(times):8.2f}", flush=True)


def publish_document(folder: IndexFolder, reader: SnapshotManager, new: IndexableDocument, word: str) -> None:
    """Write a document to the index and find it by ``word``."""
    with folder.write_lock():
        maintenance.replace_documents(folder, [replace(new, stamp="new")], [new.key])
    assert build_bare_query(reader, "exact")(word) == 1


def measure_milliseconds(call: Callable[[], object]) -> float:
    """Return the wall-clock time of a call in milliseconds."""
    start = perf_counter()
    call()
    return 1000 * (perf_counter() - start)


def print_memory() -> None:
    """Print the anonymous memory of this process, which excludes mapped files."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    anonymous = int(rows["Anonymous"].split()[0]) / 1024
    print(f"portal: memory of this process, without mapped files {anonymous:.0f} MB (with the texts of the benchmark)")
