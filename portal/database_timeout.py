"""Limit on waiting for PostgreSQL, for the processes of the server; commands of manage.py wait as long as they need.

PostgreSQL itself cancels a statement that takes too long. It does not even do that when it hangs or the network has
gone, so a call that waits for some seconds tries another connection. If that has no answer either, the call fails.
Other requests then fail at once for a few seconds, so that not every thread of the server waits for the same hung
database; static files are served meanwhile.
"""

import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.db import connection as django_connection
from psycopg2 import extensions

GRACE_SECONDS = 2  # that the client waits longer than PostgreSQL: a cancelled statement keeps its connection
DOUBT_SECONDS = 2  # of waiting after which another connection is tried, and that this one has for its answer
PAUSE_SECONDS = 5  # without new attempts after a database did not answer


class SilentDatabaseError(psycopg2.OperationalError):
    """The database did not answer in time. An error that the database reports is another one."""


class HungDatabaseGuard:
    """Wait callback of psycopg2 with a limit in seconds; after a failure calls fail at once for ``PAUSE_SECONDS``.

    ``probe`` returns whether the database answers another connection; it is asked once by a call that waits longer than
    ``doubt_seconds``. After the pause one call tries again; the others fail at once until it has an answer.
    """

    def __init__(
        self, seconds: float, probe: Callable[[], bool] = lambda: True, doubt_seconds: float = DOUBT_SECONDS
    ) -> None:
        self.seconds = seconds
        self._probe = probe
        self._doubt_seconds = doubt_seconds
        self._closed_until = 0.0
        self._lock = threading.Lock()
        self._own = threading.local()

    def __call__(self, connection: Any) -> None:
        """Block until ``connection`` has its answer. Raises ``SilentDatabaseError``, which closes it."""
        seconds = getattr(self._own, "seconds", None)
        if seconds is not None:
            if not wait_for_answer(connection, seconds):
                raise SilentDatabaseError("the database does not answer")
            return
        self._require_open()
        if not self._wait(connection):
            self._closed_until = time.monotonic() + PAUSE_SECONDS
            raise SilentDatabaseError("the database does not answer")
        self._closed_until = 0.0

    def _wait(self, connection: Any) -> bool:
        doubt = min(self._doubt_seconds, self.seconds)
        if wait_for_answer(connection, doubt):
            return True
        with self.shortened(doubt):
            is_alive = self._probe()
        return is_alive and wait_for_answer(connection, self.seconds - doubt)

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
                raise SilentDatabaseError("the database did not answer a moment ago")
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
    _guard = HungDatabaseGuard(seconds + GRACE_SECONDS, answers_new_connection)
    extensions.set_wait_callback(_guard)


def answers_new_connection() -> bool:
    """Return whether the database takes a new connection; a refusal, as of one connection too many, is an answer."""
    try:
        psycopg2.connect(**django_connection.get_connection_params()).close()
    except SilentDatabaseError:
        return False
    except psycopg2.OperationalError:
        return True
    return True


@contextmanager
def shortened(seconds: float) -> Iterator[None]:
    """Wait at most ``seconds`` for the database in this thread, where waiting is limited at all."""
    if _guard is None:
        yield
        return
    with _guard.shortened(seconds):
        yield
