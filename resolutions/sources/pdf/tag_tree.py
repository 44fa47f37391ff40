"""Tag tree of a PDF: the elements that hold the marked content of each page, read with PDFium.

PDFium builds a tree for each page of the elements that have content on it (``FPDF_StructTree_GetForPage``, from the
parent tree of the file) and keeps the index of each child. The path of indexes from the root therefore identifies an
element on all pages and sorts the content of the file in reading order: a paragraph over a page turn has one path.
Elements deeper than 32 levels or without a parent are left out by PDFium; their characters then count as untagged.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

MAX_VISITS = 3_000_000  # children of one file; a volume of a thousand pages has 100,000
CELLS = frozenset(("TD", "TH"))
_WIDEST_SPAN = 32  # columns or rows; the rest of a longer span is found by its edges
_LONGEST_NAME = 128  # bytes, in UTF-16

_Level = tuple[Any, tuple[int, ...], tuple[str, ...], Iterator[int]]  # element, its path and roles, indexes of children


@dataclass(frozen=True, slots=True)
class TaggedContent:
    """One piece of marked content in the tag tree.

    ``path`` are the indexes of the elements from the root and that of the content in its element, ``roles`` the types
    of these elements, mapped to standard types where the file maps them. ``content`` is its number on the page.
    ``spans`` are the columns and rows that the innermost table cell spans.
    """

    path: tuple[int, ...]
    roles: tuple[str, ...]
    content: int
    spans: tuple[int, int] = (1, 1)


class TagTreeReader:
    """Reads the tag tree page by page; the time is linear in the elements of all pages, and limited.

    The children of an element are searched from the last one that had content on an earlier page, and only until all
    content of the page is found.
    """

    def __init__(self) -> None:
        self._last_index: dict[tuple[int, ...], int] = {}
        self._visits_left = MAX_VISITS
        self._spans: dict[tuple[int, ...], tuple[int, int]] = {}

    def read(self, page: pypdfium2.PdfPage, contents: set[int]) -> list[TaggedContent]:
        """Return those of the marked ``contents`` of a page that are in the tree, in its order; each once."""
        if not contents:
            return []
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return []
        try:
            return sorted(self._walk(tree, set(contents)), key=lambda tagged: tagged.path)
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _walk(self, tree: "ctypes._Pointer[pdfium.fpdf_structtree_t__]", missing: set[int]) -> Iterator[TaggedContent]:
        """Yield the missing contents that are in the tree, until none is missing."""
        seen: set[int] = set()
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        stack: list[_Level] = [(tree, (), (), self._indexes((), count))]
        while stack and missing and self._visits_left > 0:
            parent, path, roles, indexes = stack[-1]
            at = next(indexes, None)
            if at is None:
                stack.pop()
                continue
            self._visits_left -= 1
            child = (pdfium.FPDF_StructElement_GetChildAtIndex if path else pdfium.FPDF_StructTree_GetChildAtIndex)(
                parent, at
            )
            if child:
                address = ctypes.addressof(child.contents)
                if address not in seen:
                    seen.add(address)
                    self._last_index[path] = at
                    inner, role = (*path, at), _role(child)
                    if role in CELLS and (spans := _read_spans(child)) != (1, 1):
                        self._spans[inner] = spans
                    count = pdfium.FPDF_StructElement_CountChildren(child)
                    stack.append((child, inner, (*roles, role), self._indexes(inner, count)))
            elif path:
                content = pdfium.FPDF_StructElement_GetChildMarkedContentID(parent, at)
                if content in missing:
                    missing.discard(content)
                    self._last_index[path] = at
                    cell = max((depth for depth, role in enumerate(roles, 1) if role in CELLS), default=0)
                    yield TaggedContent((*path, at), roles, content, self._spans.get(path[:cell], (1, 1)))

    def _indexes(self, path: tuple[int, ...], count: int) -> Iterator[int]:
        start = self._last_index.get(path, 0)
        yield from range(start, count)
        yield from range(min(start, count))


def _role(element: "ctypes._Pointer[pdfium.fpdf_structelement_t__]") -> str:
    """Return the type of an element; an overlong name is a type of its own."""
    space = ctypes.create_string_buffer(_LONGEST_NAME)
    length = pdfium.FPDF_StructElement_GetType(element, space, _LONGEST_NAME)
    return space.raw[: max(0, min(length, _LONGEST_NAME) - 2)].decode("utf-16-le", "replace")


def _read_spans(element: "ctypes._Pointer[pdfium.fpdf_structelement_t__]") -> tuple[int, int]:
    """Return the numbers of columns and rows that a table cell spans."""
    spans = {b"ColSpan": 1, b"RowSpan": 1}
    number = ctypes.c_float()
    for at in range(max(0, pdfium.FPDF_StructElement_GetAttributeCount(element))):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, at)
        for name in spans if attributes else ():
            value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name)
            if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number) and number.value >= 1:
                spans[name] = int(min(number.value, _WIDEST_SPAN))
    return spans[b"ColSpan"], spans[b"RowSpan"]
