"""Measure the private memory of a preloaded gunicorn worker after searches.

    python -m bench.search.memory ../shared/scale/laws-hans.tar.xz [--documents 3475] [--queries 200] [--workers 2]

The portal runs as on a server (``portal/gunicorn_conf.py`` loads words and index before it forks). Four concurrent
readers ask different queries: results pages, further pages, filters, sort orders, JSON, CSV, suggestions. Private
memory is Private_Clean + Private_Dirty of ``/proc/PID/smaps_rollup`` in MiB, shared with no other process.
DATABASE_URL names a migrated database; the texts are only in the index.
"""

import random
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from bench.search.corpus import QUERIES, build_parser, parse_options, read_texts
from bench.search.portal_engine import build_index
from search.index.entries import IndexableDocument
from search.index.folder import IndexFolder
from tests.search.serving import Server, as_served, serving

CONCURRENT_READERS = 4
PATHS = ["/search"] * 7 + ["/api/v1/search", "/search.csv", "/search/suggest"]
PARAMETER_VARIANTS = [
    {},
    {},
    {"mode": "fuzzy"},
    {"page": "3"},
    {"sort": "newest"},
    {"scope": "title"},
    {"year": "1990-1999"},
]


def build_search_paths(sources: list[IndexableDocument], count: int) -> list[str]:
    """Return ``count`` different searches: queries of the other benchmarks, and strings copied from the texts."""
    chance = random.Random(5)
    paths: dict[str, None] = {}
    while len(paths) < count:
        text = chance.choice(chance.choice(sources).passages).text
        start = chance.randrange(len(text))
        typed = chance.choice([*QUERIES, *(text[start : start + size] for size in (1, 2, 4, 8, 12, 20))])
        if typed.strip():
            paths[f"{chance.choice(PATHS)}?{urlencode({'q': typed, **chance.choice(PARAMETER_VARIANTS)})}"] = None
    return list(paths)


def read_private_memory(pid: int) -> tuple[float, float]:
    """Return the private and the mapped memory of a process in MiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(rest.split()[0]) for name, rest in (line.split(":", 1) for line in lines)}
    return (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) / 1024, kilobytes["Rss"] / 1024


def print_memory(server: Server, when: str) -> None:
    """Print the private memory of the master and of each worker."""
    rows = [read_private_memory(pid) for pid in server.workers()]
    workers = "  ".join(f"{private:6.1f} (of {whole:.0f} mapped)" for private, whole in rows)
    master, _ = read_private_memory(server.process.pid)
    print(f"{when:34} private MiB of each worker: {workers}; of the master {master:.1f}", flush=True)


def main() -> None:
    """Serve the portal, ask the searches and print the memory three times."""
    parser = build_parser(__doc__)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    options = parse_options(parser)
    sources = read_texts(options.texts, options.documents)
    with tempfile.TemporaryDirectory() as path:
        index = Path(path) / "index"
        build_index(IndexFolder(index), sources)
        environment = as_served(Path(path), SEARCH_URL=f"whoosh://{index}")
        environment.setdefault("SECRET_KEY", "for this benchmark alone, which listens to nobody and signs nothing")
        with serving(environment, options.workers) as server, ThreadPoolExecutor(CONCURRENT_READERS) as readers:
            print_memory(server, "before any query")
            paths = build_search_paths(sources, options.queries)
            list(readers.map(server.get, paths[:5]))
            print_memory(server, "after the first five")
            answers = list(readers.map(server.get, paths))
            print_memory(server, f"after {len(paths)} searches")
            refused = [address for address, (status, _) in zip(paths, answers, strict=True) if status != 200]
            print(f"not answered with 200: {len(refused)} {refused[:3]}")


if __name__ == "__main__":
    main()
