"""Readers of a served portal while its parts are killed or its documents change."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException

from tests.search.serving import Server

CONNECTION_LOST = 0  # in place of a status
PAUSE_SECONDS = 0.02  # of a reader between two requests: the server needs the processor too


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a reader; times are seconds of the monotonic clock."""

    path: str
    status: int
    body: str
    began: float
    ended: float


@dataclass(slots=True)
class Readers:
    """The answers that readers got; ``judge`` is called for each with status 200."""

    server: Server
    choose_path: Callable[[], str]
    judge: Callable[[Answer], None]
    statuses: Counter[int] = field(default_factory=Counter)
    last_good: float = field(default_factory=time.monotonic)
    longest_silence: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)

    def errors(self) -> int:
        """Return the number of answers with a status of 500 or more."""
        return sum(count for status, count in self.statuses.items() if status >= HTTPStatus.INTERNAL_SERVER_ERROR)

    def start_count(self) -> None:
        """Forget the answers up to now, for the next row of a table."""
        with self._lock:
            self.statuses.clear()
            self.last_good, self.longest_silence = time.monotonic(), 0.0

    def read(self) -> None:
        """Request pages until the readers are stopped."""
        while not self._stop.is_set():
            answer = request(self.server, self.choose_path())
            with self._lock:
                self.statuses[answer.status] += 1
                if answer.status == HTTPStatus.OK:
                    self.longest_silence = max(self.longest_silence, answer.ended - self.last_good)
                    self.last_good = answer.ended
            if answer.status == HTTPStatus.OK:
                self.judge(answer)
            time.sleep(PAUSE_SECONDS)

    def stop(self) -> None:
        """Let each reader end after its request."""
        self._stop.set()


def request(server: Server, path: str) -> Answer:
    """Request a page; a refused or lost connection is the status ``CONNECTION_LOST``."""
    began = time.monotonic()
    try:
        status, body = server.get(path)
    except (OSError, HTTPException):
        status, body = CONNECTION_LOST, b""
    return Answer(path, status, body.decode(errors="replace"), began, time.monotonic())


@contextmanager
def reading(readers: Readers, count: int = 4) -> Iterator[None]:
    """Run readers until the block ends; an exception of a reader is raised here."""
    with ThreadPoolExecutor(count) as pool:
        running = [pool.submit(readers.read) for _ in range(count)]
        try:
            yield
        finally:
            readers.stop()
    for reader in running:
        reader.result()
