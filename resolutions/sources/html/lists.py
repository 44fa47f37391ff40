"""Numbers that a browser prints before the items of a list. Source: the HTML Standard, "The ol element"."""

from typing import Any

from resolutions.text.markers import read_marker
from resolutions.text.numerals import to_chinese_number, to_roman

Element = Any  # lxml comes without types
_FORMS = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_MAX_LETTER, _MAX_NUMBER = 26, 999


def item_number(item: Element, position: int, first: int) -> str:
    """Return what is printed before an item: ``1. ``, ``• ``, or nothing when its text begins with a number.

    ``position`` counts the items of the list from 0, ``first`` is the number of the first one.
    """
    holder = item.getparent()
    if read_marker("".join(item.itertext()).lstrip()[:20]) or _style(holder) == "none":
        return ""
    if holder is None or holder.tag != "ol":
        return "• "
    number = _integer(item.get("value"), first + position)
    return f"{_format(number, _style(holder) or _FORMS.get(holder.get('type', '1'), 'decimal'))}. "


def first_number(holder: Element) -> int:
    """Return the number of the first item of a list."""
    return _integer(holder.get("start"), 1)


def _style(holder: Element) -> str:
    """Return ``list-style-type`` of the style attribute; empty without one."""
    for part in (holder.get("style") or "").lower().split(";") if holder is not None else ():
        name, _, value = part.partition(":")
        if name.strip() in ("list-style", "list-style-type"):
            return value.strip()
    return ""


def _integer(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _format(number: int, form: str) -> str:
    if form.endswith(("-alpha", "-latin")) and 0 < number <= _MAX_LETTER:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("-roman") and 0 < number <= _MAX_NUMBER:
        return to_roman(number) if form.startswith("upper") else to_roman(number).lower()
    if form.startswith(("cjk", "simp-chinese", "trad-chinese")) and 0 < number <= _MAX_NUMBER:
        return to_chinese_number(number)
    return str(number)
