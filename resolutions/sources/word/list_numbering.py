"""Numbers of list paragraphs, counted as Word prints them. Source: ECMA-376 part 1, 17.9."""

import re
from dataclasses import dataclass

from resolutions.sources.word.number_formats import format_number
from resolutions.sources.word.wordml import Element, child_number, child_value, find_child, is_enabled, word_name

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_DEEPEST = 12  # styles based on styles


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list.

    ``number_pattern`` has placeholders such as ``(%2)``; ``suffix`` follows the number; ``arabic`` prints all numbers
    of the pattern in Arabic numerals.
    """

    start: int
    number_format: str
    number_pattern: str
    suffix: str
    arabic: bool
    style: str


class ListNumbering:
    """Lists of one document with their counters; ``next_number`` must be called in printed order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = (
            {s.get(word_name("styleId")): s for s in styles.findall(word_name("style"))} if styles is not None else {}
        )
        self._lists: dict[str, Element] = {}
        self._models: dict[str, Element] = {}
        if numbering is not None:
            self._lists = {n.get(word_name("numId")): n for n in numbering.findall(word_name("num"))}
            self._models = {n.get(word_name("abstractNumId")): n for n in numbering.findall(word_name("abstractNum"))}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._levels: dict[str, tuple[str, dict[int, ListLevel]]] = {}

    def next_number(self, paragraph: Element) -> str:
        """Return the number printed before ``paragraph`` with its suffix; empty when it has none."""
        place = self._place(paragraph)
        if not place:
            return ""
        name, depth = place
        model, levels = self._read(name)
        level = levels.get(depth)
        if not level:
            return ""
        self._count(name, model, depth, levels)
        if level.number_format == "bullet":
            sign = level.number_pattern[:1]
            return ("•" if not sign or 0xE000 <= ord(sign) <= 0xF8FF else sign) + " "
        counts = self._counts[model]
        text = _PLACE.sub(lambda match: _counted(int(match[1]) - 1, counts, levels, level.arabic), level.number_pattern)
        return text + level.suffix if text else ""

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return list and level of a paragraph: its own, otherwise that of its style."""
        properties = find_child(paragraph, "pPr")
        name, depth = child_value(properties, "numPr", "numId"), child_number(properties, "numPr", "ilvl")
        style = child_value(properties, "pStyle")
        for _ in range(_DEEPEST):
            if name is not None or style is None:
                break
            element = self._styles.get(style)
            name = child_value(element, "pPr", "numPr", "numId")
            if name is not None and depth is None:
                depth = child_number(element, "pPr", "numPr", "ilvl")
                if depth is None:
                    depth = next((at for at, level in self._read(name)[1].items() if level.style == style), 0)
            style = child_value(element, "basedOn")
        if name in (None, "0") or name not in self._lists:
            return None
        return name, min(max(depth or 0, 0), _LEVELS - 1)

    def _read(self, name: str) -> tuple[str, dict[int, ListLevel]]:
        """Return the abstract list of list ``name``, and its levels with overrides applied."""
        if name in self._levels:
            return self._levels[name]
        listed = self._lists.get(name)
        model = child_value(listed, "abstractNumId") or ""
        linked = child_value(self._models.get(model), "numStyleLink")
        if linked and (other := child_value(self._styles.get(linked), "pPr", "numPr", "numId")) and other != name:
            model = child_value(self._lists.get(other), "abstractNumId") or model
        elements = {list_level_index(e): e for e in _all(self._models.get(model), "lvl")}
        for override in _all(listed, "lvlOverride"):
            if (changed := find_child(override, "lvl")) is not None:
                elements[list_level_index(override)] = changed
        self._levels[name] = model, {depth: _level(element) for depth, element in elements.items()}
        return self._levels[name]

    def _count(self, name: str, model: str, depth: int, levels: dict[int, ListLevel]) -> None:
        counts = self._counts.setdefault(model, {})
        overrides = [o for o in _all(self._lists.get(name), "lvlOverride") if list_level_index(o) == depth]
        restart = child_number(overrides[0], "startOverride") if overrides else None
        if restart is not None and (name, depth) not in self._started:
            counts[depth] = restart
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        self._started.add((name, depth))
        for above in range(depth):
            if above in levels:
                counts.setdefault(above, levels[above].start)
        for below in [at for at in counts if at > depth]:
            del counts[below]


def list_level_index(element: Element) -> int:
    """Return the level named by ``w:ilvl``, from 0."""
    return child_number(element, name="ilvl") or 0


def _all(element: Element | None, name: str) -> list[Element]:
    return element.findall(word_name(name)) if element is not None else []


def _level(element: Element) -> ListLevel:
    start = child_number(element, "start")
    return ListLevel(
        start=1 if start is None else start,
        number_format=child_value(element, "numFmt") or "decimal",
        number_pattern=child_value(element, "lvlText") or "",
        suffix="" if child_value(element, "suff") == "nothing" else " ",
        arabic=is_enabled(element, "isLgl"),
        style=child_value(element, "pStyle") or "",
    )


def _counted(depth: int, counts: dict[int, int], levels: dict[int, ListLevel], arabic: bool) -> str:
    level = levels.get(depth)
    count = counts.get(depth, level.start if level else 1)
    return format_number(count, "decimal" if arabic or not level else level.number_format)
