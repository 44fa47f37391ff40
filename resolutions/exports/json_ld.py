"""A document as JSON-LD in the vocabulary of schema.org, for search engines and reference managers.

It is data: no browser runs it, so the content security policy does not apply to its ``script`` element.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from resolutions.exports.reference import LANGUAGE, PUBLISHER, Reference
from resolutions.models import Kind
from resolutions.models.choices import chinese_display

LEGISLATION_TYPE = "Legislation"  # acts of an organ
_LEGISLATION_KINDS = {Kind.RESOLUTION, Kind.DECISION}


class Work(Protocol):
    """A cited document."""

    symbol: str
    kind: str

    def get_absolute_url(self) -> str:
        """Return its address on the portal."""


def build_json_ld(
    reference: Reference,
    cited: Iterable[Work],
    encodings: Iterable[tuple[str, str]],
    about: Iterable[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Build the record of a document; fields without a value are left out.

    ``encodings`` are media types and paths of the document's text on the portal, ``about`` names and paths of its
    agenda items.
    """
    document, day, site = reference.document, reference.day, reference.site
    schema_type = _schema_type(document.kind)
    is_legislation = schema_type == LEGISLATION_TYPE
    passed_by = {"@type": "GovernmentOrganization", "name": reference.author}
    record = {
        "@context": "https://schema.org",
        **_identify(schema_type, reference.symbol, reference.page),
        "name": reference.title,
        "inLanguage": LANGUAGE,
        "sameAs": reference.url if reference.symbol else None,
        "legislationDate" if is_legislation else "datePublished": day.isoformat() if day else None,
        "legislationType": chinese_display(document, "kind") if is_legislation else None,
        "legislationPassedBy": passed_by if is_legislation and reference.author else None,
        "about": [{"@type": "Thing", "@id": site + path, "url": site + path, "name": name} for name, path in about],
        "encoding": [
            {
                "@type": "MediaObject",
                "@id": site + path,
                "url": site + path,
                "contentUrl": site + path,
                "encodingFormat": media_type,
                "inLanguage": LANGUAGE,
            }
            for media_type, path in encodings
        ],
        "citation": [_identify(_schema_type(work.kind), work.symbol, site + work.get_absolute_url()) for work in cited],
        "publisher": {"@type": "Organization", "name": PUBLISHER},
    }
    return {name: value for name, value in record.items() if value}


def _schema_type(kind: str) -> str:
    return LEGISLATION_TYPE if kind in _LEGISLATION_KINDS else "CreativeWork"


def _identify(schema_type: str, symbol: str, url: str) -> dict[str, str]:
    name = "legislationIdentifier" if schema_type == LEGISLATION_TYPE else "identifier"
    return {"@type": schema_type, "@id": url, "url": url, **({name: symbol} if symbol else {})}
