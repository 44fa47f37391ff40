"""A block of a text: a paragraph, a footnote or a table."""

from dataclasses import dataclass

from resolutions.text.layout.source_lines import SourceLine


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together in print: a paragraph, a footnote or a table.

    ``role`` is ``text``, ``note`` or ``table``. ``first_line_number`` counts source lines from 1. ``section`` is True
    for the printed heading of a section (``35.  维护…``). ``number`` is the printed number of a note or table, or of a
    line that may be a note. ``lines`` is empty except for tables, which ``meeting_tables`` reads line by line.
    ``language`` is that of a paragraph in another language than the text's, in a bilingual text; otherwise empty.
    """

    role: str
    text: str
    first_line_number: int
    section: bool = False
    number: str = ""
    lines: tuple[SourceLine, ...] = ()
    language: str = ""
