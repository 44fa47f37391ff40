"""The list of documents in the admin, and the URLs of the desk's pages."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_lazy

from resolutions.admin import (
    bulk_publication,
    catalogue_imports,
    desk_actions,
    discards,
    handovers,
    history,
    jobs,
    original_pages,
    paragraph_selection,
    paragraphs,
    review,
    translations,
    upload_list,
    uploads,
)
from resolutions.admin.document_filters import StateFilter, WarningFilter
from resolutions.admin.permissions import PUBLISH_PERMISSION, UPLOAD_PERMISSION, StaffRequest
from resolutions.admin.readonly import ReadOnlyMixin
from resolutions.desk.text_language import language_to_show
from resolutions.models import Document, TextVersion

_DESK_PAGES: list[tuple[str, Callable[..., HttpResponse], str]] = [
    ("upload/", uploads.upload_files, "upload"),
    ("upload/lines/", uploads.upload_lines, "upload_lines"),
    ("upload/<int:pk>/", uploads.decide_upload, "decide"),
    ("upload/<int:pk>/resume/", uploads.resume_upload, "resume"),
    ("upload/<int:pk>/discard/", discards.discard_upload, "discard_upload"),
    ("upload/<int:pk>/restore/", discards.restore_upload, "restore_upload"),
    ("uploads/", upload_list.list_uploads, "uploads"),
    ("publish/", bulk_publication.publish_many, "publish_many"),
    ("discarded/", discards.list_discarded, "discarded"),
    ("again/", history.reread_documents, "again"),
    ("catalogue/", catalogue_imports.import_catalogue, "catalogue_import"),
    ("catalogue/<int:pk>/", catalogue_imports.preview_import, "catalogue_preview"),
    ("finish/", desk_actions.finish_repairs, "finish"),
    ("jobs/", jobs.job_list, "jobs"),
    ("jobs/<int:pk>/", jobs.job_log, "job"),
    ("jobs/<int:pk>/cancel/", jobs.cancel, "job_cancel"),
    ("jobs/<int:pk>/retry/", jobs.retry, "job_retry"),
    ("jobs/index/", jobs.rebuild_index, "job_index"),
    ("jobs/fetch/", jobs.fetch, "job_fetch"),
    ("handbook/", desk_actions.handbook, "handbook"),
    ("reports/<int:pk>/handled/", desk_actions.handle_report, "handle_report"),
    ("<int:pk>/publish/", review.publish_document, "publish"),
    ("<int:pk>/handover/", handovers.hand_over, "handover"),
    ("<int:pk>/discard/", discards.discard_draft, "discard"),
    ("<int:pk>/restore/", discards.restore_draft, "restore"),
    ("<int:pk>/withdraw/", review.withdraw_document, "withdraw"),
    ("<int:pk>/history/", history.history, "history"),
    ("<int:pk>/recognize/", jobs.recognize, "recognize"),
    ("<int:pk>/corrected/", history.mark_as_corrected, "corrected"),
    ("<int:pk>/corrections/<int:correction>/undo/", history.revert_correction, "undo"),
    ("<int:pk>/corrections/unused/", history.remove_unused_corrections, "unused"),
    ("<int:pk>/versions/<int:version>/", history.text_version, "version"),
    ("<int:pk>/versions/<int:version>/page/", history.preview_page, "version_page"),
    ("<int:pk>/translations/<int:translation>/", translations.translation, "translation"),
    ("<int:pk>/pages/", original_pages.page_panel, "pages"),
    ("<int:pk>/pages/<int:number>/", original_pages.page_image, "page_image"),
    ("<int:pk>/paragraphs/", paragraph_selection.correct_selection, "paragraphs"),
    ("<int:pk>/paragraphs/<int:order>/", paragraphs.edit_paragraph, "paragraph"),
]


@admin.register(Document)
class DocumentAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Documents: searched and listed here, changed only through the pages of the desk."""

    list_display = ["__str__", "state", "warning_words", "title", "kind", "adopted_on", "citations_out", "citations_in"]
    list_filter = [StateFilter, WarningFilter, "kind", "organ"]
    search_fields = ["symbol", "title"]
    ordering = ["-updated_at"]
    list_per_page = 50
    actions = ["publish", "read_again", "fetch"]
    change_list_template = "admin/desk/documents.html"

    @admin.display(description=gettext_lazy("状态"), ordering="status")
    def state(self, document: Document) -> str:
        """Return the name of the status."""
        return document.get_status_display()

    @admin.display(description=gettext_lazy("提示"))
    def warning_words(self, document: Document) -> str:
        """Return the language of a text that is not Chinese, and the number of warnings."""
        words = [
            language_to_show(getattr(document, "language", None) or ""),
            gettext("{count} 条").format(count=len(document.warnings)) if document.warnings else "",
        ]
        return gettext("，").join(word for word in words if word)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Add the language of the text in force."""
        in_force = TextVersion.objects.filter(document=OuterRef("pk"), is_in_force=True)
        return super().get_queryset(request).annotate(language=Subquery(in_force.values("language")[:1]))

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the desk to the URLs of the model."""
        view = self.admin_site.admin_view
        pages = [path(route, view(page), name=f"resolutions_document_{name}") for route, page, name in _DESK_PAGES]
        return [*pages, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list of documents, with a link to the upload page."""
        return super().changelist_view(request, {"may_upload": request.user.has_perm(UPLOAD_PERMISSION)})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the review page in place of the form of the model."""
        return review.review_document(cast(StaffRequest, request), _parse_key(object_id))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the text versions and the audit log in place of Django's log."""
        return history.history(cast(StaffRequest, request), _parse_key(object_id))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Return true for users who may run the action ``publish``."""
        return request.user.has_perm(PUBLISH_PERMISSION)

    @admin.action(description=gettext_lazy("发布所选草稿（先看提示）"), permissions=["publish"])
    def publish(self, request: StaffRequest, documents: QuerySet[Document]) -> HttpResponse:
        """Lead to the page that tells what can be published, and what has warnings."""
        return bulk_publication.confirm_publication(request, list(documents.select_related("catalogue")))

    @admin.action(description=gettext_lazy("重新读取所选文件（先看差别）"), permissions=["view"])
    def read_again(self, request: HttpRequest, documents: QuerySet[Document]) -> HttpResponse:
        """Lead to the preview of the differences."""
        keys = ",".join(str(key) for key in documents.values_list("pk", flat=True))
        return HttpResponseRedirect(f"{reverse('admin:resolutions_document_again')}?pk={keys}")

    def has_upload_permission(self, request: HttpRequest) -> bool:
        """Return true for users who may run the action ``fetch``."""
        return request.user.has_perm(UPLOAD_PERMISSION)

    @admin.action(description=gettext_lazy("从联合国取来所选文件"), permissions=["upload"])
    def fetch(self, request: StaffRequest, documents: QuerySet[Document]) -> HttpResponse:
        """Start a job that fetches the selected documents."""
        return jobs.start_fetch(request, list(documents.exclude(symbol="").values_list("symbol", flat=True)))


def _parse_key(object_id: str) -> int:
    if not object_id.isdecimal():
        raise Http404
    return int(object_id)
