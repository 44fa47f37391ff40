"""Reading of texts in everyday layouts: ``python -m bench.layouts [--wrong] [FOLDER]``.

Each file ``KIND@NUMBER.txt`` of ../shared/corpus/layouts holds resolution NUMBER in another layout. Its reading is
compared with that of the same resolution in fixtures/texts: a paragraph is right when label and words are equal, after
folding script and width. Prints a row per file and the pooled figures; ``extra`` counts labelled paragraphs that the
resolution does not have, ``citations`` those missed and added. ``--wrong`` prints each difference.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from resolutions.sources.text_extraction import extract_text
from resolutions.text import read_document
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.parsed import ParagraphKind, ParsedDocument

ROOT = Path(__file__).resolve().parent.parent
LAYOUTS = ROOT.parent / "shared" / "corpus" / "layouts"
TEXTS = {
    "2553": ROOT / "fixtures/texts/000_3072ce275843676e.txt",
    "2594": ROOT / "fixtures/texts/001_0d48ed4ffeeab0a4.txt",
}
LABELLED = {ParagraphKind.PREAMBLE, ParagraphKind.OPERATIVE, ParagraphKind.SUB}
FOOTNOTE_MARK = re.compile(r"\[\d+\]|[⁰¹²³⁴-⁹]+|[①-⑳]$")


def labelled_paragraphs(document: ParsedDocument) -> Iterator[tuple[str, str]]:
    """Yield label and folded words, without the printed number, of each numbered or preambular paragraph."""
    for paragraph in document.paragraphs:
        if paragraph.kind in LABELLED:
            yield paragraph.label, FOOTNOTE_MARK.sub("", fold_and_squeeze(paragraph.text[paragraph.lead :]))


def cited_targets(document: ParsedDocument) -> Counter[str]:
    """Count the citations of the numbered and preambular paragraphs by target."""
    return Counter(c.target for p in document.paragraphs if p.kind in LABELLED for c in p.citations if c.counted)


def main() -> None:
    """Read all files of the folder and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=LAYOUTS)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    expected = {number: read_document(path.read_text("utf-8")) for number, path in TEXTS.items()}
    total = right = extra = missed = added = 0
    print(f"{'file':34}{'right':>6}{'of':>5}{'extra':>7}{'citations':>12}")
    for path in sorted(options.folder.glob("*@*.*")):
        wanted_document = expected[path.stem.rpartition("@")[2]]
        document = read_document(extract_text(path.read_bytes(), path.name).text)
        wanted, found = list(labelled_paragraphs(wanted_document)), list(labelled_paragraphs(document))
        same = (Counter(wanted) & Counter(found)).total()
        gone, new = (
            (cited_targets(wanted_document) - cited_targets(document)).total(),
            (cited_targets(document) - cited_targets(wanted_document)).total(),
        )
        symbol = "" if document.symbol == wanted_document.symbol else f"  symbol {document.symbol or 'none'}"
        rest = len(found) - same
        print(f"{path.stem:34}{same:6}{len(wanted):5}{rest:7}{gone:6}{new:6}{symbol}")
        if options.wrong:
            for label, words in (Counter(wanted) - Counter(found)).elements():
                print(f"    missed {label}: {words[:40]}…{words[-20:]}")
            for label, words in (Counter(found) - Counter(wanted)).elements():
                print(f"    extra  {label}: {words[:40]}…{words[-20:]}")
        total, right, extra = total + len(wanted), right + same, extra + rest
        missed, added = missed + gone, added + new
    print(f"{'pooled':34}{right:6}{total:5}{extra:7}{missed:6}{added:6}   {right / total:.1%} right")


if __name__ == "__main__":
    main()
