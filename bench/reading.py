"""Speed of reading with citations: ``python -m bench.reading [DOCUMENTS]``.

Reads the 3,475 laws of ../shared/scale (20 million characters of ordinary legal Chinese) one by one on one core.
Prints MB of UTF-8 a second, the slowest text, and the peak memory after the first and the last tenth, which are equal
when memory does not grow. Then reads the worst known lines, a megabyte each.
"""

import resource
import sys
import tarfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from resolutions.text import read_document

SCALE = Path(__file__).resolve().parent.parent.parent / "shared" / "scale" / "laws-hans.tar.xz"
WORST = {"第(第(第(": 60_000, "第1325(2000)、": 20_000, "宪章第一条和": 20_000, "1 ": 500_000, "S/": 500_000}


def read_scale_texts() -> Iterator[str]:
    """Yield the texts of the archive."""
    with tarfile.open(SCALE) as archive:
        for member in archive:
            if file := archive.extractfile(member) if member.isfile() else None:
                yield file.read().decode("utf-8")


def measure_peak_megabytes() -> float:
    """Return the peak resident memory of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_all(most: int | None) -> None:
    """Read up to ``most`` texts and print speed and memory."""
    corpus = list(islice(read_scale_texts(), most))
    size = sum(len(text.encode()) for text in corpus)
    times, memory = [], []
    for text in corpus:
        started = time.process_time()
        read_document(text)
        times.append(time.process_time() - started)
        memory.append(measure_peak_megabytes())
    tenth = max(1, len(corpus) // 10)
    print(f"{len(corpus)} texts, {size / 1e6:.1f} MB of UTF-8: {size / 1e6 / sum(times):.2f} MB a second")
    print(f"slowest text {max(times):.2f} s")
    print(f"peak memory {memory[tenth - 1]:.0f} MB after a tenth of the texts, {memory[-1]:.0f} MB at the end")


def read_worst() -> None:
    """Read the worst known lines and print the time of each."""
    for piece, times in WORST.items():
        line = piece * times
        started = time.process_time()
        read_document(line)
        print(f"{len(line.encode()) / 1e6:5.1f} MB of {piece!r}: {time.process_time() - started:.2f} s")


if __name__ == "__main__":
    if SCALE.exists():
        read_all(int(sys.argv[1]) if len(sys.argv) > 1 else None)
    else:
        print("../shared/scale is not here: the corpus is skipped")
    read_worst()
