"""Gold for texts that are not stored here; passages are named by file and characters, or by digest.

A citation is written ``start-end=target``, followed by ``#`` and the cited paragraphs. ``~`` separates equally right
answers, ``?`` precedes an optional one. ``start`` and ``end`` count characters of the passage, end exclusive.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from resolutions.text.parsed import ParsedCitation

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "fixtures" / "gold"
CORPUS = ROOT.parent / "shared" / "corpus"


@dataclass(frozen=True)
class GoldCitation:
    """One citation of the gold: its range and all right answers."""

    start: int
    end: int
    meant: tuple[str, ...]
    optional: bool

    def agrees(self, citation: ParsedCitation, paragraphs: bool) -> bool:
        """Return True if the citation overlaps the range and has a right target, and paragraphs if wanted."""
        if not (citation.start < self.end and self.start < citation.end):
            return False
        if not paragraphs:
            return citation.target in [meant.partition("#")[0] for meant in self.meant]
        return citation.target + format_own_paragraphs(citation) in self.meant


@dataclass(frozen=True)
class GoldPassage:
    """A passage with its citations."""

    source: str
    text: str
    citations: tuple[GoldCitation, ...]


def format_own_paragraphs(citation: ParsedCitation) -> str:
    """Return ``#`` with the cited paragraphs; the gold leaves out those of annexes, which are read as annexII.4."""
    own = [label for label in citation.paragraphs if not label.startswith(("annex", "appendix"))]
    return f"#{','.join(own)}" if own else ""


def read_corpus_passages() -> Iterator[GoldPassage]:
    """Yield passages of ../shared/corpus: of the sixty texts and of Chinese sentences of the parallel corpus."""
    with (CORPUS / "unpc_zh_en.tsv").open(encoding="utf-8", newline="") as file:
        sentences = {row["id"]: row["zh_detokenised"] for row in csv.DictReader(file, delimiter="\t")}
    for row in _rows(GOLD / "third_corpus.tsv"):
        source = row["source"]
        text = sentences[source] if source in sentences else (CORPUS / source).read_bytes().decode()
        yield GoldPassage(source, text[int(row["start"]) : int(row["end"])], _citations(row["citations"]))


def match_gold_passages(gold: Path, texts: Iterable[str]) -> Iterator[GoldPassage]:
    """Yield the passages of ``gold`` with a digest of one of ``texts``."""
    known = {hashlib.sha256(text.encode()).hexdigest()[:16]: text for text in texts}
    for row in _rows(gold):
        if text := known.get(row["digest"]):
            yield GoldPassage(row["source"], text, _citations(row["citations"]))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def _citations(written: str) -> tuple[GoldCitation, ...]:
    return tuple(_expected(*one.split("=", 1)) for one in written.split())


def _expected(place: str, meant: str) -> GoldCitation:
    start, end = place.split("-")
    return GoldCitation(int(start), int(end), tuple(meant.removeprefix("?").split("~")), meant.startswith("?"))
