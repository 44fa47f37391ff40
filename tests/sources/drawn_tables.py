"""PDFs with a drawn table between paragraphs, with and without rules, of any width and place."""

import io

from reportlab.pdfgen.canvas import Canvas

from tests.sources.typeset import FONT, HEIGHT, SIDE, WIDTH, break_lines

SIZE = 9.0
TEXT_WIDTH = WIDTH - 2 * SIDE
PLACES = {"left": 0.0, "indented": 0.08, "middle": 0.5, "right": 1.0}  # of the room beside the table


class _Sheet:
    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT))
        self.y = 770.0

    def text(self, x: float, text: str) -> None:
        self.canvas.setFont(FONT, SIZE)
        self.canvas.drawString(x, self.y, text)

    def paragraph(self, text: str, left: float = SIDE, width: float = TEXT_WIDTH) -> None:
        for at, (_, line) in enumerate(break_lines(text, width - 2 * SIZE, width, SIZE)):
            self.text(left + (0 if at else 2 * SIZE), line.strip())
            self.y -= 1.5 * SIZE
        self.y -= SIZE

    def table(self, rows: list[tuple[str, ...]], left: float, width: float, style: str) -> None:
        step = width / len(rows[0])
        tops = []
        for at, row in enumerate(rows):
            tops.append(self.y + 1.2 * SIZE)
            cells = [[line.strip() for _, line in break_lines(cell, step - 8, step - 8, SIZE)] for cell in row]
            for number in range(max(map(len, cells))):
                for column, cell in enumerate(cells):
                    self.text(left + column * step + 3, cell[number] if number < len(cell) else "")
                self.y -= 1.3 * SIZE
            self.y -= 6
            if style == "unruled" or (style == "head" and at > 1):
                tops.pop()
        bottom = self.y + 1.2 * SIZE
        for top in [*tops, bottom] if style != "unruled" else ():
            self.canvas.line(left, top, left + width, top)
        for column in range(len(rows[0]) + 1) if style == "grid" else ():
            self.canvas.line(left + column * step, tops[0], left + column * step, bottom)
        self.y -= 2 * SIZE


def pdf_with_table(
    rows: list[tuple[str, ...]], paragraphs: list[str], style: str, share: float, place: str, beside: str = ""
) -> bytes:
    """Return a page with a table between two halves of ``paragraphs``.

    ``style`` is ``grid``, ``rows`` (a line above each row), ``head`` (lines about the head and below the table) or
    ``unruled``. ``share`` is the width of the table, of that of the text. ``beside`` is text at its right.
    """
    sheet = _Sheet()
    half = len(paragraphs) // 2
    for text in paragraphs[:half]:
        sheet.paragraph(text)
    width = share * TEXT_WIDTH
    left = SIDE + PLACES[place] * (TEXT_WIDTH - width)
    top = sheet.y
    sheet.table(rows, left, width, style)
    if beside:
        below, sheet.y = sheet.y, top
        sheet.paragraph(beside, left + width + 30, SIDE + TEXT_WIDTH - left - width - 30)
        sheet.y = below
    for text in paragraphs[half:]:
        sheet.paragraph(text)
    sheet.canvas.save()
    return sheet.buffer.getvalue()
