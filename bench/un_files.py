"""Reading of PDFs of the United Nations: ``python -m bench.un_files [--wrong] [--code DIR] [FOLDER]``.

Compares the paragraphs read from the PDFs of ../shared/corpus/un_files with their tag trees as poppler prints them
(``pdfinfo -struct-text``). A paragraph is whole when its characters without blanks are those of one block of the text.
``tree`` is the reader as it is, ``positions`` the reader without the tags; ``lost`` counts the characters of the tree
that are missing in the text. The Chinese PDFs of made/ are compared, by label and words, with the Word files they were
printed from. ``--code`` measures the reader of another checkout. ``--wrong`` prints each paragraph that is not whole.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from bench.layouts import labelled_paragraphs
from resolutions.sources.pdf import read_pdf
from resolutions.sources.pdf.glyphs import NO_CONTENT
from resolutions.sources.pdf.pages import read_pages
from resolutions.sources.pdf.reader import read_positioned_blocks
from resolutions.sources.printed_layout import render_layout
from resolutions.sources.text_extraction import extract_text
from resolutions.text import read_document
from resolutions.text.layout import read_blocks, read_lines

UN_FILES = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "un_files"
JUDGED = re.compile(r"S_RES_\d+-EN|A_RES_78_323-EN|S_2025_509-EN")
_ELEMENT = re.compile(r"( *)([A-Za-z]\w*)(?: <.*?>)?(?: \"[^\n]*\")?(?: \((block|inline)\))?:?$")
_STRING = re.compile(r'( *)"(.*)"$', re.S)
_GROUPS = {"Document", "Part", "Art", "Sect", "Div", "Table", "TR", "L", "LI"}
_READ = """import json, sys
from resolutions.sources.pdf import read_pdf
print(json.dumps(read_pdf(sys.stdin.buffer.read()).text))"""


def squeeze(text: str) -> str:
    """Return the text without blanks and characters without width."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def tree_paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of the tag tree as poppler reads it, without blanks.

    Word makes two elements of a paragraph over a page turn with notes; they are one where a sentence goes on in lower
    case.
    """
    printed = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True).stdout.decode(
        errors="replace"
    )
    texts: list[str] = []
    stack: list[tuple[int, int]] = []  # indent and index of the paragraph
    for line in re.split(r"\n(?= *(?:[\"A-Za-z/]))", printed):
        if found := _STRING.match(line):
            while stack and stack[-1][0] >= len(found[1]):
                stack.pop()
            if stack:
                texts[stack[-1][1]] += found[2]
        elif (found := _ELEMENT.match(line)) and found[2] != "Object":
            while stack and stack[-1][0] >= len(found[1]):
                stack.pop()
            own = found[2] not in _GROUPS and not (stack and found[3] == "inline" and found[2] != "Note")
            inside_note = stack and texts[stack[-1][1]].startswith("\0")
            if own and not inside_note:
                texts.append("\0" if found[2] == "Note" else "")
            if stack or own:
                stack.append((len(found[1]), len(texts) - 1 if own and not inside_note else stack[-1][1]))
    return _joined([squeeze(text.replace("\0", "")) for text in texts])


def _joined(texts: list[str]) -> list[str]:
    joined: list[str] = []
    for text in filter(None, texts):
        prose = [at for at, last in enumerate(joined) if not re.match(r"\d+[A-Z]|\*", last)]
        last = joined[prose[-1]] if prose else ""
        goes_on = text[0].islower() or (len(last) > 100 and text[0].isalpha())
        if goes_on and re.search(r"[^\W\d]-?$", last):
            joined[prose[-1]] += text
        else:
            joined.append(text)
    return joined


def read_with(code: Path | None, data: bytes) -> str:
    """Return the text of a PDF read by this code or that of another checkout; empty when it cannot be read."""
    if code is None:
        return read_pdf(data).text
    run = subprocess.run(
        [sys.executable, "-c", _READ],
        input=data,
        capture_output=True,
        check=False,
        cwd=code,
    )
    return str(json.loads(run.stdout)) if run.returncode == 0 else ""


def read_positions(data: bytes) -> str:
    """Return the text of a PDF by the positions of its characters alone."""
    pages = []
    for page in read_pages(data):
        glyphs = tuple(replace(glyph, content=NO_CONTENT) for glyph in page.glyphs)
        pages.append(replace(page, glyphs=glyphs, tags=()))
    return render_layout(read_positioned_blocks(pages)[0])


def text_blocks(text: str) -> list[str]:
    """Return the blocks of an extracted text, without blanks."""
    blocks = read_blocks(list(read_lines(text)))
    return [squeeze(block.text or "".join(line.text for line in block.lines)) for block in blocks]


@dataclass
class Score:
    """Paragraphs of the tree, those that are whole, and characters of the tree that the text lacks."""

    wanted: int = 0
    whole: int = 0
    lost: int = 0

    def add(self, wanted: list[str], text: str, show: bool) -> str:
        """Count one file; return its figures."""
        found = text_blocks(text)
        missed = Counter(wanted) - Counter(found)
        if show:
            for paragraph in missed.elements():
                print(f"    not whole: {paragraph[:60]}…{paragraph[-30:]}")
        lost = (Counter("".join(wanted)) - Counter(squeeze(text))).total()
        self.wanted += len(wanted)
        self.whole += len(wanted) - missed.total()
        self.lost += lost
        return f"{len(wanted) - missed.total():5}/{len(wanted):<4}{lost:5}"

    def __str__(self) -> str:
        return f"{self.whole:5}/{self.wanted:<4}{self.lost:5}  {self.whole / max(1, self.wanted):.1%}"


def judge_trees(folder: Path, code: Path | None, show: bool) -> None:
    """Print a row for each file with a tag tree, and the pooled figures of those that are judged."""
    pooled = {"tree": Score(), "positions": Score()}
    print(f"{'file':24}{'tree':>10}{'lost':>5}{'positions':>11}{'lost':>5}  symbol")
    for path in sorted(folder.glob("*.pdf")):
        wanted = tree_paragraphs(path)
        if not wanted:
            continue
        data, judged = path.read_bytes(), bool(JUDGED.match(path.stem))
        texts = {"tree": read_with(code, data)} | ({} if code else {"positions": read_positions(data)})
        scores = pooled if judged else {way: Score() for way in pooled}
        figures = [scores[way].add(wanted, text, show) for way, text in texts.items()]
        symbol = read_document(texts["tree"]).symbol or "-"
        print(f"{path.stem:24}{' '.join(figures)}  {symbol}{'' if judged else ' (not pooled)'}")
    for way, score in pooled.items():
        print(f"{way:10}{score}")


def judge_printed(folder: Path, code: Path | None, show: bool) -> None:
    """Print a row for each PDF that was printed from the Word file beside it."""
    for path in sorted(folder.glob("*.pdf")):
        source = path.with_suffix(".docx")
        if not source.exists():
            continue
        wanted = Counter(labelled_paragraphs(read_document(extract_text(source.read_bytes(), source.name).text)))
        data = path.read_bytes()
        texts = {"tree": read_with(code, data)} | ({} if code else {"positions": read_positions(data)})
        for way, text in texts.items():
            document = read_document(text)
            missed = wanted - Counter(labelled_paragraphs(document))
            whole = wanted.total() - missed.total()
            print(f"{path.stem:24}{way:10}{whole:5}/{wanted.total():<4} {document.symbol or '-'}")
            if show:
                for label, words in missed.elements():
                    print(f"    not whole: {label}: {words[:40]}…{words[-20:]}")


def main() -> None:
    """Judge all files of the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=UN_FILES)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--code", type=Path)
    options = parser.parse_args()
    judge_trees(options.folder, options.code, options.wrong)
    judge_printed(options.folder / "made", options.code, options.wrong)


if __name__ == "__main__":
    main()
