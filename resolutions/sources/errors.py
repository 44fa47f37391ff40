"""Error that this package raises."""


class SourceError(Exception):
    """A file is rejected; the message is the reason in Chinese, for the person who submitted it.

    ``name`` is the file name as given; the message does not contain it.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
