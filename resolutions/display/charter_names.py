"""The Charter named without a part of it: a link for readers, and no citation."""

import re

from resolutions.display.runs import Span

_NAME = re.compile(r"《[联聯]合[国國]\s*[宪憲]章》")


def find_charter_names(text: str, url: str) -> list[Span]:
    """Find 《联合国宪章》 in a text; spans of the citations of its parts come before them, so the longer one is linked.

    >>> [(span.start, span.end) for span in find_charter_names("重申《联合国宪章》的宗旨，", "/CHARTER")]
    [(2, 9)]
    """
    return [Span("link", *match.span(), url) for match in _NAME.finditer(text)] if "章》" in text else []
