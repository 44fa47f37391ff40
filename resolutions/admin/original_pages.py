"""Pages of the original beside the text: the panel of the review page, and the pictures in it."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from resolutions.admin.permissions import VIEW_PERMISSION, StaffRequest
from resolutions.desk.original_pages import OriginalPage, has_pages, load_places, show_page
from resolutions.desk.page_images import load_picture
from resolutions.desk.paragraph_places import ParagraphPlace, find_places
from resolutions.models import Document, Paragraph, TextVersion
from resolutions.text.text_corrections import Overlay, lay_over
from resolutions.writing.derivation import load_corrections

_MAX_DIGITS = 6  # of a number in the address


@permission_required(VIEW_PERMISSION, raise_exception=True)
def page_panel(request: StaffRequest, pk: int) -> HttpResponse:
    """Return the panel alone, for the script that turns pages; the address has the parameters of the review page."""
    document, version = _find_version(pk)
    paragraphs = list(document.paragraphs.in_reading_order())
    overlay = lay_over(version.text, load_corrections(document).texts)
    panel = build_panel(request.GET, version, paragraphs, locate_paragraphs(version, overlay, paragraphs))
    if panel is None:
        raise Http404
    return render(request, "admin/desk/page_panel.html", {"document": document, "panel": panel})


@permission_required(VIEW_PERMISSION, raise_exception=True)
def page_image(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Send the picture of a page of the original in force as JPEG; ``?zoom=2`` is twice as large."""
    _, version = _find_version(pk)
    if not has_pages(version.source):
        raise Http404
    image = load_picture(version.source, number, is_zoomed=_is_zoomed(request.GET)).image
    if image is None:
        raise Http404
    response = HttpResponse(image.data, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def locate_paragraphs(version: TextVersion, overlay: Overlay, paragraphs: list[Paragraph]) -> list[ParagraphPlace]:
    """Return the places of the paragraphs on the pages; one query for a file that has pages, none for others."""
    if not has_pages(version.source):
        return [ParagraphPlace()] * len(paragraphs)
    return find_places(version.text, overlay, [paragraph.text for paragraph in paragraphs], load_places(version))


def build_panel(
    query: QueryDict, version: TextVersion, paragraphs: list[Paragraph], places: list[ParagraphPlace]
) -> OriginalPage | None:
    """Return the page that the parameters ``page``, ``paragraph`` and ``zoom`` ask for; None for a file without pages.

    ``paragraph`` is the order of a paragraph of the document.
    """
    if not has_pages(version.source):
        return None
    order = _read_number(query, "paragraph")
    placed = zip(paragraphs, places, strict=True)
    paragraph, place = next((pair for pair in placed if pair[0].order == order), (None, ParagraphPlace()))
    return show_page(
        version.source,
        places,
        page=_read_number(query, "page"),
        paragraph=paragraph,
        place=place,
        is_zoomed=_is_zoomed(query),
    )


def _find_version(pk: int) -> tuple[Document, TextVersion]:
    document = get_object_or_404(Document, pk=pk)
    version = document.versions.select_related("source").first()
    if version is None:
        raise Http404
    return document, version


def _is_zoomed(query: QueryDict) -> bool:
    return query.get("zoom") == "2"


def _read_number(query: QueryDict, name: str) -> int | None:
    """Return a number of the address; None when it is missing or no number."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS else None
