"""Compare the speed of the portal's search with other engines, on the same texts in one run.

    python -m bench.search ../shared/scale/laws-hans.tar.xz [--documents 3475] [--peers tantivy,fts5,postgres,shipped]
        [--pages] [--keep FOLDER]

The engines are asked in turn, round by round, so that other load of the machine affects all of them equally.
Every query returns the best 20 documents and the exact count over the same words. ``words`` requires all words of the
query, ``phrases`` each blank-separated part verbatim. ``found`` is the sum of the counts of one round: only the portal
finds strings across the word boundaries of the dictionary. ``--pages`` measures the whole results page with the
portal's engine, FTS5 and PostgreSQL (``bench/search/results_page.py`` lists what is included).

The portal's index is rebuilt in every run. With ``--keep`` the peers' indexes stay in FOLDER, and PostgreSQL's tables
``bench_…`` in the database, for the next run. DATABASE_URL names a migrated database: pages, PostgreSQL and
Haystack as shipped need it. Haystack as shipped is skipped beyond 5,000 documents, because its indexing time grows
with the square of their number.
"""

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.search import portal_engine
from bench.search.corpus import QUERIES, build_parser, parse_options, read_texts
from bench.search.peers import Peer, PeerWithRows, split_query
from bench.search.timing import Benchmark, time_call
from search.index.entries import IndexableDocument
from search.index.folder import IndexFolder

PEER_NAMES = ("tantivy", "fts5", "postgres", "shipped")
MAX_SHIPPED_DOCUMENTS = 5_000


def create_peer(name: str, folder: Path, address: str, documents: int) -> Peer:
    """Return the peer with this name; the other peers are not imported."""
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


def add_peer(contest: Benchmark, peer: Peer) -> None:
    """Enter a peer twice: with the typed query, and with queries segmented before the clock starts."""
    segmented = {query: split_query(query) for query in contest.queries}
    contest.enter(peer.name, "words", lambda query: peer.words(split_query(query)))
    contest.enter(peer.name, "phrases", lambda query: peer.phrases(split_query(query)))
    contest.enter(peer.name, "words, segmented before", lambda query: peer.words(segmented[query]))
    contest.enter(peer.name, "phrases, segmented before", lambda query: peer.phrases(segmented[query]))


def open_peers(options: argparse.Namespace, folder: Path, sources: list[IndexableDocument]) -> list[Peer]:
    """Open the requested peers; build the indexes that an earlier run has not left."""
    peers: list[Peer] = []
    for name in options.peers:
        if name == "shipped" and len(sources) > MAX_SHIPPED_DOCUMENTS:
            print("Haystack as shipped: skipped, its indexing time grows with the square of the documents")
            continue
        peer = create_peer(name, folder, options.postgres, len(sources))
        if not peer.is_built():
            time_call(f"{peer.name}: index of {len(sources)}", partial(peer.build, sources))
        peer.open()
        if options.pages and isinstance(peer, PeerWithRows) and not peer.has_rows():
            time_call(f"{peer.name}: rows of the page", partial(peer.build_rows, sources))
        peers.append(peer)
    return peers


def run_benchmark(options: argparse.Namespace, folder: Path, sources: list[IndexableDocument]) -> None:
    """Build, run and report all engines."""
    from bench.search import results_page

    if options.pages or "shipped" in options.peers:
        results_page.set_up_django()
    contest = Benchmark(QUERIES)
    with tempfile.TemporaryDirectory() as path:
        index = IndexFolder(path)
        portal_engine.time_index_build(index, sources)
        portal_engine.add_portal(contest, index)
        peers = open_peers(options, folder, sources)
        for peer in peers:
            add_peer(contest, peer)
        if options.pages:
            results_page.add_portal_page(contest, index.path)
            for peer in peers:
                if isinstance(peer, PeerWithRows):
                    results_page.add_peer_page(contest, peer)
        contest.run()
        portal_engine.print_update_times(index, sources)
    portal_engine.print_memory()
    if not options.keep:
        for peer in peers:
            getattr(peer, "remove", lambda: None)()
    print(f"load average {os.getloadavg()}\n{contest.report()}")


def main() -> None:
    """Parse the arguments, read the texts and run the benchmark."""
    parser = build_parser(__doc__)
    parser.add_argument("--peers", default="", help=f"some of {','.join(PEER_NAMES)}")
    parser.add_argument("--pages", action="store_true", help="also measure the whole results page")
    parser.add_argument("--keep", type=Path, help="folder where the peers' indexes stay for the next run")
    parser.add_argument("--postgres", default=os.environ.get("DATABASE_URL", ""), help="instead of DATABASE_URL")
    options = parse_options(parser)
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
