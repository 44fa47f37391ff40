"""历史: text versions, corrections and the log of a document; reading again, restoring."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.permissions import VIEW_PERMISSION, may_edit, require_permission
from resolutions.desk import versions
from resolutions.models import Citation, Document, Origin, TextVersion
from resolutions.sources import SourceError
from resolutions.writing import corrections
from resolutions.writing.publish import apply_correction

_AT_ONCE = 30  # documents compared on one page


@permission_required(VIEW_PERMISSION, raise_exception=True)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(Document, pk=pk)
    rows = list(document.versions.select_related("source", "created_by").defer("text", "sketch"))
    by_hand = Citation.objects.filter(source=document).exclude(origin=Origin.AUTO).select_related("paragraph", "target")
    context = {
        "document": document,
        "versions": list(zip(rows, [*rows[1:], None], strict=True)),
        "corrections": document.corrections.select_related("created_by"),
        "by_hand": by_hand,
        "changes": document.changes.all()[:200],
        "may_edit": may_edit(request.user, document),
    }
    return render_desk_page(request, "history.html", f"{document} · 历史", **context)


@require_POST
@permission_required(VIEW_PERMISSION, raise_exception=True)
def revert_correction(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    document = get_object_or_404(Document, pk=pk)
    require_permission(may_edit(request.user, document))
    row = get_object_or_404(document.corrections, pk=correction)
    by = {"user": request.user, "version": request.POST.get("version", "")}
    run_with_message(request, "更正已撤销。", lambda: apply_correction(corrections.undo_correction, row.pk, **by))
    return HttpResponseRedirect(_history_address(document))


@permission_required(VIEW_PERMISSION, raise_exception=True)
def text_version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """A text version beside the one before it, and what bringing it back would change."""
    document = get_object_or_404(Document, pk=pk)
    row = get_object_or_404(document.versions.select_related("source", "created_by", "document"), pk=version)
    if request.method == "POST":
        return _restore(request, document, row)
    newest = document.versions.first()
    older = document.versions.filter(pk__lt=row.pk).first()
    context = {
        "document": document,
        "version": row,
        "older": older,
        "lines": versions.diff_lines(older, row) if older else None,
        "is_in_force": row.pk == newest.pk,
        "difference": None if row.pk == newest.pk else versions.preview_restore(row),
        "may_edit": may_edit(request.user, document),
    }
    return render_desk_page(request, "version.html", f"{document} · {row.created_at:%Y-%m-%d} 的版本", **context)


def _restore(request: HttpRequest, document: Document, row: TextVersion) -> HttpResponse:
    require_permission(may_edit(request.user, document))
    seen = request.POST.get("version", "")
    run_with_message(request, "旧文本已恢复。", lambda: versions.restore_version(row, user=request.user, seen=seen))
    return HttpResponseRedirect(review_url(document))


@permission_required(VIEW_PERMISSION, raise_exception=True)
def reread_documents(request: HttpRequest) -> HttpResponse:
    """Read documents again: show for each what would change, then write the ones that are chosen."""
    documents = _chosen(request)
    if request.method == "POST":
        for document in documents:
            require_permission(may_edit(request.user, document))
            seen = request.POST.get(f"version-{document.pk}", "")
            run_with_message(
                request,
                f"{document} 已重新读取。",
                lambda d=document, s=seen: versions.reread_document(d, user=request.user, seen=s),
            )
        one = documents[0] if len(documents) == 1 else None
        return HttpResponseRedirect(review_url(one) if one else reverse("admin:index"))
    shown = [(document, *_compared(document)) for document in documents[:_AT_ONCE]]
    rest = len(documents) - len(shown)
    return render_desk_page(request, "again.html", "重新读取", shown=shown, rest=rest, total=len(documents))


def _chosen(request: HttpRequest) -> list[Document]:
    """The documents named in the request; ``all`` are those that an older reader read, or all with a text."""
    asked = request.POST if request.method == "POST" else request.GET
    with_text = Document.objects.filter(versions__isnull=False).distinct().order_by("pk")
    if asked.get("all") == "old":
        return list(versions.documents_with_old_reader().order_by("pk"))
    if asked.get("all"):
        return list(with_text)
    keys = [int(key) for value in asked.getlist("pk") for key in value.split(",") if key.isdigit()]
    return list(with_text.filter(pk__in=keys))


def _compared(document: Document) -> tuple[versions.DocumentDiff | None, str]:
    """The difference, or why the original cannot be read any more."""
    try:
        return versions.preview_reread(document), ""
    except (SourceError, FileNotFoundError) as error:
        return None, str(error) if isinstance(error, SourceError) else "原件已不在存储中。"


def _history_address(document: Document) -> str:
    return reverse("admin:resolutions_document_history", args=[document.pk])
