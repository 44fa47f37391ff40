"""Readers' reports of wrong links: a worklist; a report is done when it is marked as handled."""

from django.contrib import admin
from django.utils import timezone

from resolutions.admin.readonly import ReadOnly
from resolutions.models import LinkReport


@admin.register(LinkReport)
class LinkReportAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["document", "anchor", "problem", "note", "reported_at", "handled_at", "handled_by"]
    list_filter = [("handled_at", admin.EmptyFieldListFilter), "problem"]
    list_select_related = ["document", "handled_by"]
    actions = ["handle"]

    def has_edit_permission(self, request) -> bool:
        return request.user.has_perm("resolutions.change_linkreport")

    @admin.action(description="标为已处理", permissions=["edit"])
    def handle(self, request, reports):
        count = reports.filter(handled_at=None).update(handled_at=timezone.now(), handled_by=request.user)
        self.message_user(request, f"已处理 {count} 条报告。")
