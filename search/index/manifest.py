"""Checksums of all files of one generation of the index, and their verification.

A manifest lists the files of a generation. ``CURRENT`` has the checksum of the manifest, so that every byte that a
reader uses is covered. Files of a segment never change once they are written.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from resolutions.atomic_file import sync
from search.index.whoosh_types import Segment

CHECKSUM_BYTES = 16
MANIFEST_PREFIX = "manifest-"


class FileRecord(NamedTuple):
    """Size in bytes and checksum of a file."""

    size: int
    checksum: str


class FileStatus(NamedTuple):
    """Facts of a file from the file system; every write through the file system changes them."""

    size: int
    changed_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of one generation by name, except the manifest itself.

    ``digest`` is that of the dictionary and the format of the tokens. ``segments`` names the table of segments.
    """

    digest: str
    segments: str
    files: Mapping[str, FileRecord] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Encode the manifest as JSON."""
        return json.dumps({"digest": self.digest, "segments": self.segments, "files": self.files}, indent=0).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Manifest":
        """Decode what ``to_bytes`` encoded; the caller has compared its checksum."""
        values = json.loads(raw)
        files = {name: FileRecord(*record) for name, record in values["files"].items()}
        return cls(values["digest"], values["segments"], files)


@dataclass(frozen=True, slots=True)
class Generation:
    """The current state of the index: its folder, the number of the generation and its manifest."""

    build: Path
    number: int
    manifest: Manifest


def compute_checksum(content: bytes) -> str:
    """Return the checksum of ``content`` in hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=CHECKSUM_BYTES).hexdigest()


def record_file(path: Path) -> FileRecord:
    """Compute the record of a file. Raises ``OSError``."""
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=CHECKSUM_BYTES)).hexdigest()
        return FileRecord(os.fstat(file.fileno()).st_size, checksum)


def record_files(build: Path, names: Iterable[str]) -> dict[str, FileRecord]:
    """Sync each file, and return its record. Raises ``OSError``."""
    records = {}
    for name in names:
        sync(build / name)
        records[name] = record_file(build / name)
    return records


def get_file_status(path: Path) -> FileStatus | None:
    """Return the status of a file, or None when it cannot be read."""
    try:
        status = path.stat()
    except OSError:
        return None
    return FileStatus(status.st_size, status.st_mtime_ns, status.st_ino)


def get_file_statuses(generation: Generation) -> dict[str, FileStatus | None]:
    """Return the status of each file of a generation, the manifest included; one system call a file."""
    names = (f"{MANIFEST_PREFIX}{generation.number}", *generation.manifest.files)
    return {name: get_file_status(generation.build / name) for name in names}


def list_segment_files(build: Path, segment: Segment) -> list[str]:
    """Return the names of all files of a segment, sorted."""
    return sorted(path.name for path in build.iterdir() if path.name.startswith(f"{segment.segment_id()}."))


def find_damaged_files(generation: Generation, names: Iterable[str] | None = None) -> list[str]:
    """Return the files that differ from the manifest, sorted. All files are read, or only ``names``.

    A name that the manifest does not have counts as damaged.
    """
    files = generation.manifest.files
    return sorted(name for name in (files if names is None else names) if not _is_whole(generation, name))


def _is_whole(generation: Generation, name: str) -> bool:
    path, expected = generation.build / name, generation.manifest.files.get(name)
    try:
        return expected is not None and path.stat().st_size == expected.size and record_file(path) == expected
    except OSError:
        return False
