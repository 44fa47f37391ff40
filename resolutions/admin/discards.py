"""已丢弃: discard drafts and uploads, list what was discarded, and restore it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.permissions import (
    EDIT_PERMISSION,
    UPLOAD_PERMISSION,
    VIEW_PERMISSION,
    StaffRequest,
    may_edit,
    require_permission,
)
from resolutions.desk import discards, uploads
from resolutions.models import KEPT_FOR, Discard, Document, Upload, UploadState

_SHOWN = 200  # rows of each list
_DISCARDED = gettext_lazy("{name}：已丢弃，{days} 天内可以在这里恢复。")


@permission_required(VIEW_PERMISSION, raise_exception=True)
def list_discarded(request: HttpRequest) -> HttpResponse:
    """List the drafts and files that can be restored."""
    context = {
        "drafts": Discard.objects.select_related("document", "discarded_by")[:_SHOWN],
        "files": discards.discarded_uploads()[:_SHOWN],
        "days": KEPT_FOR.days,
    }
    return render_desk_page(request, "discarded.html", gettext("已丢弃"), **context)


@require_POST
def discard_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Discard a draft and lead to the list, where it can be restored."""
    document = get_object_or_404(Document, pk=pk)
    require_permission(may_edit(request.user, document))
    edit_token = request.POST.get("version", "")
    is_done = run_with_message(
        request,
        _DISCARDED.format(name=document, days=KEPT_FOR.days),
        lambda: discards.discard_draft(document, user=request.user, edit_token=edit_token),
    )
    return HttpResponseRedirect(_list_url() if is_done else review_url(pk))


@require_POST
@permission_required(EDIT_PERMISSION, raise_exception=True)
def restore_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Restore a discarded draft and lead to it."""
    document = get_object_or_404(Document, pk=pk)
    restored = [document]
    is_done = run_with_message(
        request,
        gettext("草稿已恢复。"),
        lambda: restored.append(discards.restore_draft(document, user=request.user)),
    )
    return HttpResponseRedirect(review_url(restored[-1].pk) if is_done else _list_url())


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def discard_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard a file that waits to be read or decided."""
    upload = uploads.discard_upload(get_object_or_404(Upload, pk=pk))
    if upload.state == UploadState.CANCELLED:
        messages.success(request, _DISCARDED.format(name=upload.name, days=KEPT_FOR.days))
    else:
        kept = gettext("{name}：{state}，没有丢弃。").format(name=upload.name, state=upload.get_state_display())
        messages.error(request, kept)
    return HttpResponseRedirect(_list_url())


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def restore_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a discarded file again and show its outcome."""
    upload = discards.restore_upload(get_object_or_404(Upload, pk=pk))
    return render_desk_page(request, "upload_result.html", gettext("上传结果"), lines=[upload])


def _list_url() -> str:
    return reverse("admin:resolutions_document_discarded")
