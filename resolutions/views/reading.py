"""A document as its page shows it: paragraphs cut into runs, footnotes and backlinks, contents."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from django.db.models import Count, Prefetch

from resolutions.models import Citation, Document, Origin, Paragraph, SimilarParagraph, Status
from resolutions.text.parsed import ParagraphKind
from resolutions.views.hits import HitCounter
from resolutions.views.labels import place
from resolutions.views.runs import Run, cut, spans_of

_PARTS = {
    ParagraphKind.PREAMBLE: "序言部分",
    ParagraphKind.OPERATIVE: "执行部分",
}
LOWEST_HEADING = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote's mark in the prose, with an ``id`` of its own for the way back."""

    anchor: str
    id: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A table row; each cell is a list of runs. ``role`` as in ``parsed.Row``."""

    role: str
    cells: list[list[Run]]


@dataclass(slots=True)
class ShownParagraph:
    """A paragraph ready for the template.

    ``is_masthead`` tells the headings printed above the text, which repeat the page's own;
    ``part`` is the heading of the part that begins with it; ``cited`` counts the
    citations of exactly this paragraph and ``similar`` its like in other documents;
    ``backlinks`` are the marks of a footnote; ``heading`` is the level of the heading
    element, which skips none.
    """

    paragraph: Paragraph
    runs: list[Run]
    rows: list[ShownRow] = field(default_factory=list)
    is_masthead: bool = False
    part: str = ""
    part_anchor: str = ""
    cited: int = 0
    similar: int = 0
    backlinks: list[str] = field(default_factory=list)
    heading: int = 0

    @property
    def place(self) -> str:
        return place(self.paragraph.label)

    @property
    def short(self) -> str:
        """What stands in the margin of a paragraph that prints no number."""
        number = re.sub(r"\D", "", self.paragraph.label)
        return {"preamble": f"序{number}", "table": f"表{number}"}.get(self.paragraph.kind, "¶")


@dataclass(frozen=True, slots=True)
class ShownText:
    """The whole text: ``paragraphs`` in reading order, ``footnotes`` gathered behind them."""

    paragraphs: list[ShownParagraph]
    footnotes: list[ShownParagraph]
    hits: int

    @property
    def contents(self) -> list[tuple[str, str, int]]:
        """``(anchor, words, level)`` of the parts and headings; level 0 is a part."""
        entries = []
        for shown in self.paragraphs:
            if shown.part:
                entries.append((shown.part_anchor, shown.part, 0))
            if shown.paragraph.kind == ParagraphKind.HEADING and not shown.is_masthead:
                entries.append((shown.paragraph.anchor, shown.paragraph.text.strip(), shown.paragraph.level))
        return entries

    @property
    def citations(self) -> list[Citation]:
        """Every citation of the text that is shown, in reading order; no query."""
        return [citation for shown in self._all() for citation in shown_citations(shown.paragraph)]

    def _all(self) -> list[ShownParagraph]:
        return sorted([*self.paragraphs, *self.footnotes], key=lambda shown: shown.paragraph.order)

    @property
    def hit_paragraphs(self) -> list[tuple[str, str]]:
        """``(anchor, place)`` of each paragraph with a hit: the way through the hits without JavaScript."""
        return [
            (shown.paragraph.anchor, shown.place)
            for shown in self._all()
            if any(run.pieces for run in _all_runs(shown))
        ]


def show_text(document: Document, cited: Counter, pattern: re.Pattern | None = None) -> ShownText:
    """Make the text of ``document`` ready for its page; four queries, whatever its length.

    ``cited`` counts citations by paragraph label; ``pattern`` finds the reader's words.
    """
    paragraphs = list(document.paragraphs.order_by("order").prefetch_related(_citations()))
    similar = _similar_counts(document)
    mark_ids = _MarkIds()
    hits = HitCounter(pattern)
    shown = [_show(paragraph, mark_ids, hits) for paragraph in paragraphs]
    for item in shown:
        item.cited = cited[item.paragraph.label]
        item.similar = similar.get(item.paragraph.pk, 0)
        item.backlinks = mark_ids.of(item.paragraph.anchor)
    for item in takewhile(lambda item: item.paragraph.kind == ParagraphKind.HEADING, shown):
        item.is_masthead = True
    _set_parts(shown)
    _set_headings(shown)
    return ShownText(
        [item for item in shown if item.paragraph.kind != ParagraphKind.FOOTNOTE],
        [item for item in shown if item.paragraph.kind == ParagraphKind.FOOTNOTE],
        hits.count,
    )


def shown_citations(paragraph: Paragraph) -> list[Citation]:
    """The citations to link: decided and not rejected; of a prefetched paragraph without a query."""
    return [item for item in paragraph.citations.all() if item.target_id and item.origin != Origin.REJECTED]


def _citations() -> Prefetch:
    """Citations in reading order with what a link shows of its target; nothing is joined, nothing more is fetched."""
    targets = Document.objects.only("symbol", "slug", "title", "kind", "status")
    return Prefetch("citations", Citation.objects.order_by("start").prefetch_related(Prefetch("target", targets)))


def _similar_counts(document: Document) -> dict[int, int]:
    """How many paragraphs of other published documents are like each paragraph; one query."""
    pairs = SimilarParagraph.objects.filter(paragraph__document=document, other__document__status=Status.PUBLISHED)
    return dict(pairs.order_by().values_list("paragraph").annotate(Count("id")))


def _show(paragraph: Paragraph, mark_ids: "_MarkIds", hits: HitCounter) -> ShownParagraph:
    marks = [(start, end, mark_ids.new(anchor)) for start, end, anchor in paragraph.marks]
    spans = spans_of(paragraph.lead, marks, shown_citations(paragraph))
    found = hits.hits_in(paragraph.text)
    if not paragraph.rows:
        return ShownParagraph(paragraph, cut(paragraph.text, spans, hits=found))
    rows = [
        ShownRow(row["role"], [cut(paragraph.text, spans, start, end, found) for start, end in row["cells"]])
        for row in paragraph.rows
    ]
    before = cut(paragraph.text, spans, 0, _start_of_rows(paragraph), found)
    return ShownParagraph(paragraph, before, rows)


def _start_of_rows(paragraph: Paragraph) -> int:
    """Where a table's first cell begins; what stands before it is the table's caption."""
    return min((start for row in paragraph.rows for start, _ in row["cells"]), default=0)


def _set_parts(shown: Iterable[ShownParagraph]) -> None:
    """Name the preamble and the operative part at the first paragraph of each."""
    seen = set()
    for item in shown:
        kind = item.paragraph.kind
        if kind in _PARTS and kind not in seen:
            seen.add(kind)
            item.part, item.part_anchor = _PARTS[kind], f"part-{kind}"


def _set_headings(shown: Iterable[ShownParagraph]) -> None:
    """Headings of the text come below the page's ``h1``; a text that skips a level does not make the page skip one."""
    above = 1
    for item in shown:
        if item.part:
            above = 2
        if item.paragraph.kind == ParagraphKind.HEADING and not item.is_masthead:
            item.heading = above = min(item.paragraph.level + 2, above + 1, LOWEST_HEADING)


def _all_runs(shown: ShownParagraph) -> list[Run]:
    return [*shown.runs, *(run for row in shown.rows for cell in row.cells for run in cell)]


class _MarkIds:
    """Give each mark of a footnote an id that is unique on the page."""

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] = defaultdict(list)

    def new(self, anchor: str) -> Mark:
        number = len(self._ids[anchor]) + 1
        self._ids[anchor].append(f"mark-{anchor}" if number == 1 else f"mark-{anchor}-{number}")
        return Mark(anchor, self._ids[anchor][-1])

    def of(self, anchor: str) -> list[str]:
        return self._ids.get(anchor, [])
