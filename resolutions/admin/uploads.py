"""上传文件: files come in one by one; each gets a line that says what was read or why it was refused."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.publishing import take_in
from resolutions.admin.reading import what_was_read
from resolutions.models import Document
from resolutions.sources import LARGEST_FILE, SourceError, check_size

MAY_UPLOAD = "resolutions.add_document"
_STATUS = {"new": "已收录", "changed": "已更新", "unchanged": "早已收录，没有改动"}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; each is looked at when it is read, so that one bad file does not refuse the others."""

    widget = FilesInput

    def clean(self, data, initial=None) -> list[UploadedFile]:
        files = [file for file in data or [] if file]
        if not files:
            raise forms.ValidationError("请选择至少一个文件。")
        return files


class UploadForm(forms.Form):
    files = FilesField(
        label="文件", help_text=f"纯文本，UTF-8、GB18030、Big5 或 UTF-16；每个不超过 {LARGEST_FILE // 2**20} MB。"
    )
    publish = forms.BooleanField(
        label="立即发布", required=False, initial=True, help_text="不勾选则存为草稿，只有编辑看得到。"
    )


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file: ``problem`` when it was refused, otherwise the document and what was read of it."""

    name: str
    problem: str = ""
    status: str = ""
    document: Document | None = None
    read: dict = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@permission_required(MAY_UPLOAD, raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    lines = []
    if request.method == "POST" and form.is_valid():
        publish = form.cleaned_data["publish"]
        lines = [take_in_one(file, request.user, publish) for file in form.cleaned_data["files"]]
        form = UploadForm(initial={"publish": publish})
    context = {**admin.site.each_context(request), "title": "上传文件", "form": form, "lines": lines}
    return render(request, "admin/resolutions/document/upload.html", context)


def take_in_one(file: UploadedFile, user, publish: bool) -> Line:
    """Take in one file; a file that cannot be read costs a sentence and leaves nothing behind."""
    try:
        check_size(file.size or 0, file.name or "")
        outcome = take_in(file.read(), file.name or "", user=user, publish=publish, reason="由编辑上传")
    except SourceError as error:
        return Line(file.name or "", problem=str(error))
    document, status = outcome.document, _STATUS[outcome.status]
    if outcome.status != "unchanged":
        flag = ADDITION if outcome.status == "new" else CHANGE
        LogEntry.objects.log_actions(
            user.pk, [document], flag, change_message=f"{status}：{file.name}", single_object=True
        )
    return Line(file.name or "", "", status, document, what_was_read(document.pk), outcome.warnings)
