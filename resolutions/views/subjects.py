"""主题词: the subjects, and the documents of one subject."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import ListView

from resolutions.http.csv_response import build_csv_response
from resolutions.models import Document, Subject, SubjectKind
from resolutions.statistics.queries import subject_lists
from resolutions.views.browse import ITEMS_PER_PAGE, MAX_NAME_LENGTH, DocumentList
from resolutions.views.exports import export_documents

CSV_COLUMNS = ("主题词", "英文标目", "类别", "简称", "英文缩写", "中文出处", "收录全文", "文件")


class Subjects(ListView):
    """The subjects, all or those of a kind or found by a text; two queries."""

    template_name = "browse/subjects.html"
    paginate_by = ITEMS_PER_PAGE

    def get_queryset(self) -> QuerySet[Subject]:
        """Filter by the parameters ``q`` and ``kind``; raises ``Http404`` for an unknown kind."""
        self.query = read_query(self.request)
        self.kind = self.request.GET.get("kind", "")
        if self.kind not in ("", *SubjectKind.values):
            raise Http404
        return subject_lists.subjects(self.query, self.kind)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the searched text and the kinds."""
        return super().get_context_data(query=self.query, kind=self.kind, kinds=list(SubjectKind), **kwargs)


class SubjectDocuments(DocumentList):
    """The documents of one subject, the newest first; five queries. A variant redirects to its subject."""

    template_name = "browse/subject.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Find the subject; raises ``Http404`` for an unknown one."""
        self.subject = get_object_or_404(Subject, pk=self.kwargs["pk"])
        if self.subject.joined_to_id:
            return redirect("browse-subject", self.subject.joined_to_id, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Document]:
        """Select the documents."""
        return subject_lists.documents_of_subject(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the subject and its variants."""
        variants = list(self.subject.variants.values_list("name_en", flat=True))
        return super().get_context_data(subject=self.subject, variants=variants, **kwargs)


def subjects_csv(request: HttpRequest) -> HttpResponse:
    """Give all subjects as CSV; one query."""
    rows = (
        (
            subject.name_zh,
            subject.name_en,
            subject.get_kind_display(),
            subject.short_zh,
            subject.acronym,
            subject.get_chinese_source_display(),
            str(subject.held),  # type: ignore[attr-defined]  # annotation of the query
            str(subject.total),  # type: ignore[attr-defined]  # annotation of the query
        )
        for subject in subject_lists.subjects()
    )
    return build_csv_response([CSV_COLUMNS, *rows], "subjects")


def export_subject(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Export the documents of one subject, in the order of its page."""
    subject = get_object_or_404(Subject, pk=pk, joined_to=None)
    return export_documents(request, subject_lists.documents_of_subject(subject), form, f"subject-{pk}")


def read_query(request: HttpRequest) -> str:
    """Return the text in the parameter ``q`` with single blanks."""
    query = request.GET.get("q", "").replace("\0", " ")
    return " ".join(query.split())[:MAX_NAME_LENGTH]
