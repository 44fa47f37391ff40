"""Changes of the index: replace some documents, or build a new index and switch to it."""

import json
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from search.opensearch_engine.cluster.client import Cluster, Json
from search.opensearch_engine.cluster.errors import ClusterError, ClusterWriteError
from search.opensearch_engine.fields.document_fields import build_fields
from search.protocol.documents import IndexableDocument
from search.protocol.errors import SearchBusyError

BATCH_BYTES = 4_000_000  # of one request
BATCHES_AT_ONCE = 2  # sent while the next one is built
Operation = tuple[Json, Json | None]  # of a bulk request: the action, and the fields of a document


def build_operations(sources: Iterable[IndexableDocument], removed: Iterable[int], version: int) -> Iterator[Operation]:
    """Yield the operations that replace ``removed`` by ``sources``.

    OpenSearch refuses them where a higher ``version`` was written before. So a request that arrives after its client
    gave up never replaces a newer document; the same request twice does no harm.
    """
    written, kept = time.time_ns() // 1_000_000, set()
    versioned = {"version": version, "version_type": "external_gte"}
    for source in sources:
        kept.add(source.key)
        yield {"index": {"_id": str(source.key), **versioned}}, build_fields(source, written)
    for key in sorted(set(removed) - kept):
        yield {"delete": {"_id": str(key), **versioned}}, None


def write(cluster: Cluster, index: str, operations: Iterable[Operation], is_visible: bool) -> None:
    """Run operations in batches, each on a document of its own.

    ``is_visible``: wait until searches see them. Raises ``ClusterWriteError``.
    """
    refresh = "wait_for" if is_visible else "false"

    def send(batch: bytes) -> None:
        with write_errors():
            answer = cluster.ask(lambda client: client.bulk(index=index, body=batch, params={"refresh": refresh}))
        if answer["errors"]:
            _raise_first(answer["items"])

    with ThreadPoolExecutor(BATCHES_AT_ONCE) as pool:
        sent: deque[Future[None]] = deque()
        for batch in _batches(operations):
            sent.append(pool.submit(send, batch))
            while len(sent) > BATCHES_AT_ONCE:
                sent.popleft().result()
        for one in sent:
            one.result()


def _batches(operations: Iterable[Operation]) -> Iterator[bytes]:
    lines: list[bytes] = []
    size = 0
    for action, fields in operations:
        added = [_write_line(part) for part in (action, fields) if part is not None]
        lines += added
        size += sum(map(len, added))
        if size >= BATCH_BYTES:
            yield b"".join(lines)
            lines, size = [], 0
    if lines:
        yield b"".join(lines)


def _write_line(part: Json) -> bytes:
    """Return a line of a bulk request, Chinese as UTF-8: escaped it has twice the bytes to read and to store."""
    return json.dumps(part, ensure_ascii=False).encode(errors="replace") + b"\n"


def _raise_first(items: Iterable[Json]) -> None:
    for item in items:
        ((action, result),) = item.items()
        if "error" in result:
            reason = f"{result['error'].get('type', '')}: {result['error'].get('reason', '')}"[:300]
            raise ClusterWriteError(f"OpenSearch did not {action} document {result.get('_id')}: {reason}.")


@contextmanager
def write_errors() -> Iterator[None]:
    """Raise ``ClusterWriteError`` in place of what keeps the cluster from being written.

    A missing or outdated index is raised as it is: a rebuild helps then.
    """
    try:
        yield
    except ClusterError as error:
        raise ClusterWriteError(error.sentence) from error
    except SearchBusyError as error:
        raise ClusterWriteError("OpenSearch did not answer in time.") from error


def refresh(cluster: Cluster, index: str) -> None:
    """Let searches see everything that was written."""
    with write_errors():
        cluster.ask(lambda client: client.indices.refresh(index=index))
