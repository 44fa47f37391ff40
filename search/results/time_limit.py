"""Time limits of one query: processor time of its thread, and a generous wall-clock time.

Only the query itself uses processor time of its thread. A busy server therefore never makes a query look too complex;
it exceeds the wall-clock limit instead.
"""

from dataclasses import dataclass
from math import inf
from time import monotonic, thread_time

from search.protocol.errors import QueryTooComplexError, SearchBusyError

QUERY_CPU_SECONDS = 1.0  # ordinary queries take a thousandth
QUERY_WALL_SECONDS = 10.0  # a reader waits no longer for a list of documents


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """End of a query: ``cpu_end`` in seconds of ``time.thread_time``, ``wall_end`` in seconds of ``time.monotonic``.

    A thread uses no more processor time than goes by, so its clock, a system call, is first read at
    ``cpu_end_earliest``, in seconds of ``time.monotonic``. Only the thread that started the limit may check it, because
    each thread has its own processor time.
    """

    cpu_end: float = inf
    wall_end: float = inf
    cpu_end_earliest: float = inf

    @classmethod
    def start(cls) -> "TimeLimit":
        """Return the limit of a query that begins now in this thread."""
        now = monotonic()
        return cls(thread_time() + QUERY_CPU_SECONDS, now + QUERY_WALL_SECONDS, now + QUERY_CPU_SECONDS)

    def check(self) -> None:
        """Raise ``QueryTooComplexError`` or ``SearchBusyError`` when a limit is exceeded."""
        now = monotonic()
        if now < self.cpu_end_earliest:
            return
        if thread_time() > self.cpu_end:
            raise QueryTooComplexError("检索式太复杂，未能在限定的时间内完成。请减少条件，或换用较长的词语。")
        if now > self.wall_end:
            raise SearchBusyError("服务器正忙，这次检索未能在限定的时间内完成。检索式没有问题，请过一会儿再试。")


NO_LIMIT = TimeLimit()
