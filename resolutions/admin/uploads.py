"""上传: files come in one by one; each gets a line that says what became of it."""

from time import monotonic

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from resolutions.admin.desk_page import render_desk_page, review_url, run_with_message
from resolutions.admin.permissions import UPLOAD_PERMISSION, may_edit, require_permission
from resolutions.desk import uploads
from resolutions.models import Document, Upload, UploadState
from resolutions.sources import MAX_FILE_BYTES, SourceError, require_valid_size
from resolutions.text.symbols import canonicalize_symbol

_SECONDS = 20  # of reading in one request; the application server ends one that takes 30


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; each is looked at when it is read, so that one bad file does not refuse the others."""

    widget = FilesInput

    def clean(self, data, initial=None) -> list[UploadedFile]:
        files = [file for file in data or [] if file is not None]
        if not files:
            raise forms.ValidationError("请选择至少一个文件。")
        return files


class UploadForm(forms.Form):
    files = FilesField(label="文件")
    symbol = forms.CharField(
        label="文号",
        required=False,
        max_length=120,
        help_text="可不填：文号由文本读出。只在文本没有印文号时才用到。",
    )

    def clean_symbol(self) -> str:
        typed = self.cleaned_data["symbol"].strip()
        symbol = canonicalize_symbol(typed) if typed else ""
        if symbol is None:
            raise forms.ValidationError(f"“{typed}”不是文号，请写成 S/RES/2553(2020) 这样的形式。")
        return symbol


@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def upload_files(request: HttpRequest) -> HttpResponse:
    """The page of the form; without JavaScript also its result, a line for each file."""
    wanted = canonicalize_symbol(request.GET.get("symbol", "")) or ""
    form, lines = UploadForm(initial={"symbol": wanted}), []
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            lines, form = _take_all(form, request), UploadForm()
    target = Document.objects.filter(symbol=wanted).exclude(symbol="").first()
    limit = MAX_FILE_BYTES // 2**20
    return render_desk_page(request, "upload.html", "上传文件", form=form, lines=lines, target=target, limit=limit)


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def upload_lines(request: HttpRequest) -> HttpResponse:
    """The lines alone, for the page that sends its files one by one and shows how far each is."""
    form = UploadForm(request.POST, request.FILES)
    lines = _take_all(form, request) if form.is_valid() else []
    problems = [error for errors in form.errors.values() for error in errors]
    return render(request, "admin/desk/upload_lines.html", {"lines": lines, "problems": problems})


@require_POST
@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def resume_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an upload that a crash left unread."""
    line = uploads.process_upload(get_object_or_404(Upload, pk=pk))
    return render_desk_page(request, "upload_result.html", "上传结果", lines=[line])


@permission_required(UPLOAD_PERMISSION, raise_exception=True)
def decide_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The file has a symbol or a text that is here already: show what would change, let the editor say."""
    line = get_object_or_404(Upload.objects.select_related("document"), pk=pk)
    if line.state != UploadState.ASKED:
        return render_desk_page(request, "upload_result.html", "上传结果", lines=[line])
    if request.method == "POST":
        return _decided(request, line)
    try:
        difference = uploads.preview_as_version(line)
    except SourceError as error:
        uploads.cancel_upload(line)
        return render_desk_page(request, "upload_result.html", "上传结果", lines=[], problems=[f"{line.name}：{error}"])
    context = {"line": line, "difference": difference, "may_edit": may_edit(request.user, line.document)}
    context["may_stand_apart"] = uploads.can_be_own_document(line)
    return render_desk_page(request, "decide.html", "新版本，还是传错了？", **context)


def _decided(request: HttpRequest, line: Upload) -> HttpResponse:
    word = request.POST.get("word")
    if word == "version":
        require_permission(may_edit(request.user, line.document))
        version = request.POST.get("version", "")
        done = run_with_message(
            request,
            "已作为新版本采用；旧文本留在历史里。",
            lambda: uploads.accept_as_version(line, user=request.user, version=version),
        )
        return HttpResponseRedirect(review_url(line.document) if done else request.path)
    line = uploads.accept_as_document(line, user=request.user) if word == "apart" else uploads.cancel_upload(line)
    return render_desk_page(request, "upload_result.html", "上传结果", lines=[line])


def _take_all(form: UploadForm, request: HttpRequest) -> list[Upload]:
    """Keep all files first, then read them; what a request has no time for waits, seen, to be read by the next."""
    symbol = form.cleaned_data["symbol"]
    kept = [line for file in form.cleaned_data["files"] for line in _keep(file, request.user, symbol)]
    end = monotonic() + _SECONDS
    return [uploads.process_upload(line) if monotonic() < end else line for line in kept]


def _keep(file: UploadedFile, user, symbol: str) -> list[Upload]:
    """A file too large is refused before a byte of it is read."""
    name, size = file.name or "", file.size or 0
    try:
        require_valid_size(size, name)
    except SourceError as error:
        return [uploads.record_refusal(name, size, str(error), user=user)]
    return uploads.receive_file_or_archive(file.read(), name, user=user, symbol=symbol)
