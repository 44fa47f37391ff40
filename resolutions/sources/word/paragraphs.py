"""Paragraph of a Word file as it is printed."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class PrintedParagraph:
    """Paragraph as printed; ``text`` may contain line ends.

    ``notes`` are tuples of the kind, id and printed mark of each note.
    """

    text: str
    heading: bool = False
    notes: list[tuple[str, str, str]] = field(default_factory=list)
