"""Errors that this package raises."""


class SourceError(Exception):
    """A file is rejected; the message is the reason in Chinese, for the person who submitted it.

    ``name`` is the file name as given; the message does not contain it.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


class ScannedFileError(SourceError):
    """A file is rejected because its pages are pictures of text; ``pages`` are the numbers of those, counted from 1."""

    def __init__(self, name: str, reason: str, pages: tuple[int, ...]) -> None:
        super().__init__(name, reason)
        self.pages = pages
