"""Documents: what was read of each, publishing and withdrawing."""

from django.contrib import admin, messages
from django.urls import path

from portal.publishing import change_status
from resolutions.admin.reading import what_was_read
from resolutions.admin.readonly import ReadOnly
from resolutions.admin.uploads import MAY_UPLOAD, upload
from resolutions.models import Document, Status

# From which states a document may be brought into a state; a stub has no text to publish.
_FROM = {
    Status.PUBLISHED: (Status.DRAFT, Status.WITHDRAWN),
    Status.WITHDRAWN: (Status.PUBLISHED,),
}


@admin.register(Document)
class DocumentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["__str__", "title", "kind", "status", "adopted_on", "citations_out", "citations_in"]
    list_filter = ["status", "kind", "organ"]
    search_fields = ["symbol", "title"]
    ordering = ["-updated_at"]
    list_per_page = 50
    actions = ["publish", "withdraw"]
    change_list_template = "admin/resolutions/document/change_list.html"
    change_form_template = "admin/resolutions/document/change_form.html"

    def get_urls(self):
        page = self.admin_site.admin_view(upload)
        return [path("upload/", page, name="resolutions_document_upload"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"may_upload": request.user.has_perm(MAY_UPLOAD)})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, what_was_read(object_id))

    def has_edit_permission(self, request) -> bool:
        return request.user.has_perm("resolutions.change_document")

    @admin.action(description="发布所选文件", permissions=["edit"])
    def publish(self, request, documents):
        self._bring(request, documents, Status.PUBLISHED)

    @admin.action(description="撤回所选文件", permissions=["edit"])
    def withdraw(self, request, documents):
        self._bring(request, documents, Status.WITHDRAWN)

    def _bring(self, request, documents, status: Status) -> None:
        """Bring the chosen documents into ``status``; say how many could not be, and why."""
        chosen = list(documents)
        fit = [document for document in chosen if document.status in _FROM[status]]
        for document in fit:
            change_status(document, status)
            self.log_change(request, document, status.label)
        if fit:
            self.message_user(request, f"{status.label}：{'、'.join(str(document) for document in fit)}")
        if rest := len(chosen) - len(fit):
            allowed = "或".join(f"“{state.label}”" for state in _FROM[status])
            self.message_user(request, f"{rest} 份没有改动：状态须为{allowed}。", messages.WARNING)
