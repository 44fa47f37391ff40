"""主题词: the subjects, and the documents of one subject."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from resolutions.interface.languages import is_english
from resolutions.models import Document, Subject, SubjectKind
from resolutions.statistics.queries import subject_lists
from resolutions.views.document_list import (
    ITEMS_PER_PAGE,
    DocumentList,
    TableList,
    find_or_refuse,
    read_choice,
    read_query,
)

COLUMNS = {
    "name_zh": "主题词",
    "name_en": "英文标目",
    "kind": "类别",
    "short_zh": "简称",
    "acronym": "英文缩写",
    "chinese_source": "中文出处",
    "held": "收录全文",
    "total": "文件",
}


class Subjects(TableList):
    """The subjects, all or those of a kind or found by a text; two queries."""

    template_name = "browse/subjects.html"
    paginate_by = ITEMS_PER_PAGE
    columns = COLUMNS
    export_name = "subjects"

    def get_queryset(self) -> QuerySet[Subject]:
        """Filter by the parameters ``q`` and ``kind``."""
        self.query = read_query(self.request)
        self.kind = read_choice(self.request, "kind", {"", *SubjectKind.values}, gettext("类别"))
        subjects = subject_lists.subjects(self.query, self.kind)
        if is_english():
            subjects = subjects.order_by("-total", "name_en")  # type: ignore[misc]  # annotation of the query
        return subjects

    def build_row(self, item: Any) -> dict[str, Any]:
        """Return names, kind and numbers of a subject."""
        shown = {"kind": item.get_kind_display(), "chinese_source": item.get_chinese_source_display()}
        return {name: shown.get(name, getattr(item, name)) for name in COLUMNS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the searched text and the kinds."""
        return super().get_context_data(query=self.query, kind=self.kind, kinds=list(SubjectKind), **kwargs)


class SubjectDocuments(DocumentList):
    """The documents of one subject, the newest first; five queries. A variant redirects to its subject."""

    template_name = "browse/subject.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Find the subject; raises ``Http404`` for an unknown one."""
        self.subject = find_or_refuse(Subject, self.kwargs["pk"], gettext("主题词"))
        self.export_name = f"subject-{self.subject.pk}"
        if self.subject.joined_to_id:
            route = "subject-export" if "form" in self.kwargs else "browse-subject"
            rest = [self.kwargs["form"]] if "form" in self.kwargs else []
            return redirect(route, self.subject.joined_to_id, *rest, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_documents(self) -> QuerySet[Document]:
        """Select the documents."""
        return subject_lists.documents_of_subject(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the subject and its variants."""
        variants = list(self.subject.variants.values_list("name_en", flat=True))
        return super().get_context_data(subject=self.subject, variants=variants, **kwargs)
