"""Paragraphs of an English resolution as a Word file, with typed or automatic numbers."""

import io
import re
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_NUMBER = re.compile(r"(?:(\d+)\.|\(([a-z]+)\))\s+")
_LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))
_ABSTRACT = "77"


def write_word(texts: Sequence[str], automatic: bool) -> bytes:
    """Return a Word file: the first word of each paragraph in italics, a table as masthead, a page number as footer.

    With ``automatic`` the numbers are those of a multilevel list, which starts again at each paragraph 1; otherwise
    they are typed with a tab.
    """
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = texts[0].strip(), "2/4\t25-00640"
    table = document.add_table(2, 2)
    words = ("United Nations", texts[0], "Security Council", "Distr.: General")
    for cell, text in zip(table._cells, words, strict=True):
        cell.text = text
    _add_list(document)
    levels, list_number = _Levels(), 0
    for text in texts:
        number = _NUMBER.match(text)
        paragraph = document.add_paragraph()
        if number and automatic:
            level = levels.level_of(number)
            if level == 0 and number[1] == "1":
                list_number = _restart(document)
            _number(paragraph, level, list_number)
            text = text[number.end() :]
        elif number:
            text = f"{number[0].strip()}\t{text[number.end() :]}"
        first, blank, rest = text.partition(" ")
        paragraph.add_run(first).italic = True
        paragraph.add_run(blank + rest)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _Levels:
    """Levels of typed numbers: (i) after (h) is a letter, (i) after (a) is Roman."""

    def __init__(self) -> None:
        self._letter = "`"  # the character before a

    def level_of(self, number: re.Match[str]) -> int:
        if number[1]:
            self._letter = "`"
            return 0
        if number[2] == chr(ord(self._letter) + 1):
            self._letter = number[2]
            return 1
        return 2


def _element(tag: str, parent: Any, **attributes: object) -> Any:
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element


def _add_list(document: Document) -> None:
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), _ABSTRACT)
    for index, (form, text) in enumerate(_LEVELS):
        level = _element("lvl", abstract, ilvl=index)
        for tag, value in (("start", 1), ("numFmt", form), ("lvlText", text)):
            _element(tag, level, val=value)
    numbering.insert(0, abstract)


def _restart(document: Document) -> int:
    """Add a list of its own that begins at 1; return its number."""
    numbering = document.part.numbering_part.element
    number = 100 + len(numbering)
    concrete = _element("num", numbering, numId=number)
    _element("abstractNumId", concrete, val=_ABSTRACT)
    override = _element("lvlOverride", concrete, ilvl=0)
    _element("startOverride", override, val=1)
    return number


def _number(paragraph: Paragraph, level: int, list_number: int) -> None:
    properties = _element("numPr", paragraph._p.get_or_add_pPr())
    _element("ilvl", properties, val=level)
    _element("numId", properties, val=list_number)
