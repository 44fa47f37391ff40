"""Who cites a document: counts, groups and citing sentences."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import F, QuerySet

from resolutions.display.labels import format_label, format_labels, label_sort_key
from resolutions.display.runs import Run, build_spans, split_into_runs
from resolutions.display.sentences import find_sentence, find_sentence_before_mark, skip_footnote_marks
from resolutions.models import Citation, Document, Paragraph
from resolutions.text.parsed import ParagraphKind

MAX_FACET_VALUES = 24  # of one kind beside the text; the page of all citations has the others


@dataclass(frozen=True, slots=True)
class CitedByCounts:
    """How a document is cited: counted in citations, unless the name says documents."""

    citations: int
    documents: int
    by_label: Counter
    by_verb: Counter
    by_year: Counter
    by_theme: Counter


class CitedByFacet(NamedTuple):
    """A way to divide the citations, each part ``(query, words, count)`` a link; ``more`` parts are left out."""

    heading: str
    parts: list[tuple[str, str, str]]
    more: int


def build_facets(received: CitedByCounts) -> list[CitedByFacet]:
    """The citations by cited paragraph in its order, by verb, the most used first, and by year, the newest first.

    Of many paragraphs those most cited are shown.
    """
    labels = sorted((label for label, _ in received.by_label.most_common(MAX_FACET_VALUES)), key=label_sort_key)
    years = sorted(received.by_year, reverse=True)
    return [
        _choices("按段落", "paragraph", labels, received.by_label, format_label),
        _choices("按动词", "verb", [verb for verb, _ in received.by_verb.most_common()], received.by_verb, str),
        _choices("按年份", "year", years, received.by_year, "{}年".format),
    ]


def _choices(heading: str, name: str, keys: list, counts: Counter, words: Callable[[Any], str]) -> CitedByFacet:
    parts = [(f"{name}={quote(str(key))}", words(key), str(counts[key])) for key in keys[:MAX_FACET_VALUES]]
    return CitedByFacet(heading, parts, len(counts) - len(parts))


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """A sentence as runs; those of kind ``citation`` are the ``citations`` it was looked up for.

    ``noted`` is the sentence of the prose that a citing footnote belongs to.
    """

    citations: tuple[Citation, ...]
    runs: list[Run]
    noted: str = ""

    @property
    def paragraph(self) -> Paragraph:
        return self.citations[0].paragraph

    @property
    def source(self) -> Document:
        return self.citations[0].source

    @property
    def address(self) -> str:
        return f"{self.source.get_absolute_url()}#{self.paragraph.anchor}"

    @property
    def text(self) -> str:
        """The sentence without the numbers of its footnotes."""
        return "".join(run.text for run in self.runs if run.kind != "mark")

    @property
    def verbs(self) -> list[str]:
        return list(dict.fromkeys(citation.verb for citation in self.citations if citation.verb))

    @property
    def cited_places(self) -> str:
        return format_labels(list(dict.fromkeys(label for item in self.citations for label in item.cited_paragraphs)))


def count_cited_by(document: Document) -> CitedByCounts:
    """Count the citations of ``document``; one query that fetches no text."""
    rows = list(
        Citation.objects.counted()
        .filter(target=document.pk)
        .values_list("source", "cited_paragraphs", "verb", "source__year", "source__adopted_on", "theme")
    )
    return CitedByCounts(
        citations=len(rows),
        documents=len({row[0] for row in rows}),
        by_label=Counter(label for row in rows for label in dict.fromkeys(row[1])),
        by_verb=Counter(row[2] for row in rows if row[2]),
        by_year=Counter(year for row in rows if (year := row[3] or (row[4].year if row[4] else None))),
        by_theme=Counter(row[5] for row in rows if row[5]),
    )


def most_common_themes(document: Document, most: int = 3) -> list[str]:
    """What citing texts most often call ``document``; one query."""
    citations = Citation.objects.counted().filter(target=document.pk).exclude(theme="").in_reading_order()
    themes = Counter(citations.values_list("theme", flat=True))
    return [theme for theme, _ in themes.most_common(most)]


def load_citing_sentences(document: Document, limit: int) -> list[CitingSentence]:
    """The sentences of the first ``limit`` citations of ``document``, newest citing document first; one query."""
    citations = Citation.objects.counted().filter(target=document.pk).select_related("paragraph", "source")
    return build_citing_sentences(order_by_newest_source(citations)[:limit])


def order_by_newest_source(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """Newest citing document first, then in reading order."""
    newest = F("source__adopted_on").desc(nulls_last=True)
    return citations.order_by(newest, "source__symbol", "source", "paragraph__order", "start")


def build_citing_sentences(citations: Iterable[Citation]) -> list[CitingSentence]:
    """The whole sentence around each citation, once for those that stand in one sentence; one query for footnotes."""
    sentences: dict[tuple[int, int, int], list[Citation]] = {}
    for citation in citations:
        found = find_sentence(citation.paragraph.text, citation.start, citation.end)
        sentences.setdefault((citation.paragraph_id, *found), []).append(citation)
    noted = _noted_sentences(members[0].paragraph for members in sentences.values())
    return [_show(members, start, end, noted) for (_, start, end), members in sentences.items()]


def _show(citations: list[Citation], start: int, end: int, noted: dict[tuple[int, str], str]) -> CitingSentence:
    paragraph = citations[0].paragraph
    start = skip_footnote_marks(paragraph.text, start, paragraph.marks)
    runs = split_into_runs(paragraph.text, build_spans(0, paragraph.marks, citations), start, end)
    return CitingSentence(tuple(citations), runs, noted.get((paragraph.document_id, paragraph.anchor), ""))


def _noted_sentences(paragraphs: Iterable[Paragraph]) -> dict[tuple[int, str], str]:
    """For each footnote, by document and anchor, the sentence of the prose that carries its first mark."""
    notes = {(p.document_id, p.anchor) for p in paragraphs if p.kind == ParagraphKind.FOOTNOTE}
    if not notes:
        return {}
    marked = Paragraph.objects.filter(document__in={document for document, _ in notes}).exclude(marks=[])
    found: dict[tuple[int, str], str] = {}
    for paragraph in marked.order_by("document", "order"):
        for start, end, anchor in paragraph.marks:
            if (note := (paragraph.document_id, anchor)) in notes:
                found.setdefault(
                    note, _without_marks(paragraph, *find_sentence_before_mark(paragraph.text, start, end))
                )
    return found


def _without_marks(paragraph: Paragraph, start: int, end: int) -> str:
    """The text from ``start`` to ``end`` without the digits of footnote marks."""
    spans = build_spans(0, paragraph.marks, ())
    return "".join(
        run.text for run in split_into_runs(paragraph.text, spans, start, end) if run.kind == "plain"
    ).strip()
