"""Qualified names of OpenDocument as lxml writes them. Source: OASIS OpenDocument 1.3, part 3."""

from typing import Any

Element = Any  # lxml comes without types
_NAMESPACES = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{place}:1.0}}"
    for name, place in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("manifest", "manifest"),
    )
} | {
    "xlink": "{http://www.w3.org/1999/xlink}",
    "xml": "{http://www.w3.org/XML/1998/namespace}",
    "loext": "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}",
}
_MAX_REPEAT = 1000  # blanks, rows or cells that one element stands for
_PREFIXES = {namespace[1:-1]: prefix for prefix, namespace in _NAMESPACES.items()}


def odf_name(name: str) -> str:
    """Return the qualified name of ``text:p``.

    >>> odf_name("text:p")
    '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p'
    """
    prefix, _, local = name.partition(":")
    return _NAMESPACES[prefix] + local


def short_name(element: Element) -> str:
    """Return the name with the usual prefix, ``text:p``; empty for comments and elements of other standards."""
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith("{"):
        return ""
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace, "")
    return f"{prefix}:{local}" if prefix else ""


def read_attribute(element: Element | None, name: str) -> str:
    """Return an attribute such as ``text:style-name``; empty without one."""
    return (element.get(odf_name(name)) or "") if element is not None else ""


def read_count(element: Element | None, name: str, otherwise: int = 1) -> int:
    """Return an attribute that counts, at most ``_MAX_REPEAT``; ``otherwise`` when it is no number."""
    text = read_attribute(element, name)
    return min(int(text), _MAX_REPEAT) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
