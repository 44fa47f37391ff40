"""Citations of a document by others: counts, facets and citing sentences."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.utils.translation import gettext

from resolutions.display.labels import label_sort_key
from resolutions.display.runs import Run, build_spans, split_into_runs
from resolutions.display.sentences import find_sentence, find_sentence_before_mark, skip_footnote_marks
from resolutions.interface.places import format_cited_place, format_label, format_labels, format_place
from resolutions.models import Citation, Document, Paragraph
from resolutions.statistics.theme_groups import join_spellings
from resolutions.text.parsed import ParagraphKind

MAX_FACET_VALUES = 24  # of one facet beside the text; the page of all citations shows the rest


@dataclass(frozen=True, slots=True)
class CitedByCounts:
    """Numbers of citations of a document; ``documents`` is the number of citing documents."""

    citations: int
    documents: int
    by_label: Counter[str]
    by_verb: Counter[str]
    by_year: Counter[int]
    by_theme: Counter[str]


@dataclass(frozen=True, slots=True)
class CitedByFacetValue:
    """A value of a facet with its number of citations; ``query_string`` selects it on the page ``cited-by``."""

    query_string: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CitedByFacet:
    """A facet of the citations; ``more`` is the number of values left out."""

    heading: str
    values: list[CitedByFacetValue]
    more: int


def build_facets(counts: CitedByCounts) -> list[CitedByFacet]:
    """Build the facets by paragraph, verb and year.

    Paragraphs are in document order, and of many only the most cited are listed. Verbs are in order of frequency,
    years from the newest.
    """
    labels = sorted((label for label, _ in counts.by_label.most_common(MAX_FACET_VALUES)), key=label_sort_key)
    verbs = [verb for verb, _ in counts.by_verb.most_common()]
    years = sorted(counts.by_year, reverse=True)
    written_year = gettext("{year}年")
    return [
        _build_facet(gettext("按段落"), "paragraph", labels, counts.by_label, format_cited_place),
        _build_facet(gettext("按动词"), "verb", verbs, counts.by_verb, str),
        _build_facet(gettext("按年份"), "year", years, counts.by_year, lambda year: written_year.format(year=year)),
    ]


def _build_facet(
    heading: str, parameter: str, keys: list[Any], counts: Counter[Any], format_key: Callable[[Any], str]
) -> CitedByFacet:
    values = [
        CitedByFacetValue(urlencode({parameter: key}), format_key(key), counts[key]) for key in keys[:MAX_FACET_VALUES]
    ]
    return CitedByFacet(heading, values, len(counts) - len(values))


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """A sentence with its ``citations``, cut into runs; every run of kind ``citation`` is one of them.

    ``footnoted_sentence`` is the sentence of the prose that carries the mark of a citing footnote, otherwise "".
    """

    citations: tuple[Citation, ...]
    runs: list[Run]
    footnoted_sentence: str = ""

    @property
    def paragraph(self) -> Paragraph:
        """Return the paragraph of the sentence."""
        return self.citations[0].paragraph

    @property
    def place(self) -> str:
        """Return the printed number of the paragraph, "" without one."""
        return format_label(self.paragraph.label)

    @property
    def place_or_part(self) -> str:
        """Return the printed number of the paragraph, without one the name of its part."""
        return format_place(self.paragraph.label, self.paragraph.kind)

    @property
    def source(self) -> Document:
        """Return the citing document."""
        return self.citations[0].source

    @property
    def url(self) -> str:
        """Return the URL of the paragraph."""
        return f"{self.source.get_absolute_url()}#{self.paragraph.anchor}"

    @property
    def text(self) -> str:
        """Return the text of the sentence without its footnote marks."""
        return "".join(run.text for run in self.runs if run.kind != "mark")

    @property
    def verbs(self) -> list[str]:
        """List the verbs of the citations, each once."""
        return list(dict.fromkeys(citation.verb for citation in self.citations if citation.verb))

    @property
    def cited_places(self) -> str:
        """Return the cited paragraphs, as ``第12、14段``."""
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
        by_theme=join_spellings(Counter(row[5] for row in rows if row[5])),
    )


def most_common_themes(document: Document, limit: int = 3) -> list[str]:
    """List the themes under which ``document`` is cited most often; one query."""
    citations = Citation.objects.counted().filter(target=document.pk).exclude(theme="").in_reading_order()
    themes = join_spellings(Counter(citations.values_list("theme", flat=True)))
    return [theme for theme, _ in themes.most_common(limit)]


def load_citing_sentences(document: Document, limit: int) -> list[CitingSentence]:
    """Load the sentences of the first ``limit`` citations, newest citing document first; at most two queries."""
    citations = Citation.objects.counted().filter(target=document.pk).select_related("paragraph", "source")
    return build_citing_sentences(order_by_newest_source(citations)[:limit])


def order_by_newest_source(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """Order by date of the citing document, newest first, then in reading order; undated documents come last."""
    newest = F("source__adopted_on").desc(nulls_last=True)
    return citations.order_by(newest, "source__symbol", "source", "paragraph__order", "start")


def build_citing_sentences(citations: Iterable[Citation]) -> list[CitingSentence]:
    """Build the sentence around each citation; citations in one sentence share it. One query if there are footnotes."""
    sentences: dict[tuple[int, int, int], list[Citation]] = {}
    for citation in citations:
        bounds = find_sentence(citation.paragraph.text, citation.start, citation.end)
        sentences.setdefault((citation.paragraph_id, *bounds), []).append(citation)
    footnoted = _load_footnoted_sentences(members[0].paragraph for members in sentences.values())
    return [_build_sentence(members, start, end, footnoted) for (_, start, end), members in sentences.items()]


def _build_sentence(
    citations: list[Citation], start: int, end: int, footnoted: dict[tuple[int, str], str]
) -> CitingSentence:
    paragraph = citations[0].paragraph
    start = skip_footnote_marks(paragraph.text, start, paragraph.marks)
    runs = split_into_runs(paragraph.text, build_spans(0, paragraph.marks, citations), start, end)
    return CitingSentence(tuple(citations), runs, footnoted.get((paragraph.document_id, paragraph.anchor), ""))


def _load_footnoted_sentences(paragraphs: Iterable[Paragraph]) -> dict[tuple[int, str], str]:
    """Map each footnote, as (document id, anchor), to the sentence of the prose that carries its first mark."""
    footnotes = {(p.document_id, p.anchor) for p in paragraphs if p.kind == ParagraphKind.FOOTNOTE}
    if not footnotes:
        return {}
    marked = Paragraph.objects.filter(document__in={document for document, _ in footnotes}).exclude(marks=[])
    sentences: dict[tuple[int, str], str] = {}
    for paragraph in marked.order_by("document", "order"):
        for start, end, anchor in paragraph.marks:
            key = (paragraph.document_id, anchor)
            if key in footnotes and key not in sentences:
                bounds = find_sentence_before_mark(paragraph.text, start, end)
                sentences[key] = _text_without_marks(paragraph, *bounds)
    return sentences


def _text_without_marks(paragraph: Paragraph, start: int, end: int) -> str:
    runs = split_into_runs(paragraph.text, build_spans(0, paragraph.marks, ()), start, end)
    return "".join(run.text for run in runs if run.kind == "plain").strip()
