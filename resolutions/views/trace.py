"""措辞溯源: a phrase, and each document that uses it in order of date – agreed language and where it comes from."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.models import Document, Paragraph, Status
from resolutions.views.chart import Bar, bars
from resolutions.views.hits import HitCounter
from resolutions.views.runs import Run, cut
from resolutions.views.sentences import sentence_around

SHORTEST = 2  # characters; a single one stands in every document
LONGEST = 60
MOST_PARAGRAPHS = 2000  # read for one page; of a phrase that stands in more the earliest uses are counted
SHOWN_DOCUMENTS = 40  # the earliest, with their sentences; the chart and the numbers count all
SHOWN_USES = 3  # of one document


@dataclass(frozen=True, slots=True)
class Use:
    """One sentence with the phrase, as runs with the phrase marked."""

    paragraph: Paragraph
    runs: list[Run]


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """A document with its first uses; ``more`` counts those left out."""

    document: Document
    uses: list[Use]
    more: int


@dataclass(frozen=True, slots=True)
class Trace:
    """The earliest documents, the numbers of all; ``is_cut`` when even those were not counted to the end."""

    found: list[DocumentUse]
    documents: int
    uses: int
    is_cut: bool
    chart: list[Bar]


@conditional_page
def trace(request: HttpRequest) -> HttpResponse:
    """The form, and the history of a phrase. Two queries."""
    phrase, beside = (request.GET.get(name, "").strip()[:LONGEST] for name in ("phrase", "with"))
    context: dict = {"phrase": phrase, "beside": beside, "shortest": SHORTEST}
    if phrase and len(phrase) < SHORTEST:
        context["too_short"] = True
    elif phrase:
        context["trace"] = traced(phrase, beside)
    return render(request, "resolutions/trace.html", context)


def traced(phrase: str, beside: str = "") -> Trace:
    """Every published document that prints ``phrase``, in a paragraph that prints ``beside`` too; one query."""
    paragraphs = list(_paragraphs(phrase, beside)[: MOST_PARAGRAPHS + 1])
    is_cut = len(paragraphs) > MOST_PARAGRAPHS
    pattern = _pattern([phrase, beside])
    groups = _by_document(paragraphs[:MOST_PARAGRAPHS])
    found = [
        DocumentUse(
            document, [_use(use, phrase, pattern) for use in group[:SHOWN_USES]], max(len(group) - SHOWN_USES, 0)
        )
        for document, group in groups[:SHOWN_DOCUMENTS]
    ]
    years = Counter(year for document, _ in groups if (year := _year(document)))
    return Trace(found, len(groups), sum(len(group) for _, group in groups), is_cut, bars(years))


def _paragraphs(phrase: str, beside: str) -> QuerySet[Paragraph]:
    paragraphs = Paragraph.objects.filter(document__status=Status.PUBLISHED, text__contains=phrase)
    if beside:
        paragraphs = paragraphs.filter(text__contains=beside)
    day = F("document__adopted_on").asc(nulls_last=True)
    return paragraphs.select_related("document").order_by(
        day, "document__year", "document__symbol", "document", "order"
    )


def _by_document(paragraphs: Iterable[Paragraph]) -> list[tuple[Document, list[Paragraph]]]:
    groups = (list(group) for _, group in groupby(paragraphs, lambda paragraph: paragraph.document_id))
    return [(group[0].document, group) for group in groups]


def _use(paragraph: Paragraph, phrase: str, pattern: re.Pattern) -> Use:
    """The sentence of the first use in a paragraph."""
    start = paragraph.text.index(phrase)
    first, last = sentence_around(paragraph.text, start, start + len(phrase))
    return Use(paragraph, cut(paragraph.text, [], first, last, HitCounter(pattern).hits_in(paragraph.text)))


def _pattern(words: list[str]) -> re.Pattern:
    return re.compile("|".join(re.escape(word) for word in sorted(filter(None, words), key=len, reverse=True)))


def _year(document: Document) -> int | None:
    return document.adopted_on.year if document.adopted_on else document.year
