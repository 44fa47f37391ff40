"""A document as its page shows it: paragraphs cut into steps, footnotes and backlinks, contents.

All is worked out here once and handed to the template as plain values, for a page may have hundreds of paragraphs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from django.db.models import Count
from django.http import HttpRequest

from resolutions.display.labels import format_label
from resolutions.display.runs import build_spans, split_into_runs
from resolutions.models import Document, Paragraph, SimilarParagraph, Status
from resolutions.pages.links import CitationLink, load_citation_links
from resolutions.pages.template_steps import TemplateStep, build_steps
from resolutions.text.parsed import ParagraphKind
from search.query.parser import MAX_QUERY_LENGTH
from search.results.in_document import FoldedDocument, HitRange, InDocumentQuery, PrintedPassage

_PARTS = {
    ParagraphKind.PREAMBLE: "序言部分",
    ParagraphKind.OPERATIVE: "执行部分",
}
DEEPEST_HEADING_LEVEL = 5
MAX_CONTENTS_ENTRY_LENGTH = 40  # characters of a heading in the contents
REPEATED_ROW_ROLE = "repeat"  # the role of a table's row that is not shown: its head, printed again after a page turn


class FootnoteMarkLink(NamedTuple):
    """A footnote's mark in the prose, with an ``id`` of its own for the way back."""

    anchor: str
    id: str


class ShownRow(NamedTuple):
    """A table row; each cell is a list of steps. ``role`` as in ``parsed.Row``."""

    role: str
    cells: list[list[TemplateStep]]


class MarginLink(NamedTuple):
    """A count beside a paragraph; ``aria`` is what a screen reader hears of it."""

    style: str
    address: str
    aria: str
    words: str


class ShownParagraph(NamedTuple):
    """A paragraph ready for the template, which takes it apart in this order.

    ``heading`` is the element of a heading, empty for others; ``style`` is the class; ``place`` is empty where nobody
    would quote it. ``short`` stands in the margin of a paragraph that prints no number. ``part`` is the heading of the
    part that begins with it; ``margin`` are the links to who cites exactly this paragraph and to its like in
    other documents; ``backlinks`` are the marks of a footnote, ``(id, what a screen reader hears)``.
    """

    anchor: str
    heading: str
    style: str
    place: str
    short: str
    steps: list[TemplateStep]
    rows: list[ShownRow]
    part: str
    part_anchor: str
    margin: list[MarginLink]
    backlinks: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownText:
    """The whole text: ``paragraphs`` in reading order, ``footnotes`` gathered behind them.

    ``contents`` are the parts and headings, ``(anchor, words, level)``, level 0 a part; ``citations`` all that are
    shown, in reading order; ``hit_paragraphs`` ``(anchor, place)`` of those with a hit: the way without JavaScript.
    """

    paragraphs: list[ShownParagraph]
    footnotes: list[ShownParagraph]
    contents: list[tuple[str, str, int]]
    citations: list[CitationLink]
    hits: int
    hit_paragraphs: list[tuple[str, str]]


def build_shown_text(document: Document, cited: Counter, question: InDocumentQuery | None = None) -> ShownText:
    """Make the text of ``document`` ready for its page; three queries, whatever its length.

    ``cited`` counts citations by paragraph label; ``question`` is what the reader looks for.
    """
    paragraphs = list(Paragraph.objects.filter(document=document.pk).order_by("order"))
    citations = load_citation_links(document)
    hits = (
        find_hits_in_document(document, paragraphs, question)
        if question and question.typed
        else [[] for _ in paragraphs]
    )
    mark_ids = _MarkIds()
    cuts = [
        _cut(paragraph, citations.get(paragraph.pk, ()), found, mark_ids)
        for paragraph, found in zip(paragraphs, hits, strict=True)
    ]
    margins = _margins(document, paragraphs, cited)
    standings = list(_standings(paragraphs))
    shown = [
        _show(paragraph, standing, *pieces, margin, mark_ids)
        for paragraph, standing, pieces, margin in zip(paragraphs, standings, cuts, margins, strict=True)
    ]
    return ShownText(
        [one for one, paragraph in zip(shown, paragraphs, strict=True) if paragraph.kind != ParagraphKind.FOOTNOTE],
        [one for one, paragraph in zip(shown, paragraphs, strict=True) if paragraph.kind == ParagraphKind.FOOTNOTE],
        list(_contents(paragraphs, standings)),
        [citation for paragraph in paragraphs for citation in citations.get(paragraph.pk, ())],
        max((hit[2] for found in hits for hit in found), default=0),
        [
            (paragraph.anchor, format_label(paragraph.label))
            for paragraph, found in zip(paragraphs, hits, strict=True)
            if found
        ],
    )


def parse_in_document_query(request: HttpRequest) -> InDocumentQuery:
    """What the address asks to mark: ``q``, and as the search has them ``mode=fuzzy`` and ``synonyms=off``."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]
    return InDocumentQuery(typed, request.GET.get("mode", ""), request.GET.get("synonyms") != "off")


def find_hits_in_document(
    document: Document, paragraphs: Iterable[Paragraph], question: InDocumentQuery
) -> list[list[HitRange]]:
    """The hits in each paragraph of the document; no query."""
    passages = [PrintedPassage(paragraph.text, _left_out(paragraph)) for paragraph in paragraphs]
    return FoldedDocument(passages, f"{document.symbol}\n{document.title}").find_hits(question)


def _left_out(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Footnote marks, and the rows of a table that are printed twice and shown once."""
    marks = [(start, end) for start, end, _ in paragraph.marks]
    return marks + [tuple(cell) for row in paragraph.rows if row["role"] == REPEATED_ROW_ROLE for cell in row["cells"]]


def _margins(document: Document, paragraphs: Iterable[Paragraph], cited: Counter) -> Iterator[list[MarginLink]]:
    """For each paragraph the links beside it; a heading has none. One query."""
    pairs = SimilarParagraph.objects.filter(paragraph__document=document, other__document__status=Status.PUBLISHED)
    similar = dict(pairs.order_by().values_list("paragraph").annotate(Count("id")))
    page = document.get_absolute_url()
    for paragraph in paragraphs:
        links, at = [], format_label(paragraph.label)
        if count := cited[paragraph.label]:
            address = f"{page}/cited-by?paragraph={quote(paragraph.label)}"
            links.append(MarginLink("cited", address, f"{at}被引 {count} 次", f"被引 {count}"))
        if count := similar.get(paragraph.pk):
            address = f"{page}/similar?at={paragraph.anchor}"
            links.append(MarginLink("similar", address, f"{at}有相近段落 {count} 段", f"相近 {count}"))
        yield [] if paragraph.kind == ParagraphKind.HEADING else links


class _Standing(NamedTuple):
    """How a paragraph stands: a heading's element, whether it repeats the page's head, the part that begins with it."""

    heading: str
    is_masthead: bool
    part: str


def _standings(paragraphs: Iterable[Paragraph]) -> Iterator[_Standing]:
    """The headings printed above the text are its masthead. Those of the text come below the page's ``h1``; a text
    that skips a level does not make the page skip one."""
    is_masthead, above, seen = True, 1, set()
    for paragraph in paragraphs:
        heading, part = "", ""
        is_heading = paragraph.kind == ParagraphKind.HEADING
        is_masthead = is_masthead and is_heading
        if paragraph.kind in _PARTS and paragraph.kind not in seen:
            seen.add(paragraph.kind)
            part, above = _PARTS[ParagraphKind(paragraph.kind)], 2
        if is_heading and not is_masthead:
            above = min(paragraph.level + 2, above + 1, DEEPEST_HEADING_LEVEL)
            heading = f"h{above}"
        yield _Standing(heading, is_masthead, part)


def _contents(paragraphs: Iterable[Paragraph], standings: Iterable[_Standing]) -> Iterator[tuple[str, str, int]]:
    for paragraph, standing in zip(paragraphs, standings, strict=True):
        if standing.part:
            yield _part_anchor(paragraph), standing.part, 0
        if standing.heading:
            words = paragraph.text.strip()
            short = words if len(words) <= MAX_CONTENTS_ENTRY_LENGTH else f"{words[: MAX_CONTENTS_ENTRY_LENGTH - 1]}…"
            yield paragraph.anchor, short, paragraph.level


def _part_anchor(paragraph: Paragraph) -> str:
    return f"part-{paragraph.kind}"


def _cut(
    paragraph: Paragraph, citations: Iterable[CitationLink], hits: Sequence[HitRange], mark_ids: "_MarkIds"
) -> tuple[list[TemplateStep], list[ShownRow]]:
    """The steps of a paragraph, or of a table's caption and of its cells."""
    marks = [(start, end, mark_ids.new(anchor)) for start, end, anchor in paragraph.marks]
    spans = build_spans(paragraph.lead, marks, citations)

    def steps(start: int, end: int | None) -> list[TemplateStep]:
        return build_steps(split_into_runs(paragraph.text, spans, start, end, hits), paragraph.anchor)

    if not paragraph.rows:
        return steps(0, None), []
    rows = [ShownRow(row["role"], [steps(*cell) for cell in row["cells"]]) for row in paragraph.rows]
    return steps(0, _start_of_rows(paragraph)), rows


def _start_of_rows(paragraph: Paragraph) -> int:
    """Where a table's first cell begins; what stands before it is the table's caption."""
    return min((start for row in paragraph.rows for start, _ in row["cells"]), default=0)


def _show(
    paragraph: Paragraph,
    standing: _Standing,
    steps: list[TemplateStep],
    rows: list[ShownRow],
    margin: list[MarginLink],
    mark_ids: "_MarkIds",
) -> ShownParagraph:
    is_heading = paragraph.kind == ParagraphKind.HEADING
    at = format_label(paragraph.label)
    return ShownParagraph(
        anchor=paragraph.anchor,
        heading=standing.heading,
        style="masthead" if standing.is_masthead else f"{paragraph.kind} level{paragraph.level}",
        place="" if is_heading else at,
        short="" if is_heading or paragraph.lead else _short(paragraph),
        steps=steps,
        rows=rows,
        part=standing.part,
        part_anchor=_part_anchor(paragraph) if standing.part else "",
        margin=margin,
        backlinks=[
            (mark, f"回到{at}的标记{f' {number}' if number > 1 else ''}")
            for number, mark in enumerate(mark_ids.of(paragraph.anchor), start=1)
        ],
    )


def _short(paragraph: Paragraph) -> str:
    """What stands in the margin of a paragraph that prints no number."""
    number = re.sub(r"\D", "", paragraph.label)
    return {"preamble": f"序{number}", "table": f"表{number}"}.get(paragraph.kind, "¶")


class _MarkIds:
    """Give each mark of a footnote an id that is unique on the page."""

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] = defaultdict(list)

    def new(self, anchor: str) -> FootnoteMarkLink:
        number = len(self._ids[anchor]) + 1
        self._ids[anchor].append(f"mark-{anchor}" if number == 1 else f"mark-{anchor}-{number}")
        return FootnoteMarkLink(anchor, self._ids[anchor][-1])

    def of(self, anchor: str) -> list[str]:
        return self._ids.get(anchor, [])
