"""Paragraph of a word processor's file as it is printed, and its lines with the notes of its marks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from resolutions.sources.printed_layout import PrintedBlock


@dataclass(slots=True)
class PrintedParagraph:
    """Paragraph as printed; ``text`` may contain line ends.

    ``notes`` are tuples of the kind, id and printed mark of each note.
    """

    text: str
    heading: bool = False
    notes: list[tuple[str, str, str]] = field(default_factory=list)


def print_paragraph(paragraph: PrintedParagraph, read_note: Callable[[str, str], str]) -> Iterator[PrintedBlock]:
    """Yield a paragraph, then the notes of its marks; ``read_note`` returns the text of a note by kind and id."""
    yield PrintedBlock([line.strip(" ") for line in paragraph.text.split("\n") if line.strip()])
    for kind, name, mark in paragraph.notes:
        if mark:
            yield PrintedBlock([read_note(kind, name)], mark)
