"""Theme that a text gives with its citation: ``关于妇女、和平与安全的第1325(2000)号决议``."""

import re

_THEME = re.compile(
    r"(?:关于|有关|涉及)(?P<theme>(?:(?!关于|有关)[^，,。；;：:()]){1,60}?)的"
    r"(?:(?:\d{4}|[〇一二三四五六七八九零]{4})年[^，,。；;、]{0,10}?日?的?)?(?:其|安理会|安全理事会|大会|联合国)*(?:第|决议案?|(?:主席)?声明\(|报告\(|信\()?$"
)
_TITLED = re.compile(
    r"题为“(?P<theme>[^“”]{1,80})”的(?:(?:\d{4})年[^，,。；;、]{0,10}?日?的?)?(?:其|安理会|安全理事会|大会|联合国)*(?:第|决议案?|(?:主席)?声明\(|报告\(|信\()?$"
)
_WINDOW = 110


def find_theme(squeezed: str, list_start: int, search_start: int) -> tuple[int, int] | None:
    """Return start and end of the theme before the list of citations at ``list_start``; None without a theme.

    ``search_start`` is the end of the citation before; a theme never includes it.
    """
    begin = max(search_start, list_start - _WINDOW)
    before = squeezed[begin:list_start]
    match = _THEME.search(before) or _TITLED.search(before)
    return (begin + match.start("theme"), begin + match.end("theme")) if match else None
