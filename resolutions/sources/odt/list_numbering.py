"""Numbers of list items, counted as LibreOffice prints them. Source: OASIS OpenDocument 1.3, part 3, 5.3 and 16.30."""

import re
from dataclasses import dataclass, field

from resolutions.sources.odt.names import Element, odf_name, read_attribute, read_count
from resolutions.sources.odt.number_formats import format_odf_number
from resolutions.sources.odt.styles import OdtStyles

_PLACE = re.compile(r"%([1-9]\d?)%")
_BULLETS = ("text:list-level-style-bullet", "text:list-level-style-image")
_LEVELS = 10
_PRIVATE = range(0xE000, 0xF900)  # characters that symbol fonts draw


@dataclass(slots=True)
class OpenList:
    """A list with its style and the counts of its levels, counted from 1; ``level`` is that of its items."""

    style: str
    level: int
    counts: dict[int, int] = field(default_factory=dict)


class OdtNumbering:
    """Lists of one file with their counters; lists must be opened, and items numbered, in printed order."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._by_id: dict[str, OpenList] = {}
        self._last: dict[str, OpenList] = {}  # by style
        self._outline = OpenList("", 0)
        self._levels: dict[str, dict[int, Element]] = {}

    def open_list(self, element: Element, parent: OpenList | None) -> OpenList:
        """Return the list that ``text:list`` begins or continues; ``parent`` is the list around it."""
        style = read_attribute(element, "text:style-name")
        if parent:
            return OpenList(style or parent.style, min(parent.level + 1, _LEVELS), parent.counts)
        style = style or self._find_style(element)
        continued = self._by_id.get(read_attribute(element, "text:continue-list"))
        if continued is None and read_attribute(element, "text:continue-numbering") == "true":
            continued = self._last.get(style)
        opened = OpenList(style, 1, continued.counts if continued else {})
        self._last[style] = opened
        if name := read_attribute(element, "xml:id"):
            self._by_id[name] = opened
        return opened

    def next_number(self, opened: OpenList, item: Element) -> str:
        """Return what is printed before an item of the list, with a blank behind it; empty for nothing."""
        start = read_attribute(item, "text:start-value")
        return self._count(
            self._read_levels(opened.style, self._styles.lists.get(opened.style)),
            opened.level,
            opened.counts,
            int(start) if start.isascii() and start.isdigit() and len(start) < 6 else None,
        )

    def next_heading_number(self, heading: Element) -> str:
        """Return what is printed before a heading outside of lists."""
        level = read_count(heading, "text:outline-level")
        return self._count(self._read_levels("", self._styles.outline), level, self._outline.counts, None)

    def _find_style(self, element: Element) -> str:
        """Return the list style of the first paragraph of a list that names none itself."""
        first = next(element.iter(odf_name("text:p"), odf_name("text:h")), None)
        return self._styles.find_list_style(first) if first is not None else ""

    def _read_levels(self, name: str, style: Element | None) -> dict[int, Element]:
        if name not in self._levels:
            children = style if style is not None else ()
            self._levels[name] = {read_count(level, "text:level"): level for level in children}
        return self._levels[name]

    def _count(self, levels: dict[int, Element], level: int, counts: dict[int, int], start: int | None) -> str:
        for below in [at for at in counts if at > level]:
            del counts[below]
        counts[level] = start if start is not None else counts[level] + 1 if level in counts else _start(levels, level)
        style = levels.get(level)
        if style is None:
            return ""
        if any(style.tag == odf_name(name) for name in _BULLETS):
            sign = read_attribute(style, "text:bullet-char")[:1]
            return ("•" if not sign or ord(sign) in _PRIVATE else sign) + " "
        text = _print_number(levels, level, counts)
        return text + " " if text.strip() else ""


def _start(levels: dict[int, Element], level: int) -> int:
    return read_count(levels.get(level), "text:start-value")


def _print_number(levels: dict[int, Element], level: int, counts: dict[int, int]) -> str:
    style = levels[level]

    def print_level(at: int) -> str:
        form = read_attribute(levels.get(at), "style:num-format")
        return format_odf_number(counts.get(at, _start(levels, at)), form)

    if pattern := read_attribute(style, "loext:num-list-format"):
        return _PLACE.sub(lambda match: print_level(int(match[1])), pattern)
    if not read_attribute(style, "style:num-format"):
        return ""
    shown = range(max(1, level - read_count(style, "text:display-levels") + 1), level + 1)
    number = ".".join(filter(None, map(print_level, shown)))
    return read_attribute(style, "style:num-prefix") + number + read_attribute(style, "style:num-suffix")
