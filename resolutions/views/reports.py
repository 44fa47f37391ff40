"""报告链接有误: the form that puts a reader's report on the worklist of the staff."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from resolutions.forms import LinkReportForm
from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.models import Document, LinkReport

MAX_REPORTS_PER_HOUR = 60  # from all readers together; more would flood the worklist


@document_page
def report_link(request: HttpRequest, document: Document) -> HttpResponse:
    """Show and save the report on the paragraph ``at``, or without it on the whole document."""
    if not document.is_held:
        return render_not_found(request, document.symbol)
    anchor = request.POST.get("anchor") or request.GET.get("at", "")
    paragraph = document.paragraphs.filter(anchor=anchor).first() if anchor else None
    form = LinkReportForm(request.POST or None, initial={"anchor": paragraph.anchor if paragraph else ""})
    context: dict[str, Any] = {"document": document, "paragraph": paragraph, "form": form}
    if request.method != "POST":
        context["is_done"] = "done" in request.GET
        return render(request, "resolutions/report.html", context)
    if _count_reports_of_last_hour() >= MAX_REPORTS_PER_HOUR:
        return render(request, "resolutions/report.html", context | {"is_full": True}, status=429)
    if not form.is_valid():
        return render(request, "resolutions/report.html", context, status=400)
    form.instance.document = document
    form.instance.anchor = paragraph.anchor if paragraph else ""
    form.save()
    return redirect(f"{reverse('report', args=[document.key])}?done")


def _count_reports_of_last_hour() -> int:
    return LinkReport.objects.filter(reported_at__gte=timezone.now() - timedelta(hours=1)).count()
