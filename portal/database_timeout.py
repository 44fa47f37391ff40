"""Limit on waiting for PostgreSQL, for the processes of the server; commands of manage.py wait as long as they need.

PostgreSQL itself cancels a statement that takes too long. When it does not even do that, because it hangs or the
network has gone, the client stops waiting a little later. Other requests then fail at once for a few seconds, so that
not every thread of the server waits for the same hung database; static files are served meanwhile.
"""

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from psycopg2 import extensions

GRACE_SECONDS = 2  # that the client waits longer than PostgreSQL: a cancelled statement keeps its connection
PAUSE_SECONDS = 5  # without new attempts after a database did not answer


class HungDatabaseGuard:
    """Wait callback of psycopg2 with a limit in seconds; after a failure calls fail at once for ``PAUSE_SECONDS``.

    After the pause one call tries again; the others fail at once until it has an answer.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._closed_until = 0.0
        self._lock = threading.Lock()
        self._own = threading.local()

    def __call__(self, connection: Any) -> None:
        """Block until ``connection`` has its answer. Raises ``psycopg2.OperationalError``, which closes it."""
        self._require_open()
        seconds = getattr(self._own, "seconds", None)
        if not wait_for_answer(connection, seconds or self.seconds):
            if seconds is None:
                self._closed_until = time.monotonic() + PAUSE_SECONDS
            raise psycopg2.OperationalError("the database does not answer")
        self._closed_until = 0.0

    @contextmanager
    def shortened(self, seconds: float) -> Iterator[None]:
        """Wait at most ``seconds`` in this thread, for a probe; its failure stops no other call."""
        self._own.seconds = seconds
        try:
            yield
        finally:
            self._own.seconds = None

    def _require_open(self) -> None:
        with self._lock:
            now = time.monotonic()
            if now < self._closed_until:
                raise psycopg2.OperationalError("the database did not answer a moment ago")
            if self._closed_until:
                self._closed_until = now + self.seconds


def wait_for_answer(connection: Any, seconds: float) -> bool:
    """Poll an asynchronous connection until it is ready; return False when that takes longer than ``seconds``."""
    end = time.monotonic() + seconds
    while (state := connection.poll()) != extensions.POLL_OK:
        poller = select.poll()
        poller.register(connection.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT)
        if not poller.poll(max(0.0, end - time.monotonic()) * 1000):
            return False
    return True


_guard: HungDatabaseGuard | None = None


def limit_waiting(database: Any, seconds: int) -> None:
    """Limit the connections that this process opens from now on.

    ``database`` is the entry of ``DATABASES``. A worker calls it once, before its first request.
    """
    global _guard
    options = database.setdefault("OPTIONS", {})
    options["options"] = f"{options.get('options', '')} -c statement_timeout={seconds * 1000}".strip()
    _guard = HungDatabaseGuard(seconds + GRACE_SECONDS)
    extensions.set_wait_callback(_guard)


@contextmanager
def shortened(seconds: float) -> Iterator[None]:
    """Wait at most ``seconds`` for the database in this thread, where waiting is limited at all."""
    if _guard is None:
        yield
        return
    with _guard.shortened(seconds):
        yield
