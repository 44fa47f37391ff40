"""Typesetting of sample PDFs in the style of the United Nations: columns, running heads, footnotes, links.

The font is built into every PDF reader (STSong-Light of Adobe), so nothing is downloaded. No code of the portal takes
part in making the samples.
"""

import io
import re
from dataclasses import dataclass, field, replace

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = 595.0, 842.0  # A4, points
TOP, BOTTOM, SIDE = 772.0, 80.0, 85.0
NOT_FIRST = "，。、；：？！）》”’〉」』],.;:!?)]%"
NOT_LAST = "（《“‘〈「『(["
TOKEN = re.compile(r"[\x21-\x2e\x30-\x7e]+/?|/|\s+|.", re.S)


@dataclass(frozen=True)
class Design:
    """Layout of the sample; sizes in points, indents in ems."""

    columns: int = 1
    gutter: float = 24.0
    size: float = 10.5
    leading: float = 16.0
    spacing: float = 6.0
    indent: float = 2.0
    block_indent: float = 0.0  # of sub-paragraphs: the whole block stands in
    justify: bool = True
    head: str = ""
    foot: str = ""
    numbers: bool = True
    titles: tuple[str, ...] = ()  # in the middle of the first page, above all columns
    column_rules: bool = False  # lines between the columns
    masthead: tuple[str, ...] = ()  # symbol, distribution and date, as on the first page of a UN document
    rule: str = "drawn"  # above footnotes: drawn, underscores or none


@dataclass(frozen=True)
class Piece:
    """A paragraph.

    ``notes`` are tuples (offset in the text, number, note), ``links`` tuples (start, end, address).
    """

    text: str
    style: str = "body"
    notes: tuple[tuple[int, str, str], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class PrintedRow:
    """A printed line: its text and the offset of its first character in the paragraph."""

    text: str
    start: int
    x: float
    width: float
    size: float
    last: bool
    notes: list[list["PrintedRow"]] = field(default_factory=list)
    piece: Piece | None = None
    lead: str = ""
    before: float = 0.0


def width_of(text: str, size: float) -> float:
    return pdfmetrics.stringWidth(text, FONT, size)


def break_lines(text: str, first: float, rest: float, size: float) -> list[tuple[int, str]]:
    """Fill lines of the given widths; punctuation never begins a line, only 汉字 may be separated."""
    tokens: list[tuple[int, str]] = []
    for match in TOKEN.finditer(text):
        token = match.group()
        if tokens and (token[0] in NOT_FIRST or tokens[-1][1][-1] in NOT_LAST) and not token.isspace():
            tokens[-1] = (tokens[-1][0], tokens[-1][1] + token)
        else:
            tokens.append((match.start(), token))
    lines, start, line, room = [], 0, "", first
    for at, token in tokens:
        if line and width_of(line + token.rstrip(), size) > room:
            lines.append((start, line))
            start, line, room = at, "", rest
        line += token
    return [*lines, (start, line)]


class Setter:
    def __init__(self, pieces: list[Piece], design: Design) -> None:
        self.design = design
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT))
        self.column_width = (WIDTH - 2 * SIDE - (design.columns - 1) * design.gutter) / design.columns
        self.page, self.column = 1, 0
        self.room = 0.0  # taken by the masthead of the first page
        self.rows: list[PrintedRow] = []
        if design.masthead:
            self.draw_masthead(design.masthead)
        for title in design.titles:
            size = 1.4 * design.size
            self.room += 2 * size
            self.text((WIDTH - width_of(title, size)) / 2, TOP - self.room + size, title, size)
        for piece in pieces:
            (self.place_table if piece.rows else self.place)(piece)
        self.end_column()
        if self.column:
            self.end_page()
        self.canvas.save()

    def draw_masthead(self, lines: tuple[str, ...]) -> None:
        """Draw the masthead: organs at the left, symbol and date at the right, job number and bar code below."""
        self.text(SIDE, 790, "联合国", 14)
        self.text(SIDE, 752, "安全理事会", 20)
        for at, line in enumerate(lines):
            self.text(WIDTH - SIDE - 130, 790 - 18 * at, line, 14 if at == 0 else 9)
        self.canvas.line(SIDE, 745, WIDTH - SIDE, 745)
        self.text(SIDE, 30, "20-16543 (C)", 8)
        self.text(WIDTH - SIDE - 60, 30, "*2016543*", 9)
        self.room = 70.0

    def place(self, piece: Piece) -> None:
        design = self.design
        size = design.size * (1.3 if piece.style in ("title", "section") else 1)
        block = design.block_indent * size if piece.style == "sub" else 0.0
        indent = design.indent * size if piece.style in ("body", "sub") and not block else 0.0
        width = self.column_width - block
        lines = break_lines(piece.text, width - indent, width, size)
        for at, (start, text) in enumerate(lines):
            x = block + (indent if at == 0 else 0)
            end = start + len(text)
            row = PrintedRow(text, start, x, self.column_width - x, size, at == len(lines) - 1, piece=piece)
            row.before = design.spacing if at == 0 else 0.0
            row.notes = [self.note(n, t) for place, n, t in piece.notes if start < place <= end]
            self.add(row)

    def place_table(self, piece: Piece) -> None:
        """Draw a table across the page on pages of its own: a rule above each row, notes with letters below."""
        self.end_column()
        if self.column:
            self.end_page()
        size, columns, y = self.design.size * 0.85, len(piece.rows[0]), TOP
        words = [max((w for row in piece.rows for w in TOKEN.findall(row[at])), key=len) for at in range(columns)]
        needs = [max(2 * size, width_of(word, size)) + 10 for word in words]
        rest = (WIDTH - 2 * SIDE - sum(needs)) / columns
        widths = [need + rest for need in needs]
        for line in piece.text.split("\n") if piece.text else ():
            self.text(SIDE, y - self.design.size, line, self.design.size)
            y -= self.design.leading + self.design.spacing
        for row in piece.rows:
            lines = [
                [text.strip() for part in cell.split("\n") for _, text in break_lines(part, width - 8, width - 8, size)]
                for cell, width in zip(row, widths, strict=True)
            ]
            height = max(map(len, lines)) * 1.4 * size + 6
            if y - height < BOTTOM:
                self.canvas.line(SIDE, y, WIDTH - SIDE, y)
                self.end_page()
                y = TOP
            self.canvas.line(SIDE, y, WIDTH - SIDE, y)
            for at, cell in enumerate(lines):
                for number, text in enumerate(cell, start=1):
                    self.text(SIDE + sum(widths[:at]), y - number * 1.4 * size, text, size)
            y -= height
        self.canvas.line(SIDE, y, WIDTH - SIDE, y)
        y -= 6
        for _, number, text in piece.notes:
            for at, (_, line) in enumerate(break_lines(text, WIDTH - 2 * SIDE - 16, WIDTH - 2 * SIDE, size * 0.9)):
                y -= 1.3 * size
                if y < BOTTOM:
                    self.end_page()
                    y = TOP
                if at == 0:
                    self.text(SIDE + 3, y + 3, number, size * 0.6)
                self.text(SIDE + (16 if at == 0 else 0), y, line, size * 0.9)
        self.end_page()

    def note(self, number: str, text: str) -> list[PrintedRow]:
        size = self.design.size * 0.8
        lines = break_lines(text, self.column_width - 2 * size, self.column_width, size)
        rows = [PrintedRow(t, s, 0.0, self.column_width, size, at == len(lines) - 1) for at, (s, t) in enumerate(lines)]
        rows[0].x, rows[0].width, rows[0].lead = 2 * size, self.column_width - 2 * size, number
        return rows

    def height(self, rows: list[PrintedRow]) -> float:
        notes = sum(len(note) for row in rows for note in row.notes)
        body = sum(row.before + self.design.leading * row.size / self.design.size for row in rows)
        return body + (notes * self.design.leading * 0.8 + 20 if notes else 0)

    def add(self, row: PrintedRow) -> None:
        if self.rows and self.height([*self.rows, row]) > TOP - BOTTOM - self.room:
            self.end_column()
        self.rows.append(row)

    def end_column(self) -> None:
        if not self.rows:
            return
        left = SIDE + self.column * (self.column_width + self.design.gutter)
        y = TOP - self.room
        for at, row in enumerate(self.rows):
            y -= (row.before if at else 0) + self.design.leading * row.size / self.design.size
            self.draw(row, left, y)
        notes = [row for body in self.rows for note in body.notes for row in note]
        if notes:
            y = BOTTOM + len(notes) * self.design.leading * 0.8
            if self.design.rule == "drawn":
                self.canvas.line(left, y + 6, left + 80, y + 6)
            elif self.design.rule == "underscores":
                self.canvas.setFont(FONT, self.design.size * 0.8)
                self.canvas.drawString(left, y + 6, "_" * 18)
        for row in notes:
            y -= self.design.leading * 0.8
            self.draw(row, left, y)
        self.rows = []
        self.column += 1
        if self.column == self.design.columns:
            self.end_page()

    def draw(self, row: PrintedRow, left: float, y: float) -> None:
        if row.lead:
            self.text(left + row.x - 1.6 * row.size, y + row.size * 0.3, row.lead, row.size * 0.7)
        text = row.text.rstrip() if row.text.strip() else row.text
        notes = row.piece.notes if row.piece else ()
        marks = sorted((p - row.start, n) for p, n, _ in notes if row.start < p <= row.start + len(row.text))
        extra = sum(width_of(number, row.size * 0.6) for _, number in marks)
        slack = row.width - width_of(text, row.size) - extra
        stretch = slack / max(1, len(text) - 1) if self.design.justify and not row.last and 0 < slack < 30 else 0.0
        x, at = left + row.x, 0
        for place, number in [*marks, (len(text), "")]:
            self.text(x, y, text[at:place], row.size, stretch)
            x += width_of(text[at:place], row.size) + stretch * len(text[at:place])
            if number:
                self.text(x, y + row.size * 0.35, number, row.size * 0.6)
                x += width_of(number, row.size * 0.6)
            at = place
        for start, end, address in row.piece.links if row.piece else ():
            if row.start <= start < row.start + len(row.text):
                begin = left + row.x + width_of(row.text[: start - row.start], row.size)
                self.canvas.linkURL(address, (begin, y - 2, begin + (end - start) * row.size, y + row.size))

    def text(self, x: float, y: float, text: str, size: float, stretch: float = 0.0) -> None:
        line = self.canvas.beginText(x, y)
        line.setFont(FONT, size)
        line.setCharSpace(stretch)
        line.textOut(text)
        self.canvas.drawText(line)

    def end_page(self) -> None:
        for at in range(1, self.design.columns if self.design.column_rules else 0):
            x = SIDE + at * (self.column_width + self.design.gutter) - self.design.gutter / 2
            self.canvas.line(x, BOTTOM, x, TOP - self.room)
        if self.design.head and self.page > 1:
            self.text(SIDE if self.page % 2 else WIDTH - SIDE - 120, 805, self.design.head, 9)
        if self.design.numbers:
            self.text(WIDTH / 2, 40, f"{self.page}/9", 9)
            self.text(SIDE, 40, self.design.foot, 8)
        self.canvas.showPage()
        self.room = 0.0
        self.page, self.column = self.page + 1, 0


def typeset(pieces: list[Piece], design: Design) -> bytes:
    """Return the pieces as a PDF."""
    return Setter(pieces, replace(design)).buffer.getvalue()


def pieces_of(document) -> list[Piece]:
    """Return a document as pieces to print: footnotes at their marks, citations as links."""
    notes = {
        p.anchor: (p.text[: p.lead].strip(), p.text[p.lead :]) for p in document.paragraphs if p.kind == "footnote"
    }
    pieces = []
    for paragraph in document.paragraphs:
        if paragraph.kind == "footnote":
            if not notes[paragraph.anchor][0].isdigit():
                pieces[-1] = replace(pieces[-1], notes=(*pieces[-1].notes, (0, *notes[paragraph.anchor])))
            continue
        if paragraph.kind == "table":
            cells = [cell for row in paragraph.rows for cell in row.cells]
            title = paragraph.text[: min(cell.start for cell in cells)].strip()
            rows = tuple(tuple(paragraph.text[c.start : c.end] for c in row.cells) for row in paragraph.rows)
            pieces.append(Piece(title, "table", rows=rows))
            continue
        text, places, cut = paragraph.text, [], 0
        for mark in paragraph.marks:  # the printed mark is set apart from the text
            text = text[: mark.start - cut] + text[mark.end - cut :]
            places.append((mark.start - cut, *notes[mark.anchor]))
            cut += mark.end - mark.start
        style = {"heading": "title" if not paragraph.lead else "section", "sub": "sub"}.get(paragraph.kind, "body")
        if style == "section":
            text = text.replace(". ", ".  ", 1)
        links = (
            []
            if places
            else [
                (c.start, c.end, f"https://undocs.org/zh/{c.target}")
                for c in paragraph.citations
                if c.target[:2] in ("S/", "A/")
            ]
        )
        pieces.append(Piece(text, style, tuple(places), tuple(links)))
    return pieces
