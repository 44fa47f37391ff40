"""SVG files to download, rendered from a template."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from resolutions.text.xml_characters import replace_invalid_xml


def render_svg_file(request: HttpRequest, template: str, context: dict[str, Any], name: str) -> HttpResponse:
    """Render ``template`` as the download ``name``.svg.

    The template also gets ``is_file``, which is True, and ``site``, the host that begins each address.
    """
    context = context | {"is_file": True, "site": request.build_absolute_uri("/").rstrip("/")}
    svg = replace_invalid_xml(render_to_string(template, context, request))
    return HttpResponse(
        svg,
        content_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{name}.svg"'},
    )
