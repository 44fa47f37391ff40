"""Compare documents with their catalogue entries."""

from collections.abc import Iterator
from datetime import date

from resolutions.models import CatalogueEntry, Document
from resolutions.text.meeting_symbols import parse_meeting_number
from resolutions.text.parsed import ParsedDocument


def find_disagreements(document: Document) -> list[str]:
    """List the differences of date and meeting between document and catalogue, as Chinese sentences for staff.

    The catalogue may have two dates; a document that agrees with one of them agrees. A missing value never differs.
    """
    entry: CatalogueEntry | None = getattr(document, "catalogue", None)
    if entry is None:
        return []
    return compare_with_entry(entry, document.adopted_on, document.meeting)


def compare_with_entry(entry: CatalogueEntry, day: date | None, meeting: int | None) -> list[str]:
    """List the differences of a date and a meeting from those of a catalogue entry, as ``find_disagreements``."""
    return [*_compare_dates(entry, day), *_compare_meetings(entry, meeting)]


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


def _compare_dates(entry: CatalogueEntry, day: date | None) -> Iterator[str]:
    known = [known for known in dict.fromkeys([entry.date, entry.date_in_text]) if known]
    if day and known and day not in known:
        printed = "，英文本标题为".join(map(_chinese_date, known))
        yield f"日期与目录不符：文本为{_chinese_date(day)}，目录为{printed}。"


def _compare_meetings(entry: CatalogueEntry, meeting: int | None) -> Iterator[str]:
    known = parse_meeting_number(entry.meeting_symbol)
    if meeting and known and meeting != known:
        yield f"会议与目录不符：文本为第{meeting}次会议，目录为第{known}次会议（{entry.meeting_symbol}）。"


def _chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
