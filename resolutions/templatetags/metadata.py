"""Metadata of a document's page for programs: citation tags, JSON-LD, Open Graph, alternate formats and languages."""

import re

from django import template

from resolutions.exports.chinese_references import format_chinese_reference
from resolutions.exports.formats import FORMATS, Format
from resolutions.exports.reference import LANGUAGE, PUBLISHER, Reference
from resolutions.models import Document, Kind
from resolutions.pages.links import LinkTarget

register = template.Library()
LEGISLATION_TYPE = "Legislation"
_LEGISLATION_KINDS = {Kind.RESOLUTION, Kind.DECISION}
MAX_JSONLD_CITED = 300  # cited documents in the JSON-LD of one page; the JSON export lists all
_UNESCAPED = re.compile(r"[\w/().,: -]+")  # a symbol without characters that JSON or HTML escapes


@register.inclusion_tag("document/_metadata.html", takes_context=True)
def metadata(context: template.Context) -> dict:
    """Build the metadata of a page about ``document``, with the citations of its ``text`` if it has one; no query."""
    document, request = context["document"], context["request"]
    site = request.build_absolute_uri("/").rstrip("/")
    reference = Reference(document, site)
    text = context.get("text")
    cited = {citation.target.pk: citation.target for citation in text.citations} if text else {}
    listed = list(cited.values())[:MAX_JSONLD_CITED]
    laws = [
        other.symbol
        for other in listed
        if _schema_type(other) == LEGISLATION_TYPE and _UNESCAPED.fullmatch(other.symbol)
    ]
    return {
        "document": document,
        "reference": reference,
        "site": site,
        "plain": format_chinese_reference(reference),
        "type": _schema_type(document),
        "cited_laws": laws,
        "cited_works": [site + other.get_absolute_url() for other in listed if other.symbol not in laws],
        "official_texts": context.get("official_texts", []),
        "formats": FORMATS.values(),
        "language": LANGUAGE,
        "publisher": PUBLISHER,
    }


@register.simple_tag
def export_formats(of: str = "") -> list[Format]:
    """List all export formats, or for ``of="list"`` those of a list of references."""
    return [item for item in FORMATS.values() if of != "list" or item.suffix not in ("txt", "json")]


def _schema_type(document: Document | LinkTarget) -> str:
    """Return the schema.org class: acts of an organ are legislation."""
    return LEGISLATION_TYPE if document.kind in _LEGISLATION_KINDS else "CreativeWork"
