"""上传记录: the files of one batch or all, with filters; publish or discard many drafts at once."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from resolutions.admin.bulk_publication import confirm_publication
from resolutions.admin.desk_page import render_desk_page
from resolutions.admin.permissions import (
    PUBLISH_PERMISSION,
    UPLOAD_PERMISSION,
    StaffRequest,
    may_edit,
    require_permission,
)
from resolutions.desk import discards
from resolutions.desk.upload_list import UploadFilter, read_filter, summarize
from resolutions.desk.warning_kinds import NAMES
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Document, Status
from resolutions.writing.errors import CorrectionError

_ROWS = 50  # on one page


@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def list_uploads(request: StaffRequest) -> HttpResponse:
    """Show the list; a POST publishes or discards the drafts that are chosen on the page, or all of the filter."""
    chosen = read_filter({name: str(value) for name, value in request.GET.items()})
    if request.method == "POST":
        return _act(request, chosen)
    page = Paginator(chosen.select(), _ROWS).get_page(request.GET.get("page"))
    summary = summarize(chosen)
    context = {
        "chosen": chosen,
        "kind_name": translate_sentence(str(NAMES.get(chosen.kind, "")))
        or ({"any": gettext("有提示"), "none": gettext("没有提示")}.get(chosen.kind, "")),
        "summary": summary,
        "is_active": bool(summary.jobs),
        "page": page,
        "drafts": chosen.select().filter(document__status=Status.DRAFT).count(),
    }
    return render_desk_page(request, "uploads.html", gettext("上传记录"), **context)


def _act(request: StaffRequest, chosen: UploadFilter) -> HttpResponse:
    drafts = _chosen_drafts(request, chosen)
    if not drafts:
        messages.error(request, gettext("没有选中草稿。"))
    elif request.POST.get("word") == "publish":
        require_permission(request.user.has_perm(PUBLISH_PERMISSION))
        return confirm_publication(request, drafts)
    elif request.POST.get("word") == "discard":
        _discard(request, drafts)
    return HttpResponseRedirect(request.get_full_path())


def _chosen_drafts(request: StaffRequest, chosen: UploadFilter) -> list[Document]:
    """Return the drafts of the ticked rows, or of all rows of the filter, in the order of the list."""
    keys = [int(key) for key in request.POST.getlist("pk") if key.isdecimal()]
    rows = chosen.select().filter(document__status=Status.DRAFT)
    if "all" not in request.POST:
        rows = rows.filter(document__in=keys)
    return list(dict.fromkeys(row.document for row in rows if row.document))


def _discard(request: StaffRequest, drafts: list[Document]) -> None:
    for document in drafts:
        require_permission(may_edit(request.user, document))
    done = 0
    for document in drafts:
        try:
            discards.discard_draft(document, user=request.user)
            done += 1
        except CorrectionError as error:
            reason = translate_sentence(str(error))
            messages.error(request, gettext("{name}：{reason}").format(name=document, reason=reason))
    messages.success(request, gettext("已丢弃 {count} 份草稿，三十天内可以恢复。").format(count=done))
