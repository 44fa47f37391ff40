"""Result of reading a PDF or Word file, and the error of its readers."""

from dataclasses import dataclass


class UnreadableFileError(ValueError):
    """A file cannot be opened or holds no text; the message is the reason in Chinese."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """Text of a file in the printed layout.

    ``links`` are the addresses of its links in order, with repetitions. ``warnings`` are sentences for the editor.
    """

    text: str
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
