"""Timing of the engines of the search benchmark.

Times are milliseconds of wall clock, median and 95th percentile over all queries and rounds. ``cpu`` is the CPU time of
this thread: other programs disturb it less, and it excludes the work of a database server.
"""

import gc
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from typing import TypeVar

ROUNDS = 7
ReturnValue = TypeVar("ReturnValue")
AskQuery = Callable[[str], int]  # takes a query, returns the number of documents found


@dataclass(slots=True)
class Timings:
    """Milliseconds of each call of one kind of query, and the number of documents that one round found."""

    wall_times: list[float] = field(default_factory=list)
    cpu_times: list[float] = field(default_factory=list)
    found: int = 0

    def __add__(self, other: "Timings") -> "Timings":
        return Timings(self.wall_times + other.wall_times, self.cpu_times + other.cpu_times, self.found + other.found)

    def ask(self, queries: Iterable[str], ask: AskQuery) -> None:
        """Ask each query once and append its times."""
        for query in queries:
            cpu_start, wall_start = thread_time(), perf_counter()
            ask(query)
            self.wall_times.append(1000 * (perf_counter() - wall_start))  # before the clock of the thread is read
            self.cpu_times.append(1000 * (thread_time() - cpu_start))

    def short(self) -> str:
        """Return median and 95th percentile of the wall clock for a cell of the table."""
        figures = statistics.median(self.wall_times), percentile_95(self.wall_times)
        return " / ".join(map(format_two_figures, figures))

    def __str__(self) -> str:
        rows = (
            f"p50 {statistics.median(row):9.3f}  p95 {percentile_95(row):9.3f}"
            for row in (self.wall_times, self.cpu_times)
        )
        return f"{'   cpu '.join(rows)}   found {self.found}"


def measure_milliseconds(call: Callable[[], object]) -> float:
    """Return the wall-clock milliseconds of one call."""
    start = perf_counter()
    call()
    return 1000 * (perf_counter() - start)


def percentile_95(times: list[float]) -> float:
    """Return the 95th percentile of ``times``."""
    return sorted(times)[int(len(times) * 0.95)]


def format_two_figures(milliseconds: float) -> str:
    """Format with two significant figures.

    >>> format_two_figures(0.0312), format_two_figures(1.26), format_two_figures(104.9)
    ('0.031', '1.3', '100')
    """
    return f"{float(f'{milliseconds:.2g}'):g}"


@dataclass(slots=True)
class TimedQuery:
    """A query function of one engine; ``prepare`` runs before each round and is not measured."""

    ask: AskQuery
    prepare: Callable[[], object]
    times: Timings = field(default_factory=Timings)


@dataclass(slots=True)
class Benchmark:
    """Engines asked in turn, round by round, so that other load on the machine affects all of them."""

    queries: tuple[str, ...]
    entries: dict[str, dict[str, TimedQuery]] = field(default_factory=dict)

    def add(self, engine: str, kind: str, ask: AskQuery, prepare: Callable[[], object] = lambda: None) -> None:
        """Add one kind of query of an engine."""
        self.entries.setdefault(engine, {})[kind] = TimedQuery(ask, prepare)

    def run(self) -> None:
        """Run all rounds; one more round before them is not measured."""
        everyone = [entry for kinds in self.entries.values() for entry in kinds.values()]
        for entry in everyone:
            entry.prepare()
            entry.times.found = sum(map(entry.ask, self.queries))
        gc.collect()
        gc.freeze()  # as the server does before it forks; it also keeps the texts of the benchmark out of collections
        for _ in range(ROUNDS):
            for entry in everyone:
                entry.prepare()
                entry.times.ask(self.queries, entry.ask)

    def rows(self) -> dict[str, dict[str, Timings]]:
        """Return the times by engine and kind, with words and phrases also summed up as “all”."""
        rows = {}
        for engine, kinds in self.entries.items():
            times = {kind: entry.times for kind, entry in kinds.items()}
            for place in ("", "page, "):
                if f"{place}words" in times:
                    times[f"{place}all"] = times[f"{place}words"] + times[f"{place}phrases"]
            rows[engine] = times
        return rows

    def report(self) -> str:
        """Return all rows as text, then a table of median / 95th percentile."""
        rows = self.rows()
        lines = [f"{f'{engine}: {kind}':44} {time}" for engine, times in rows.items() for kind, time in times.items()]
        kinds = list(dict.fromkeys(kind for times in rows.values() for kind in times))
        lines += ["", f"| engine | {' | '.join(kinds)} |", "|---" * (len(kinds) + 1) + "|"]
        for engine, times in rows.items():
            lines.append(f"| {engine} | {' | '.join(times[k].short() if k in times else '–' for k in kinds)} |")
        return "\n".join(lines)


def time_call(name: str, call: Callable[[], ReturnValue]) -> ReturnValue:
    """Call ``call``, print its seconds under ``name`` and return its value."""
    wall_start, cpu_start = perf_counter(), thread_time()
    result = call()
    print(f"{name:44} {perf_counter() - wall_start:8.2f} s   cpu {thread_time() - cpu_start:8.2f} s", flush=True)
    return result
