"""References as CSL-JSON, the format of the Citation Style Language (schema 1.0.2)."""

from typing import Any

from resolutions.exports.reference import LANGUAGE, PUBLISHER, PUBLISHER_PLACE, Reference
from resolutions.models import Kind
from resolutions.models.choices import chinese_display


def build_csl_item(reference: Reference) -> dict[str, Any]:
    """Build one item; fields without a value are left out.

    Resolutions are reports, as in RIS and BibTeX: of a ``legislation`` APA, Chicago and OSCOLA print no author.
    """
    day, year = reference.day, reference.year
    parts = [day.year, day.month, day.day] if day else [year] if year else None
    item = {
        "id": reference.key,
        "type": "treaty" if reference.document.kind == Kind.CHARTER else "report",
        "title": reference.title,
        "author": [{"literal": reference.author}] if reference.author else None,
        "authority": reference.author,
        "genre": chinese_display(reference.document, "kind"),
        "number": reference.symbol,
        "issued": {"date-parts": [parts]} if parts else None,
        "publisher": PUBLISHER,
        "publisher-place": PUBLISHER_PLACE,
        "section": reference.place,
        "keyword": "; ".join(reference.subjects),
        "abstract": reference.quoted,
        "note": reference.quality_mark,
        "language": LANGUAGE,
        "URL": reference.url,
    }
    return {name: value for name, value in item.items() if value}
