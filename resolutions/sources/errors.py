"""The one error of this package."""


class SourceError(Exception):
    """A file that cannot be read; the message says why, in Chinese for the person who gave the file.

    ``name`` is the file's name as given; the message leaves it out, so that lists can set it in front.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
