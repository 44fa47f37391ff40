"""Errors of a search engine; their messages are Chinese sentences for readers."""

from collections.abc import Iterable

MAX_NAMED_FILES = 5  # damaged files named in a sentence


class IndexUnavailableError(Exception):
    """The index cannot be searched; the message is a Chinese sentence for readers."""

    @property
    def explanation(self) -> str:
        """The message, with details for those who run the portal."""
        return str(self)


class IndexMissingError(IndexUnavailableError):
    """No index exists yet."""


class IndexOutdatedError(IndexUnavailableError):
    """The index was built with another dictionary, another version of the tokens, or without checksums."""


class IndexDamagedError(IndexUnavailableError):
    """Files of the index are missing or differ from their checksums; ``names`` are these files."""

    def __init__(self, names: Iterable[str]):
        super().__init__("检索索引损坏，需要重建。")
        self.names = tuple(names)

    @property
    def explanation(self) -> str:
        """The message and the damaged files."""
        if not self.names:
            return str(self)
        rest = f"等 {len(self.names)} 个文件" if len(self.names) > MAX_NAMED_FILES else ""
        return f"{self}损坏的文件：{'、'.join(self.names[:MAX_NAMED_FILES])}{rest}。"


class QueryTooComplexError(Exception):
    """A query needs more processor time than the engine gives one."""


class SearchBusyError(Exception):
    """A query waited too long for the processor, the disk or another server."""
