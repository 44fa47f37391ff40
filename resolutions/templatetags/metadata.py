"""Metadata of a document's page for programs: citation tags, JSON-LD, Open Graph, alternate formats and languages."""

from django import template

from resolutions.exports.chinese_references import format_chinese_reference
from resolutions.exports.formats import FORMATS, TABLE_FORMS, Format
from resolutions.exports.json_ld import build_json_ld
from resolutions.exports.reference import LANGUAGE, PUBLISHER, Reference
from resolutions.templatetags.portal import path

register = template.Library()
MAX_JSONLD_CITED = 300  # cited documents in the JSON-LD of one page; the JSON export lists all


@register.inclusion_tag("document/_metadata.html", takes_context=True)
def metadata(context: template.Context) -> dict:
    """Build the metadata of a page about ``document``, with the citations of its ``text`` if it has one; no query."""
    document, request = context["document"], context["request"]
    reference = Reference(document, request.build_absolute_uri("/").rstrip("/"))
    text = context.get("text")
    cited = {citation.target.pk: citation.target for citation in text.citations} if text else {}
    texts = [item for item in FORMATS.values() if item.is_text] if text else []
    encodings = [(item.media_type, path("document-export", document.key, item.suffix)) for item in texts]
    about = [(str(item), path("browse-agenda-item", item.pk)) for item in document.agenda_items]
    record = build_json_ld(reference, list(cited.values())[:MAX_JSONLD_CITED], encodings, about)
    return {
        "request": request,
        "document": document,
        "reference": reference,
        "plain": format_chinese_reference(reference),
        "json_ld": record,
        "official_texts": context.get("official_texts", []),
        "formats": export_formats(),
        "language": LANGUAGE,
        "publisher": PUBLISHER,
    }


@register.simple_tag
def export_formats(of: str = "") -> list[Format]:
    """List the export formats of one document, or for ``of="list"`` those of a list of documents."""
    return [item for item in FORMATS.values() if not (item.is_text if of == "list" else item.is_table)]


@register.simple_tag
def table_formats() -> dict[str, str]:
    """Return the formats of a table that is no list of documents: suffix and name."""
    return TABLE_FORMS
