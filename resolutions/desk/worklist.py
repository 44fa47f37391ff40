"""The worklist: documents, uploads and reports that wait for an editor."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from resolutions.desk import uploads
from resolutions.desk.versions import documents_with_old_reader, draft_versions
from resolutions.models import Citation, Document, LinkReport, Status, UnansweredSearch, Upload

PREVIEW_SIZE = 10  # rows of each list; a link leads to the rest


@dataclass(frozen=True, slots=True)
class ListPreview:
    """The first rows of a list, and the number of all rows."""

    first: list[Any]
    count: int

    @property
    def more(self) -> int:
        """Number of rows that are not shown."""
        return self.count - len(self.first)


@dataclass(frozen=True, slots=True)
class Worklist:
    """All lists of the worklist."""

    drafts: ListPreview
    new_versions: ListPreview
    asked: ListPreview
    waiting: list[Upload]
    warned: ListPreview
    undecided: ListPreview
    wanted: list[Document]
    reports: ListPreview
    unanswered: ListPreview
    old_readings: int


def build_worklist() -> Worklist:
    """Load all lists of the worklist; at most two queries per list."""
    return Worklist(
        drafts=_preview(draft_documents()),
        new_versions=_preview(draft_versions()),
        asked=_preview(uploads.undecided_uploads()),
        waiting=list(uploads.waiting_uploads()),
        warned=_preview(documents_with_warnings()),
        undecided=_preview(undecided_citations()),
        wanted=list(Document.objects.wanted()[:PREVIEW_SIZE]),
        reports=_preview(LinkReport.objects.filter(handled_at=None).select_related("document")),
        unanswered=_preview(UnansweredSearch.objects.all()),
        old_readings=documents_with_old_reader().count(),
    )


def draft_documents() -> QuerySet[Document]:
    """Select the drafts, last changed first."""
    return Document.objects.filter(status=Status.DRAFT).order_by("-updated_at")


def documents_with_warnings() -> QuerySet[Document]:
    """Select the drafts and published documents with warnings, last changed first."""
    with_text = Document.objects.filter(status__in=[Status.DRAFT, Status.PUBLISHED])
    return with_text.exclude(warnings=[]).order_by("-updated_at")


def undecided_citations() -> QuerySet[Citation]:
    """Select the citations without a target that staff have not rejected, in reading order."""
    with_text = Citation.objects.filter(source__status__in=[Status.DRAFT, Status.PUBLISHED])
    return with_text.undecided().select_related("source", "paragraph").in_reading_order()


def citation_summary(document: Document) -> dict[str, int]:
    """Count the citations of a document, the documents cited, and those held and not held; one query."""
    citations = Citation.objects.shown().filter(source=document, is_counted=True)
    return citations.aggregate(
        citations=Count("pk"),
        documents=Count("target", distinct=True),
        held=Count("target", distinct=True, filter=Q(target__status=Status.PUBLISHED)),
        not_held=Count("target", distinct=True, filter=~Q(target__status=Status.PUBLISHED)),
    )


def _preview(rows: QuerySet[Any]) -> ListPreview:
    return ListPreview(list(rows[:PREVIEW_SIZE]), rows.count())
