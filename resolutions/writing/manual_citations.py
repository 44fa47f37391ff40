"""Find the place of manual citations in newly parsed paragraphs, by their words and the words around them."""

from resolutions.display.labels import format_address
from resolutions.models import Citation, Paragraph
from resolutions.text.bare_strings import common_prefix_length

_CONTEXT_LENGTH = 30  # characters compared on either side
_MIN_CONTEXT = 4  # equal characters required in a paragraph with another anchor


def place_manual_citations(citations: list[Citation], paragraphs: list[Paragraph]) -> tuple[list[Citation], list[str]]:
    """Return the citations moved to the new paragraphs, unsaved, and a warning for each with words that are gone."""
    placed, warnings = [], []
    for citation in citations:
        surface, old = citation.surface, citation.paragraph
        place = _find_best_place(surface, old, citation.start, paragraphs)
        if place is None:
            warnings.append(f"人工更正的引文没有套用：{format_address(old.label)}的“{surface}”在文本中已找不到")
            continue
        citation.pk = None
        citation.paragraph, citation.start = place
        citation.end = citation.start + len(surface)
        placed.append(citation)
    return placed, warnings


def _find_best_place(
    surface: str, old: Paragraph, start: int, paragraphs: list[Paragraph]
) -> tuple[Paragraph, int] | None:
    """Find the paragraph and offset where ``surface`` has the longest equal context.

    The paragraph with the old anchor needs no equal context, any other needs ``_MIN_CONTEXT`` characters.
    """
    before = old.text[max(0, start - _CONTEXT_LENGTH) : start]
    behind = old.text[start + len(surface) :][:_CONTEXT_LENGTH]
    best: tuple[int, Paragraph, int] | None = None
    for paragraph in paragraphs:
        is_same = paragraph.anchor == old.anchor
        at = paragraph.text.find(surface)
        while at >= 0:
            context = common_prefix_length(before[::-1], paragraph.text[:at][::-1])
            context += common_prefix_length(behind, paragraph.text[at + len(surface) :])
            if (is_same or context >= _MIN_CONTEXT) and (best is None or context + is_same > best[0]):
                best = (context + is_same, paragraph, at)
            at = paragraph.text.find(surface, at + 1)
    return best[1:] if best else None
