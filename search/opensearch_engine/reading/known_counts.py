"""Numbers of documents that all requests of a process share as long as the index does not change.

They weigh words and tell which words occur. No reader sees them: two copies of a shard show a change at slightly
different times, so a number may be kept with the state before or after the one that it belongs to.
"""

from collections.abc import Mapping
from functools import lru_cache
from threading import Lock

from search.opensearch_engine.cluster.client import ClusterAddress, Json
from search.opensearch_engine.reading.fetched_snapshot import dump_key

MAX_KNOWN = 100_000  # numbers of one state; some 20 MB
MAX_INDEXES = 4  # an index, or the same with other hidden documents


class KnownCounts:
    """Numbers by condition, of one state of one index. Thread-safe."""

    def __init__(self, holder: "_Holder", state: object = None):
        self._holder, self.state = holder, state
        self._counts: dict[str, int] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._counts

    def get(self, key: str) -> int | None:
        """Return the number of a condition, None when it is not known."""
        return self._counts.get(key)

    def keep(self, counts: Mapping[str, int]) -> None:
        """Add numbers; beyond ``MAX_KNOWN`` all older ones are forgotten."""
        if len(self._counts) + len(counts) > MAX_KNOWN:
            self._counts = {}
        self._counts |= counts

    def at(self, *state: object) -> "KnownCounts":
        """Return the numbers of another state: these when it is the same, else none."""
        with self._holder.lock:
            if self._holder.newest.state != state:
                self._holder.newest = KnownCounts(self._holder, state)
            return self._holder.newest


class _Holder:
    """The numbers of the state that was seen last."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.newest = KnownCounts(self)


@lru_cache(MAX_INDEXES)
def _holder(address: ClusterAddress, index: str, hidden: str) -> _Holder:
    return _Holder()


def known_counts(address: ClusterAddress, index: str, hidden: Json | None) -> KnownCounts:
    """Return the numbers of the state of an index that was seen last."""
    return _holder(address, index, dump_key(hidden)).newest
