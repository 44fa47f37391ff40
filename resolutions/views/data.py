"""数据: what can be taken along and how; the bulk files, when they have been written."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime

from resolutions.exports import data_dictionary
from resolutions.exports.bulk import bulk_folder
from resolutions.exports.bulk.data_files import DATA_FILES
from resolutions.exports.formats import FORMATS
from resolutions.http.document_lookup import render_not_found
from resolutions.models import Citation, Document, Paragraph, Status

MEDIA_TYPES = {".jsonl": "application/jsonl", ".csv": "text/csv", ".graphml": "application/graphml+xml"}


def data(request: HttpRequest) -> HttpResponse:
    """Formats, files, dictionary and counts of now. Four queries."""
    manifest = bulk_folder.read_manifest(_folder())
    held = {file["name"]: file for file in manifest["files"]} if manifest else {}
    context = {
        "formats": FORMATS.values(),
        "files": [(file, held.get(file.name)) for file in DATA_FILES],
        "catalogue_fields": data_dictionary.CATALOGUE_FIELDS,
        "data_of": parse_datetime(manifest["data_of"]) if manifest and manifest["data_of"] else None,
        "is_written": bool(manifest),
        "counts": _counts(),
    }
    return render(request, "data/data.html", context)


def download_bulk_file(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """One of the bulk files."""
    path = _folder() / name
    if name not in bulk_folder.FILE_NAMES or not path.is_file():
        return render_not_found(request)
    media_type = MEDIA_TYPES.get(path.suffix, "text/plain")
    return FileResponse(path.open("rb"), as_attachment=True, content_type=f"{media_type}; charset=utf-8")


def _counts() -> list[tuple[str, int]]:
    return [
        ("文件", Document.objects.visible().count()),
        ("收录全文", Document.objects.held().count()),
        ("段落", Paragraph.objects.filter(document__status=Status.PUBLISHED).count()),
        ("引用", Citation.objects.shown().filter(source__status=Status.PUBLISHED).count()),
    ]


def _folder():
    return settings.DATA_DIR / "export"
