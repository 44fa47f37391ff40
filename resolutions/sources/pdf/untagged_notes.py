"""Footnotes that the tag tree holds as ordinary paragraphs: small lines with a mark at the foot of a page."""

import re
from collections import Counter
from collections.abc import Sequence

from resolutions.sources.pdf.printed_lines import build_line
from resolutions.sources.pdf.tagged_elements import NOTE, TaggedElement
from resolutions.sources.pdf.text_metrics import FOOTNOTE_SIZE_RATIO

_STAR = re.compile(r"[*†‡]{1,3}\s*\S")


def mark_notes(elements: Sequence[TaggedElement]) -> None:
    """Change the role of the paragraphs that are footnotes by size, mark and position."""
    size = _body_size(elements)
    by_page: dict[int, list[TaggedElement]] = {}
    for element in elements:
        by_page.setdefault(element.rows[0][0], []).append(element)
    for on_page in by_page.values():
        for element in sorted(on_page, key=lambda element: element.rows[-1][1].y):
            if not element.is_note and not _looks_like_note(element, size):
                break
            element.role = NOTE


def _body_size(elements: Sequence[TaggedElement]) -> float:
    sizes: Counter[float] = Counter()
    for element in elements:
        for _, row in element.rows:
            sizes[row.size] += len(row.glyphs)
    return sizes.most_common(1)[0][0]


def _looks_like_note(element: TaggedElement, size: float) -> bool:
    row = element.rows[0][1]
    if row.size >= FOOTNOTE_SIZE_RATIO * size or element.cell:
        return False
    return bool(_STAR.match(row.text.strip()) or build_line(row).mark)
