"""Compare documents with their catalogue entries."""

from collections.abc import Iterator
from datetime import date

from resolutions.models import CatalogueEntry, Document
from resolutions.text.parsed import ParsedDocument
from resolutions.writing.catalogue.table_files import parse_meeting_number


def find_disagreements(document: Document) -> list[str]:
    """List the differences of date and meeting between document and catalogue, as Chinese sentences for staff.

    The catalogue may have two dates; a document that agrees with one of them agrees. A missing value never differs.
    """
    entry: CatalogueEntry | None = getattr(document, "catalogue", None)
    if entry is None:
        return []
    return [*_compare_dates(document, entry), *_compare_meetings(document, entry)]


def find_catalogue_document(parsed: ParsedDocument) -> Document | None:
    """Find the document of a text without a symbol in the catalogue, by kind, date and meeting.

    The opening line of a presidential statement names date and meeting and no symbol. Returns None when the text
    names its symbol or lacks date or meeting, and when the catalogue does not have exactly one such document.
    """
    if parsed.symbol or not parsed.date or not parsed.meeting or parsed.organ != "S":
        return None
    matches = Document.objects.filter(
        organ="S", kind=parsed.kind, adopted_on=parsed.date, meeting=parsed.meeting, catalogue__isnull=False
    )[:2]
    return matches[0] if len(matches) == 1 else None


def _compare_dates(document: Document, entry: CatalogueEntry) -> Iterator[str]:
    known = [day for day in dict.fromkeys([entry.date, entry.date_in_text]) if day]
    if document.adopted_on and known and document.adopted_on not in known:
        printed = "，英文本标题为".join(_chinese_date(day) for day in known)
        yield f"日期与目录不符：文本为{_chinese_date(document.adopted_on)}，目录为{printed}。"


def _compare_meetings(document: Document, entry: CatalogueEntry) -> Iterator[str]:
    known = parse_meeting_number(entry.meeting_symbol)
    if document.meeting and known and document.meeting != known:
        yield f"会议与目录不符：文本为第{document.meeting}次会议，目录为第{known}次会议（{entry.meeting_symbol}）。"


def _chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
