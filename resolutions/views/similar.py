"""相近段落: the most similar paragraphs of other documents, with differences marked word by word."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext

from resolutions.comparison.word_diff import DiffSegment, diff_words_inline
from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.models import Document, Paragraph, SimilarParagraph, Status
from resolutions.text.footnotes import replace_marks

EARLIER, LATER = gettext_lazy("较早"), gettext_lazy("较晚")
MAX_SIMILAR_PAIRS = 100  # pairs on one page


@dataclass(frozen=True, slots=True)
class SimilarParagraphDiff:
    """A similar paragraph; ``segments`` mark the changes from the older wording to the newer one.

    ``age`` is 较早 or 较晚, "" when a date is unknown or both are of one day; then the other wording counts as older.
    """

    other: Paragraph
    percent: int
    age: str
    segments: list[DiffSegment]


@dataclass(frozen=True, slots=True)
class SimilarGroup:
    """A paragraph of the document with its similar paragraphs, the most similar first."""

    paragraph: Paragraph
    members: list[SimilarParagraphDiff]


@document_page
@with_document_etag
def similar(request: HttpRequest, document: Document) -> HttpResponse:
    """Show the similar paragraphs of the paragraph ``at``, otherwise of all; one query for the stored pairs."""
    if not document.is_held:
        return render_not_found(request, document=document, place=pgettext("lacking", "收录全文"))
    pairs = SimilarParagraph.objects.filter(paragraph__document=document, other__document__status=Status.PUBLISHED)
    if at := request.GET.get("at", ""):
        pairs = pairs.filter(paragraph__anchor=at)
    pairs = pairs.select_related("paragraph", "other__document").order_by("paragraph__order", "-likeness", "other")
    groups = [
        SimilarGroup(paragraph, [_build_diff(pair, document) for pair in group])
        for paragraph, group in groupby(pairs[:MAX_SIMILAR_PAIRS], lambda pair: pair.paragraph)
    ]
    return render(request, "resolutions/similar.html", {"document": document, "groups": groups, "at": at})


def _build_diff(pair: SimilarParagraph, document: Document) -> SimilarParagraphDiff:
    own, other = _wording(pair.paragraph), _wording(pair.other)
    others_day, own_day = pair.other.document.adopted_on, document.adopted_on
    is_later = bool(others_day and own_day and others_day > own_day)
    segments = diff_words_inline(own, other) if is_later else diff_words_inline(other, own)
    return SimilarParagraphDiff(pair.other, round(100 * pair.likeness), _compare_ages(others_day, own_day), segments)


def _wording(paragraph: Paragraph) -> str:
    return replace_marks(paragraph.text, paragraph.marks, start=paragraph.lead)


def _compare_ages(other: date | None, own: date | None) -> str:
    """Say whether the other date is the earlier or the later one; "" when that is unknown."""
    if other is None or own is None or other == own:
        return ""
    return str(EARLIER if other < own else LATER)
