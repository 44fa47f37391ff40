"""The citations of a pasted text, found piece by piece. Pure but for the look-up of the documents.

A paste is cut where a sentence ends, since no citation reaches over it, and where a sentence does not
end for long: what one piece costs is bounded, whatever is pasted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from resolutions.display.runs import Run, build_spans, split_into_runs
from resolutions.models import Document
from resolutions.stubs import build_stub
from resolutions.text.citations import find_citations
from resolutions.text.parsed import ParsedCitation

MAX_CHUNK_LENGTH = 600  # characters; what a verb governs is longer only in lists without end
MAX_CITATIONS = 5_000  # of one text; no text that people write has as many in 200 KB
_ENDS = re.compile(r"[。；！？]+[”’」』）)]*\s*|\n(?=\s*\n)")
_BREAKS = (re.compile(r"[，：:\n]|(?=第)"), re.compile(r"、"))  # the second may part a list of numbers from its 号
_NEAR_END = 200  # characters before the longest piece ends in which a break is looked for


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that a pasted text cites. ``is_known`` tells whether the portal has a page of it."""

    document: Document
    is_known: bool
    count: int

    @property
    def address(self) -> str:
        """The page on the portal, else the official text."""
        return self.document.get_absolute_url() if self.is_known else self.document.official_url


@dataclass(frozen=True, slots=True)
class PastedCitation:
    """A citation in the pasted text, ready to link."""

    start: int
    end: int
    found: CitedDocument


@dataclass(frozen=True, slots=True)
class PastedText:
    """A pasted text: as runs to show, the documents it cites in their first order, and what was left undecided.

    ``is_cut`` tells that there may be more than ``MAX_CITATIONS`` citations, the rest of which is not linked.
    """

    runs: list[Run]
    documents: list[CitedDocument]
    undecided: list[tuple[str, str]]
    count: int
    is_cut: bool

    @property
    def held(self) -> int:
        return sum(found.document.is_held for found in self.documents)


def link_pasted_text(text: str) -> PastedText:
    """Find and look up all citations of ``text``; one query."""
    citations = list(find_citations_in_chunks(text))
    decided = [citation for citation in citations if citation.target]
    documents = _look_up(decided)
    cited = [PastedCitation(citation.start, citation.end, documents[citation.target]) for citation in decided]
    undecided = dict.fromkeys((citation.surface, citation.undecided) for citation in citations if not citation.target)
    runs = split_into_runs(text, build_spans(0, (), cited))
    is_cut = len(citations) == MAX_CITATIONS
    return PastedText(runs, list(documents.values()), list(undecided), len(decided), is_cut)


def find_citations_in_chunks(text: str) -> Iterator[ParsedCitation]:
    """The first ``MAX_CITATIONS`` citations of ``text`` with offsets in it, in reading order.

    >>> [(c.target, c.start) for c in find_citations_in_chunks("回顾第1325(2000)号决议。重申第2242(2015)号决议。")]
    [('S/RES/1325(2000)', 2), ('S/RES/2242(2015)', 19)]
    """
    found = (
        replace(citation, start=citation.start + start, end=citation.end + start)
        for start, end in split_into_chunks(text)
        for citation in find_citations(text[start:end])
    )
    return islice(found, MAX_CITATIONS)


def split_into_chunks(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the pieces of ``text``; joined, they give it back."""
    start = 0
    for match in _ENDS.finditer(text):
        yield from _bounded(text, start, match.end())
        start = match.end()
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_CHUNK_LENGTH:
        last = start + MAX_CHUNK_LENGTH
        breaks = ([match.end() for match in marks.finditer(text, last - _NEAR_END, last)] for marks in _BREAKS)
        stop = next((found[-1] for found in breaks if found), last)
        yield start, stop
        start = stop
    if end > start:
        yield start, end


def _look_up(citations: list[ParsedCitation]) -> dict[str, CitedDocument]:
    """What is cited, by symbol, in the order of the first citation."""
    counts: dict[str, int] = {}
    for citation in citations:
        counts[citation.target] = counts.get(citation.target, 0) + 1
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=counts)}
    return {
        symbol: CitedDocument(known.get(symbol) or build_stub(symbol), symbol in known, count)
        for symbol, count in counts.items()
    }
