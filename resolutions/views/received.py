"""Who cites a document: counts, groups and citing sentences."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F

from resolutions.models import Citation, Document
from resolutions.views.labels import natural_order, place, places
from resolutions.views.runs import Run, Span, cut
from resolutions.views.sentences import sentence_around


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
    """A sentence that cites, as runs; the citation itself is the run of kind ``citation``."""

    citation: Citation
    runs: list[Run]

    @property
    def cited_places(self) -> str:
        return places(self.citation.cited_paragraphs)


def received_counts(document: Document) -> Received:
    """Count the citations of ``document``; one query that fetches no text."""
    rows = list(
        Citation.objects.counted()
        .filter(target=document.pk)
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


def citing_sentences(document: Document, limit: int | None = None) -> list[CitingSentence]:
    """The sentences that cite ``document``, newest citing document first; one query."""
    citations = Citation.objects.counted().filter(target=document.pk).select_related("paragraph", "source")
    return [show_sentence(citation) for citation in in_order(citations)[:limit]]


def in_order(citations):
    """Newest citing document first, then in reading order."""
    return citations.order_by(
        F("source__adopted_on").desc(nulls_last=True), "source__symbol", "paragraph__order", "start"
    )


def show_sentence(citation: Citation) -> CitingSentence:
    """The whole sentence around a citation, the citation marked."""
    text = citation.paragraph.text
    start, end = sentence_around(text, citation.start, citation.end)
    return CitingSentence(citation, cut(text, [Span("citation", citation.start, citation.end, citation)], start, end))
