"""Download of the file that a document was read from, byte for byte."""

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from resolutions.http.document_lookup import is_editor
from resolutions.http.refusal import render_error_page
from resolutions.models import SourceFile


def download_original(request: HttpRequest, pk: int) -> HttpResponseBase:
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
    except OSError:
        sentence = gettext("存放原件的存储没有应答，请稍后再试。")
        return render_error_page(request, gettext("原件暂时取不到"), sentence, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if file.size != source.size:  # a damaged file is not the original
        raise Http404
    response = FileResponse(file, as_attachment=True, filename=source.name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
