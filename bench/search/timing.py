"""Time engines and format the results in the same way.

Milliseconds of wall clock, median and 95th percentile over all queries and rounds. ``cpu`` is the processor time of
this thread: other programs disturb it less, but it excludes the work of a database server.
"""

import gc
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from typing import TypeVar

ROUNDS = 7
ReturnValue = TypeVar("ReturnValue")
AskQuery = Callable[[str], int]  # runs a query, returns the number of documents found


@dataclass(slots=True)
class Timings:
    """Wall-clock and processor times in milliseconds of each query, and the documents that one round found."""

    walls: list[float] = field(default_factory=list)
    owns: list[float] = field(default_factory=list)
    found: int = 0

    def __add__(self, other: "Timings") -> "Timings":
        return Timings(self.walls + other.walls, self.owns + other.owns, self.found + other.found)

    def ask(self, queries: Iterable[str], ask: AskQuery) -> None:
        """Run and time all queries."""
        for query in queries:
            wall, own = perf_counter(), thread_time()
            ask(query)
            self.walls.append(1000 * (perf_counter() - wall))
            self.owns.append(1000 * (thread_time() - own))

    def short(self) -> str:
        """Return median / 95th percentile of the wall-clock times."""
        return f"{format_two_figures(statistics.median(self.walls))} / {format_two_figures(percentile_95(self.walls))}"

    def __str__(self) -> str:
        rows = (f"p50 {statistics.median(row):9.3f}  p95 {percentile_95(row):9.3f}" for row in (self.walls, self.owns))
        return f"{'   cpu '.join(rows)}   found {self.found}"


def percentile_95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)]


def format_two_figures(milliseconds: float) -> str:
    """Format a time with two significant figures.

    >>> format_two_figures(0.0312), format_two_figures(1.26), format_two_figures(104.9)
    ('0.031', '1.3', '100')
    """
    return f"{float(f'{milliseconds:.2g}'):g}"


@dataclass(slots=True)
class TimedQuery:
    """A query function with its times; ``prepare`` runs before each round and is not timed."""

    ask: AskQuery
    prepare: Callable[[], object]
    times: Timings = field(default_factory=Timings)


@dataclass(slots=True)
class Benchmark:
    """Engines asked in turn, round by round, so that other load of the machine affects all of them."""

    queries: tuple[str, ...]
    entries: dict[str, dict[str, TimedQuery]] = field(default_factory=dict)

    def enter(self, engine: str, kind: str, ask: AskQuery, prepare: Callable[[], object] = lambda: None) -> None:
        """Add a kind of query of an engine."""
        self.entries.setdefault(engine, {})[kind] = TimedQuery(ask, prepare)

    def run(self) -> None:
        """Run one round for warm-up and ``ROUNDS`` timed rounds."""
        everyone = [entry for kinds in self.entries.values() for entry in kinds.values()]
        for entry in everyone:
            entry.prepare()
            entry.times.found = sum(map(entry.ask, self.queries))
        gc.collect()
        gc.freeze()  # as the server does before its workers fork; here it also excludes the texts of the benchmark
        for _ in range(ROUNDS):
            for entry in everyone:
                entry.prepare()
                entry.times.ask(self.queries, entry.ask)

    def rows(self) -> dict[str, dict[str, Timings]]:
        """Return the times by engine and kind, with words and phrases together as a further kind."""
        rows = {}
        for engine, kinds in self.entries.items():
            times = {kind: entry.times for kind, entry in kinds.items()}
            for place in ("", "page, "):
                if f"{place}words" in times:
                    times[f"{place}all"] = times[f"{place}words"] + times[f"{place}phrases"]
            rows[engine] = times
        return rows

    def report(self) -> str:
        """Return all rows in detail, then as a Markdown table of median / 95th percentile."""
        rows = self.rows()
        lines = [f"{f'{engine}: {kind}':44} {time}" for engine, times in rows.items() for kind, time in times.items()]
        kinds = list(dict.fromkeys(kind for times in rows.values() for kind in times))
        lines += ["", f"| engine | {' | '.join(kinds)} |", "|---" * (len(kinds) + 1) + "|"]
        for engine, times in rows.items():
            lines.append(f"| {engine} | {' | '.join(times[k].short() if k in times else '–' for k in kinds)} |")
        return "\n".join(lines)


def time_call(name: str, call: Callable[[], ReturnValue]) -> ReturnValue:
    """Call a function, print its wall-clock and processor time in seconds, return its result."""
    wall, own = perf_counter(), thread_time()
    result = call()
    print(f"{name:44} {perf_counter() - wall:8.2f} s   cpu {thread_time() - own:8.2f} s", flush=True)
    return result
