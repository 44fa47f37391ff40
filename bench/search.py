"""How quick the portal's search is beside what people would use instead, on the same texts in one run.

    python -m bench.search ../shared/scale/laws-hans.tar.xz [--documents 3475] [--postgres postgres://…] [--peers]

Times are milliseconds of wall clock, median and 95th percentile over all queries and rounds;
``cpu`` is the time this thread itself worked, which other programs on the machine disturb less.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, thread_time

from bench.search_corpus import QUERIES, make_source, read_texts
from search import maintenance
from search.analysis import cut
from search.entries import Source
from search.finding import Request
from search.folder import IndexFolder
from search.folding import fold
from search.results import Search
from search.snapshot import Reader
from search.words import dictionary

ROUNDS = 7


def measure(call: Callable[[str], object]) -> tuple[list[float], list[float]]:
    """Wall-clock and own times of every query in every round, in milliseconds; one round before is not counted."""
    walls, owns = [], []
    for turn in range(ROUNDS + 1):
        for query in QUERIES:
            wall, own = perf_counter(), thread_time()
            call(query)
            if turn:
                walls.append(1000 * (perf_counter() - wall))
                owns.append(1000 * (thread_time() - own))
    return walls, owns


def show(name: str, times: tuple[list[float], list[float]]) -> None:
    walls, owns = (sorted(row) for row in times)
    last = int(len(walls) * 0.95)
    print(
        f"{name:44} p50 {statistics.median(walls):8.3f}  p95 {walls[last]:8.3f}"
        f"   cpu p50 {statistics.median(owns):8.3f}  p95 {owns[last]:8.3f}",
        flush=True,
    )


def timed(name: str, call: Callable[[], object]) -> object:
    wall, own = perf_counter(), thread_time()
    result = call()
    print(f"{name:44} {perf_counter() - wall:8.2f} s   cpu {thread_time() - own:8.2f} s", flush=True)
    return result


def build(folder: IndexFolder, sources: list[Source]) -> None:
    with folder.writing():
        maintenance.rebuild(folder, sources)


def portal(folder: IndexFolder, sources: list[Source]) -> None:
    timed("portal: words loaded", dictionary)
    timed(f"portal: index of {len(sources)}", lambda: build(folder, sources))
    characters = sum(len(passage.text) for source in sources for passage in source.passages)
    size = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file())
    print(f"portal: index on disk {size / 1e6:.0f} MB, texts {characters / 1e6:.1f} M characters")
    reader = Reader(folder)
    timed("portal: opened, first query", lambda: bare(reader, "exact")("环境保护"))
    show("portal: words, top 20 and count", measure(bare(reader, "fuzzy")))
    show("portal: exactly as typed, top 20 and count", measure(bare(reader, "exact")))
    show("portal: with snippets and facets", measure(lambda q: search(reader).answer(Request(q))))
    updates(folder, reader, sources)
    memory()


def search(reader: Reader) -> Search:
    return Search(reader.snapshot(), dictionary())


def bare(reader: Reader, mode: str) -> Callable[[str], object]:
    return lambda query: search(reader).find(Request(query, mode))[0]


def updates(folder: IndexFolder, reader: Reader, sources: list[Source]) -> None:
    """One document more: until it is found, and the first ordinary query after it."""
    waits, firsts = [], []
    for number in range(8):
        new = make_source(
            len(sources) + 1 + number, ["新收文件", f"独一无二之词{number}号", *("正文一段。" for _ in range(50))]
        )
        start = perf_counter()
        with folder.writing():
            maintenance.replace(folder, [replace(new, stamp="new")], [new.key])
        assert bare(reader, "exact")(f"独一无二之词{number}号") == 1
        waits.append(1000 * (perf_counter() - start))
        start = perf_counter()
        bare(reader, "exact")("环境保护")
        firsts.append(1000 * (perf_counter() - start))
    for name, times in (("one document published, found after", waits), ("first query after that", firsts)):
        print(f"{'portal: ' + name:44} p50 {statistics.median(times):8.1f}  max {max(times):8.1f}", flush=True)


def memory() -> None:
    """What of this process is its own, files mapped from disk left out."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    anonymous = int(rows["Anonymous"].split()[0]) / 1024
    print(f"portal: memory of this process, mapped files left out {anonymous:.0f} MB (texts of the benchmark included)")


def page(folder: IndexFolder) -> None:
    """The whole results page: Django's view to HTML, 20 results with snippets and facets, no result cache."""
    os.environ["SEARCH_URL"] = f"whoosh://{folder.path}"
    os.environ |= {"DEBUG": "0", "HTTPS": "0"}  # as on a server; debugging makes templates slower
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    from django.test import RequestFactory

    from search.views import results

    factory = RequestFactory(headers={"host": "127.0.0.1"})
    show("portal: whole page, view to HTML", measure(lambda q: results(factory.get("/search", {"q": q})).content))


def peers(sources: list[Source], postgres: str) -> None:
    from bench.search_peers import Fts5, Postgres, Tantivy, words_of

    documents = timed("peers: words of all texts", lambda: [(s.key, words_of(s)) for s in sources])
    for peer in [Tantivy(), Fts5(), *([Postgres(postgres)] if postgres else [])]:
        timed(f"{peer.name}: index", lambda peer=peer: peer.index(documents))
        words = {query: cut(fold(query), dictionary()) for query in QUERIES}
        show(f"{peer.name}: words, top 20 and count", measure(lambda q, p=peer, w=words: p.words(w[q])))
        show(f"{peer.name}: phrase, top 20 and count", measure(lambda q, p=peer, w=words: p.phrase(w[q])))
        getattr(peer, "close", lambda: None)()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="archive of texts, one a file")
    parser.add_argument("--documents", type=int, default=3475)
    parser.add_argument("--peers", action="store_true", help="Tantivy and SQLite FTS5 on the same words")
    parser.add_argument("--postgres", default="", help="address of a database for PostgreSQL's full text search")
    parser.add_argument("--page", action="store_true", help="the whole page; needs the portal's settings")
    options = parser.parse_args()
    if not options.texts.exists():
        sys.exit(f"{options.texts} is not there; the texts are no part of the project.")
    print(f"load of the machine {os.getloadavg()}, {os.cpu_count()} processors, {options.documents} documents")
    sources = read_texts(options.texts, options.documents)
    path = Path(tempfile.mkdtemp())
    try:
        portal(IndexFolder(path), sources)
        if options.page:
            page(IndexFolder(path))
        if options.peers:
            peers(sources, options.postgres)
    finally:
        shutil.rmtree(path)


if __name__ == "__main__":
    main()
