"""The folder of the bulk files, with their description, manifest and checksums.

One transaction reads the data, so the files agree with each other. Identical data give identical
bytes: no file contains the time of writing; the date in them is that of the latest change of the data.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from resolutions.atomic_file import atomic_write
from resolutions.exports.bulk.data_files import DATA_FILES
from resolutions.exports.bulk.readme import render_readme
from resolutions.models import Document, Status

CHECKSUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
DESCRIPTION = "README.md"
FILE_NAMES = (*(file.name for file in DATA_FILES), DESCRIPTION, MANIFEST, CHECKSUMS)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The entry of one file in the manifest; ``size`` is in bytes, ``counts`` in rows by their Chinese name."""

    name: str
    size: int
    sha256: str
    counts: dict[str, int]


def default_folder() -> Path:
    """Return the folder whose files the data page offers."""
    return Path(settings.DATA_DIR) / "export"


def write_bulk_files(folder: Path, report_progress: Callable[[str], None] = lambda name: None) -> list[WrittenFile]:
    """Write all files into ``folder``, the checksums last; ``report_progress`` gets each name before it is written.

    A complete file replaces its predecessor at once. A folder without checksums is not complete.
    Raises ``OSError``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CHECKSUMS).unlink(missing_ok=True)
    with _consistent_snapshot():
        changed = latest_change_time()
        written = []
        for file in DATA_FILES:
            report_progress(file.name)
            written.append(_write(folder, file.name, file.write))
    manifest = {"data_of": changed, "files": [asdict(file) for file in written]}
    written.append(
        _write_text(folder, DESCRIPTION, render_readme(changed, {file.name: file.counts for file in written}))
    )
    written.append(_write_text(folder, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"))
    _write_text(folder, CHECKSUMS, "".join(f"{file.sha256}  {file.name}\n" for file in written))
    return written


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Read the manifest of ``folder``; ``None`` when the folder is not complete."""
    if not (folder / CHECKSUMS).is_file():
        return None
    return json.loads((folder / MANIFEST).read_text("utf-8"))


def latest_change_time() -> str:
    """Return the time of the last change of a visible document in UTC, ISO 8601; empty without documents.

    The time of a draft is left out: readers learn nothing of its arrival.
    """
    seen = Document.objects.visible().exclude(status=Status.DRAFT)
    changed: datetime | None = seen.aggregate(latest=Max("updated_at"))["latest"]
    return changed.astimezone(UTC).isoformat(timespec="seconds") if changed else ""


@contextmanager
def _consistent_snapshot() -> Iterator[None]:
    """Let all queries see the same snapshot of the data; inside another transaction, that of the outer one."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write(folder: Path, name: str, fill: Callable[[Any], dict[str, int]]) -> WrittenFile:
    with atomic_write(folder / name) as file:
        hashing = _Hashing(file)
        text = TextIOWrapper(cast(BinaryIO, hashing), encoding="utf-8", newline="", write_through=False)
        counts = fill(text)
        text.flush()
        text.detach()
    return WrittenFile(name, hashing.size, hashing.sha256.hexdigest(), counts)


def _write_text(folder: Path, name: str, text: str) -> WrittenFile:
    def fill(file: Any) -> dict[str, int]:
        file.write(text)
        return {}

    return _write(folder, name, fill)


class _Hashing:
    """A binary file that hashes and counts the bytes written to it."""

    def __init__(self, file: Any) -> None:
        self._file, self.sha256, self.size = file, hashlib.sha256(), 0
        self.closed = False

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False
