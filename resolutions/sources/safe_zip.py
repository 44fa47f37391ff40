"""Opening of untrusted ZIP files: the directory is checked before anything is unpacked."""

import io
import struct
import zipfile
import zlib

MAX_DIRECTORY_BYTES = 4 * 1024 * 1024  # an entry has at least 46 bytes and becomes an object of a kilobyte
_END = b"PK\x05\x06"
_END_SIZE = 22
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    IndexError,
)


class BrokenZipError(ValueError):
    """The bytes are no valid ZIP, or the directory is too large."""


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open the ZIP in ``data`` without unpacking. Raises BrokenZipError."""
    end = data.rfind(_END, max(0, len(data) - _END_SIZE - 0xFFFF))
    if end < 0 or len(data) < end + _END_SIZE:
        raise BrokenZipError("no end record")
    if int.from_bytes(data[end + 12 : end + 16], "little") > MAX_DIRECTORY_BYTES:
        raise BrokenZipError("directory too large")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except ZIP_ERRORS as error:
        raise BrokenZipError(str(error)) from error


def list_zip_names(data: bytes) -> list[str] | None:
    """Return the names in the directory of a ZIP; None when it cannot be opened."""
    try:
        with open_zip(data) as package:
            return package.namelist()
    except BrokenZipError:
        return None
