"""相近段落: for each paragraph the likest ones in other documents, with what differs marked word by word."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.comparison.word_diff import DiffSegment, diff_words_inline
from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.models import Document, Paragraph, SimilarParagraph, Status

MAX_SIMILAR_PAIRS = 100  # pairs on one page


@dataclass(frozen=True, slots=True)
class SimilarParagraphDiff:
    """Another paragraph; ``parts`` reads from the older wording to the newer one."""

    other: Paragraph
    percent: int
    is_older: bool
    parts: list[DiffSegment]


@document_page
@with_document_etag
def similar(request: HttpRequest, document: Document) -> HttpResponse:
    """Of one paragraph with ``at``, otherwise of all. One query for the pairs; they were found when written."""
    if not document.is_held:
        return render_not_found(request, document.symbol)
    pairs = SimilarParagraph.objects.filter(paragraph__document=document, other__document__status=Status.PUBLISHED)
    if at := request.GET.get("at", ""):
        pairs = pairs.filter(paragraph__anchor=at)
    pairs = pairs.select_related("paragraph", "other__document").order_by("paragraph__order", "-likeness", "other")
    groups = [
        (paragraph, [_likeness(pair, document) for pair in group])
        for paragraph, group in groupby(pairs[:MAX_SIMILAR_PAIRS], lambda pair: pair.paragraph)
    ]
    return render(request, "resolutions/similar.html", {"document": document, "groups": groups, "at": at})


def _likeness(pair: SimilarParagraph, document: Document) -> SimilarParagraphDiff:
    own, other = _wording(pair.paragraph), _wording(pair.other)
    is_older = _day(pair.other.document) < _day(document)
    parts = diff_words_inline(other, own) if is_older else diff_words_inline(own, other)
    return SimilarParagraphDiff(pair.other, round(100 * pair.likeness), is_older, parts)


def _wording(paragraph: Paragraph) -> str:
    return paragraph.text[paragraph.lead :]


def _day(document: Document) -> str:
    """Sorts by date; a document without one comes last."""
    return document.adopted_on.isoformat() if document.adopted_on else "9999"
