"""Anchors of paragraphs in the address of a document page."""

import re

_MAIN_NUMBER = re.compile(r"\d+(?:bis|ter|quater|quinquies)?(?:\(\w+\))*")


def paragraph_anchor(label: str) -> str:
    """Return the anchor of the paragraph with this label (docs/design.md, "Symbols and addresses").

    >>> [paragraph_anchor(label) for label in ("PP3", "12", "20(a)", "1bis", "fn953", "annexII.4", "附件一")]
    ['pp3', 'op12', 'op20a', 'op1bis', 'fn953', 'annexii4', '附件一']

    """
    anchor = re.sub(r"[^\w]", "", label).lower()
    return f"op{anchor}" if _MAIN_NUMBER.fullmatch(label) else anchor
