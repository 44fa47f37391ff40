"""Errors of a search engine; their messages are Chinese sentences for readers."""

from collections.abc import Iterable


class IndexUnavailableError(Exception):
    """The index cannot be searched; the message is a Chinese sentence for readers."""


class IndexMissingError(IndexUnavailableError):
    """No index exists yet."""


class IndexOutdatedError(IndexUnavailableError):
    """The index was built with another dictionary, another version of the tokens, or without checksums."""


class IndexDamagedError(IndexUnavailableError):
    """Files of the index are missing or differ from their checksums; ``names`` are these files."""

    def __init__(self, names: Iterable[str]):
        super().__init__("检索索引损坏，需要重建。")
        self.names = tuple(names)


class QueryTooComplexError(Exception):
    """A query used more processor time than ``QUERY_CPU_SECONDS``; the message is for the reader."""


class SearchBusyError(Exception):
    """A query waited for the processor or the disk beyond ``QUERY_WALL_SECONDS``; the message is for the reader."""
