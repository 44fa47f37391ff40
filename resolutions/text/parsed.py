"""Result of reading a text: frozen values without a database.

Offsets count characters of a paragraph's ``text`` from 0, end exclusive: ``paragraph.text[start:end]`` is the
printed surface.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ParagraphKind(StrEnum):
    """Part of the document that a paragraph belongs to (docs/design.md, "Tables")."""

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

    ``target`` is the canonical symbol, or empty when the citation is undecided; ``undecided`` is then the reason in
    Chinese, for the editor. ``paragraphs`` are the cited paragraphs of the target by label (``"12"``, ``"20(a)"``,
    ``"PP8"``; of the Charter ``"ch.VII"``, ``"art.39"``). ``counted`` is False for weak references: meetings named
    in prose, and documents named in the heading of a resolution (form ``heading``).
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
    """Mark of a footnote in the prose: ``text[start:end]`` is the number of the note."""

    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """Cell of a table: ``text[start:end]`` of the paragraph that holds the table."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """Row of a table. ``role`` is ``head``, ``body`` or ``repeat`` (the head again after a page turn)."""

    role: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """One paragraph of the reading text.

    ``lead`` is the length of the printed number at the start of ``text``, with its blank (``"12. "`` has 4), or 0.
    ``level`` is the depth from 0: of a paragraph below the text, of a heading below the title. ``language`` is the ISO
    639-1 code of a paragraph in another language than the document's (bilingual texts), otherwise empty.
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
    language: str = ""


class CorrectionState(StrEnum):
    """Outcome of a correction: applied, no longer needed by this text, or without its place in it."""

    APPLIED = "applied"
    MOOT = "moot"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """Outcome of one correction; ``anchor`` is that of the paragraph with corrected words, empty for other outcomes."""

    state: CorrectionState
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """Everything read from one text.

    ``symbol`` is empty when the text names none. ``meeting`` is the number of the meeting that adopted the document.
    ``witnesses`` are the symbols of link annotations: they are no citations, but each must be cited in the prose.
    ``facts`` holds further values of the heading by name (``to``, ``from``, ``bodies`` …). ``furniture`` are the
    printed lines that are no text (letterhead, page heads and feet, words of a site), which are not stored.
    ``language`` is a code of ``resolutions.text.language``, or that of an unreadable text. ``text_outcomes`` and
    ``paragraph_outcomes`` are those of the corrections, in their order.
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
    furniture: tuple[str, ...] = field(default=(), repr=False)
    language: str = "zh"
    text_outcomes: tuple[CorrectionOutcome, ...] = field(default=(), repr=False)
    paragraph_outcomes: tuple[CorrectionOutcome, ...] = field(default=(), repr=False)
