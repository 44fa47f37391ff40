"""Result of reading a PDF or Word file, and the error of its readers."""

from dataclasses import dataclass

from resolutions.sources.text_places import TextPlace

UNREAD_SCANS = "页只有图片，没有文字层"  # in the warning that names them


class UnreadableFileError(ValueError):
    """A file cannot be opened or holds no text; the message is the reason in Chinese.

    ``scanned_pages`` are the numbers of its pages that are pictures of text, and could be recognised.
    """

    def __init__(self, reason: str, scanned_pages: tuple[int, ...] = ()) -> None:
        super().__init__(reason)
        self.scanned_pages = scanned_pages


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """Text of a file in the printed layout.

    ``links`` are the addresses of its links in order, with repetitions. ``warnings`` are sentences for the editor.
    ``places`` are the places of the text on the pages, empty for a file without pages. ``scanned_pages`` are the
    numbers of pages that were left out because they are pictures of text, ``recognized_pages`` of those with a text
    that a program recognised.
    """

    text: str
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    places: tuple[TextPlace, ...] = ()
    scanned_pages: tuple[int, ...] = ()
    recognized_pages: tuple[int, ...] = ()
