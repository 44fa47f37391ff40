"""Names of WordprocessingML as lxml writes them, and the little that is asked of any element.

Source: ECMA-376, part 1 (WordprocessingML) and part 3 (markup compatibility).
"""

from collections.abc import Iterator
from typing import Any

Element = Any  # lxml comes without types
WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIP_NAMESPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
COMPATIBILITY_NAMESPACE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def word_name(name: str) -> str:
    """``p`` → the full name of ``w:p``."""
    return WORD_NAMESPACE + name


def local_name(element: Element) -> str:
    """The name of a WordprocessingML element without its namespace; other elements have none."""
    tag = element.tag
    return tag[len(WORD_NAMESPACE) :] if isinstance(tag, str) and tag.startswith(WORD_NAMESPACE) else ""


def find_child(element: Element | None, *path: str) -> Element | None:
    """The first child along ``path``; None where it ends."""
    for name in path:
        element = element.find(WORD_NAMESPACE + name) if element is not None else None
    return element


def child_value(element: Element | None, *path: str, name: str = "val") -> str | None:
    """The attribute ``w:val`` of the child along ``path``."""
    found = find_child(element, *path)
    return found.get(WORD_NAMESPACE + name) if found is not None else None


def child_number(element: Element | None, *path: str, name: str = "val") -> int | None:
    """The same as a whole number; None when it is none."""
    text = child_value(element, *path, name=name)
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 10 else None


def is_enabled(element: Element | None, *path: str) -> bool:
    """A property that is on when it stands there, unless it says otherwise (``w:val="0"``)."""
    found = find_child(element, *path)
    return found is not None and found.get(WORD_NAMESPACE + "val") not in ("0", "false", "off", "none")


def iter_visible_children(element: Element) -> Iterator[Element]:
    """The children that are printed: of two versions of one drawing the first, nothing that was struck out."""
    for part in element:
        if part.tag == COMPATIBILITY_NAMESPACE + "AlternateContent":
            for choice in part[:1]:
                yield from iter_visible_children(choice)
        elif local_name(part) not in ("del", "moveFrom"):
            yield part
