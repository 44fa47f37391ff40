"""The portal's own rows of the search benchmark: index, queries, one document more, memory."""

import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from bench.search.corpus import make_source
from bench.search.measuring import Ask, Contest, timed
from search.chinese.dictionary import dictionary
from search.index import maintenance
from search.index.entries import Source
from search.index.folder import IndexFolder
from search.index.snapshot import Reader
from search.results.answer import Search
from search.results.run import Request

CHANGES = 8


def build(folder: IndexFolder, sources: list[Source]) -> None:
    maintenance.rebuild(folder, sources)


def search(reader: Reader) -> Search:
    return Search(reader.snapshot(), dictionary())


def bare(reader: Reader, mode: str) -> Ask:
    """Top 20 and exact count: as typed, or by words."""
    return lambda query: search(reader).find(Request(query, mode))[0]


def whole(reader: Reader) -> Ask:
    """With snippets and facets."""
    return lambda query: search(reader).answer(Request(query)).total


def make(folder: IndexFolder, sources: list[Source]) -> None:
    """Build the index and tell how long it takes and how large it is."""
    timed("portal: words loaded", dictionary)
    timed(f"portal: index of {len(sources)}", lambda: build(folder, sources))
    characters = sum(len(passage.text) for source in sources for passage in source.passages)
    size = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file())
    print(f"portal: index on disk {size / 1e6:.0f} MB, texts {characters / 1e6:.1f} M characters")
    timed("portal: opened, first query", lambda: bare(Reader(folder), "exact")("环境保护"))


def enter(contest: Contest, folder: IndexFolder) -> None:
    reader = Reader(folder)
    contest.enter("portal", "words", bare(reader, "fuzzy"))
    contest.enter("portal", "phrases", bare(reader, "exact"))
    contest.enter("portal", "with snippets and facets", whole(reader))


def show_changes(folder: IndexFolder, sources: list[Source]) -> None:
    """One document more: until it is found, and the first ordinary queries after it. It changes the index."""
    reader, waits, firsts, answers = Reader(folder), [], [], []
    for number in range(CHANGES):
        word = f"独一无二之词{number}号"
        new = make_source(len(sources) + 1 + number, ["新收文件", word, *("正文一段。" for _ in range(50))])
        waits.append(milliseconds(lambda new=new, word=word: publish(folder, reader, new, word)))
        firsts.append(milliseconds(lambda: bare(reader, "exact")("环境保护")))
        publish(folder, reader, new, word)
        answers.append(milliseconds(lambda: whole(reader)("安全生产")))
    rows = {
        "one document published, found after": waits,
        "first query after that": firsts,
        "first query with snippets and facets": answers,
    }
    for name, times in rows.items():
        print(f"{'portal: ' + name:44} p50 {statistics.median(times):8.2f}  max {max(times):8.2f}", flush=True)


def publish(folder: IndexFolder, reader: Reader, new: Source, word: str) -> None:
    with folder.writing():
        maintenance.replace(folder, [replace(new, stamp="new")], [new.key])
    assert bare(reader, "exact")(word) == 1


def milliseconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return 1000 * (perf_counter() - start)


def show_memory() -> None:
    """What of this process is its own, files mapped from disk left out."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    anonymous = int(rows["Anonymous"].split()[0]) / 1024
    print(f"portal: memory of this process, mapped files left out {anonymous:.0f} MB (texts of the benchmark included)")
