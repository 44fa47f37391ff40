"""Footnotes of a page: raised links inside the page, and the passages that they lead to and that lead back.

Forms: ``<sup><a href="#cite_note-1">[1]</a></sup>`` of MediaWiki, ``<a href="#_ftn1">`` of Word, ``#fn1`` of others.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from resolutions.sources.html.visibility import iter_text

Element = Any  # lxml comes without types
_MARK = re.compile(r"[\[(（〔]?\s*(\d{1,4}|[a-z])\s*[\])）〕]?")
_NOTE_BLOCKS = ("li", "p", "dd", "td", "div", "aside")
_RAISED = re.compile(r"vertical-align\s*:\s*super|MsoFootnoteReference|MsoEndnoteReference|footnote", re.I)
_LEADING_SIGN = re.compile(r"\s*(?:[↑^]|\*(?=\s))[\s.]*")
_MAX_NOTES = 5000


@dataclass(frozen=True, slots=True)
class PageNotes:
    """``marks`` are the link elements with the printed mark and the note; ``blocks`` are the notes."""

    marks: dict[Element, tuple[str, Element]] = field(default_factory=dict)
    blocks: set[Element] = field(default_factory=set)


def find_notes(root: Element) -> PageNotes:
    """Find each raised link to a passage of the page that links back or begins with the same mark."""
    notes = PageNotes()
    targets: dict[str, Element] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name")) if isinstance(element.tag, str) else ():
            if name:
                targets.setdefault(name, element)
    for link in root.iter("a"):
        target = targets.get((link.get("href") or "")[1:]) if (link.get("href") or "").startswith("#") else None
        if target is None or len(notes.marks) >= _MAX_NOTES:
            continue
        mark, block = _MARK.fullmatch("".join(link.itertext()).strip()), _block_of(target)
        if mark and _is_raised(link, mark[0]) and block is not None and _is_note(block, link, mark[1], notes):
            notes.marks[link] = (mark[1], block)
            notes.blocks.add(block)
    return notes


def note_text(note: Element, mark: str) -> str:
    """Return the words of a note without its own mark and the signs that lead back."""
    text = " ".join("".join(iter_text(note)).split())
    sign = re.compile(rf"\s*[\[(（〔]?{re.escape(mark)}[\])）〕]?(?![\d/(])[\s.]*")
    for pattern in (_LEADING_SIGN, sign, _LEADING_SIGN):
        text = text[match.end() :] if (match := pattern.match(text)) else text
    return text


def _block_of(target: Element) -> Element | None:
    return next((element for element in [target, *target.iterancestors()] if element.tag in _NOTE_BLOCKS), None)


def _is_raised(link: Element, printed: str) -> bool:
    """Return True for a link in ``<sup>``, in brackets, or in a style of footnote marks."""
    around = [link, *list(link.iterancestors())[:2], *list(link)[:2]]
    styled = (element.get(name) or "" for element in around for name in ("class", "style"))
    return (
        not printed[0].isalnum()
        or any(element.tag == "sup" for element in [*around, *link.iterdescendants("sup")])
        or any(_RAISED.search(value) for value in styled)
    )


def _is_note(block: Element, link: Element, mark: str, notes: PageNotes) -> bool:
    if block in notes.blocks:
        return True
    if block in set(link.iterancestors()) or any(element in notes.blocks for element in link.iterancestors()):
        return False
    leads_back = any((other.get("href") or "").startswith("#") for other in block.iter("a"))
    return leads_back or re.match(rf"\s*[\[(（〔]?{re.escape(mark)}(?!\d)", "".join(block.itertext())) is not None
