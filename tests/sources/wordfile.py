"""Sample Word files in the style of the United Nations: automatic numbers, footnotes, links, a first-page header.

Written as plain OOXML (ECMA-376) with the standard library, so that no library under test takes part.
"""

import io
import zipfile
from collections.abc import Sequence
from html import escape

from tests.sources.typeset import Piece

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def number_level(depth: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


LEVELS = (
    number_level(0, "decimal", "%1.") + number_level(1, "lowerLetter", "(%2)") + number_level(2, "lowerRoman", "(%3)")
)
NUMBERING = (
    f"{XML}<w:numbering {NAMES}>"
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{number_level(0, "bullet", "-")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    "</w:numbering>"
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def table(rows: Sequence[Sequence[str]], properties: str = "") -> str:
    cells = [["".join(paragraph(run(line)) for line in cell.split("\n")) for cell in row] for row in rows]
    printed = "".join(f"<w:tr>{''.join(f'<w:tc>{content}</w:tc>' for content in row)}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{printed}</w:tbl>"


def numbered(list_id: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'


class Writer:
    """Collects the parts of one document."""

    def __init__(self, first_note: int = 1) -> None:
        self.body: list[str] = []
        self.notes: list[str] = []
        self.relations = [
            ("numbering", "numbering.xml", ""),
            ("footnotes", "footnotes.xml", ""),
            ("settings", "settings.xml", ""),
        ]
        self.settings = f'<w:footnotePr><w:numStart w:val="{first_note}"/></w:footnotePr>'
        self.section = ""
        self.parts: dict[str, str] = {}

    def add(self, piece: Piece, number: tuple[int, int] | None = None) -> None:
        """Add a paragraph; with ``number`` (list, level) Word prints its number."""
        at, content = 0, []
        cuts = sorted([*((p, "note", n) for p, _, n in piece.notes), *((s, "link", (e, a)) for s, e, a in piece.links)])
        for place, what, more in cuts:
            content.append(run(piece.text[at:place]))
            at = place
            if what == "note":
                self.notes.append(more)
                content.append(f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>')
            else:
                name = f"rLink{len(self.relations)}"
                self.relations.append(("hyperlink", more[1], name))
                content.append(f'<w:hyperlink r:id="{name}">{run(piece.text[place : more[0]])}</w:hyperlink>')
                at = more[0]
        content.append(run(piece.text[at:]))
        style = '<w:outlineLvl w:val="0"/>' if piece.style in ("title", "section") else ""
        self.body.append(paragraph("".join(content), style + (numbered(*number) if number else "")))

    def add_table(self, rows: Sequence[Sequence[str]], notes: Sequence[tuple[int, str, str]] = ()) -> None:
        self.body.append(table(rows))
        self.body += [paragraph(run(f"{mark} {text}")) for _, mark, text in notes]

    def first_header(self, text: str) -> None:
        self.header("first", paragraph(run(text)))
        self.section += "<w:titlePg/>"

    def header(self, kind: str, content: str) -> None:
        """Add a header of ``kind`` (``first``, ``default``, ``even``) to the section; ``content`` is its XML."""
        name = f"word/header{len(self.parts) + 1}.xml"
        self.relations.append(("header", name.removeprefix("word/"), f"rHead{name}"))
        self.parts[name] = f"{XML}<w:hdr {NAMES}>{content}</w:hdr>"
        self.section = f'<w:headerReference w:type="{kind}" r:id="rHead{name}"/>' + self.section

    def bytes(self) -> bytes:
        notes = "".join(
            f'<w:footnote w:id="{at}">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" " + text))}</w:footnote>'
            for at, text in enumerate(self.notes, start=1)
        )
        body = "".join(self.body) + f"<w:sectPr>{self.section}</w:sectPr>"
        parts = self.parts | {
            "word/document.xml": f"{XML}<w:document {NAMES}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": NUMBERING,
            "word/footnotes.xml": f"{XML}<w:footnotes {NAMES}>{notes}</w:footnotes>",
            "word/settings.xml": f"{XML}<w:settings {NAMES}>{self.settings}</w:settings>",
        }
        return package(parts, self.relations)


def relationship(what: str, target: str, name: str) -> str:
    mode = ' TargetMode="External"' if what in ("hyperlink", "attachedTemplate") else ""
    return f'<Relationship Id="{name or what}" Type="{OFFICE}/{what}" Target="{escape(target)}"{mode}/>'


def override(name: str, kind: str) -> str:
    part = kind if name == "word/document.xml" else name[5:-4].rstrip("1")
    return f'<Override PartName="/{name}" ContentType="{MAIN}.{part}+xml"/>'


def package(parts: dict[str, str], relations: list[tuple[str, str, str]], kind: str = "document.main") -> bytes:
    """Return a Word file of ``parts``; ``relations`` are tuples (kind, target, id) of the main part."""
    types = "".join(override(name, kind) for name in parts if name.endswith(".xml"))
    related = "".join(relationship(*relation) for relation in relations)
    start = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{RELATIONS}"/>{types}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{relationships}">{start}</Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{relationships}">{related}</Relationships>',
    } | parts
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_file(document, pieces: list[Piece]) -> bytes:
    """Return a document as a Word file in which Word counts paragraphs and footnotes."""
    notes = [p for p in document.paragraphs if p.kind == "footnote" and p.text[: p.lead].strip().isdigit()]
    writer = Writer(first_note=int(notes[0].text[: notes[0].lead]) if notes else 1)
    printed = iter(p for p in document.paragraphs if p.kind not in ("footnote", "table"))
    for piece in pieces:
        if piece.rows:
            for line in piece.text.split("\n") if piece.text else ():
                writer.add(Piece(line))
            writer.add_table(piece.rows, piece.notes)
        else:
            writer.add(*_counted_by_word(piece, next(printed).lead))
    return writer.bytes()


def _counted_by_word(piece: Piece, lead: int) -> tuple[Piece, tuple[int, int] | None]:
    """Return the piece without its printed number, and list and level that print it; a section keeps its own."""
    number = piece.text[:lead].strip()
    if piece.style == "section" or not (number == "-" or number.startswith("(") or number[:-1].isdigit()):
        return piece, None
    links = tuple((start - lead, end - lead, address) for start, end, address in piece.links)
    notes = tuple((place - lead, mark, text) for place, mark, text in piece.notes)
    place = (2, 0) if number == "-" else (1, 1) if number.startswith("(") else (1, 0)
    return Piece(piece.text[lead:], piece.style, notes, links), place
