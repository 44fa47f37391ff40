"""Helpers of the desk's pages: rendering, addresses, and changes with a message."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from resolutions.interface.sentences import translate_sentence
from resolutions.sources import SourceError
from resolutions.writing.errors import CorrectionError, EditConflictError, LostOriginalError
from resolutions.writing.publish import has_undelivered_changes

_GONE_MESSAGE = gettext_lazy("这一段或这条引文已被他人改动，您的改动没有写入，请看过现状后再改。")

_UNDELIVERED_MESSAGE = gettext_lazy(
    "更改已经生效，但检索索引还没有收到：撤回的文件不会再检索到，新发布的文件暂时检索不到；下一次更改时一并补上。"
)


def render_desk_page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """Render a template of ``templates/admin/desk`` with the context of the admin site."""
    context = {**admin.site.each_context(request), "title": translate_sentence(title), **context}
    return render(request, f"admin/desk/{template}", context)


def run_with_message(request: HttpRequest, done: str, change: Callable[[], object], *raised: type[Exception]) -> bool:
    """Run a change, show ``done`` or the reason of its failure as a message, and return true on success.

    Errors in ``raised`` are raised.
    """
    try:
        change()
    except raised:
        raise
    except (EditConflictError, CorrectionError, SourceError, LostOriginalError) as error:
        messages.error(request, translate_sentence(str(error)))
    except ObjectDoesNotExist:
        messages.error(request, _GONE_MESSAGE)
    else:
        messages.success(request, done)
        warn_of_undelivered_changes(request)
        return True
    return False


def warn_of_undelivered_changes(request: HttpRequest) -> None:
    """Show a warning when the search index has not received a change; one query."""
    if has_undelivered_changes():
        messages.warning(request, _UNDELIVERED_MESSAGE)


def review_url(document_id: int, anchor: str = "") -> str:
    """Return the address of the review page of a document."""
    url = reverse("admin:resolutions_document_change", args=[document_id])
    return f"{url}#{anchor}" if anchor else url
