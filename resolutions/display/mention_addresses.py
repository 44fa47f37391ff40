"""Addresses of the paragraphs that a typed mention names."""

from resolutions.display.labels import label_to_anchor
from resolutions.text.citations.spellings import Spelling
from resolutions.text.symbols import CHARTER_SYMBOL


def address_suffix(spelling: Spelling) -> str:
    """Return what follows the address of the document: the anchor of the first paragraph, or a part of the Charter.

    >>> address_suffix(Spelling("S/RES/2553(2020)", ("20(a)", "21"))), address_suffix(Spelling("CHARTER", ("art.41",)))
    ('#op20a', '/art.41')

    Empty without paragraphs.
    """
    if not spelling.paragraphs:
        return ""
    label = spelling.paragraphs[0]
    if spelling.symbol == CHARTER_SYMBOL:
        return f"/{label}"
    return paragraph_suffix(label)


def paragraph_suffix(label: str) -> str:
    """Return the anchor of a paragraph as it follows the address of its document; empty without an anchor."""
    anchor = label_to_anchor(label)
    return f"#{anchor}" if anchor else ""
