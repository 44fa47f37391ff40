"""导入目录数据: upload a file of the Library, look at what is new and changed, then import it."""

import hashlib

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from resolutions.admin.desk_page import render_desk_page
from resolutions.admin.permissions import PUBLISH_PERMISSION, StaffRequest
from resolutions.interface.sentences import translate_sentence
from resolutions.jobs.queue import start_job
from resolutions.models import CatalogueImport, ImportKind, JobKind
from resolutions.writing.catalogue.csv_files import ImportFileError
from resolutions.writing.catalogue.import_files import COUNT_NAMES, MAX_IMPORT_BYTES, import_file

_MAX_SHOWN = 50  # new resolutions, changed facts and problems that the preview lists


class ImportForm(forms.Form):
    """A file and its kind."""

    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=ImportKind.choices)
    file = forms.FileField(label=gettext_lazy("文件"), max_length=255)

    def clean_file(self) -> UploadedFile:
        """Return the file. Raises ValidationError for one that is too large to be read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_IMPORT_BYTES:
            raise forms.ValidationError(gettext("文件超过 {size} MB。").format(size=MAX_IMPORT_BYTES // 2**20))
        return file


@permission_required(PUBLISH_PERMISSION, raise_exception=True)
def import_catalogue(request: StaffRequest) -> HttpResponse:
    """Show the form; store the file that it sends and lead to its preview."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kind, file = ImportKind(form.cleaned_data["kind"]), form.cleaned_data["file"]
        data = file.read()
        try:
            import_file(kind, data, is_preview=True)
        except ImportFileError as error:
            form.add_error("file", translate_sentence(error.chinese))
        else:
            CatalogueImport.objects.filter(applied_at=None).delete()  # a preview that nobody decided about
            sha256 = hashlib.sha256(data).hexdigest()
            row = CatalogueImport.objects.create(
                kind=kind, name=file.name[-255:], content=data, sha256=sha256, imported_by=request.user
            )
            return HttpResponseRedirect(reverse("admin:resolutions_document_catalogue_preview", args=[row.pk]))
    past = CatalogueImport.objects.exclude(applied_at=None).defer("content").select_related("imported_by")[:10]
    return render_desk_page(request, "catalogue_import.html", gettext("导入目录数据"), form=form, past=past)


@permission_required(PUBLISH_PERMISSION, raise_exception=True)
def preview_import(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what the import would write; a POST starts it as a job or cancels it."""
    row = get_object_or_404(CatalogueImport, pk=pk, applied_at=None)
    if request.method == "POST" and "cancel" in request.POST:
        row.delete()
        messages.success(request, gettext("没有导入，文件已删除。"))
        return HttpResponseRedirect(reverse("admin:resolutions_document_catalogue_import"))
    if request.method == "POST":
        job = start_job(
            JobKind.CATALOGUE, row.name, {"import_id": row.pk}, key=f"catalogue {row.pk}", user=request.user
        )
        return HttpResponseRedirect(reverse("admin:resolutions_document_job", args=[job.pk]))
    outcome = import_file(ImportKind(row.kind), bytes(row.content or b""), is_preview=True)
    counts = [(translate_sentence(COUNT_NAMES[name]), count) for name, count in outcome.counts.items()]
    context = {"row": row, "outcome": outcome, "counts": counts, "max_shown": _MAX_SHOWN}
    return render_desk_page(request, "catalogue_preview.html", gettext("导入目录数据：预览"), **context)
