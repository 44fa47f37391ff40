"""What remains to do after a crash, finished with one click; the handbook."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import render_desk_page
from resolutions.admin.permissions import EDIT_PERMISSION, UPLOAD_PERMISSION, VIEW_PERMISSION
from resolutions.desk import repair
from resolutions.models import LinkReport


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def finish_repairs(request: HttpRequest) -> HttpResponse:
    """Take up what a crash interrupted; the lines of the files that were read now are the answer."""
    done = repair.repair_all()
    index = f"索引更新 {done.index} 份；" if done.index else ""
    messages.success(request, f"已完成：读取 {len(done.uploads)} 个文件；{index}引用次数更正 {done.counts} 份。")
    return render_desk_page(request, "upload_result.html", "未完成的工作", lines=done.uploads)


@permission_required(VIEW_PERMISSION, raise_exception=True)
def handbook(request: HttpRequest) -> HttpResponse:
    return render_desk_page(request, "handbook.html", "编辑手册")


@require_POST
@permission_required(EDIT_PERMISSION, raise_exception=True)
def handle_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A reader's report has been looked at."""
    LinkReport.objects.filter(pk=pk, handled_at=None).update(handled_at=timezone.now(), handled_by=request.user)
    return HttpResponseRedirect(reverse("admin:index"))
