"""Compare the speed of the portal's search with that of other engines, on the same texts in one run.

    python -m bench.search ../shared/scale/laws-hans.tar.xz [--documents 3475] [--peers tantivy,fts5,postgres,shipped]
        [--pages] [--keep FOLDER] [--without-compiled]

The engines are asked in turn, round by round, so that other load on the machine affects all of them equally.
Every row returns the best 20 documents and the exact count. ``words`` requires all words of the query. ``phrases``
requires each part between blanks as typed. ``words, then tail`` adds the best
documents with any word when all words fill no page. ``found`` is the sum of the documents of one round; only the
portal finds strings that the dictionary splits in another way. ``--pages`` measures the whole results page over the
portal's engine, FTS5 and PostgreSQL (see ``bench/search/results_page.py``).

The portal uses the compiled kernels of ``search/kernels`` when they were built, and prints which ones ran;
``--without-compiled`` leaves them out.

The portal's index is built in each run. ``--keep`` keeps the indexes of the other engines in FOLDER and, for
PostgreSQL, as tables ``bench_…`` of the database, for the next run. DATABASE_URL names a migrated database; pages,
PostgreSQL and Haystack as shipped need it. Haystack as shipped is skipped beyond 5,000 documents, because its
indexing time grows with the square of their number.
"""

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.search import portal_engine
from bench.search.corpus import QUERIES, build_parser, parse_options, read_texts
from bench.search.peers import Peer, PeerWithRows, PeerWithTail, count_with_tail, split_query
from bench.search.timing import Benchmark, time_call
from search import kernels
from search.index.folder import IndexFolder
from search.protocol.documents import IndexableDocument

PEER_NAMES = ("tantivy", "fts5", "postgres", "shipped")
MAX_SHIPPED_DOCUMENTS = 5_000


def create_peer(name: str, folder: Path, address: str, documents: int) -> Peer:
    """Create the peer with a name; only its own library is imported."""
    if name == "tantivy":
        from bench.search.tantivy_peer import Tantivy

        return Tantivy(folder)
    if name == "fts5":
        from bench.search.fts5 import Fts5

        return Fts5(folder)
    if name == "postgres":
        from bench.search.postgres import Postgres

        return Postgres(address, documents)
    from bench.search.haystack_default import HaystackDefault

    return HaystackDefault(folder)


def add_peer(benchmark: Benchmark, peer: Peer) -> None:
    """Add a peer to the benchmark, with the splitting into words measured and, as “cut before”, not measured."""
    cut = {query: split_query(query) for query in benchmark.queries}
    benchmark.add(peer.name, "words", lambda query: peer.words(split_query(query)))
    benchmark.add(peer.name, "phrases", lambda query: peer.phrases(split_query(query)))
    if isinstance(peer, PeerWithTail):
        benchmark.add(peer.name, "words, then tail", lambda query: count_with_tail(peer, split_query(query)))
    benchmark.add(peer.name, "words, cut before", lambda query: peer.words(cut[query]))
    benchmark.add(peer.name, "phrases, cut before", lambda query: peer.phrases(cut[query]))


def open_peers(options: argparse.Namespace, folder: Path, sources: list[IndexableDocument]) -> list[Peer]:
    """Open the peers named in the options; an index is built unless an earlier run left it."""
    peers = []
    for name in options.peers:
        if name == "shipped" and len(sources) > MAX_SHIPPED_DOCUMENTS:
            print("Haystack as shipped: skipped, its indexing time grows with the square of the number of documents")
            continue
        peer = create_peer(name, folder, options.postgres, len(sources))
        if not peer.is_built():
            time_call(f"{peer.name}: index of {len(sources)}", partial(peer.build, sources))
        peer.open()
        if options.pages and isinstance(peer, PeerWithRows) and not peer.has_rows():
            time_call(f"{peer.name}: tables of the page", partial(peer.build_rows, sources))
        peers.append(peer)
    return peers


def run_benchmark(options: argparse.Namespace, folder: Path, sources: list[IndexableDocument]) -> None:
    """Build the indexes, run all engines and print the table."""
    from bench.search import results_page

    if options.pages or "shipped" in options.peers:
        results_page.set_up_django()
    benchmark = Benchmark(QUERIES)
    with tempfile.TemporaryDirectory() as temporary:
        index = IndexFolder(temporary)
        portal_engine.time_index_build(index, sources)
        portal_engine.add_portal(benchmark, index)
        peers = open_peers(options, folder, sources)
        for peer in peers:
            add_peer(benchmark, peer)
        if options.pages:
            results_page.add_portal_page(benchmark, index.path)
            for peer in peers:
                if isinstance(peer, PeerWithRows):
                    results_page.add_peer_page(benchmark, peer)
        benchmark.run()
        portal_engine.print_update_times(index, sources)
    portal_engine.print_memory()
    if not options.keep:
        for peer in peers:
            getattr(peer, "remove", lambda: None)()
    print(f"load of the machine {os.getloadavg()}\n{benchmark.report()}")


def main() -> None:
    """Read the options and the texts, then run the benchmark."""
    parser = build_parser(__doc__)
    parser.add_argument("--peers", default="", help=f"some of {','.join(PEER_NAMES)}")
    parser.add_argument("--pages", action="store_true", help="the whole results page too")
    parser.add_argument("--keep", type=Path, help="folder for the peers' indexes, for the next run")
    parser.add_argument("--postgres", default=os.environ.get("DATABASE_URL", ""), help="instead of DATABASE_URL")
    parser.add_argument("--without-compiled", action="store_true", help="numpy only")
    options = parse_options(parser)
    if options.without_compiled:
        kernels.leave_out_compiled()
    options.peers = [name for name in options.peers.split(",") if name]
    if unknown := set(options.peers) - set(PEER_NAMES):
        sys.exit(f"no peer {', '.join(unknown)}; there are {', '.join(PEER_NAMES)}")
    sources = read_texts(options.texts, options.documents)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep / str(options.documents) if options.keep else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        run_benchmark(options, folder, sources)


if __name__ == "__main__":
    main()
