"""Compare both engines: ``python -m bench.opensearch ../shared/scale/laws-hans.tar.xz --documents 3000``.

A cluster of three nodes on this machine. An answer has snippets, facets and the documents that lack some words.
``--documents 300000 --length 1700 --without-whoosh --shards 3 --heap 1g`` needs about an hour.

1. seconds to index all documents,
2. median and 95th percentile of an answer, queries in random order, after each was asked once,
3. answers that differ in total or in the first ten documents from Whoosh, and exact totals that differ from a count
   over the raw texts,
4. median and 95th percentile of the results page of the portal, the engines in turn (``portal_pages.py``),
5. seconds until another client finds a document that this one writes,
6. memory of the Python process and of the nodes,
7. a node killed under load: answers with a wrong total, answers that failed, seconds until every shard has its copies.
"""

import random
import re
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import Path

from bench.opensearch.portal_pages import measure_pages
from bench.search.corpus import QUERIES, build_parser, iterate_texts, parse_options
from portal.search_url import WHOOSH_ENGINE, search_connection
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold
from search.chinese.needles import parse_needle
from search.chinese.squeezing import squeeze
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index
from search.index.snapshot import SnapshotManager
from search.opensearch_engine.answers.searcher import ClusterSearcher
from search.opensearch_engine.cluster import bulk_writes
from search.opensearch_engine.cluster.client import Cluster, ClusterAddress
from search.opensearch_engine.cluster.index_names import IndexNames
from search.opensearch_engine.reading.documents import Documents
from search.protocol.answer import Answer
from search.protocol.documents import IndexableDocument
from search.protocol.errors import IndexUnavailableError, SearchBusyError
from search.protocol.request import SearchRequest
from search.results.answer import Searcher
from tests.opensearch.cluster import TestCluster

ROUNDS = 3
LOAD_THREADS = 4
SECONDS_BEFORE_KILL = 5.0
SECONDS_AFTER_KILL = 20.0
_NO_LETTER = re.compile(r"[\W_]+")
Ask = Callable[[SearchRequest], Answer]


def main() -> None:
    """Run the comparison and print a line for each figure."""
    parser = build_parser(__doc__)
    parser.add_argument("--shards", type=int, default=1, help="of the index; as many as SEARCH_URL says by default")
    parser.add_argument("--length", type=int, default=0, help="characters of each text, 1700 as a resolution has")
    parser.add_argument("--heap", default="512m", help="of each node, as Java writes it")
    parser.add_argument("--without-whoosh", action="store_true", help="OpenSearch alone, texts not kept in memory")
    parser.add_argument("--hosts", help="URLs of a running cluster, with commas; no node of it is killed")
    parser.add_argument("--folder", type=Path, help="for indexes that stay: Whoosh's here, the cluster's in --hosts")
    options = parse_options(parser)
    documents = partial(iterate_texts, options.texts, options.documents, options.length)
    requests = [SearchRequest(query, with_partial=True) for query in QUERIES]
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="resolutions-bench-")))
        whoosh = {} if options.without_whoosh else measure_whoosh(folder, list(documents()), requests)
        cluster = None if options.hosts else stack.enter_context(TestCluster(3, options.heap))
        hosts = tuple(node.url for node in cluster.nodes) if cluster else tuple(options.hosts.split(","))
        names = IndexNames(Cluster(ClusterAddress(hosts, timeout=120)), f"bench-{options.documents}")
        index_documents(names, documents(), options.shards)
        ask = build_ask(names)
        compare_with_raw_texts(ask, documents())
        totals = measure("OpenSearch", ask, requests, whoosh)
        print(f"OpenSearch: memory of Python {own_memory():.0f} MB")
        connection = search_connection(f"opensearch+http://host/{names.alias}?timeout=120") | {"HOSTS": list(hosts)}
        connections = {} if options.without_whoosh else {"Whoosh": {"ENGINE": WHOOSH_ENGINE, "PATH": str(folder)}}
        measure_pages({**connections, "OpenSearch": connection}, QUERIES)
        measure_change(names, next(documents()))
        if cluster:
            print(f"OpenSearch: memory of three nodes {cluster.memory() / 2**20:.0f} MB", flush=True)
            measure_kill(cluster, ask, requests, totals)


def index_documents(names: IndexNames, documents: Iterable[IndexableDocument], shards: int) -> None:
    """Write all documents, unless an earlier run has, and wait until each shard has its copies."""
    if names.aliased():
        return
    begin = time.monotonic()
    build = names.create(shards)
    bulk_writes.write(names.cluster, build, bulk_writes.build_operations(documents, (), 1), is_visible=False)
    bulk_writes.refresh(names.cluster, build)
    indexed = time.monotonic() - begin
    names.switch(build, 1)
    begin = time.monotonic()
    client = names.cluster.client
    client.cluster.health(index=build, params={"wait_for_status": "green", "timeout": "1800s"}, request_timeout=1_900)
    copied = time.monotonic() - begin
    print(f"OpenSearch: indexed in {indexed:.1f} s, replicas after {copied:.1f} s more", flush=True)


def compare_with_raw_texts(ask: Ask, documents: Iterable[IndexableDocument]) -> None:
    """Print the queries of one string of characters whose exact total is not that of a search through the texts."""
    strings = [query for query in QUERIES if query.isalpha() and not query.isascii()]
    counted: Counter[str] = Counter()
    for document in documents:
        counted.update(find_strings(document, strings))
    wrong = {}
    for string in strings:
        request = SearchRequest(string, "exact", use_synonyms=False, size=1, with_facets=False, with_snippets=False)
        if (total := ask(request).total) != counted[string]:
            wrong[string] = (total, counted[string])
    print(
        f"OpenSearch: of {len(strings)} exact totals {len(wrong)} differ from the raw texts {wrong or ''}", flush=True
    )


def find_strings(document: IndexableDocument, strings: Iterable[str]) -> Iterator[str]:
    """Yield the strings that a document contains, over punctuation too where no barrier is."""
    lines = [passage.text for passage in document.passages]
    joined, letters = "\n".join(lines), _NO_LETTER.sub("", "".join(lines))
    for string in strings:
        if string in joined or (string in letters and contains_squeezed(lines, string)):
            yield string


def contains_squeezed(lines: Sequence[str], string: str) -> bool:
    """Return whether squeezed paragraphs contain a string."""
    folded = [fold(line) for line in lines]
    starts = [0, *accumulate(map(len, folded))][:-1]
    return any(squeeze("".join(folded), starts).find(parse_needle(string)))


def build_ask(names: IndexNames) -> Ask:
    """Return what answers a request from the cluster."""
    dictionary = load_dictionary()
    return lambda request: ClusterSearcher(Documents(names.cluster, names.current(), dictionary), request).answer()


def measure_whoosh(
    folder: Path, documents: Sequence[IndexableDocument], requests: Sequence[SearchRequest]
) -> dict[str, Answer]:
    """Index and search with Whoosh; return the answer to each query."""
    if not any(folder.iterdir()):
        begin = time.monotonic()
        rebuild_index(IndexFolder(folder), documents)
        print(f"Whoosh: indexed in {time.monotonic() - begin:.1f} s", flush=True)
    ask = Searcher(SnapshotManager(IndexFolder(folder)).snapshot(), load_dictionary()).answer
    answers = {request.typed: ask(request) for request in requests}
    measure("Whoosh", ask, requests, answers)
    print(f"Whoosh: memory of Python {own_memory():.0f} MB, with the texts to index", flush=True)
    return answers


def measure(name: str, ask: Ask, requests: Sequence[SearchRequest], expected: dict[str, Answer]) -> dict[str, int]:
    """Print the times of answers and how many differ from ``expected``; return the total of each query."""
    found = {request.typed: ask(request) for request in requests}
    times = []
    for _ in range(ROUNDS):
        for request in random.Random(1).sample(requests, len(requests)):
            begin = time.perf_counter()
            ask(request)
            times.append((time.perf_counter() - begin) * 1_000)
    times.sort()
    middle, late = statistics.median(times), times[int(len(times) * 0.95)]
    totals = sum(found[typed].total != one.total for typed, one in expected.items())
    first = sum(first_ten(found[typed]) != first_ten(one) for typed, one in expected.items())
    print(f"{name}: answer {middle:.1f} ms median, {late:.1f} ms 95th percentile of {len(times)}", flush=True)
    if expected:
        print(f"{name}: of {len(expected)} queries {totals} differ in the total, {first} in the first ten", flush=True)
    return {typed: answer.total for typed, answer in found.items()}


def first_ten(answer: Answer) -> list[int]:
    """Return the keys of the first ten documents."""
    return [result.card.key for result in answer.results[:10]]


def measure_change(names: IndexNames, document: IndexableDocument) -> None:
    """Print the time between the end of a write here and its first finding by another client."""
    changed = replace(document, title="貔貅獬豸之标题")
    other = build_ask(IndexNames(Cluster(replace(names.cluster.address, timeout=121)), names.alias))
    found: list[float] = []

    def watch() -> None:
        while not found:
            if other(SearchRequest('"貔貅獬豸"', with_facets=False, with_snippets=False)).total:
                found.append(time.monotonic())

    watcher = threading.Thread(target=watch)
    watcher.start()
    begin = time.monotonic()
    bulk_writes.write(
        names.cluster, names.current(), bulk_writes.build_operations([changed], [document.key], 2), is_visible=True
    )
    end = time.monotonic()
    watcher.join()
    print(f"OpenSearch: a change written in {end - begin:.2f} s, found elsewhere after {found[0] - begin:.2f} s")
    bulk_writes.write(names.cluster, names.current(), bulk_writes.build_operations([document], [], 3), is_visible=True)


def measure_kill(cluster: TestCluster, ask: Ask, requests: Sequence[SearchRequest], totals: dict[str, int]) -> None:
    """Kill a node while clients search; print what they got, and when every shard had its copies again."""
    is_over = threading.Event()
    wrong: list[str] = []
    failed: list[str] = []
    right: list[str] = []

    def search(seed: int) -> None:
        chance = random.Random(seed)
        while not is_over.is_set():
            request = chance.choice(requests)
            try:
                total = ask(request).total
            except (IndexUnavailableError, SearchBusyError) as error:
                failed.append(type(error).__name__)
            else:
                (right if total == totals[request.typed] else wrong).append(request.typed)

    clients = [threading.Thread(target=search, args=[seed]) for seed in range(LOAD_THREADS)]
    for client in clients:
        client.start()
    time.sleep(SECONDS_BEFORE_KILL)
    begin = time.monotonic()
    cluster.kill(cluster.nodes[0])
    time.sleep(SECONDS_AFTER_KILL)
    cluster.start(cluster.nodes[0])
    cluster.wait_for_nodes(3)
    with suppress(TimeoutError):
        cluster.wait_for_green(600)
    green = time.monotonic() - begin
    is_over.set()
    for client in clients:
        client.join()
    print(
        f"OpenSearch: a node killed under load and started after {SECONDS_AFTER_KILL:.0f} s: {len(wrong)} wrong, "
        f"{len(failed)} failed and {len(right)} right answers; green {green:.1f} s after the kill"
    )


def own_memory() -> float:
    """Return the megabytes of this process."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
