"""What waits for somebody at the desk."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from resolutions.desk import uploads
from resolutions.desk.versions import documents_with_old_reader
from resolutions.models import Citation, Document, Kind, LinkReport, Status, UnansweredSearch, Upload

PREVIEW_SIZE = 10  # of each list; the rest is behind its link


@dataclass(frozen=True, slots=True)
class ListPreview:
    """The first of a list, and how many there are."""

    first: list
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.first)


@dataclass(frozen=True, slots=True)
class Worklist:
    drafts: ListPreview
    asked: ListPreview
    waiting: list[Upload]
    warned: ListPreview
    undecided: ListPreview
    wanted: list[Document]
    reports: ListPreview
    unanswered: ListPreview
    old_readings: int


def build_worklist() -> Worklist:
    """All lists of the desk's first page; two queries a list, whatever the number of documents."""
    return Worklist(
        drafts=_some(draft_documents()),
        asked=_some(uploads.undecided_uploads()),
        waiting=list(uploads.waiting_uploads()),
        warned=_some(documents_with_warnings()),
        undecided=_some(undecided_citations()),
        wanted=list(wanted_documents()[:PREVIEW_SIZE]),
        reports=_some(LinkReport.objects.filter(handled_at=None).select_related("document")),
        unanswered=_some(UnansweredSearch.objects.all()),
        old_readings=documents_with_old_reader().count(),
    )


def draft_documents() -> QuerySet[Document]:
    return Document.objects.filter(status=Status.DRAFT).order_by("-updated_at")


def documents_with_warnings() -> QuerySet[Document]:
    """Documents with a text whose reading left something in doubt."""
    with_text = Document.objects.filter(status__in=[Status.DRAFT, Status.PUBLISHED])
    return with_text.exclude(warnings=[]).order_by("-updated_at")


def undecided_citations() -> QuerySet[Citation]:
    """Citations found but not decided; those that staff rejected are decided."""
    found = Citation.objects.undecided().filter(origin="auto", source__status__in=[Status.DRAFT, Status.PUBLISHED])
    return found.select_related("source", "paragraph").order_by("source_id", "paragraph__order", "start")


def wanted_documents() -> QuerySet[Document]:
    """Documents cited but not here, the most cited first; meeting records and the Charter are not collected."""
    stubs = Document.objects.filter(status=Status.STUB, citations_in__gt=0)
    return stubs.exclude(kind__in=[Kind.MEETING, Kind.CHARTER]).order_by("-citations_in", "symbol")


def citation_summary(document: Document) -> dict[str, int]:
    """27 citations of 26 documents: 3 held, 23 not. One query."""
    citations = Citation.objects.shown().filter(source=document, is_counted=True)
    return citations.aggregate(
        citations=Count("pk"),
        documents=Count("target", distinct=True),
        held=Count("target", distinct=True, filter=Q(target__status=Status.PUBLISHED)),
        not_held=Count("target", distinct=True, filter=~Q(target__status=Status.PUBLISHED)),
    )


def _some(rows: QuerySet) -> ListPreview:
    return ListPreview(list(rows[:PREVIEW_SIZE]), rows.count())
