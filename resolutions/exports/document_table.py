"""A list of documents as a CSV table for spreadsheet programs: one document a row, one fact a cell."""

from collections.abc import Iterable, Iterator

from resolutions.exports.csv_guard import BYTE_ORDER_MARK, iter_csv_lines
from resolutions.exports.reference import Reference
from resolutions.models.choices import chinese_display

COLUMNS = ("文号", "标题", "文件类型", "日期", "议程项目", "被引次数", "收录全文", "文本质量", "地址", "正式文本")


def write_document_table(references: Iterable[Reference]) -> Iterator[str]:
    """Write a head and a row for each document, in their order; the bytes begin with a byte order mark."""
    yield BYTE_ORDER_MARK
    yield from iter_csv_lines([COLUMNS])
    for reference in references:
        yield from iter_csv_lines([_cells(reference)])


def _cells(reference: Reference) -> list[str]:
    document = reference.document
    return [
        document.symbol,
        document.title,
        chinese_display(document, "kind"),
        reference.day.isoformat() if reference.day else "",
        "；".join(map(str, document.agenda_items)),
        str(document.citations_in),
        "是" if document.is_held else "否",
        chinese_display(document, "quality") if document.is_held else "",
        reference.page,
        document.official_url,
    ]
