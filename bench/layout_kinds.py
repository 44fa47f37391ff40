"""Everyday layouts of many texts: ``python -m bench.layout_kinds [PATTERN] [--corpus FOLDER]``.

Each text of ../shared/corpus/zh and each resolution of fixtures/texts is put into each layout of
tests/text/layout_kinds.py whose name PATTERN (a regular expression) finds, read, and compared with the reading of the
clean text: one paragraph a line, an empty line between. A paragraph is right when label and words are equal, after
folding script and width; headings do not count. Prints a row per layout, the worst first with ``--worst``.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from resolutions.text import read_document
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.parsed import ParagraphKind
from tests.text.layout_kinds import KINDS, PLAIN

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "zh"
RESOLUTIONS = ("000", "001", "002")


def read_paragraphs(text: str) -> Counter[tuple[str, str]]:
    """Count the paragraphs by label and folded words; labels that only count paragraphs are left out."""
    return Counter(
        (
            "" if paragraph.label.startswith("p") else paragraph.label,
            re.sub(r"\s", "", fold_and_squeeze(paragraph.text)),
        )
        for paragraph in read_document(text).paragraphs
        if paragraph.kind != ParagraphKind.HEADING
    )


def load_texts(corpus: Path) -> list[list[str]]:
    """Return the paragraphs of each text."""
    texts = [path.read_text("utf-8").splitlines() for path in sorted(corpus.glob("*.txt"))]
    for path in sorted((ROOT / "fixtures/texts").glob("*.txt")):
        if path.name.startswith(RESOLUTIONS):
            texts.append([paragraph.text for paragraph in read_document(path.read_text("utf-8")).paragraphs])
    return [[line.strip() for line in text if line.strip()] for text in texts]


def measure(kind: Callable[[Sequence[str]], str], texts: list[list[str]]) -> tuple[int, int, int]:
    """Return the paragraphs that are right, wanted and extra."""
    right = wanted = extra = 0
    for paragraphs in texts:
        clean, found = read_paragraphs(PLAIN(paragraphs)), read_paragraphs(kind(paragraphs))
        same = (clean & found).total()
        right, wanted, extra = right + same, wanted + clean.total(), extra + found.total() - same
    return right, wanted, extra


def main() -> None:
    """Measure the layouts and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pattern", nargs="?", default="")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--worst", action="store_true")
    options = parser.parse_args()
    texts = load_texts(options.corpus)
    rows = [(name, *measure(kind, texts)) for name, kind in KINDS.items() if re.search(options.pattern, name)]
    if options.worst:
        rows.sort(key=lambda row: row[1] / row[2])
    print(f"{'layout':44}{'right':>6}{'of':>6}{'extra':>7}")
    for name, right, wanted, extra in rows:
        print(f"{name:44}{right:6}{wanted:6}{extra:7}   {right / wanted:.1%}")
    total, of = sum(row[1] for row in rows), sum(row[2] for row in rows)
    print(f"{'pooled':44}{total:6}{of:6}   {total / of:.1%} right" if of else "no layout has this name")


if __name__ == "__main__":
    main()
