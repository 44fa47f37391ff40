"""Measure the private memory of a preloaded gunicorn worker after searches.

    python -m bench.search.memory ../shared/scale/laws-hans.tar.xz [--documents 3475] [--queries 200] [--workers 2]
        [--index FOLDER]

The portal runs as on a server (``portal/gunicorn_conf.py`` loads words and index before it forks). Four concurrent
readers ask different queries: results pages, further pages, filters, sort orders, JSON, CSV, suggestions.

Three figures in MiB come from ``/proc/PID/smaps_rollup``. ``own`` is Private_Dirty: memory that only this process
has and that the kernel cannot drop. ``files`` is Private_Clean: pages of index files that no other worker has read
yet; the kernel drops them when memory is short. ``mapped`` is Rss, with everything that is shared.

DATABASE_URL names a migrated database; the texts are only in the index. ``--index`` keeps the index for further runs.
"""

import random
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.search.corpus import QUERIES, build_parser, parse_options, read_texts
from bench.search.portal_engine import build_index
from search.index.folder import IndexFolder
from search.protocol.documents import IndexableDocument
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


@dataclass(frozen=True, slots=True)
class ProcessMemory:
    """Memory of a process in MiB; the fields are explained at the top of this module."""

    own: float
    files: float
    mapped: float

    def __str__(self) -> str:
        return f"{self.own:.1f} own + {self.files:.1f} files (of {self.mapped:.0f} mapped)"


def read_memory(pid: int) -> ProcessMemory:
    """Read the memory of a process from ``/proc``."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    mebibytes = {name: int(rest.split()[0]) / 1024 for name, rest in (line.split(":", 1) for line in lines)}
    return ProcessMemory(mebibytes["Private_Dirty"], mebibytes["Private_Clean"], mebibytes["Rss"])


def print_memory(server: Server, when: str) -> None:
    """Print the memory of each worker and of the master."""
    workers = "; ".join(str(read_memory(pid)) for pid in server.workers())
    print(f"{when:22} MiB of each worker: {workers}; master {read_memory(server.process.pid)}", flush=True)


def main() -> None:
    """Serve the portal, ask the searches and print the memory three times."""
    parser = build_parser(__doc__)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--index", type=Path, help="folder of the index; it is built when missing")
    options = parse_options(parser)
    sources = read_texts(options.texts, options.documents)
    with tempfile.TemporaryDirectory() as path:
        index = (options.index or Path(path) / "index").resolve()
        if not index.exists():
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
