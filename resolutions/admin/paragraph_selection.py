"""所选段落: join several paragraphs, or change their kind, from the review page."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import review_url, run_with_message
from resolutions.admin.permissions import StaffRequest, may_edit, require_permission
from resolutions.models import Document, Paragraph
from resolutions.writing.paragraph_selection import change_kinds, join_paragraphs
from resolutions.writing.publish import apply_correction


@require_POST
def correct_selection(request: StaffRequest, pk: int) -> HttpResponse:
    """Apply the action of a button to the selected paragraphs, and return to the first of them."""
    document = get_object_or_404(Document, pk=pk)
    require_permission(may_edit(request.user, document))
    orders = sorted({int(order) for order in request.POST.getlist("order") if order.isdecimal() and len(order) < 9})
    by: dict[str, Any] = {"user": request.user, "edit_token": request.POST.get("version", "")}
    kind = request.POST.get("kind", "")
    action = request.POST.get("action", "")
    if action == "change" and kind in dict(Paragraph.KINDS):
        done, change = gettext("类别已更改。"), partial(change_kinds, document.pk, orders, kind, **by)
    elif action in ("join", "previous"):
        done = gettext("段落已合并。")
        change = partial(join_paragraphs, document.pk, orders, with_previous=action == "previous", **by)
    else:
        messages.error(request, gettext("请先选定要做的更正。"))
        return HttpResponseRedirect(review_url(document.pk))
    run_with_message(request, done, lambda: apply_correction(change))
    first = max(orders[0] - (action == "previous"), 0) if orders else 0
    return HttpResponseRedirect(review_url(document.pk, f"n{first}"))
