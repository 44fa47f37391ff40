"""Load a made data set in the shape of CR-UNSC: ``python -m bench.cr_unsc [--texts N] [--file FILE] [--keep FOLDER]``.

Does what ``load_cr_unsc`` does, and prints for each phase the seconds, the processor seconds of this process and of
PostgreSQL, and the texts a second of both in all, in its first and in its last fifth; and the memory. Then compares
similar paragraphs, counts and index with brute force on a sample, loads the file again, and exits non-zero when
something differs. With ``--keep`` the portal stays in a folder, for ``python -m bench.cr_unsc.pages FOLDER``.
"""

import sys
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.cr_unsc.brute_force import compare_with_brute_force
from bench.cr_unsc.made_data_set import load_pool, load_rows, write_data_set
from bench.cr_unsc.processes import Processes
from bench.drills.temporary_portal import portal_in, temporary_portal


@dataclass(frozen=True, slots=True)
class Mark:
    """Documents done at a moment; seconds of the clock, of this process and of PostgreSQL."""

    done: int
    clock: float
    own: float
    postgres: float


@dataclass(slots=True)
class Phase:
    """Progress of one phase."""

    name: str
    processes: Processes
    marks: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.advance(0)

    def advance(self, count: int) -> None:
        """Note that ``count`` more documents are done."""
        done = self.marks[-1].done + count if self.marks else 0
        self.marks.append(Mark(done, time.monotonic(), *self.processes.read_processor_seconds()))
        self.processes.look_at_memory()

    def describe(self) -> str:
        """Return a row: documents, seconds, and documents a processor second: all, first and last fifth."""
        self.advance(0)
        start, end = self.marks[0], self.marks[-1]
        first = next(mark for mark in self.marks if mark.done * 5 >= end.done)
        last = next(mark for mark in self.marks if mark.done * 5 >= end.done * 4)
        rates = (_rate(start, end), _rate(start, first), _rate(last, end))
        columns = "".join(f"{rate:>9.1f}" for rate in rates)
        seconds = (end.clock - start.clock, end.own - start.own, end.postgres - start.postgres)
        return f"{self.name:<20}{end.done:>7}" + "".join(f"{value:>9.1f}" for value in seconds) + columns

    def describe_sums(self) -> str:
        """Return a row without the rates of the fifths, for the time since this phase began until now."""
        return self.describe()[: 20 + 7 + 4 * 9]


def _rate(start: Mark, end: Mark) -> float:
    return (end.done - start.done) / max(end.own - start.own + end.postgres - start.postgres, 1e-9)


def main() -> None:
    """Run the measurement."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=2800)
    parser.add_argument("--file", type=Path, help="a data set made before")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the portal in this folder")
    options = parser.parse_args()
    with portal_in(options.keep) if options.keep else temporary_portal() as portal:
        path = options.file or portal.data / "made.zip"
        if not options.file:
            rows = load_rows()
            write_data_set(path, rows[:: max(1, len(rows) // options.texts)][: options.texts], load_pool())
        assert portal.postgres.process
        sys.exit(measure(path, Processes(psutil.Process(portal.postgres.process.pid))))


def measure(path: Path, processes: Processes) -> int:
    """Load the file twice, print the figures and return the number of differences."""
    from resolutions.loading.bulk_load import load_texts
    from resolutions.loading.collected_text import LoadCounts
    from resolutions.loading.cr_unsc_texts import collect_texts
    from resolutions.sources.cr_unsc import read_cr_unsc
    from resolutions.writing.publish import make_texts_searchable
    from resolutions.writing.similar_paragraphs import find_outdated_ids, update_similar_paragraphs
    from search.indexing import repair_index

    counts = LoadCounts()
    names = "".join(f"{name:>9}" for name in ("wall s", "own s", "PG s", "per s", "first", "last"))
    print(f"{'phase':<20}{'texts':>7}{names}", flush=True)
    start = phase = Phase("read and write", processes)
    load_texts(collect_texts(read_cr_unsc(path)), counts, phase.advance, make_texts_searchable)
    print(phase.describe(), flush=True)
    phase = Phase("similar paragraphs", processes)
    update_similar_paragraphs(find_outdated_ids(), phase.advance)
    print(phase.describe(), flush=True)
    phase = Phase("index", processes)
    repair_index(phase.advance)
    print(phase.describe(), flush=True)
    start.name = "all"
    print(start.describe_sums())
    print(counts)
    print(f"at most {processes.read_own_mib():.0f} MiB, PostgreSQL {processes.postgres_mib:.0f} MiB")
    again, phase = LoadCounts(), Phase("again", processes)
    load_texts(collect_texts(read_cr_unsc(path)), again, phase.advance)
    print(f"{phase.describe()}\n{again}")
    return compare_with_brute_force() + (again.statuses["unchanged"] != counts.statuses.total())


if __name__ == "__main__":
    main()
