"""Load a made data set in the shape of CR-UNSC: ``python -m bench.cr_unsc [--texts N] [--file FILE]``.

Prints for each phase the seconds, and the texts a second of processor time of this process in all, in its first and in
its last fifth; and the memory. Then compares similar paragraphs and counts with brute force on a sample, loads the file
again, and exits non-zero when something differs.
"""

import resource
import sys
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field
from pathlib import Path

from bench.cr_unsc.made_data_set import load_pool, load_rows, write_data_set
from bench.drills.temporary_portal import temporary_portal

SAMPLE = 60  # paragraphs


@dataclass(slots=True)
class Phase:
    """Progress of one phase: documents done, wall and processor seconds."""

    name: str
    marks: list[tuple[int, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.advance(0)

    def advance(self, count: int) -> None:
        """Note that ``count`` more documents are done."""
        done = self.marks[-1][0] + count if self.marks else 0
        self.marks.append((done, time.monotonic(), time.process_time()))

    def describe(self) -> str:
        """Return a row: documents, seconds, and documents a second of processor time: all, first and last fifth."""
        self.advance(0)
        total = self.marks[-1][0]
        first = next(mark for mark in self.marks if mark[0] * 5 >= total)
        last = next(mark for mark in self.marks if mark[0] * 5 >= total * 4)
        wall, processor = (self.marks[-1][at] - self.marks[0][at] for at in (1, 2))
        rates = (_rate(self.marks[0], self.marks[-1]), _rate(self.marks[0], first), _rate(last, self.marks[-1]))
        columns = "".join(f"{rate:>9.1f}" for rate in rates)
        return f"{self.name:<22}{total:>7}{wall:>9.1f}{processor:>9.1f}{columns}"


def _rate(start: tuple[int, float, float], end: tuple[int, float, float]) -> float:
    return (end[0] - start[0]) / max(end[2] - start[2], 1e-9)


def main() -> None:
    """Run the measurement."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=2800)
    parser.add_argument("--file", type=Path, help="a data set made before")
    options = parser.parse_args()
    with temporary_portal() as portal:
        path = options.file or portal.data / "made.zip"
        if not options.file:
            rows = load_rows()
            write_data_set(path, rows[:: max(1, len(rows) // options.texts)][: options.texts], load_pool())
        sys.exit(measure(path))


def measure(path: Path) -> int:
    """Load the file twice, print the figures and return the number of differences."""
    from resolutions.loading.bulk_load import load_texts
    from resolutions.loading.collected_text import LoadCounts
    from resolutions.loading.cr_unsc_texts import collect_texts
    from resolutions.sources.cr_unsc import read_cr_unsc
    from resolutions.writing.similar_paragraphs import find_outdated_ids, update_similar_paragraphs
    from search.indexing import repair_index

    counts = LoadCounts()
    print(f"{'phase':<22}{'texts':>7}{'wall s':>9}{'CPU s':>9}{'per CPU s':>10}{'first':>8}{'last':>9}")
    phase = Phase("read and write")
    load_texts(collect_texts(read_cr_unsc(path)), counts, phase.advance)
    print(phase.describe(), flush=True)
    phase = Phase("similar paragraphs")
    update_similar_paragraphs(find_outdated_ids(), phase.advance)
    print(phase.describe(), flush=True)
    phase = Phase("index")
    repair_index(phase.advance)
    print(phase.describe(), flush=True)
    print(counts)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    again, phase = LoadCounts(), Phase("again")
    load_texts(collect_texts(read_cr_unsc(path)), again, phase.advance)
    print(f"{phase.describe()}\n{again}")
    return compare_with_brute_force() + (again.statuses["unchanged"] != counts.statuses.total())


def compare_with_brute_force() -> int:
    """Compare a sample of stored pairs with all pairs, and all counts; return the number of differences."""
    from resolutions.comparison.paragraph_index import dice_similarities, encode_bigrams
    from resolutions.models import Paragraph, ParagraphSketch
    from resolutions.writing.citation_counts import recount_all
    from resolutions.writing.similar_pairs import MAX_SIMILAR, MIN_SIMILARITY

    sketched = ParagraphSketch.objects.values("pk")
    rows = list(Paragraph.objects.filter(pk__in=sketched).values_list("pk", "document_id", "text", "lead"))
    texts = [encode_bigrams(text[lead:]) for _, _, text, lead in rows]
    best = missed = 0
    for at in range(0, len(rows), max(1, len(rows) // SAMPLE)):
        key, document, _, _ = rows[at]
        others = [number for number, row in enumerate(rows) if row[1] != document]
        scores = sorted(dice_similarities(texts[at], [texts[number] for number in others]), reverse=True)
        wanted = [round(score, 9) for score in scores[:MAX_SIMILAR] if score >= MIN_SIMILARITY]
        stored = Paragraph.objects.get(pk=key).similar.order_by("-likeness").values_list("likeness", flat=True)
        found = [round(score, 9) for score in stored[:MAX_SIMILAR]]
        best += len(wanted)
        missed += sum(score not in found for score in wanted)
    wrong = recount_all()
    print(f"similar paragraphs of {SAMPLE}: {missed} of {best} best ones not found; {wrong} counts wrong")
    return wrong + (missed * 20 > best)


if __name__ == "__main__":
    main()
