"""Printed number of a paragraph label or of a cited part of the Charter, with the Chinese words around it."""

import re
from typing import NamedTuple

from resolutions.text.han import HAN
from resolutions.text.numerals import parse_roman_number, to_chinese_number

_SUBS = r"(?:\([^()]+\))*"
_NUMBER = rf"\d+(?:bis|ter|quater|quinquies)?{_SUBS}"
_PLAIN = re.compile(_NUMBER)
_PREAMBULAR = re.compile(rf"PP({_NUMBER})")
_ANNEX = re.compile(rf"(annex|appendix)(?:(?:([A-Z]{{1,4}}|\d+)\.)?({_NUMBER})|([A-Z]{{1,4}}))")
_CHARTER_CHAPTER = re.compile(r"ch\.([IVXivx]+)")
_CHARTER_ARTICLE = re.compile(r"art\.(\d{1,3})(?:\((\d{1,2})\))?", re.IGNORECASE)
_TABLE = re.compile(r"table(\w+)(?:\(([^()]+)\))?")
_FOOTNOTE = re.compile(r"fn(\S+)")
_INSERTED = {"bis": "之二", "ter": "之三", "quater": "之四", "quinquies": "之五"}
_ANNEX_NAMES = {"annex": "附件", "appendix": "附录"}
_UNPRINTED_TABLE = "0"  # number of a table that prints none
PARAGRAPH_LABELS = (_PLAIN, _PREAMBULAR, _ANNEX, _FOOTNOTE, _TABLE)  # forms of labels with a number


class PrintedNumber(NamedTuple):
    """A printed number with the words around it; labels with the same words can share them."""

    before: str
    number: str
    after: str = ""


def read_printed_number(label: str) -> PrintedNumber:
    """Return the printed number of a label, empty for a label without one.

    >>> [tuple(read_printed_number(label)) for label in ("20(a)", "annexII.4", "table1", "p3")]
    [('第', '20(a)', '段'), ('附件二第', '4', '段'), ('表', '1', ''), ('', '', '')]

    A label in Chinese was typed by an editor and stays as it is.
    """
    if _PLAIN.fullmatch(label):
        return PrintedNumber("第", _translate_inserted(label), "段")
    if match := _PREAMBULAR.fullmatch(label):
        return PrintedNumber("序言部分第", _translate_inserted(match[1]), "段")
    if match := _ANNEX.fullmatch(label):
        name, annex = _ANNEX_NAMES[match[1]], _format_annex_number(match[2] or match[4] or "")
        number = _translate_inserted(match[3] or "")
        return PrintedNumber(f"{name}{annex}第", number, "段") if number else PrintedNumber(name, annex)
    if match := _FOOTNOTE.fullmatch(label):
        return PrintedNumber("脚注", match[1])
    if match := _TABLE.fullmatch(label):
        return _read_table_number(match[1], match[2] or "")
    return PrintedNumber("", _read_charter_part(label) or (label if HAN.search(label) else ""))


def _translate_inserted(number: str) -> str:
    """Return 1之二 for 1bis, as Chinese texts of the United Nations print it."""
    return re.sub("|".join(_INSERTED), lambda suffix: _INSERTED[suffix[0]], number, count=1)


def _format_annex_number(printed: str) -> str:
    """Return 二 for II; letters and Arabic numbers stay."""
    roman = parse_roman_number(printed) if printed and set(printed) <= set("IVX") else None
    return to_chinese_number(roman) if roman else printed


def _read_table_number(table: str, note: str) -> PrintedNumber:
    printed = "" if table == _UNPRINTED_TABLE else table
    if note:
        return PrintedNumber(f"表{printed}注", note)
    return PrintedNumber("表", printed) if printed else PrintedNumber("", "")


def _read_charter_part(label: str) -> str:
    if chapter := _CHARTER_CHAPTER.fullmatch(label):
        return f"第{to_chinese_number(parse_roman_number(chapter[1].upper()) or 0)}章"
    if article := _CHARTER_ARTICLE.fullmatch(label):
        part = f"第{to_chinese_number(int(article[2]))}项" if article[2] else ""
        return f"第{to_chinese_number(int(article[1]))}条{part}"
    return ""
