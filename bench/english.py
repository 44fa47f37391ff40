"""Reading of English resolutions in everyday layouts: ``python -m bench.english [LAYOUT]``.

The English resolutions of ../shared/corpus/un_files are read from their PDFs; their paragraphs are put into each
everyday layout and read again. A paragraph is right when label and words are equal; headings and notes do not count.
With the name of a LAYOUT each paragraph that is not right is printed.
"""

import argparse
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.english_word import write_word
from resolutions.sources import extract_text
from resolutions.text import read_document
from resolutions.text.parsed import ParagraphKind

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "un_files"
FILES = re.compile(r"S_RES_\d+-EN|A_RES_78_323-EN")
Paragraphs = Sequence[str]


def wrap(paragraph: str, width: int, at_hyphens: bool = True) -> list[str]:
    """Return the lines of a paragraph, broken between words."""
    return textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=at_hyphens)


def hyphenate(paragraph: str, width: int) -> list[str]:
    """Return the lines of a paragraph, broken inside words of lower case too, with a hyphen."""
    lines, line = [], ""
    for word in paragraph.split():
        if line and len(line) + 1 + len(word) > width:
            room = width - len(line) - 2
            if re.fullmatch("[a-z]{6,}", word) and 3 <= room <= len(word) - 3:
                lines.append(f"{line} {word[:room]}-")
                line = word[room:]
                continue
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def tabbed(paragraph: str) -> str:
    """Return a paragraph with a tab in front and behind its number."""
    return "\t" + re.sub(r"^(\d+\.|\([a-z]+\)) ", "\\1\t", paragraph)


LAYOUTS: dict[str, Callable[[Paragraphs], str]] = {
    "one a line": "\n".join,
    "blank line": "\n\n".join,
    "tabs": lambda texts: "\r\n".join(map(tabbed, texts)),
    "no-break blanks": lambda texts: "\n".join(re.sub(r"(\d) \(", "\\1\xa0(", text) for text in texts),
    "wrapped 72": lambda texts: "\n".join("\n".join(wrap(text, 72, False)) for text in texts),
    "wrapped 72, blank line": lambda texts: "\n\n".join("\n".join(wrap(text, 72)) for text in texts),
    "wrapped 90": lambda texts: "\n".join("\n".join(wrap(text, 90)) for text in texts),
    "wrapped 60, indent": lambda texts: "\n".join("    " + "\n".join(wrap(text, 60)) for text in texts),
    "hyphenated 72, blank line": lambda texts: "\n\n".join("\n".join(hyphenate(text, 72)) for text in texts),
    "Word, typed numbers": lambda texts: extract_text(write_word(texts, False), "a.docx").text,
    "Word, automatic numbers": lambda texts: extract_text(write_word(texts, True), "a.docx").text,
    "hyphenated 80": lambda texts: "\n".join("\n".join(hyphenate(text, 80)) for text in texts),
}


def count_paragraphs(text: str) -> Counter[tuple[str, str]]:
    """Count the paragraphs by label and words without blanks; running labels are left out."""
    return Counter(
        ("" if paragraph.label[0] in "ph" else paragraph.label, re.sub(r"\s+", "", paragraph.text))
        for paragraph in read_document(text).paragraphs
        if paragraph.kind != ParagraphKind.HEADING
    )


def load_texts(folder: Path = FOLDER) -> dict[str, list[str]]:
    """Return the paragraphs of each English resolution by the name of its file."""
    texts = {}
    for path in sorted(folder.glob("*.pdf")):
        if FILES.fullmatch(path.stem):
            document = read_document(extract_text(path.read_bytes(), path.name).text)
            apart = (ParagraphKind.FOOTNOTE, ParagraphKind.TABLE)
            texts[path.stem] = [paragraph.text for paragraph in document.paragraphs if paragraph.kind not in apart]
    return texts


def compare(texts: Paragraphs, layout: Callable[[Paragraphs], str]) -> tuple[int, int, Counter[tuple[str, str]]]:
    """Return the paragraphs that are right and wanted, and those that are missing."""
    wanted, found = count_paragraphs("\n\n".join(texts)), count_paragraphs(layout(texts))
    return (wanted & found).total(), wanted.total(), wanted - found


def main() -> None:
    """Print a row for each layout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layout", nargs="?", choices=[*LAYOUTS, ""], default="")
    shown = parser.parse_args().layout
    documents = load_texts()
    for name, layout in LAYOUTS.items():
        scores = {document: compare(texts, layout) for document, texts in documents.items()}
        right = sum(score[0] for score in scores.values())
        wanted = sum(score[1] for score in scores.values())
        print(f"{name:28}{right:5}/{wanted}")
        for document, (_, _, missing) in scores.items() if name == shown else ():
            for label, words in missing.elements():
                print(f"    {document} {label}: {words[:60]}…{words[-20:]}")


if __name__ == "__main__":
    main()
