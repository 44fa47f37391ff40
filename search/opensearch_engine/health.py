"""State of the index and of the cluster, for /healthz, the desk and ``manage.py check``."""

import time
from collections.abc import Callable

from search import background_rebuild
from search.opensearch_engine.cluster.errors import ClusterIndexMissingError, ClusterIndexOutdatedError
from search.opensearch_engine.reading.documents import Documents
from search.protocol.engine import IndexHealth
from search.protocol.errors import IndexUnavailableError

REBUILDABLE = (ClusterIndexMissingError, ClusterIndexOutdatedError)


def describe_failure(error: IndexUnavailableError, is_being_rebuilt: bool) -> IndexHealth:
    """Return the state of an index that cannot be searched."""
    state = getattr(error, "state", "damaged")
    sentence = error.explanation + ("正在后台重建，文件页面不受影响。" if is_being_rebuilt else "")
    return IndexHealth(state, None, is_being_rebuilt, sentence)


def request_rebuild(error: IndexUnavailableError, is_being_rebuilt: Callable[[], bool]) -> bool:
    """Let a server start a rebuild where it helps; return whether one runs."""
    if not isinstance(error, REBUILDABLE):
        return False
    return background_rebuild.request_rebuild(is_being_rebuilt) or is_being_rebuilt()


def seconds_since_change(documents: Documents) -> int | None:
    """Return the seconds since the last document was written; None for an empty index."""
    body = {"size": 0, "aggs": {"last": {"max": {"field": "written"}}}}
    last = documents.search(body)["aggregations"]["last"]["value"]
    return max(0, int(time.time() - last / 1_000)) if last else None
