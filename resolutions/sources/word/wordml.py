"""WordprocessingML: qualified names as lxml writes them, and access to child elements.

Source: ECMA-376, part 1 (WordprocessingML) and part 3 (markup compatibility).
"""

from collections.abc import Iterator
from typing import Any

Element = Any  # lxml comes without types
WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIP_NAMESPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
COMPATIBILITY_NAMESPACE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def word_name(name: str) -> str:
    """Return the qualified name of ``w:name``."""
    return WORD_NAMESPACE + name


def local_name(element: Element) -> str:
    """Return the name of a WordprocessingML element without namespace; empty for other elements."""
    tag = element.tag
    return tag[len(WORD_NAMESPACE) :] if isinstance(tag, str) and tag.startswith(WORD_NAMESPACE) else ""


def find_child(element: Element | None, *path: str) -> Element | None:
    """Return the first child along ``path``; None when there is none."""
    for name in path:
        element = element.find(WORD_NAMESPACE + name) if element is not None else None
    return element


def child_value(element: Element | None, *path: str, name: str = "val") -> str | None:
    """Return the attribute ``w:val`` (or ``name``) of the child along ``path``."""
    child = find_child(element, *path)
    return child.get(WORD_NAMESPACE + name) if child is not None else None


def child_number(element: Element | None, *path: str, name: str = "val") -> int | None:
    """Return the attribute as an integer; None when it is none."""
    text = child_value(element, *path, name=name)
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 10 else None


def is_enabled(element: Element | None, *path: str) -> bool:
    """Return True if a toggle property is present and not switched off (``w:val="0"``)."""
    child = find_child(element, *path)
    return child is not None and child.get(WORD_NAMESPACE + "val") not in ("0", "false", "off", "none")


def iter_visible_children(element: Element) -> Iterator[Element]:
    """Yield the printed children: no deletions, and of alternative versions the first."""
    for part in element:
        if part.tag == COMPATIBILITY_NAMESPACE + "AlternateContent":
            for choice in part[:1]:
                yield from iter_visible_children(choice)
        elif local_name(part) not in ("del", "moveFrom"):
            yield part
