"""Values of one results page as a database returns them, and their conversion to the portal's ``Answer``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from search.protocol.answer import Answer, DocumentResult, FacetCount
from search.protocol.documents import Card, IndexableDocument
from search.protocol.highlights import HighlightedText, Snippet
from search.protocol.request import SearchRequest
from search.query.parser import Query

DOCUMENT_COLUMNS = ("key", "symbol", "title", "url", "kind", "organ", "date", "year", "cited")
HIT_START, HIT_END = "\x01", "\x02"  # around a hit in a snippet
PAGE_FACETS = ("kind", "organ", "year", "cites", "theme")


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph with blanks between its words and hits between ``HIT_START`` and ``HIT_END``.

    ``number`` counts the paragraphs of the document from 0.
    """

    number: int
    text: str


@dataclass(slots=True)
class PageRows:
    """Rows of one page; ``found`` are rows of a name, a value and a number: best documents, total, facets."""

    found: Iterable[tuple]
    best: list[int] = field(default_factory=list)
    total: int = 0
    facets: dict[str, list[FacetCount]] = field(default_factory=lambda: {name: [] for name in PAGE_FACETS})
    cards: list[tuple] = field(default_factory=list)
    hits: dict[int, list[MarkedParagraph]] = field(default_factory=dict)
    hit_counts: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value, number in self.found:
            if name == "best":
                self.best.append(int(value))
            elif name == "total":
                self.total = int(number)
            else:
                self.facets[name].append(FacetCount(str(value), int(number)))


def build_document_row(source: IndexableDocument) -> tuple:
    """Return the values of ``DOCUMENT_COLUMNS``, in their order."""
    values = {name: getattr(source, name) for name in DOCUMENT_COLUMNS}
    return tuple((values | {"date": source.date.isoformat() if source.date else None}).values())


def _card(values: tuple) -> Card:
    named = dict(zip(DOCUMENT_COLUMNS, values, strict=True))
    return Card(**named | {"date": date.fromisoformat(named["date"])})


def build_answer(rows: PageRows, request: SearchRequest) -> Answer:
    """Return the answer that the portal's templates show."""
    cards = {values[0]: _card(values) for values in rows.cards}
    results = []
    for key in rows.best:
        hits = rows.hits.get(key, [])
        more = rows.hit_counts.get(key, 0) - len(hits)
        title, subject = HighlightedText(cards[key].title, ()), HighlightedText("", ())
        results.append(DocumentResult(cards[key], title, subject, 0.0, tuple(map(build_snippet, hits)), more))
    return Answer(
        query=Query(request.typed, None, request.typed),
        mode=request.mode or "exact",
        scope=request.scope,
        total=rows.total,
        results=tuple(results),
        facets=rows.facets,
        added_synonyms=(),
        is_fallback=False,
    )


def build_snippet(hit: MarkedParagraph) -> Snippet:
    """Remove the blanks between the words and convert the marks to ranges."""
    compact = hit.text.replace(" ", "")
    text, ranges = "", []
    for number, piece in enumerate(compact.strip("…").split(HIT_START)):
        marked, mark, rest = piece.partition(HIT_END) if number else ("", "", piece)
        if mark:
            ranges.append((len(text), len(text) + len(marked)))
        text += marked + rest
    label = f"p{hit.number + 1}"
    return Snippet(text, tuple(ranges), label, label, "body", compact.startswith("…"), compact.endswith("…"))
