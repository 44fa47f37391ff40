"""数据与导出: formats, bulk files and their dictionary; and the download of the bulk files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import pgettext_lazy

from resolutions.exports import data_dictionary
from resolutions.exports.bulk import bulk_folder
from resolutions.exports.bulk.data_files import DATA_FILES, DataFile
from resolutions.exports.formats import FORMATS
from resolutions.http.document_lookup import render_not_found
from resolutions.models import Citation, Document, Paragraph, Status
from resolutions.pages.page_language import translate_names
from resolutions.statistics.queries.cached import get_or_compute, read_data_state
from resolutions.statistics.queries.holdings import count_holdings

MEDIA_TYPES = {".jsonl": "application/jsonl", ".csv": "text/csv", ".graphml": "application/graphml+xml"}
COUNT_NAMES = {
    "documents": pgettext_lazy("counted", "文件"),
    "held": pgettext_lazy("counted", "收录全文"),
    "paragraphs": pgettext_lazy("counted", "段落"),
    "citations": pgettext_lazy("counted", "引用"),
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A bulk file; ``written`` is its entry in the manifest, ``None`` when it has not been written."""

    file: DataFile
    written: dict[str, Any] | None


def data(request: HttpRequest) -> HttpResponse:
    """Show formats, files, dictionary and counts; one query while the data are unchanged, eight after a change."""
    state = read_data_state()
    manifest = bulk_folder.read_manifest(_folder())
    written = {file["name"]: file for file in manifest["files"]} if manifest else {}
    holdings = get_or_compute(state, "holdings", count_holdings)
    context = {
        "formats": FORMATS.values(),
        "files": [FileRow(file, written.get(file.name)) for file in DATA_FILES],
        "catalogue_fields": data_dictionary.CATALOGUE_FIELDS,
        "data_of": parse_datetime(manifest["data_of"]) if manifest and manifest["data_of"] else None,
        "is_written": bool(manifest),
        "counts": {COUNT_NAMES[name]: count for name, count in get_or_compute(state, "rows", _counts).items()},
        "holdings": holdings,
        "sources": translate_names(holdings.sources),
    }
    return render(request, "data/data.html", context)


def download_bulk_file(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """Send one of the bulk files; 404 for any other file of the folder."""
    path = _folder() / name
    if name not in bulk_folder.FILE_NAMES or not path.is_file():
        return render_not_found(request)
    media_type = MEDIA_TYPES.get(path.suffix, "text/plain")
    return FileResponse(path.open("rb"), as_attachment=True, content_type=f"{media_type}; charset=utf-8")


def _counts() -> dict[str, int]:
    return {
        "documents": Document.objects.visible().count(),
        "held": Document.objects.held().count(),
        "paragraphs": Paragraph.objects.filter(document__status=Status.PUBLISHED).count(),
        "citations": Citation.objects.published().count(),
    }


def _folder() -> Path:
    return bulk_folder.default_folder()
