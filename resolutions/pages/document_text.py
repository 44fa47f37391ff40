"""Text of a document ready for its page: linked runs, footnotes with backlinks, contents, margin links."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from resolutions.display.charter_names import find_charter_names
from resolutions.display.cited_numbers import find_following_numbers
from resolutions.display.former_anchors import find_former_anchors
from resolutions.display.labels import format_label
from resolutions.display.runs import Span, build_spans, split_into_runs
from resolutions.display.script_conversion import convert_script
from resolutions.interface.places import format_margin_number, format_place_or_words, place_in_language
from resolutions.models import Document, Paragraph, SimilarParagraph, Status, document_url
from resolutions.pages.linked_runs import LinkedRun, link_runs
from resolutions.pages.links import CitationLink, load_citation_links, place_url
from resolutions.pages.mandate_chain import find_steps
from resolutions.text.drafting_verbs import find_opening_verb
from resolutions.text.mandates import MandateStep
from resolutions.text.parsed import ParagraphKind
from resolutions.text.script import Script, detect_script
from resolutions.text.symbols import CHARTER_SYMBOL
from search.in_document import FoldedDocument, HitRange, InDocumentQuery, PrintedPassage
from search.query.parser import MAX_QUERY_LENGTH

PART_TITLES = {
    ParagraphKind.PREAMBLE: gettext_lazy("序言部分"),
    ParagraphKind.OPERATIVE: gettext_lazy("执行部分"),
}
DEEPEST_HEADING_LEVEL = 5
MAX_CONTENTS_ENTRY_LENGTH = 40  # characters
_CHARTER_URL = document_url(CHARTER_SYMBOL, "")
REPEATED_ROW_ROLE = "repeat"  # of a table row that is hidden: a head that was printed again on the next page


@dataclass(frozen=True, slots=True)
class FootnoteMarkLink:
    """A footnote mark in the prose: the anchor of its footnote, and its own id for the backlink."""

    anchor: str
    id: str


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link from a footnote to one of its marks; ``description`` is its accessible name."""

    mark_id: str
    description: str


@dataclass(frozen=True, slots=True)
class MarginLink:
    """A count beside a paragraph; ``description`` is its accessible name."""

    css_class: str
    url: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentTableRow:
    """A table row; each cell is a list of runs. ``role`` as in ``resolutions.text.parsed``."""

    role: str
    cells: list[list[LinkedRun]]


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph ready for the template.

    ``former_anchor`` is an anchor that older links use, "" for most paragraphs.
    ``heading_tag`` is ``h3`` and the like for a heading, otherwise "". ``place`` is 第12段 and the like, "" for a
    paragraph without a printed number; it is Chinese, for references. ``is_quotable`` is False for a heading.
    ``margin_number`` stands beside a paragraph that prints no number. ``part_title`` is the heading of a part that
    begins with the paragraph.
    ``margin_links`` count the citations of exactly this paragraph and its similar paragraphs. ``rows`` are those of a
    table, for which ``runs`` is the caption. ``tools_url`` is the page about the paragraph, "" for a heading.
    """

    anchor: str
    former_anchor: str
    heading_tag: str
    css_class: str
    place: str
    is_quotable: bool
    margin_number: str
    runs: list[LinkedRun]
    rows: list[DocumentTableRow]
    part_title: str
    part_anchor: str
    margin_links: list[MarginLink]
    backlinks: list[Backlink]
    tools_url: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A part (level 0) or heading in the table of contents."""

    anchor: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class HitParagraph:
    """A paragraph with search hits, for the list that readers without JavaScript use."""

    anchor: str
    place: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The whole text: ``paragraphs`` in reading order, then ``footnotes``.

    ``citations`` are all that readers see, in reading order; ``hits`` is the number of search hits. ``script`` is the
    one that the text is shown in.
    """

    paragraphs: list[DocumentParagraph]
    footnotes: list[DocumentParagraph]
    contents: list[ContentsEntry]
    citations: list[CitationLink]
    hits: int
    hit_paragraphs: list[HitParagraph]
    mandate_steps: list[MandateStep]
    printed_script: Script
    script: Script

    @property
    def is_converted(self) -> bool:
        """Return True if the text is not shown in the script that it is printed in."""
        return self.script != self.printed_script

    @property
    def other_script(self) -> Script:
        """Return the script that the text is not printed in."""
        is_simplified = self.printed_script == Script.SIMPLIFIED
        return Script.TRADITIONAL if is_simplified else Script.SIMPLIFIED


def build_document_text(
    document: Document, cited_labels: Counter[str], query: InDocumentQuery | None = None, wanted: Script | None = None
) -> DocumentText:
    """Prepare the text of ``document`` for its page; three queries, whatever its length.

    ``cited_labels`` counts citations by paragraph label. ``query`` is searched for and its hits are marked. The text
    is shown in the script ``wanted``, without one as printed.
    """
    paragraphs = list(Paragraph.objects.filter(document=document.pk).order_by("order"))
    printed = detect_script(paragraph.text for paragraph in paragraphs)
    if wanted and wanted != printed:
        for paragraph in paragraphs:
            paragraph.text = convert_script(paragraph.text, wanted)
    citations = load_citation_links(document)
    hits: list[list[HitRange]] = [[] for _ in paragraphs]
    if query and query.typed:
        hits = find_hits_in_document(document, paragraphs, query)
    mark_ids = _MarkIds()
    contents = [
        _link_contents(paragraph, citations.get(paragraph.pk, ()), ranges, mark_ids)
        for paragraph, ranges in zip(paragraphs, hits, strict=True)
    ]
    margins = _build_margins(document, paragraphs, cited_labels)
    tools_url = reverse("paragraph", args=[document.key])
    roles = list(_assign_roles(paragraphs))
    former = find_former_anchors([row.label for row in paragraphs], [row.anchor for row in paragraphs])
    shown = [
        _show(paragraph, anchor, role, *content, margin, mark_ids, tools_url)
        for paragraph, anchor, role, content, margin in zip(paragraphs, former, roles, contents, margins, strict=True)
    ]
    is_footnote = [paragraph.kind == ParagraphKind.FOOTNOTE for paragraph in paragraphs]
    return DocumentText(
        paragraphs=[item for item, is_note in zip(shown, is_footnote, strict=True) if not is_note],
        footnotes=[item for item, is_note in zip(shown, is_footnote, strict=True) if is_note],
        contents=list(_build_contents(paragraphs, roles)),
        citations=[citation for paragraph in paragraphs for citation in citations.get(paragraph.pk, ())],
        hits=max((number for ranges in hits for _, _, number in ranges), default=0),
        hit_paragraphs=[
            HitParagraph(paragraph.anchor, format_place_or_words(paragraph.label, paragraph.text))
            for paragraph, ranges in zip(paragraphs, hits, strict=True)
            if ranges
        ],
        mandate_steps=find_steps(paragraphs),
        printed_script=printed,
        script=wanted or printed,
    )


def parse_in_document_query(request: HttpRequest) -> InDocumentQuery:
    """Read the query to mark in a document: ``q``, ``mode``, ``synonyms`` and ``scope``, as the search names them."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]
    use_synonyms = request.GET.get("synonyms") != "off"
    return InDocumentQuery.read(typed, request.GET.get("mode", ""), use_synonyms, request.GET.get("scope", ""))


def parse_script(request: HttpRequest) -> Script | None:
    """Read the script that the text is wanted in, ``script=zh-Hans`` or ``zh-Hant``; None for the printed one."""
    wanted = request.GET.get("script", "")
    return Script(wanted) if wanted in list(Script) else None


def find_hits_in_document(
    document: Document, paragraphs: Iterable[Paragraph], query: InDocumentQuery
) -> list[list[HitRange]]:
    """Find the hits of ``query`` in each paragraph of ``document``; no query of the database.

    A query that is limited to a section has none in the paragraphs of the others.
    """
    passages = [
        PrintedPassage(paragraph.text, _ranges_not_searched(paragraph))
        if query.searches(paragraph.kind)
        else PrintedPassage("")
        for paragraph in paragraphs
    ]
    return FoldedDocument(passages, f"{document.symbol}\n{document.title}").find_hits(query)


def _ranges_not_searched(paragraph: Paragraph) -> list[tuple[int, int]]:
    """List footnote marks and hidden table rows, as characters from start to end (exclusive)."""
    marks = [(start, end) for start, end, _ in paragraph.marks]
    hidden_rows = (row for row in paragraph.rows if row["role"] == REPEATED_ROW_ROLE)
    return marks + [(start, end) for row in hidden_rows for start, end in row["cells"]]


def _build_margins(
    document: Document, paragraphs: Iterable[Paragraph], cited_labels: Counter[str]
) -> Iterator[list[MarginLink]]:
    """Yield the margin links of each paragraph, none for a heading; one query."""
    pairs = SimilarParagraph.objects.filter(paragraph__document=document, other__document__status=Status.PUBLISHED)
    similar = dict(pairs.order_by().values_list("paragraph").annotate(Count("id")))
    cited_by_url = reverse("citations", args=[document.key, "cited-by"])
    similar_url = reverse("similar", args=[document.key])
    cited_words, cited_description = gettext("被引 {count}"), gettext("{place}被引 {count} 次")
    similar_words, similar_description = gettext("相近段落 {count}"), gettext("{place}有相近段落 {count} 段")
    this_paragraph = gettext("本段")
    for paragraph in paragraphs:
        links, place = [], place_in_language(format_label(paragraph.label)) or this_paragraph
        if count := cited_labels[paragraph.label]:
            url = f"{cited_by_url}?{urlencode({'paragraph': paragraph.label})}"
            links.append(_margin_link("cited", url, cited_description, cited_words, place, count))
        if count := similar.get(paragraph.pk, 0):
            url = f"{similar_url}?{urlencode({'at': paragraph.anchor})}"
            links.append(_margin_link("similar", url, similar_description, similar_words, place, count))
        yield [] if paragraph.kind == ParagraphKind.HEADING else links


def _margin_link(css_class: str, url: str, description: str, words: str, place: str, count: int) -> MarginLink:
    return MarginLink(css_class, url, description.format(place=place, count=count), words.format(count=count))


@dataclass(frozen=True, slots=True)
class _ParagraphRole:
    """The tag of a heading, "" for others; True for a masthead; the title of a part that begins here, or ""."""

    heading_tag: str
    is_masthead: bool
    part_title: str


def _assign_roles(paragraphs: Iterable[Paragraph]) -> Iterator[_ParagraphRole]:
    """Yield the role of each paragraph.

    Headings before the first other paragraph are the masthead. Later headings come below the page's ``h1``; a text
    that skips a level does not make the page skip one.
    """
    is_masthead, level_above = True, 1
    parts: set[str] = set()
    for paragraph in paragraphs:
        heading_tag, part_title = "", ""
        is_heading = paragraph.kind == ParagraphKind.HEADING
        is_masthead = is_masthead and is_heading
        if paragraph.kind in PART_TITLES and paragraph.kind not in parts:
            parts.add(paragraph.kind)
            part_title, level_above = str(PART_TITLES[ParagraphKind(paragraph.kind)]), 2
        if is_heading and not is_masthead:
            level_above = min(paragraph.level + 2, level_above + 1, DEEPEST_HEADING_LEVEL)
            heading_tag = f"h{level_above}"
        yield _ParagraphRole(heading_tag, is_masthead, part_title)


def _build_contents(paragraphs: Iterable[Paragraph], roles: Iterable[_ParagraphRole]) -> Iterator[ContentsEntry]:
    for paragraph, role in zip(paragraphs, roles, strict=True):
        if role.part_title:
            yield ContentsEntry(_part_anchor(paragraph), role.part_title, 0)
        if role.heading_tag:
            title = paragraph.text.strip()
            if len(title) > MAX_CONTENTS_ENTRY_LENGTH:
                title = f"{title[: MAX_CONTENTS_ENTRY_LENGTH - 1]}…"
            yield ContentsEntry(paragraph.anchor, title, paragraph.level)


def _part_anchor(paragraph: Paragraph) -> str:
    return f"part-{paragraph.kind}"


def _link_contents(
    paragraph: Paragraph, citations: Iterable[CitationLink], hits: Sequence[HitRange], mark_ids: "_MarkIds"
) -> tuple[list[LinkedRun], list[DocumentTableRow]]:
    """Return the runs of a paragraph, or the runs of a table's caption and its rows."""
    marks = [(start, end, mark_ids.add(anchor)) for start, end, anchor in paragraph.marks]
    verb_end = find_opening_verb(paragraph.text, paragraph.lead) if paragraph.kind in PART_TITLES else 0
    others = [*find_charter_names(paragraph.text, _CHARTER_URL), *_link_numbers(paragraph.text, citations)]
    spans = build_spans(paragraph.lead, marks, citations, verb_end, others)

    def runs(start: int, end: int | None) -> list[LinkedRun]:
        return link_runs(split_into_runs(paragraph.text, spans, start, end, hits), paragraph.anchor)

    if not paragraph.rows:
        return runs(0, None), []
    rows = [DocumentTableRow(row["role"], [runs(*cell) for cell in row["cells"]]) for row in paragraph.rows]
    return runs(0, _end_of_caption(paragraph)), rows


def _link_numbers(text: str, citations: Iterable[CitationLink]) -> Iterator[Span]:
    """Yield a link for each of several paragraphs whose numbers follow a citation."""
    for citation in citations:
        for number in find_following_numbers(text, citation.end, citation.labels):
            if url := place_url(citation.target, number.label):
                yield Span("link", number.start, number.end, url)


def _end_of_caption(paragraph: Paragraph) -> int:
    """Return the start of a table's first cell, where its caption ends (exclusive)."""
    return min((start for row in paragraph.rows for start, _ in row["cells"]), default=0)


def _show(
    paragraph: Paragraph,
    former_anchor: str,
    role: _ParagraphRole,
    runs: list[LinkedRun],
    rows: list[DocumentTableRow],
    margin_links: list[MarginLink],
    mark_ids: "_MarkIds",
    tools_url: str,
) -> DocumentParagraph:
    is_heading = paragraph.kind == ParagraphKind.HEADING
    place = format_label(paragraph.label)
    return DocumentParagraph(
        anchor=paragraph.anchor,
        former_anchor=former_anchor,
        heading_tag=role.heading_tag,
        css_class="masthead" if role.is_masthead else f"{paragraph.kind} level{paragraph.level}",
        place=place,
        is_quotable=not is_heading,
        margin_number="" if is_heading or paragraph.lead else format_margin_number(paragraph.label),
        runs=runs,
        rows=rows,
        part_title=role.part_title,
        part_anchor=_part_anchor(paragraph) if role.part_title else "",
        margin_links=margin_links,
        backlinks=[
            Backlink(mark_id, _describe_mark(place, number))
            for number, mark_id in enumerate(mark_ids.of_footnote(paragraph.anchor), start=1)
        ],
        tools_url="" if is_heading else f"{tools_url}?{urlencode({'at': paragraph.anchor})}",
    )


def _describe_mark(place: str, number: int) -> str:
    """Name the link back to a mark of a footnote, by its number if it is not the first."""
    back = gettext("回到{place}的标记{number}")
    return back.format(place=place_in_language(place), number=f" {number}" if number > 1 else "")


class _MarkIds:
    """Ids of footnote marks, unique on the page, by the anchor of the footnote."""

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] = defaultdict(list)

    def add(self, anchor: str) -> FootnoteMarkLink:
        number = len(self._ids[anchor]) + 1
        self._ids[anchor].append(f"mark-{anchor}" if number == 1 else f"mark-{anchor}-{number}")
        return FootnoteMarkLink(anchor, self._ids[anchor][-1])

    def of_footnote(self, anchor: str) -> list[str]:
        return self._ids.get(anchor, [])
