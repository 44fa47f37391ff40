"""Small pages and buttons of the worklist: repair, handbook, reports of readers."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import render_desk_page
from resolutions.admin.permissions import EDIT_PERMISSION, UPLOAD_PERMISSION, VIEW_PERMISSION, StaffRequest
from resolutions.desk import repair
from resolutions.desk.recognition_request import recognizes_scans
from resolutions.models import LinkReport
from resolutions.sources.office.conversion import find_office


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def finish_repairs(request: HttpRequest) -> HttpResponse:
    """Finish what a crash interrupted, and list the uploads that were read."""
    try:
        result = repair.repair_all()
    except OSError as error:
        problem = gettext("没有做完，磁盘或文件夹写不进去：{reason}")
        messages.error(request, problem.format(reason=error.strerror or error))
        return HttpResponseRedirect(reverse("admin:index"))
    if result.index:
        done = gettext("已完成：读取 {files} 个文件；索引更新 {index} 份；引用次数更正 {counts} 份。")
    else:
        done = gettext("已完成：读取 {files} 个文件；引用次数更正 {counts} 份。")
    messages.success(request, done.format(files=len(result.uploads), index=result.index, counts=result.counts))
    return render_desk_page(request, "upload_result.html", gettext("未完成的工作"), lines=result.uploads)


@permission_required(VIEW_PERMISSION, raise_exception=True)
def handbook(request: HttpRequest) -> HttpResponse:
    """Show the handbook for editors."""
    return render_desk_page(
        request,
        "handbook.html",
        gettext("编辑手册"),
        recognizes_scans=recognizes_scans(),
        reads_old_word=bool(find_office()),
    )


@require_POST
@permission_required(EDIT_PERMISSION, raise_exception=True)
def handle_report(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark a reader's report as handled."""
    LinkReport.objects.filter(pk=pk, handled_at=None).update(handled_at=timezone.now(), handled_by=request.user)
    return HttpResponseRedirect(reverse("admin:index"))
