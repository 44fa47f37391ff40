"""What reading a text gives: plain, frozen values without a database.

Offsets count characters of a paragraph's ``text`` from 0, end exclusive, so that
``paragraph.text[start:end]`` is always the printed surface.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ParagraphKind(StrEnum):
    """What a paragraph is in its document (DESIGN §4)."""

    HEADING = "heading"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    SUB = "sub"
    ANNEX = "annex"
    FOOTNOTE = "footnote"
    TABLE = "table"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class ParsedCitation:
    """One mention of a document in a paragraph.

    ``target`` is the canonical symbol, empty when the citation could not be decided;
    then ``undecided`` says why, in Chinese for the editor. ``paragraphs`` are the cited
    paragraphs of the target by label (``"12"``, ``"20(a)"``, ``"PP8"``; of the Charter
    ``"ch.VII"``, ``"art.39"``). ``counted`` is False for references of the weaker kind:
    a meeting named in prose.
    """

    target: str
    start: int
    end: int
    surface: str
    form: str
    paragraphs: tuple[str, ...] = ()
    verb: str = ""
    verb_group: str = ""
    theme: str = ""
    undecided: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A footnote's mark in the prose: ``text[start:end]`` is its number."""

    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table: ``text[start:end]`` of the table's paragraph."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table's row. ``role`` is ``head``, ``body`` or ``repeat`` (the head printed again after a page turn)."""

    role: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """One paragraph of the reading text.

    ``lead`` is the length of the printed number at the start of ``text``
    (``"12. "`` is 4, none is 0): a page sets it apart, nothing is cut off.
    ``level`` is the depth of the paragraph below the text or of a heading below the title, from 0.
    """

    kind: ParagraphKind
    label: str
    anchor: str
    text: str
    lead: int = 0
    level: int = 0
    marks: tuple[FootnoteMark, ...] = ()
    rows: tuple[TableRow, ...] = ()
    citations: tuple[ParsedCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """All that was understood of one text.

    ``symbol`` is empty when the text names none. ``meeting`` is the number of the
    meeting that adopted the document. ``witnesses`` are the symbols of the link
    annotations that fell into the text: no citations, but each must be found in the prose.
    ``facts`` holds what else the heading tells, by name (``to``, ``from``, ``bodies`` …).
    """

    symbol: str
    kind: str
    organ: str
    title: str
    date: date | None
    meeting: int | None
    paragraphs: tuple[ParsedParagraph, ...]
    warnings: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
