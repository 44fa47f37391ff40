"""Download of the file that a document was read from, byte for byte."""

from django.http import FileResponse, Http404, HttpRequest

from resolutions.http.document_lookup import is_editor
from resolutions.models import SourceFile


def download_original(request: HttpRequest, pk: int) -> FileResponse:
    """Send the original as an attachment that no browser runs and whose type no browser guesses.

    Readers get the original in force of a published document, staff also the others. One query for readers.
    """
    source = SourceFile.objects.published().filter(pk=pk).first()
    if source is None and is_editor(request.user):
        source = SourceFile.objects.filter(pk=pk).first()
    if source is None:
        raise Http404
    try:
        file = source.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    if file.size != source.size:  # a damaged file is not the original
        raise Http404
    response = FileResponse(file, as_attachment=True, filename=source.name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
