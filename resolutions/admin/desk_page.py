"""What the desk's pages share: their context, and a change that is tried and told."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from resolutions.models import Document
from resolutions.sources import SourceError
from resolutions.writing.corrections import CorrectionError
from resolutions.writing.ingest import EditConflictError

_GONE = "这一段或这条引文已被他人改动，您的改动没有写入，请看过现状后再改。"


def render_desk_page(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, **context}
    return render(request, f"admin/desk/{template}", context)


def run_with_message(request: HttpRequest, done: str, change: Callable[[], object]) -> bool:
    """Run a change and tell the editor: ``done``, or the sentence of what stood in its way."""
    try:
        change()
    except (EditConflictError, CorrectionError, SourceError) as error:
        messages.error(request, str(error))
    except ObjectDoesNotExist:
        messages.error(request, _GONE)
    else:
        messages.success(request, done)
        return True
    return False


def review_url(document: Document | int, anchor: str = "") -> str:
    key = document if isinstance(document, int) else document.pk
    address = reverse("admin:resolutions_document_change", args=[key])
    return f"{address}#{anchor}" if anchor else address
