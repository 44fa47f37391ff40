"""Corrections of the words of a source text: the source stays, they are laid over it at every reading."""

from resolutions.text.text_corrections.edited_paragraph import anchor_edits
from resolutions.text.text_corrections.outcomes import place_outcomes
from resolutions.text.text_corrections.overlay import Overlay, TextCorrection, lay_over
from resolutions.text.text_corrections.passages import find_paragraph_starts

__all__ = ["Overlay", "TextCorrection", "anchor_edits", "find_paragraph_starts", "lay_over", "place_outcomes"]
