"""纠错: the form that puts a reader's report on the worklist of the staff."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext

from resolutions.forms import LinkReportForm
from resolutions.http.client_address import client_address
from resolutions.http.document_lookup import document_page, is_editor, render_not_found
from resolutions.http.rate_limit import is_over_limit
from resolutions.models import Document, LinkReport

HOUR_SECONDS = 3600
MAX_REPORTS_PER_ADDRESS = 10  # an hour, from one client address
MAX_REPORTS_PER_HOUR = 200  # from all readers together; more would flood the worklist


@document_page
def report_link(request: HttpRequest, document: Document) -> HttpResponse:
    """Show and save the report on the paragraph ``at``, or without it on the whole document."""
    if not document.is_held:
        return render_not_found(request, document=document, place=pgettext("lacking", "收录全文"))
    anchor = request.POST.get("anchor") or request.GET.get("at", "")
    paragraph = document.paragraphs.filter(anchor=anchor).first() if anchor else None
    form = LinkReportForm(request.POST or None, initial={"anchor": paragraph.anchor if paragraph else ""})
    context: dict[str, Any] = {"document": document, "paragraph": paragraph, "form": form}
    if request.method != "POST":
        context["is_done"] = "done" in request.GET
        return render(request, "resolutions/report.html", context)
    if not form.is_valid():
        return render(request, "resolutions/report.html", context, status=400)
    if not is_editor(request.user) and _is_over_limit(request):
        context["is_full"] = True
        return render(request, "resolutions/report.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    form.instance.document = document
    form.instance.anchor = paragraph.anchor if paragraph else ""
    form.save()
    return redirect(f"{reverse('report', args=[document.key])}?done")


def _is_over_limit(request: HttpRequest) -> bool:
    """Count the report for its client address; return True if the address or all readers have sent too many."""
    if is_over_limit("report", client_address(request), MAX_REPORTS_PER_ADDRESS, HOUR_SECONDS):
        return True
    last_hour = timezone.now() - timedelta(seconds=HOUR_SECONDS)
    return LinkReport.objects.filter(reported_at__gte=last_hour).count() >= MAX_REPORTS_PER_HOUR
