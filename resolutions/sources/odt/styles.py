"""Styles of an OpenDocument file that change what is printed: hidden, bold, headings, lists, borders, header."""

import re
from collections.abc import Iterator

from resolutions.sources.odt.names import Element, odf_name, read_attribute
from resolutions.sources.odt.package import OdtParts

_DEEPEST = 12  # styles based on styles
_HEADING = re.compile(r"heading|title|标题|_?\s*H_?(?:20_)?(?:Ch|M|\d)", re.IGNORECASE)
_BORDERS = ("fo:border", "fo:border-top", "fo:border-bottom", "fo:border-left", "fo:border-right")
_MASTER_PAGE = odf_name("style:master-page")
_LIST_STYLE = odf_name("style:list-style-name")


class OdtStyles:
    """Styles by family and name; those of the text go before those of the whole file."""

    def __init__(self, parts: OdtParts) -> None:
        self.roots = [root for root in (parts.styles, parts.content) if root is not None]
        self._styles: dict[tuple[str, str], Element] = {}
        self.lists: dict[str, Element] = {}
        for root in self.roots:
            for style in root.iter(odf_name("style:style")):
                self._styles[read_attribute(style, "style:family"), read_attribute(style, "style:name")] = style
            for style in root.iter(odf_name("text:list-style")):
                self.lists[read_attribute(style, "style:name")] = style
        self.outline = next((o for root in self.roots for o in root.iter(odf_name("text:outline-style"))), None)
        self._hidden: dict[tuple[str, str], bool] = {}

    def is_hidden(self, element: Element, family: str) -> bool:
        """Return True if the style of the element hides its text."""
        key = family, read_attribute(element, "text:style-name")
        if key not in self._hidden:
            values = (
                read_attribute(style.find(odf_name("style:text-properties")), "text:display")
                for style in self._with_parents(*key)
            )
            self._hidden[key] = next((value for value in values if value), "") == "none"
        return self._hidden[key]

    def is_heading(self, element: Element) -> bool:
        """Return True for a paragraph whose style is that of a heading, or bold."""
        for style in self._with_parents("paragraph", read_attribute(element, "text:style-name")):
            if _HEADING.match(read_attribute(style, "style:name")):
                return True
            weight = read_attribute(style.find(odf_name("style:text-properties")), "fo:font-weight")
            if weight:
                return weight == "bold"
        return False

    def find_list_style(self, paragraph: Element) -> str:
        """Return the name of the list style of a paragraph's style; empty without one."""
        for style in self._with_parents("paragraph", read_attribute(paragraph, "text:style-name")):
            if style.get(_LIST_STYLE) is not None:
                return style.get(_LIST_STYLE) or ""
        return ""

    def is_in_outline(self, heading: Element) -> bool:
        """Return True if the style of a heading belongs to the numbering of chapters."""
        for style in self._with_parents("paragraph", read_attribute(heading, "text:style-name")):
            if style.get(_LIST_STYLE) is not None:
                return bool(style.get(_LIST_STYLE))
            if read_attribute(style, "style:default-outline-level"):
                return True
        return False

    def has_border(self, cell: Element) -> bool:
        """Return True if the style of a table cell prints a border."""
        for style in self._with_parents("table-cell", read_attribute(cell, "table:style-name")):
            properties = style.find(odf_name("style:table-cell-properties"))
            if any(read_attribute(properties, name) not in ("", "none") for name in _BORDERS):
                return True
        return False

    def find_master_page(self, body: Element) -> Element | None:
        """Return the master page of the first page."""
        pages = {read_attribute(p, "style:name"): p for root in self.roots for p in root.iter(_MASTER_PAGE)}
        first = next((e for e in body.iter(odf_name("text:p"), odf_name("text:h"))), None)
        styles = self._with_parents("paragraph", read_attribute(first, "text:style-name"))
        named = next((name for name in (read_attribute(s, "style:master-page-name") for s in styles) if name), "")
        return pages.get(named) if named in pages else pages.get("Standard", next(iter(pages.values()), None))

    def _with_parents(self, family: str, name: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = read_attribute(style, "style:parent-style-name")
