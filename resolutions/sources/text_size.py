"""Limits on the text of one file, checked before the text is parsed: in the sandbox and in the portal's process.

Parsing takes time in proportion to the characters, writing and showing a document in proportion to its paragraphs.
The limits leave room for whole volumes, a thousand printed pages and more. For comparison: the chapter of the
Repertoire in fixtures/texts has 21,715 characters in 823 lines and 105 paragraphs; the longest of 3,475 laws that the
search is measured with has 107,313 characters in 1,877 paragraphs.
"""

from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.text.layout import read_blocks, read_lines

MAX_CHARACTERS = 2_000_000
MAX_LINES = 100_000  # that hold text
MAX_PARAGRAPHS = 20_000  # notes and tables included


def require_readable_text(text: str) -> None:
    """Raise UnreadableFileError with the reason when the text exceeds a limit; the time is linear in its length."""
    _require("字", len(text), MAX_CHARACTERS)
    lines = []
    for line in read_lines(text):
        lines.append(line)
        require_line_count(len(lines))
    _require("段", len(read_blocks(lines)), MAX_PARAGRAPHS)


def require_line_count(count: int) -> None:
    """Raise UnreadableFileError when ``count`` lines are too many; for readers that stop early."""
    _require("行", count, MAX_LINES)


def _require(unit: str, count: int, limit: int) -> None:
    if count > limit:
        raise UnreadableFileError(f"文件里的文字超过上限 {limit:,} {unit}，没有读取。请拆分后再提交。")
