"""The results page of the portal, from the request to HTML, over both engines in turn."""

import os
import random
import statistics
from collections.abc import Iterable, Mapping, Sequence
from time import perf_counter
from typing import Any

from bench.drills.temporary_portal import temporary_portal

ROUNDS = 3


def measure_pages(connections: Mapping[str, dict[str, Any]], queries: Sequence[str]) -> None:
    """Print median and 95th percentile of the page of each query; ``connections`` are those of Haystack, by name.

    The engines take turns for each query, so that other programs disturb both alike. The first time of a query is
    printed apart from the later ones. The database has tables and catalogue, and none of the texts; they are looked up
    in it and shown in any case. Middleware and network are not measured.
    """
    with temporary_portal():
        from bench.search.results_page import use_engine

        ask = _prepare()
        print(f"load of the machine {os.getloadavg()}", flush=True)
        first: dict[str, list[float]] = {name: [] for name in connections}
        later: dict[str, list[float]] = {name: [] for name in connections}
        for round_ in range(ROUNDS + 1):
            for query in random.Random(round_).sample(queries, len(queries)):
                for name, connection in connections.items():
                    use_engine(connection)
                    begin = perf_counter()
                    ask(query)
                    (later if round_ else first)[name].append((perf_counter() - begin) * 1_000)
        for name in connections:
            print(
                f"{name}: page {_describe(later[name])}; the first time of a query {_describe(first[name])}", flush=True
            )


def _prepare() -> Any:
    """Return what renders the page of a query; Django is set up already."""
    from django.conf import settings

    from bench.search.results_page import build_page_query
    from search.opensearch_engine import engine as opensearch
    from search.whoosh_engine import engine as whoosh

    settings.SEARCH_REQUESTS_PER_MINUTE = 1_000_000  # one client asks for all pages
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    for module in (whoosh, opensearch):
        _show_unpublished(module)
    return build_page_query("")


def _show_unpublished(module: Any) -> None:
    find_hidden = module.find_hidden

    def find_none(keys: Iterable[int]) -> set[int]:
        find_hidden(keys)
        return set()

    module.find_hidden = find_none


def _describe(times: Sequence[float]) -> str:
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    return f"{statistics.median(ordered):.1f} ms median, {late:.1f} ms 95th percentile of {len(ordered)}"
