"""What a document's page tells programs: citation tags, JSON-LD, Open Graph, the same text elsewhere."""

import re

from django import template

from resolutions.exports.chinese_references import format_chinese_reference
from resolutions.exports.formats import FORMATS, Format
from resolutions.exports.reference import LANGUAGE, PUBLISHER, Reference
from resolutions.models import Document, Kind
from resolutions.pages.links import LinkTarget

register = template.Library()
LEGISLATION_TYPE = "Legislation"
_LAWS = {Kind.RESOLUTION, Kind.DECISION}
MAX_JSONLD_CITED = 300  # documents named in the JSON-LD of one page; its JSON export names all
_PLAIN = re.compile(r"[\w/().,: -]+")  # a symbol that needs no escape, neither in JSON nor in HTML


@register.inclusion_tag("document/_metadata.html", takes_context=True)
def metadata(context: template.Context) -> dict:
    """For the head of a page about ``document``; of a text that is shown, also what it cites. No query."""
    document, request = context["document"], context["request"]
    site = request.build_absolute_uri("/").rstrip("/")
    reference = Reference(document, site)
    shown = context.get("text")
    cited = {citation.target.pk: citation.target for citation in shown.citations} if shown else {}
    named = list(cited.values())[:MAX_JSONLD_CITED]
    laws = [other.symbol for other in named if _type(other) == LEGISLATION_TYPE and _PLAIN.fullmatch(other.symbol)]
    return {
        "document": document,
        "reference": reference,
        "site": site,
        "plain": format_chinese_reference(reference),
        "type": _type(document),
        "cited_laws": laws,
        "cited_works": [site + other.get_absolute_url() for other in named if other.symbol not in laws],
        "official_texts": context.get("official_texts", []),
        "formats": FORMATS.values(),
        "language": LANGUAGE,
        "publisher": PUBLISHER,
    }


@register.simple_tag
def export_formats(of: str = "") -> list[Format]:
    """All formats, or for ``of="list"`` those in which a list of references makes sense."""
    return [made for made in FORMATS.values() if of != "list" or made.suffix not in ("txt", "json")]


def _type(document: Document | LinkTarget) -> str:
    """The class of schema.org: what an organ enacted is legislation."""
    return LEGISLATION_TYPE if document.kind in _LAWS else "CreativeWork"
