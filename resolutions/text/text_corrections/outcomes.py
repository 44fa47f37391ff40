"""Name the paragraphs that have corrected words."""

from bisect import bisect_right
from collections.abc import Sequence

from resolutions.text.parsed import CorrectionOutcome, ParsedParagraph
from resolutions.text.text_corrections.overlay import Overlay
from resolutions.text.text_corrections.passages import find_paragraph_starts


def place_outcomes(overlay: Overlay, paragraphs: Sequence[ParsedParagraph]) -> tuple[CorrectionOutcome, ...]:
    """Return the outcome of each correction with the anchor of the paragraph that it is in, if there is one."""
    if not overlay.states:
        return ()
    found = find_paragraph_starts(overlay.text, [paragraph.text for paragraph in paragraphs])
    starts = sorted((start, number) for number, start in enumerate(found) if start is not None)
    outcomes = []
    for state, place in zip(overlay.states, overlay.places, strict=True):
        at = 0 if place is None else bisect_right(starts, (place, len(found)))
        outcomes.append(CorrectionOutcome(state, paragraphs[starts[at - 1][1]].anchor if at else ""))
    return tuple(outcomes)
