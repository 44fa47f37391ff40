"""上传: upload files, show the outcome of each, and decide about those that resemble a document."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.permissions import EDIT_PERMISSION, UPLOAD_PERMISSION, StaffRequest, may_edit, require_permission
from resolutions.atomic_file import is_disk_full
from resolutions.desk import uploads
from resolutions.desk.background_reading import (
    find_reading_job,
    read_batch_in_background,
    read_in_background,
    takes_long,
)
from resolutions.desk.receiving import (
    Submission,
    describe_manifest,
    list_rows_without_file,
    receive_file_or_archive,
    record_refusal,
    sanitize_file_name,
)
from resolutions.desk.recognition_request import recognizes_scans
from resolutions.desk.typed_symbols import describe_wrong_symbol
from resolutions.desk.upload_manifest import EMPTY, Manifest, ManifestError, is_manifest_file, read_manifest
from resolutions.http.upload_files import files_without_space
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Document, Status, Upload, UploadState
from resolutions.sources import MAX_FILE_BYTES, SourceError, require_valid_size
from resolutions.sources.office.conversion import find_office
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.writing.errors import OriginalsUnavailableError

_NOT_RECEIVED = gettext_lazy("“{name}”：服务器的磁盘已满，没有收下。请通知管理员，腾出空间后再上传。")
_STORAGE_SILENT = gettext_lazy("“{name}”：存放原件的存储没有应答，没有收下或没有读取，请稍后再试。")
_NOT_READ = gettext_lazy("“{name}”：服务器的磁盘已满，文件收下了，还没有读取。腾出空间后可在工作清单里读取。")
_BATCH_LENGTH = 20  # characters
_MAX_MANIFEST_BYTES = 2_000_000
_MANY = 20  # files; more are read in a job, and one line sums them up
_READING_SECONDS = 20  # per request; the application server ends a request after 30


@dataclass(slots=True)
class UploadOutcome:
    """The lines of received files, sentences about others and about a manifest, and the status of the response.

    ``batch`` is that of files too many for a line each; ``count`` is their number.
    """

    batch: str = ""
    count: int = 0
    lines: list[Upload] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    status: int = HTTPStatus.OK

    def report_full_disk(self, sentence: str) -> None:
        """Add a sentence and answer with status 507."""
        self.problems.append(sentence)
        self.status = HTTPStatus.INSUFFICIENT_STORAGE

    def report_silent_storage(self, name: str) -> None:
        """Say that the storage of the originals does not answer, with status 503."""
        self.problems.append(_STORAGE_SILENT.format(name=name))
        self.status = HTTPStatus.SERVICE_UNAVAILABLE


def _new_batch() -> str:
    return get_random_string(12)


class FilesInput(forms.ClearableFileInput):
    """File input that accepts several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files. They are checked one by one later, so that a bad file does not refuse the others."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files. Raises ValidationError when there are none."""
        files = [file for file in data or [] if file is not None]
        if not files:
            raise forms.ValidationError(gettext("请选择至少一个文件。"))
        return files


@dataclass(frozen=True, slots=True)
class ChosenManifest:
    """A manifest that was chosen among the files: its name, what it says, and the reason why it cannot be read."""

    name: str
    manifest: Manifest = EMPTY
    problem: str = ""


class UploadForm(forms.Form):
    """Files, and the symbol of the document they belong to when the text does not print it."""

    files = FilesField(label=gettext_lazy("文件"))  # type: ignore[assignment]  # a form has its files under this name too
    symbol = forms.CharField(
        label=gettext_lazy("文号"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("可不填：文号由文本读出。只在文本没有印文号时才用到。"),
    )

    manifest = forms.FileField(
        label=gettext_lazy("清单"),
        required=False,
        help_text=gettext_lazy(
            "可不填：CSV，第一行为栏名“文件名,文号,标题,日期,文件类型,会议次数”。压缩包里的“清单.csv”不必另选。"
        ),
    )
    batch = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput, initial=_new_batch)

    def clean_batch(self) -> str:
        """Return the token that files uploaded together share."""
        return self.cleaned_data["batch"] or _new_batch()

    def clean_manifest(self) -> Manifest:
        """Return the manifest. Raises ValidationError with the reason, or with a sentence for each wrong row."""
        file = self.cleaned_data["manifest"]
        if not file:
            return EMPTY
        try:
            manifest = read_manifest(file.read())
        except ManifestError as error:
            raise forms.ValidationError(translate_sentence(str(error))) from error
        if manifest.errors:
            raise forms.ValidationError([translate_sentence(error) for error in manifest.errors])
        return manifest

    def clean_symbol(self) -> str:
        """Return the symbol in canonical form. Raises ValidationError."""
        typed = self.cleaned_data["symbol"].strip()
        symbol = canonicalize_symbol(typed) if typed else ""
        if symbol is None:
            raise forms.ValidationError(translate_sentence(describe_wrong_symbol(typed, timezone.localdate())))
        return symbol


@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def upload_files(request: StaffRequest) -> HttpResponse:
    """Show the form; without JavaScript it also receives the files and lists their outcomes."""
    wanted = canonicalize_symbol(request.GET.get("symbol", "")) or ""
    form, outcome = UploadForm(initial={"symbol": wanted}), UploadOutcome()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid() or files_without_space(request):
            outcome, form = _receive_and_process(form, request), UploadForm()
            if address := _find_address_to_follow(outcome):
                return HttpResponseRedirect(address)
    elif batch := request.GET.get("batch", "")[:_BATCH_LENGTH]:
        rows = Upload.objects.select_related("document").filter(batch=batch).order_by("pk")
        outcome.lines = list(rows[: 2 * _MANY])
    target = Document.objects.filter(symbol=wanted).exclude(symbol="").first()
    shown = {"form": form, "target": target, "limit": MAX_FILE_BYTES // 2**20, "recognizes_scans": recognizes_scans()}
    shown["reads_old_word"] = bool(find_office())
    shown["is_active"] = any(map(_is_being_read, outcome.lines))
    return _render_outcome(request, "upload.html", gettext("上传文件"), outcome, **shown)


def _is_being_read(upload: Upload) -> bool:
    return upload.state == UploadState.WAITING and find_reading_job(upload) is not None


def _find_address_to_follow(outcome: UploadOutcome) -> str:
    """Return the address of the results while a job is reading one of them; empty when there is nothing to wait for."""
    if outcome.problems or outcome.notices or not any(map(_is_being_read, outcome.lines)):
        return ""
    return f"{reverse('admin:resolutions_document_upload')}?batch={outcome.lines[0].batch}#results-title"


@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def upload_lines(request: StaffRequest) -> HttpResponse:
    """Return lines of uploads alone, for the script of the upload page.

    A POST receives files, one at a time; with ``closing`` it tells of the rows of the manifest that no file had. A GET
    returns the upload ``line`` as it is now.
    """
    if request.method != "POST":
        key = request.GET.get("line", "")
        line = get_object_or_404(Upload.objects.select_related("document"), pk=int(key) if key.isdecimal() else 0)
        return render(request, "admin/desk/upload_lines.html", _context_of(UploadOutcome(lines=[line])))
    form = UploadForm(request.POST, request.FILES)
    is_received = form.is_valid() or files_without_space(request)
    if not is_received and "closing" in request.POST and not form.errors.get("manifest"):
        outcome = UploadOutcome()
        _tell_of_manifest(outcome, None, form.cleaned_data.get("manifest") or EMPTY, form.cleaned_data["batch"])
        return render(request, "admin/desk/upload_lines.html", _context_of(outcome))
    outcome = _receive_and_process(form, request) if is_received else UploadOutcome()
    outcome.problems = outcome.problems or [str(error) for errors in form.errors.values() for error in errors]
    return render(request, "admin/desk/upload_lines.html", _context_of(outcome), status=outcome.status)


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def resume_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an upload that a crash left waiting."""
    outcome = UploadOutcome()
    _process(get_object_or_404(Upload, pk=pk), outcome)
    return _render_outcome(request, "upload_result.html", gettext("上传结果"), outcome)


@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def decide_upload(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the difference between an upload and the document it resembles, and carry out the editor's decision."""
    line = get_object_or_404(Upload.objects.select_related("document"), pk=pk)
    if line.state != UploadState.ASKED:
        return render_desk_page(request, "upload_result.html", gettext("上传结果"), lines=[line])
    document = uploads.document_in_question(line)
    if request.method == "POST":
        return _carry_out(request, line, document)
    try:
        difference = uploads.preview_as_version(line)
    except SourceError as error:
        uploads.discard_upload(line)
        problem = gettext("{name}：{reason}").format(name=line.name, reason=translate_sentence(str(error)))
        return render_desk_page(request, "upload_result.html", gettext("上传结果"), lines=[], problems=[problem])
    context = {"line": line, "difference": difference, "may_adopt": _may_adopt(request.user, document)}
    context["is_beside"] = document.status == Status.PUBLISHED
    context["may_stand_apart"] = uploads.can_be_own_document(line)
    return render_desk_page(request, "decide.html", gettext("新版本，还是传错了？"), **context)


def _may_adopt(user: User, document: Document) -> bool:
    """Return true when the user may make an upload a version of the document; beside a published one it is a draft."""
    return user.has_perm(EDIT_PERMISSION) if document.status == Status.PUBLISHED else may_edit(user, document)


def _carry_out(request: StaffRequest, line: Upload, document: Document) -> HttpResponse:
    decision = request.POST.get("word")
    if decision == "version":
        is_beside = document.status == Status.PUBLISHED
        require_permission(_may_adopt(request.user, document))
        edit_token = request.POST.get("version", "")
        is_done = run_with_message(
            request,
            gettext("已存为新版本草稿，读者还看不到。")
            if is_beside
            else gettext("已作为新版本采用；旧文本留在历史里。"),
            lambda: uploads.accept_as_version(line, user=request.user, edit_token=edit_token),
        )
        draft = document.versions.filter(is_draft=True).order_by("-id").first() if is_beside and is_done else None
        if draft:
            return HttpResponseRedirect(reverse("admin:resolutions_document_version", args=[document.pk, draft.pk]))
        return HttpResponseRedirect(review_url(document.pk) if is_done else request.path)
    line = uploads.accept_as_document(line) if decision == "apart" else uploads.discard_upload(line)
    return render_desk_page(request, "upload_result.html", gettext("上传结果"), lines=[line])


def _receive_and_process(form: UploadForm, request: StaffRequest) -> UploadOutcome:
    """Store all files, then read them for ``_READING_SECONDS``; the next request reads the rest."""
    outcome = UploadOutcome()
    for name in files_without_space(request):
        outcome.report_full_disk(_NOT_RECEIVED.format(name=sanitize_file_name(name)))
    received: list[Upload] = []
    data = form.cleaned_data
    batch = data.get("batch") or _new_batch()
    files, chosen = _take_manifest(data.get("files", []))
    manifest = data.get("manifest") or EMPTY
    if chosen and not manifest.rows:
        manifest = chosen.manifest
    submission = Submission(request.user, data.get("symbol", ""), batch, manifest)
    for file in files:
        try:
            received.extend(_receive(file, submission))
        except OriginalsUnavailableError:
            outcome.report_silent_storage(sanitize_file_name(file.name or ""))
        except (OSError, OperationalError) as error:
            if not is_disk_full(error):
                raise
            outcome.report_full_disk(_NOT_RECEIVED.format(name=sanitize_file_name(file.name or "")))
    if not _is_one_of_many(request):
        _tell_of_manifest(outcome, chosen, manifest, batch)
    if len(received) > _MANY:
        outcome.batch, outcome.count = batch, len(received)
        read_batch_in_background(batch, len(received), request.user)
        return outcome
    end = monotonic() + _READING_SECONDS
    for upload in received:
        if upload.state == UploadState.WAITING and takes_long(upload):
            outcome.lines.append(read_in_background(upload, request.user))
        elif monotonic() < end:
            _process(upload, outcome)
        else:
            outcome.lines.append(upload)
    return outcome


def _is_one_of_many(request: HttpRequest) -> bool:
    """Return True for a request of the script, which sends one file at a time and asks about the manifest later."""
    return "more" in request.POST


def _take_manifest(files: list[UploadedFile]) -> tuple[list[UploadedFile], ChosenManifest | None]:
    """Return the files without the first that is a manifest, and that one."""
    for file in files:
        if not (file.name or "").lower().endswith(".csv") or (file.size or 0) > _MAX_MANIFEST_BYTES:
            continue
        data = file.read()
        file.seek(0)
        if not is_manifest_file(file.name or "", data):
            continue
        name, others = sanitize_file_name(file.name or ""), [other for other in files if other is not file]
        try:
            return others, ChosenManifest(name, read_manifest(data))
        except ManifestError as error:
            return others, ChosenManifest(name, problem=str(error))
    return files, None


def _tell_of_manifest(outcome: UploadOutcome, chosen: ChosenManifest | None, manifest: Manifest, batch: str) -> None:
    """Add what is wrong with the rows of a manifest; one that was chosen among the files has a line of its own."""
    errors = [*(manifest.errors if chosen else ()), *list_rows_without_file(manifest, batch)]
    if chosen:
        said = translate_sentence(chosen.problem or describe_manifest(chosen.manifest))
        outcome.notices.append(gettext("“{name}”：{sentence}").format(name=chosen.name, sentence=said))
    outcome.problems += map(translate_sentence, errors)


def _receive(file: UploadedFile, submission: Submission) -> Iterator[Upload]:
    """Store a file; one that is too large is refused before it is read."""
    name, size = file.name or "", file.size or 0
    try:
        require_valid_size(size, name)
    except SourceError as error:
        yield record_refusal(name, size, str(error), submission)
        return
    yield from receive_file_or_archive(file.read(), name, submission)


def _process(upload: Upload, outcome: UploadOutcome) -> None:
    """Read an upload and add its line; on a full disk it stays waiting."""
    try:
        outcome.lines.append(uploads.process_upload(upload))
    except OriginalsUnavailableError:
        outcome.lines.append(upload)
        outcome.report_silent_storage(upload.name)
    except (OSError, OperationalError) as error:
        if not is_disk_full(error):
            raise
        outcome.lines.append(upload)
        outcome.report_full_disk(_NOT_READ.format(name=upload.name))


def _context_of(outcome: UploadOutcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in ("lines", "problems", "notices", "batch", "count")}


def _render_outcome(
    request: HttpRequest, template: str, title: str, outcome: UploadOutcome, **context: Any
) -> HttpResponse:
    context |= _context_of(outcome)
    page = render_desk_page(request, template, title, **context)
    page.status_code = outcome.status
    return page
