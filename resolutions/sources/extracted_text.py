"""What the reader of one format gives, whatever the format."""

from dataclasses import dataclass


class UnreadableFileError(ValueError):
    """A file holds nothing to read or cannot be opened; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """``text`` in the printed layout; ``links`` are the addresses of the file's links, in their order and as often
    as they stand there; ``warnings`` are sentences for the editor."""

    text: str
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
