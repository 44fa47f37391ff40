"""Signs that a text is not whole: it stops in the middle of a sentence, or before its operative part."""

from collections.abc import Sequence

from resolutions.text.parsed import ParagraphKind, ParsedParagraph
from resolutions.text.reading_warnings import find_unfinished_end


def is_cut_off(paragraphs: Sequence[ParsedParagraph], kind: str) -> bool:
    """Return True if the last paragraph ends without a sign, or as a preamble of a resolution does.

    An annex, notes and tables behind it do not count: they may stand behind any text.
    """
    if next(find_unfinished_end(paragraphs), ""):
        return True
    kinds = {paragraph.kind for paragraph in paragraphs}
    return kind == "resolution" and ParagraphKind.PREAMBLE in kinds and ParagraphKind.OPERATIVE not in kinds
