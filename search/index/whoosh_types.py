"""Types of the parts of Whoosh 2.7.4 that the index uses; Whoosh has none of its own."""

from collections.abc import Iterable, Iterator
from typing import IO, Any, Protocol

Column = Any  # ``whoosh.columns.Column``; only passed on


class Storage(Protocol):
    """``whoosh.filedb.filestore.FileStorage``."""

    def open_file(self, name: str) -> IO[bytes]:
        """Open a file of the storage's folder."""

    def file_length(self, name: str) -> int:
        """Return the length of a file in bytes."""


class ColumnReader(Protocol):
    """``whoosh.columns.VarBytesColumn.Reader``."""

    _lengths: Iterable[int]


class PerDocumentReader(Protocol):
    """``whoosh.codec.whoosh3.W3PerDocReader``."""

    def column_reader(self, name: str, column: Column) -> ColumnReader:
        """Open a column."""


class PerDocumentWriter(Protocol):
    """``whoosh.codec.whoosh3.W3PerDocWriter``."""

    _indoc: bool | None

    def start_doc(self, number: int) -> None:
        """Begin a document; numbers ascend from 0."""

    def add_field(self, name: str, field: Any, value: Any, length: int) -> None:
        """Store the length of a field."""

    def add_column_value(self, name: str, column: Column, value: int | bytes) -> None:
        """Store the document's value of a column."""

    def finish_doc(self) -> None:
        """End the document."""

    def close(self) -> None:
        """Write what is left and close the files."""


class Segment(Protocol):
    """``whoosh.codec.whoosh3.W3Segment`` with the codec of ``search.index.codec``."""

    segid: str

    def codec(self) -> Any:
        """Return a codec to read the segment."""

    def open_file(self, storage: Storage, extension: str) -> IO[bytes]:
        """Open one of the segment's files."""

    def segment_id(self) -> str:
        """Return the part that the names of all its files begin with, before the first dot."""

    def make_filename(self, extension: str) -> str:
        """Return the name of one of the segment's files."""

    def set_doc_count(self, count: int) -> None:
        """Set the number of documents."""

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of the deleted documents."""

    def delete_document(self, number: int) -> None:
        """Mark a document as deleted."""

    def is_deleted(self, number: int) -> bool:
        """Return whether a document is deleted."""
