"""Builder that collects paragraphs of any kind of document with labels and anchors."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from resolutions.text.heading import Heading
from resolutions.text.layout import TextBlock
from resolutions.text.layout.meeting_tables import read_table
from resolutions.text.markers import read_marker, space_after_marker
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.parsed import ParsedParagraph
from resolutions.text.structure.endnotes import Endnote

_LEVELS = {"number": 0, "letter": 1, "bullet": 2}  # by form of the marker
_FRONT_BLOCKS = 30  # blocks at the start that may identify the document


@dataclass(frozen=True, slots=True)
class Structure:
    """Heading, title and paragraphs of a document; ``facts`` are further values of the heading by name."""

    heading: Heading
    title: str
    paragraphs: list[ParsedParagraph]
    facts: dict[str, str] = field(default_factory=dict)


def count_front(blocks: Sequence[TextBlock]) -> int:
    """Return the number of blocks at the start that may identify the document.

    Blocks in another language do not count: the whole text may stand in it above.
    """
    own = (at for at, block in enumerate(blocks, start=1) if not block.language)
    return next(islice(own, _FRONT_BLOCKS - 1, None), len(blocks))


class StructureBuilder:
    """Collects paragraphs and labels those without a printed number."""

    def __init__(self) -> None:
        self.paragraphs: list[ParsedParagraph] = []
        self.anchors: dict[str, int] = {}
        self.counts: dict[str, int] = {}

    def next_number(self, prefix: str) -> int:
        """Return the next number of the running labels with ``prefix``, from 1."""
        self.counts[prefix] = self.counts.get(prefix, 0) + 1
        return self.counts[prefix]

    def add_paragraph(self, kind: Kind, text: str, label: str = "", anchor: str = "", **more: Any) -> str:
        """Add a paragraph and return its anchor.

        Without ``label`` it gets a running label, without ``anchor`` its label.
        """
        if not label:
            label = f"p{self.next_number('p')}"
        anchor = self._unique(anchor or label)
        self.paragraphs.append(ParsedParagraph(kind, label, anchor, text, **more))
        return anchor

    def add_foreign(self, block: TextBlock) -> None:
        """Add a paragraph of another language: it has a running label, whatever number is printed."""
        self.add_numbered(Kind.BODY, block.text, language=block.language)

    def _unique(self, anchor: str) -> str:
        """Return the anchor, with a suffix if an earlier paragraph has the same printed number."""
        return make_unique(anchor, self.anchors)

    def add_numbered(self, kind: Kind, text: str, **more: Any) -> None:
        """Add a paragraph with a running label; a printed number stays in its text."""
        printed, lead = space_after_marker(text, read_marker(text))
        self.add_paragraph(kind, printed, lead=lead, **more)

    def add_indented(self, kind: Kind, text: str) -> None:
        """Add a paragraph with a running label at the level of its printed marker: letters are below numbers."""
        marker = read_marker(text)
        self.add_numbered(kind, text, level=_LEVELS.get(marker.form, 0) if marker else 0)

    def add_note(self, block: TextBlock, table: str) -> None:
        """Add a footnote; a note with a letter belongs to ``table``."""
        printed = f"{block.number} {block.text.removeprefix(block.number).lstrip()}"
        lead = len(block.number) + 1
        if block.number.isalpha():
            self.add_paragraph(
                Kind.FOOTNOTE, printed, f"table{table}({block.number})", f"table{table}{block.number}", lead=lead
            )
        else:
            self.add_paragraph(Kind.FOOTNOTE, printed, f"fn{block.number}", lead=lead)

    def add_endnote(self, block: TextBlock, note: Endnote) -> None:
        """Add a footnote of a plain text with its sign as printed."""
        printed = block.text[: note.length].rstrip()
        text = f"{printed} {block.text[note.length :].lstrip()}"
        self.add_paragraph(Kind.FOOTNOTE, text, f"fn{note.number}", lead=len(printed) + 1)

    def add_table(self, block: TextBlock) -> None:
        """Add a table as one paragraph with rows."""
        text, rows = read_table(block.lines)
        self.add_paragraph(Kind.TABLE, text, f"table{block.number}", rows=rows)

    def add_table_or_note(self, block: TextBlock) -> None:
        """Add a table, or a note that belongs to no table."""
        if block.role == "table":
            self.add_table(block)
        else:
            self.add_note(block, "0")


def make_unique(anchor: str, used: dict[str, int]) -> str:
    """Return the anchor, or with the first free suffix ``-2``, ``-3`` … when it is used, and add it to ``used``.

    ``used`` has the last suffix of each anchor, so that many equal anchors are not searched from the start.
    """
    if anchor not in used:
        used[anchor] = 1
        return anchor
    copy = used[anchor] + 1
    while f"{anchor}-{copy}" in used:
        copy += 1
    used[anchor] = copy
    used[f"{anchor}-{copy}"] = 1
    return f"{anchor}-{copy}"
