"""后台任务: the list of jobs, the log of one, and the buttons that start, cancel and retry them."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import render_desk_page, review_url
from resolutions.admin.permissions import (
    UPLOAD_PERMISSION,
    VIEW_PERMISSION,
    StaffRequest,
    may_edit,
    require_permission,
)
from resolutions.desk import fetch_requests
from resolutions.desk.recognition_request import recognizes_scans
from resolutions.desk.stored_scans import has_unread_scans, request_recognition_of
from resolutions.interface.sentences import translate_sentence
from resolutions.jobs import queue
from resolutions.models import Document, Job, JobKind, JobState

_JOBS_PER_PAGE = 50


@permission_required(VIEW_PERMISSION, raise_exception=True)
def job_list(request: HttpRequest) -> HttpResponse:
    """Show the unfinished jobs, then the ended ones, all or those of the parameter ``state``.

    The first page reloads itself while a job is unfinished. An unknown state shows all.
    """
    jobs = Job.objects.select_related("requested_by").defer("log").unfinished_first()
    state = request.GET.get("state", "")
    if state in JobState.values:
        jobs = jobs.filter(state=state)
    page = Paginator(jobs, _JOBS_PER_PAGE).get_page(request.GET.get("page"))
    counts = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    context = {
        "page": page,
        "state": state,
        "states": [(choice, counts[choice]) for choice in JobState if choice in counts],
        "is_active": page.number == 1 and any(job.is_unfinished for job in page),
        "has_worker": not queue.has_waited_too_long(),
    }
    return render_desk_page(request, "jobs.html", gettext("后台任务"), **context)


@permission_required(VIEW_PERMISSION, raise_exception=True)
def job_log(request: HttpRequest, pk: int) -> HttpResponse:
    """Show progress and log of a job."""
    job = get_object_or_404(Job.objects.select_related("requested_by"), pk=pk)
    return render_desk_page(request, "job.html", _name_job(job), job=job, is_active=job.is_unfinished)


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a job."""
    queue.cancel_job(pk)
    return HttpResponseRedirect(reverse("admin:resolutions_document_job", args=[pk]))


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Run a failed or cancelled job again."""
    queue.retry_job(pk)
    return HttpResponseRedirect(reverse("admin:resolutions_document_job", args=[pk]))


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def rebuild_index(request: StaffRequest) -> HttpResponse:
    """Start a job that rebuilds the search index."""
    job = queue.start_job(JobKind.INDEX, "全部文件", {}, key="index", user=request.user)
    return HttpResponseRedirect(reverse("admin:resolutions_document_job", args=[job.pk]))


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def fetch(request: StaffRequest) -> HttpResponse:
    """Start a job that fetches the documents ``symbol`` of the form, or the most wanted ones with ``wanted``."""
    symbols = fetch_requests.list_wanted() if "wanted" in request.POST else request.POST.getlist("symbol")
    return start_fetch(request, symbols)


def start_fetch(request: StaffRequest, symbols: list[str]) -> HttpResponse:
    """Start the job and lead to it, or say why there is none."""
    problem = fetch_requests.find_problem(symbols)
    if problem:
        messages.error(request, translate_sentence(problem))
        return HttpResponseRedirect(reverse("admin:index"))
    job = fetch_requests.start_fetch(symbols, request.user)
    return HttpResponseRedirect(reverse("admin:resolutions_document_job", args=[job.pk]))


@require_POST
def recognize(request: StaffRequest, pk: int) -> HttpResponse:
    """Start a job that recognises the scanned pages of a document's original, and lead to it."""
    document = get_object_or_404(Document, pk=pk)
    require_permission(may_edit(request.user, document))
    if not (has_unread_scans(document) and recognizes_scans()):
        messages.error(request, gettext("没有要识别的扫描页，或服务器没有启用文字识别。"))
        return HttpResponseRedirect(review_url(document.pk))
    job = request_recognition_of(document, request.user)
    return HttpResponseRedirect(reverse("admin:resolutions_document_job", args=[job.pk]))


def _name_job(job: Job) -> str:
    """Return kind and title of the job in the language of the interface; ``str(job)`` is in Chinese."""
    return gettext("{kind}：{title}").format(kind=job.get_kind_display(), title=translate_sentence(job.title))
