"""批量发布: confirm which documents are published, then publish them in a job."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import render_desk_page
from resolutions.admin.permissions import PUBLISH_PERMISSION, StaffRequest
from resolutions.desk.bulk_publication import MAX_DOCUMENTS, sort_for_publication, start_publication
from resolutions.models import Document

_TOO_MANY = gettext_lazy("一次最多发布 {most} 份，请缩小范围。")


def confirm_publication(request: StaffRequest, documents: list[Document]) -> HttpResponse:
    """Show what will be published, what has warnings and what cannot be published; nothing is written."""
    if len(documents) > MAX_DOCUMENTS:
        messages.error(request, _TOO_MANY.format(most=MAX_DOCUMENTS))
        return HttpResponseRedirect(request.get_full_path())
    found = sort_for_publication(documents)
    ready = json.dumps([_choice(document) for document in found.ready])
    return render_desk_page(request, "publish_many.html", gettext("批量发布"), found=found, ready=ready)


def _choice(document: Document) -> str:
    """Return id and edit token: a document that is changed before it is published is left out."""
    return f"{document.pk} {document.edit_token}"


@require_POST
@permission_required(PUBLISH_PERMISSION, raise_exception=True)
def publish_many(request: StaffRequest) -> HttpResponse:
    """Start the job for the documents without warnings and for those whose warnings the editor confirmed."""
    tokens = {}
    for choice in [*_read_ready(request.POST.get("ready", "")), *request.POST.getlist("confirmed")]:
        key, _, token = str(choice).partition(" ")
        if key.isdecimal() and token:
            tokens[key] = token
    if not tokens:
        messages.error(request, gettext("没有可以发布的文件。"))
        return HttpResponseRedirect(reverse("admin:resolutions_document_uploads"))
    job = start_publication(tokens, request.user)
    return HttpResponseRedirect(reverse("admin:resolutions_document_job", args=[job.pk]))


def _read_ready(posted: str) -> list[str]:
    try:
        choices = json.loads(posted)
    except ValueError:
        return []
    return choices[:MAX_DOCUMENTS] if isinstance(choices, list) else []
