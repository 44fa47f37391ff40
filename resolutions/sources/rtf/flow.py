"""Text of an RTF file in printed order: the paragraphs and tables of the body, of one note or of one header."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from resolutions.sources.office.paragraphs import PrintedParagraph
from resolutions.sources.office.tables import print_table
from resolutions.sources.text_size import require_line_count

_PRIVATE = re.compile("[\uf000-\uf0ff]")  # characters that symbol fonts draw
_CUSTOM_MARK = re.compile(r"([*†‡§#]{1,4}|(?<!\d)\d{1,3})\s*$")
_FRONT_PARAGRAPHS = 12  # before a letterhead in the body
_MAX_CELLS = 200  # of a row


@dataclass(slots=True)
class _Table:
    rows: list[list[list[PrintedParagraph]]] = field(default_factory=list)
    cells: list[list[PrintedParagraph]] = field(default_factory=list)  # of the open row
    has_borders: bool = False


class TextFlow:
    """Collects paragraphs; one that is bold throughout is a heading."""

    def __init__(self) -> None:
        self.paragraphs: list[PrintedParagraph] = []
        self._pieces: list[str] = []
        self._bold: set[bool] = set()
        self._notes: list[tuple[str, str, str]] = []
        self._in_cell: list[PrintedParagraph] = []
        self._boxes: list[PrintedParagraph] = []
        self._table = _Table()

    def add(self, text: str, *, is_bold: bool = False) -> None:
        """Add text to the open paragraph."""
        self._pieces.append(text)
        if text.strip():
            self._bold.add(is_bold)

    def add_note(self, name: str, mark: str) -> None:
        """Add a note to the open paragraph."""
        self._notes.append(("note", name, mark))

    def add_box(self, paragraphs: list[PrintedParagraph]) -> None:
        """Add the paragraphs of a text box, which follow the open paragraph."""
        self._boxes += paragraphs

    def is_open(self) -> bool:
        """Return True if the open paragraph has text."""
        return any(map(str.strip, self._pieces))

    def last_mark(self) -> str:
        """Return the custom mark of a note at the end of the open paragraph; an asterisk when none is printed."""
        match = _CUSTOM_MARK.search("".join(self._pieces[-2:]))
        return match[1] if match else "*"

    def end_paragraph(self, *, is_in_table: bool, is_heading: bool = False) -> None:
        """End the open paragraph; one outside of a table ends the table before it."""
        text = _join_surrogates("".join(self._pieces)).strip()
        paragraph = PrintedParagraph(text, is_heading or self._bold == {True}, self._notes)
        printed = [*([paragraph] if text else []), *self._boxes]
        self._pieces, self._notes, self._bold, self._boxes = [], [], set(), []
        if is_in_table:
            self._in_cell += printed
            return
        self.end_table()
        for one in printed:
            self._append(one)

    def end_cell(self) -> None:
        """End the open cell of the open row."""
        self.end_paragraph(is_in_table=True)
        if len(self._table.cells) < _MAX_CELLS:
            self._table.cells.append(self._in_cell)
        else:
            self._table.cells[-1].extend(self._in_cell)
        self._in_cell = []

    def end_row(self) -> None:
        """End the open row."""
        if self._table.cells:
            self._table.rows.append(self._table.cells)
            require_line_count(len(self._table.rows))
        self._table.cells = []

    def draw_border(self) -> None:
        """Note that the open table prints borders."""
        self._table.has_borders = True

    def end_table(self) -> None:
        """Print the open table; one of a single row or column is only layout."""
        if self._in_cell or self._table.cells:
            self.end_cell()
            self.end_row()
        table, self._table = self._table, _Table()
        rows = table.rows
        if len(rows) < 2 or max(map(len, rows)) < 2:
            printed: Iterator[PrintedParagraph] = (part for row in rows for cell in row for part in cell)
        else:
            is_at_top = len(self.paragraphs) <= _FRONT_PARAGRAPHS
            printed = print_table(rows, has_borders=table.has_borders, is_at_top=is_at_top)
        for paragraph in printed:
            self._append(paragraph)

    def _append(self, paragraph: PrintedParagraph) -> None:
        self.paragraphs.append(paragraph)
        require_line_count(len(self.paragraphs))


def _join_surrogates(text: str) -> str:
    """Join pairs of surrogates, which RTF writes one by one; replace bullets of symbol fonts and single surrogates."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _PRIVATE.sub("•", text)
