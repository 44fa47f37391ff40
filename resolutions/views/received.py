"""Who cites a document: counts, groups and citing sentences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from resolutions.models import Citation, Document, Paragraph
from resolutions.text.parsed import ParagraphKind
from resolutions.views.labels import natural_order, place, places
from resolutions.views.runs import Run, cut, spans_of
from resolutions.views.sentences import sentence_around, sentence_before


@dataclass(frozen=True, slots=True)
class Received:
    """How a document is cited: counted in citations, unless the name says documents."""

    citations: int
    documents: int
    by_label: Counter
    by_verb: Counter
    by_year: Counter
    by_theme: Counter

    @property
    def labels(self) -> list[tuple[str, str, int]]:
        """``(label, place, count)``, in the order of the paragraphs."""
        return [(label, place(label), self.by_label[label]) for label in sorted(self.by_label, key=natural_order)]

    @property
    def verbs(self) -> list[tuple[str, str, int]]:
        """``(verb, verb, count)``, the most used first."""
        return [(verb, verb, count) for verb, count in self.by_verb.most_common()]

    @property
    def years(self) -> list[tuple[int, str, int]]:
        """``(year, words, count)``, the newest first."""
        return [(year, f"{year}年", self.by_year[year]) for year in sorted(self.by_year, reverse=True)]


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
        return "".join(run.text for run in self.runs)

    @property
    def verbs(self) -> list[str]:
        return list(dict.fromkeys(citation.verb for citation in self.citations if citation.verb))

    @property
    def cited_places(self) -> str:
        return places(list(dict.fromkeys(label for item in self.citations for label in item.cited_paragraphs)))


def received_counts(document: Document) -> Received:
    """Count the citations of ``document``; one query that fetches no text."""
    rows = list(
        Citation.objects.counted()
        .filter(target=document.pk)
        .order_by()
        .values_list("source", "cited_paragraphs", "verb", "source__year", "source__adopted_on", "theme")
    )
    return Received(
        citations=len(rows),
        documents=len({row[0] for row in rows}),
        by_label=Counter(label for row in rows for label in dict.fromkeys(row[1])),
        by_verb=Counter(row[2] for row in rows if row[2]),
        by_year=Counter(year for row in rows if (year := row[3] or (row[4].year if row[4] else None))),
        by_theme=Counter(row[5] for row in rows if row[5]),
    )


def most_common_themes(document: Document, most: int = 3) -> list[str]:
    """What citing texts most often call ``document``; one query."""
    themes = Citation.objects.counted().filter(target=document.pk).exclude(theme="").values_list("theme", flat=True)
    return [theme for theme, _ in Counter(themes).most_common(most)]


def citing_sentences(document: Document, limit: int) -> list[CitingSentence]:
    """The sentences of the first ``limit`` citations of ``document``, newest citing document first; one query."""
    citations = Citation.objects.counted().filter(target=document.pk).select_related("paragraph", "source")
    return show_sentences(in_order(citations)[:limit])


def in_order(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """Newest citing document first, then in reading order."""
    newest = F("source__adopted_on").desc(nulls_last=True)
    return citations.order_by(newest, "source__symbol", "source", "paragraph__order", "start")


def show_sentences(citations: Iterable[Citation]) -> list[CitingSentence]:
    """The whole sentence around each citation, once for those that stand in one sentence; one query for footnotes."""
    sentences: dict[tuple[int, int, int], list[Citation]] = {}
    for citation in citations:
        found = sentence_around(citation.paragraph.text, citation.start, citation.end)
        sentences.setdefault((citation.paragraph_id, *found), []).append(citation)
    noted = _noted_sentences(members[0].paragraph for members in sentences.values())
    return [_show(members, start, end, noted) for (_, start, end), members in sentences.items()]


def _show(citations: list[Citation], start: int, end: int, noted: dict[tuple[int, str], str]) -> CitingSentence:
    paragraph = citations[0].paragraph
    runs = cut(paragraph.text, spans_of(0, (), citations), start, end)
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
                found.setdefault(note, _without_marks(paragraph, *sentence_before(paragraph.text, start, end)))
    return found


def _without_marks(paragraph: Paragraph, start: int, end: int) -> str:
    """The text from ``start`` to ``end`` without the digits of footnote marks."""
    spans = spans_of(0, paragraph.marks, ())
    return "".join(run.text for run in cut(paragraph.text, spans, start, end) if run.kind == "plain").strip()
