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

    @property
    def median(self) -> float:
        return statistics.median(self.walls)

    @property
    def last(self) -> float:
        """The 95th percentile."""
        return late(self.walls)

    def __add__(self, other: "Times") -> "Times":
        return Times(self.walls + other.walls, self.owns + other.owns, self.found + other.found)


def late(times: list[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)]


def short(milliseconds: float) -> str:
    """Two figures that matter.

    >>> short(0.0312), short(1.26), short(104.9)
    ('0.031', '1.3', '100')
    """
    return f"{float(f'{milliseconds:.2g}'):g}"


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


@dataclass(slots=True)
class Report:
    """Says each row as it is measured, and in the end all of them as one table, median / 95th percentile."""

    rows: dict[str, dict[str, Times]] = field(default_factory=dict)

    def show(self, engine: str, kind: str, times: Times) -> None:
        self.rows.setdefault(engine, {})[kind] = times
        print(
            f"{f'{engine}: {kind}':44} p50 {times.median:9.3f}  p95 {times.last:9.3f}"
            f"   cpu p50 {statistics.median(times.owns):9.3f}  p95 {late(times.owns):9.3f}   found {times.found}",
            flush=True,
        )

    def show_both(self, engine: str, place: str, words: Times, phrases: Times) -> None:
        """By words, by phrases, and over both."""
        for kind, times in (("words", words), ("phrases", phrases), ("all", words + phrases)):
            self.show(engine, place + kind, times)

    def table(self) -> str:
        kinds = list(dict.fromkeys(kind for times in self.rows.values() for kind in times))
        lines = [f"| engine | {' | '.join(kinds)} |", "|---" * (len(kinds) + 1) + "|"]
        for engine, times in self.rows.items():
            cells = [f"{short(times[k].median)} / {short(times[k].last)}" if k in times else "–" for k in kinds]
            lines.append(f"| {engine} | {' | '.join(cells)} |")
        return "\n".join(lines)


def timed(name: str, call: Callable[[], Result]) -> Result:
    wall, own = perf_counter(), thread_time()
    result = call()
    print(f"{name:44} {perf_counter() - wall:8.2f} s   cpu {thread_time() - own:8.2f} s", flush=True)
    return result
