"""Times of calls, said the same way in every search benchmark.

Milliseconds of wall clock, median and 95th percentile; ``cpu`` is the time this thread itself worked, which other
programs on the machine disturb less, and which leaves out what a database server did.
"""

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from typing import TypeVar

ROUNDS = 7
Result = TypeVar("Result")


@dataclass(slots=True)
class Times:
    """Of one kind of query: wall-clock and own times of each call, and how many documents a round found."""

    walls: list[float] = field(default_factory=list)
    owns: list[float] = field(default_factory=list)
    found: int = 0

    def __add__(self, other: "Times") -> "Times":
        return Times(self.walls + other.walls, self.owns + other.owns, self.found + other.found)


def measure(queries: Iterable[str], call: Callable[[str], int], rounds: int = ROUNDS) -> Times:
    """Ask every query in every round; ``call`` gives the documents found. One round before is not counted."""
    times = Times(found=sum(map(call, queries)))
    for _ in range(rounds):
        for query in queries:
            wall, own = perf_counter(), thread_time()
            call(query)
            times.walls.append(1000 * (perf_counter() - wall))
            times.owns.append(1000 * (thread_time() - own))
    return times


def show(name: str, times: Times) -> None:
    walls, owns = sorted(times.walls), sorted(times.owns)
    last = int(len(walls) * 0.95)
    print(
        f"{name:44} p50 {statistics.median(walls):8.2f}  p95 {walls[last]:8.2f}"
        f"   cpu p50 {statistics.median(owns):8.2f}  p95 {owns[last]:8.2f}   found {times.found}",
        flush=True,
    )


def timed(name: str, call: Callable[[], Result]) -> Result:
    wall, own = perf_counter(), thread_time()
    result = call()
    print(f"{name:44} {perf_counter() - wall:8.2f} s   cpu {thread_time() - own:8.2f} s", flush=True)
    return result
