"""Citations of a pasted text, found chunk by chunk. Pure except for the lookup of the documents.

A text is split at the ends of sentences, which no citation crosses, and inside sentences that are too long, so the
cost of one chunk is bounded.
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

MAX_CHUNK_LENGTH = 600  # characters; only long lists of citations under one verb are longer
MAX_CITATIONS = 5_000  # in one text; no text written by people has as many in 200 KB
_ENDS = re.compile(r"[。；！？]+[”’」』）)]*\s*|\n(?=\s*\n)")
_BREAKS = (re.compile(r"[，：:\n]|(?=第)"), re.compile(r"、"))  # the second may separate a list of numbers from its 号
_BREAK_WINDOW = 200  # characters at the end of the longest chunk in which a break is searched for


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that a pasted text cites; ``is_known`` is True if the portal has a page about it."""

    document: Document
    is_known: bool
    count: int

    @property
    def url(self) -> str:
        """Return the URL of the page on the portal, else of the official text."""
        return self.document.get_absolute_url() if self.is_known else self.document.official_url


@dataclass(frozen=True, slots=True)
class PastedCitation:
    """A citation in characters ``start`` to ``end`` (exclusive) of the pasted text."""

    start: int
    end: int
    cited: CitedDocument


@dataclass(frozen=True, slots=True)
class PastedText:
    """A pasted text as runs, with the documents it cites in order of first citation.

    ``undecided`` lists the surface and the reason of each citation without a target. ``count`` counts the linked
    citations. ``is_cut`` is True if citations after the first ``MAX_CITATIONS`` are not linked.
    """

    runs: list[Run]
    documents: list[CitedDocument]
    undecided: list[tuple[str, str]]
    count: int
    is_cut: bool

    @property
    def held(self) -> int:
        """Count the cited documents with a published text."""
        return sum(cited.document.is_held for cited in self.documents)


def link_pasted_text(text: str) -> PastedText:
    """Find the citations of ``text`` and look up their documents; one query."""
    citations = list(find_citations_in_chunks(text))
    decided = [citation for citation in citations if citation.target]
    documents = _look_up_documents(decided)
    cited = [PastedCitation(citation.start, citation.end, documents[citation.target]) for citation in decided]
    undecided = dict.fromkeys((citation.surface, citation.undecided) for citation in citations if not citation.target)
    runs = split_into_runs(text, build_spans(0, (), cited))
    is_cut = len(citations) == MAX_CITATIONS
    return PastedText(runs, list(documents.values()), list(undecided), len(decided), is_cut)


def find_citations_in_chunks(text: str) -> Iterator[ParsedCitation]:
    """Yield the first ``MAX_CITATIONS`` citations of ``text``, with offsets in it, in reading order.

    >>> [(c.target, c.start) for c in find_citations_in_chunks("回顾第1325(2000)号决议。重申第2242(2015)号决议。")]
    [('S/RES/1325(2000)', 2), ('S/RES/2242(2015)', 19)]
    """
    citations = (
        replace(citation, start=citation.start + start, end=citation.end + start)
        for start, end in split_into_chunks(text)
        for citation in find_citations(text[start:end])
    )
    return islice(citations, MAX_CITATIONS)


def split_into_chunks(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end (exclusive) of the chunks; joined, the chunks are ``text``."""
    start = 0
    for match in _ENDS.finditer(text):
        yield from _split_long(text, start, match.end())
        start = match.end()
    yield from _split_long(text, start, len(text))


def _split_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_CHUNK_LENGTH:
        last = start + MAX_CHUNK_LENGTH
        breaks = ([match.end() for match in marks.finditer(text, last - _BREAK_WINDOW, last)] for marks in _BREAKS)
        cut = next((ends[-1] for ends in breaks if ends), last)
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _look_up_documents(citations: list[ParsedCitation]) -> dict[str, CitedDocument]:
    """Look up the cited documents by symbol, in order of first citation; one query."""
    counts: dict[str, int] = {}
    for citation in citations:
        counts[citation.target] = counts.get(citation.target, 0) + 1
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=counts)}
    return {
        symbol: CitedDocument(known.get(symbol) or build_stub(symbol), symbol in known, count)
        for symbol, count in counts.items()
    }
