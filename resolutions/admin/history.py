"""历史: text versions, corrections and audit log of a document; compare, restore and read again."""

from dataclasses import dataclass
from functools import partial

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.permissions import EDIT_PERMISSION, VIEW_PERMISSION, StaffRequest, may_edit, require_permission
from resolutions.desk import versions
from resolutions.desk.change_preview import DocumentDiff
from resolutions.models import Document, Status, TextVersion
from resolutions.pages.document_page import TEXT_TEMPLATE, build_text_page
from resolutions.sources import SourceError
from resolutions.writing import corrections, text_reserve
from resolutions.writing.errors import LostOriginalError
from resolutions.writing.publish import apply_correction
from resolutions.writing.version_drafts import decline_draft

_MAX_PREVIEWS = 30  # documents on one page


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A text version in the list of versions."""

    version: TextVersion
    has_older: bool


@dataclass(frozen=True, slots=True)
class RereadPreview:
    """The difference that reading a document again would make, or the problem that prevents it."""

    document: Document
    difference: DocumentDiff | None
    problem: str = ""


@permission_required(VIEW_PERMISSION, raise_exception=True)
def history(request: StaffRequest, pk: int) -> HttpResponse:
    """Show text versions, manual corrections and the last 200 lines of the audit log."""
    document = get_object_or_404(Document, pk=pk)
    rows = list(document.versions.select_related("source", "created_by").defer("text", "sketch").order_by("-id"))
    manual = document.citations_made.by_staff().in_reading_order()
    context = {
        "document": document,
        "versions": [VersionRow(row, has_older=row is not rows[-1]) for row in rows],
        "corrections": document.corrections.select_related("created_by"),
        "unused": document.corrections.unused().count(),
        "by_hand": manual.select_related("paragraph", "target"),
        "changes": document.changes.all()[:200],
        "may_edit": may_edit(request.user, document),
    }
    return render_desk_page(request, "history.html", gettext("{document} · 历史").format(document=document), **context)


@require_POST
def revert_correction(request: StaffRequest, pk: int, correction: int) -> HttpResponse:
    """Undo a correction of heading or paragraphs."""
    document = get_object_or_404(Document, pk=pk)
    require_permission(may_edit(request.user, document))
    row = get_object_or_404(document.corrections, pk=correction)
    by = {"user": request.user, "edit_token": request.POST.get("version", "")}
    run_with_message(
        request, gettext("更正已撤销。"), lambda: apply_correction(corrections.undo_correction, row.pk, **by)
    )
    return HttpResponseRedirect(reverse("admin:resolutions_document_history", args=[document.pk]))


@require_POST
def remove_unused_corrections(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete the corrections that the text in force does not use."""
    document = get_object_or_404(Document, pk=pk)
    require_permission(may_edit(request.user, document))
    by = {"user": request.user, "edit_token": request.POST.get("version", "")}
    remove = corrections.remove_unused_corrections
    run_with_message(request, gettext("已清除。"), lambda: apply_correction(remove, document.pk, **by))
    return HttpResponseRedirect(reverse("admin:resolutions_document_history", args=[document.pk]))


@require_POST
def mark_as_corrected(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark a text by character recognition as compared and corrected."""
    document = get_object_or_404(Document, pk=pk)
    require_permission(may_edit(request.user, document))
    by = {"user": request.user, "edit_token": request.POST.get("version", "")}
    mark = text_reserve.mark_as_corrected
    run_with_message(request, gettext("已标为人工校订。"), lambda: apply_correction(mark, document.pk, **by))
    return HttpResponseRedirect(reverse("admin:resolutions_document_history", args=[document.pk]))


@permission_required(VIEW_PERMISSION, raise_exception=True)
def text_version(request: StaffRequest, pk: int, version: int) -> HttpResponse:
    """Compare a text version with the previous one, and preview its restoration; a POST restores it."""
    document = get_object_or_404(Document, pk=pk)
    row = get_object_or_404(document.versions.select_related("source", "created_by", "document"), pk=version)
    if request.method == "POST":
        return _decline(request, row) if "decline" in request.POST else _restore(request, document, row)
    older = document.versions.filter(pk__lt=row.pk).order_by("-id").first()
    preview, problem = None, ""
    try:
        preview = None if row.is_in_force else versions.preview_restore(row)
    except LostOriginalError as error:
        problem = str(error)
    context = {
        "document": document,
        "version": row,
        "older": older,
        "lines": versions.diff_lines(older, row) if older else None,
        "is_in_force": row.is_in_force,
        "preview": preview,
        "problem": problem,
        "may_edit": may_edit(request.user, document),
        "may_decline": request.user.has_perm(EDIT_PERMISSION),
    }
    title = gettext("{document} · {day} 的版本").format(document=document, day=f"{row.created_at:%Y-%m-%d}")
    return render_desk_page(request, "version.html", title, **context)


def _restore(request: StaffRequest, document: Document, row: TextVersion) -> HttpResponse:
    require_permission(may_edit(request.user, document))
    edit_token = request.POST.get("version", "")
    restore = partial(versions.restore_version, row, user=request.user, edit_token=edit_token)
    is_done = run_with_message(
        request, gettext("新版本已发布。") if row.is_draft else gettext("旧文本已恢复。"), restore
    )
    return HttpResponseRedirect(review_url(document.pk) if is_done else request.path)


def _decline(request: StaffRequest, row: TextVersion) -> HttpResponse:
    require_permission(request.user.has_perm(EDIT_PERMISSION))
    run_with_message(request, gettext("没有采用，文本留在历史里。"), partial(decline_draft, row, user=request.user))
    return HttpResponseRedirect(review_url(row.document_id))


@require_safe
@permission_required(VIEW_PERMISSION, raise_exception=True)
def preview_page(request: StaffRequest, pk: int, version: int) -> HttpResponse:
    """Show the public page as it would be with another version in force; nothing is written."""
    row = get_object_or_404(TextVersion.objects.select_related("source", "document"), document=pk, pk=version)
    with transaction.atomic():
        if not row.is_in_force:
            versions.put_in_force(row)
        document = Document.objects.select_related("catalogue__agenda_item").get(pk=pk)
        page = render(request, TEXT_TEMPLATE, build_text_page(request, document) | {"is_preview": True})
        transaction.set_rollback(True)
    return page


@permission_required(VIEW_PERMISSION, raise_exception=True)
def reread_documents(request: StaffRequest) -> HttpResponse:
    """Preview what reading documents again would change; a POST reads the chosen ones."""
    documents = _find_chosen(request)
    if request.method == "POST":
        for document in documents:
            require_permission(may_edit(request.user, document))
            edit_token = request.POST.get(f"version-{document.pk}", "")
            run_with_message(
                request,
                gettext("{document} 已重新读取。").format(document=document),
                partial(versions.reread_document, document, user=request.user, edit_token=edit_token),
            )
        url = review_url(documents[0].pk) if len(documents) == 1 else reverse("admin:index")
        return HttpResponseRedirect(url)
    previews = [_preview(document) for document in documents[:_MAX_PREVIEWS]]
    rest = len(documents) - len(previews)
    return render_desk_page(
        request, "again.html", gettext("重新读取"), previews=previews, rest=rest, total=len(documents)
    )


def _find_chosen(request: HttpRequest) -> list[Document]:
    """Return the documents with the ids ``pk``; ``all=old`` are those of an older reader, ``all=1`` all with a text."""
    parameters = request.POST if request.method == "POST" else request.GET
    kept = Document.objects.exclude(status=Status.DISCARDED)
    with_text = kept.filter(versions__isnull=False).distinct().order_by("pk")
    if parameters.get("all") == "old":
        return list(versions.documents_with_old_reader().order_by("pk"))
    if parameters.get("all"):
        return list(with_text)
    keys = [int(key) for value in parameters.getlist("pk") for key in value.split(",") if key.isdigit()]
    return list(with_text.filter(pk__in=keys))


def _preview(document: Document) -> RereadPreview:
    try:
        return RereadPreview(document, versions.preview_reread(document))
    except (SourceError, LostOriginalError) as error:
        return RereadPreview(document, None, str(error))
