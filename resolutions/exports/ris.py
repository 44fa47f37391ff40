"""References in RIS, the exchange format of Zotero, EndNote and NoteExpress.

Source of the tags: the RIS specification of Research Information Systems. ``GOVDOC`` is its type for
documents of public bodies, ``SN`` the number of the document, ``SE`` the section.
"""

from collections.abc import Iterator

from resolutions.exports.reference import LANGUAGE, PUBLISHER, PUBLISHER_PLACE, Reference

LINE_END = "\r\n"  # required by the specification


def format_ris(reference: Reference) -> str:
    """Format one entry, from ``TY`` to ``ER`` and an empty line."""
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in _fields(reference) if value]
    return LINE_END.join([*lines, "ER  - ", "", ""])


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "GOVDOC"
    yield "ID", reference.key
    yield "AU", reference.author
    yield "TI", reference.title
    yield "SN", reference.symbol
    yield "PY", str(reference.year or "")
    yield "DA", reference.day.strftime("%Y/%m/%d") if reference.day else ""
    yield "PB", PUBLISHER
    yield "CY", PUBLISHER_PLACE
    yield "SE", reference.place
    for subject in reference.subjects:
        yield "KW", subject
    yield "AB", reference.quoted
    yield "N1", reference.quality_mark
    yield "LA", LANGUAGE
    yield "UR", reference.url


def _one_line(value: str) -> str:
    return " ".join(value.split())
