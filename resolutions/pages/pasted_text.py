"""Citations of a pasted text, found chunk by chunk. Pure except for the lookup of the documents.

A text is split at the ends of sentences, which no citation crosses, and inside sentences that are too long, so the
cost of one chunk is bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from django.utils.translation import gettext

from resolutions.display.labels import format_labels
from resolutions.display.runs import Run, build_spans, split_into_runs
from resolutions.interface.places import place_in_language
from resolutions.models import Document
from resolutions.stubs import build_stub
from resolutions.text.citations import find_citations
from resolutions.text.citations.mention import CitationContext
from resolutions.text.parsed import ParsedCitation
from resolutions.text.symbols import assembly_symbol

MAX_CHUNK_LENGTH = 600  # characters; only long lists of citations under one verb are longer
MAX_CITATIONS = 5_000  # in one text; no text written by people has as many in 200 KB
_ENDS = re.compile(r"[。；！？]+[”’」』）)]*\s*|\n(?=\s*\n)")
_BREAKS = (re.compile(r"[，：:\n]|(?=第)"), re.compile(r"、"))  # the second may separate a list of numbers from its 号
MAX_LINKED_PLACES = 8  # of one document in the table
_ORGANS = re.compile(
    r"(?P<council>安全理事会|安理会|安全理事會|安理會)|(?P<assembly>(?<!代表)(?:大会|大會|联大|聯大)(?!堂))"
)
_BARE_NUMBER = re.compile(r"第?\s*(?P<number>[0-9]{1,4})\s*(?:[号號](?:决议|決議)?案?)?")
_COUNCIL = CitationContext(organ="S")
_BREAK_WINDOW = 200  # characters at the end of the longest chunk in which a break is searched for


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that a pasted text cites; ``is_known`` is True if the portal has a page about it."""

    document: Document
    is_known: bool
    citations: list["PastedCitation"] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of citations."""
        return len(self.citations)

    @property
    def first_citations(self) -> list["PastedCitation"]:
        """The citations that the table links to."""
        return self.citations[:MAX_LINKED_PLACES]

    @property
    def paragraphs(self) -> str:
        """The cited paragraphs as readers see them, "" for the document as a whole."""
        return place_in_language(
            format_labels(list(dict.fromkeys(label for item in self.citations for label in item.paragraphs)))
        )

    @property
    def held_name(self) -> str:
        """Return what the portal has of the document."""
        if self.document.is_held:
            return gettext("收录全文")
        return gettext("未收录全文") if self.is_known else gettext("仅有正式文本")

    @property
    def url(self) -> str:
        """Return the URL of the page on the portal, else of the official text."""
        return self.document.get_absolute_url() if self.is_known else self.document.official_url


@dataclass(frozen=True, slots=True)
class PastedCitation:
    """A citation in characters ``start`` to ``end`` (exclusive) of the pasted text.

    ``number`` counts from 1, ``line`` too; ``paragraphs`` are the labels of the cited ones.
    """

    start: int
    end: int
    cited: CitedDocument
    number: int
    line: int
    surface: str
    paragraphs: tuple[str, ...]

    @property
    def places(self) -> str:
        """The cited paragraphs in Chinese, "" for the document as a whole."""
        return format_labels(list(self.paragraphs))


@dataclass(frozen=True, slots=True)
class PastedText:
    """A pasted text as runs, with the documents it cites in order of first citation.

    ``undecided`` lists the surface and the reason of each citation without a target. ``count`` counts the linked
    citations. ``is_cut`` is True if citations after the first ``MAX_CITATIONS`` are not linked.
    """

    runs: list[Run]
    documents: list[CitedDocument]
    citations: list[PastedCitation]
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
    cited = _number_citations(text, decided, documents)
    undecided = dict.fromkeys((citation.surface, citation.undecided) for citation in citations if not citation.target)
    runs = split_into_runs(text, build_spans(0, (), cited))
    is_cut = len(citations) == MAX_CITATIONS
    return PastedText(runs, list(documents.values()), cited, list(undecided), len(decided), is_cut)


def _number_citations(
    text: str, citations: list[ParsedCitation], documents: dict[str, CitedDocument]
) -> list[PastedCitation]:
    """Give each citation its number, its line and its document."""
    numbered: list[PastedCitation] = []
    line, at = 1, 0
    for number, citation in enumerate(citations, start=1):
        line, at = line + text.count("\n", at, citation.start), citation.start
        cited = documents[citation.target]
        item = PastedCitation(
            citation.start, citation.end, cited, number, line, citation.surface, tuple(citation.paragraphs)
        )
        cited.citations.append(item)
        numbered.append(item)
    return numbered


def find_citations_in_chunks(text: str) -> Iterator[ParsedCitation]:
    """Yield the first ``MAX_CITATIONS`` citations of ``text``, with offsets in it, in reading order.

    >>> [(c.target, c.start) for c in find_citations_in_chunks("回顾第1325(2000)号决议。重申第2242(2015)号决议。")]
    [('S/RES/1325(2000)', 2), ('S/RES/2242(2015)', 19)]
    """
    citations = (
        replace(citation, start=citation.start + start, end=citation.end + start)
        for start, end in split_into_chunks(text)
        for citation in _find_in_passage(text[start:end])
    )
    return islice(citations, MAX_CITATIONS)


def _find_in_passage(passage: str) -> Iterator[ParsedCitation]:
    """Yield the citations of a passage; a number alone behind 大会 is the Assembly's, otherwise the Council's.

    >>> [c.target for passage in ("大会宣布，第2625号决议", "第12号决议") for c in _find_in_passage(passage)]
    ['A/RES/2625(XXV)', 'S/RES/12(1946)']
    """
    for citation in find_citations(passage):
        number = _BARE_NUMBER.fullmatch(citation.surface)
        if not number or citation.target.startswith("A/"):
            yield citation
            continue
        organs = [match.lastgroup for match in _ORGANS.finditer(passage, 0, citation.start)]
        if organs and organs[-1] == "assembly":
            target = assembly_symbol(number["number"]) or citation.target
        else:
            target = citation.target or next((c.target for c in find_citations(citation.surface, _COUNCIL)), "")
        yield replace(citation, target=target, undecided="" if target else citation.undecided)


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
    symbols = list(dict.fromkeys(citation.target for citation in citations))
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=symbols)}
    return {symbol: CitedDocument(known.get(symbol) or build_stub(symbol), symbol in known) for symbol in symbols}
