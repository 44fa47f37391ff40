"""Write the bulk files into a folder, with their description and checksums.

All files are of one moment: one transaction reads them. Identical data give identical bytes,
because no file tells when it was written; the date given is that of the latest change to the data.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from resolutions.exports.bulk.data_files import DATA_FILES
from resolutions.exports.bulk.readme import render_readme
from resolutions.models import Document

CHECKSUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
DESCRIPTION = "README.md"
FILE_NAMES = (*(file.name for file in DATA_FILES), DESCRIPTION, MANIFEST, CHECKSUMS)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as it was written; ``size`` in bytes."""

    name: str
    size: int
    sha256: str
    counts: dict[str, int]


def write_bulk_files(folder: Path, tell: Callable[[str], None] = lambda name: None) -> list[WrittenFile]:
    """Write every file, then the checksums; ``tell`` is called with each name as it begins.

    A file takes its place when it is whole. While there are no checksums the folder is not complete.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CHECKSUMS).unlink(missing_ok=True)
    with _one_moment():
        changed = latest_change_time()
        written = []
        for file in DATA_FILES:
            tell(file.name)
            written.append(_write(folder, file.name, file.write))
    manifest = {"data_of": changed, "files": [asdict(file) for file in written]}
    written.append(
        _write_text(folder, DESCRIPTION, render_readme(changed, {file.name: file.counts for file in written}))
    )
    written.append(_write_text(folder, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"))
    _write_text(folder, CHECKSUMS, "".join(f"{file.sha256}  {file.name}\n" for file in written))
    return written


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """What ``folder`` holds; None when nothing complete was written there."""
    if not (folder / CHECKSUMS).is_file():
        return None
    return json.loads((folder / MANIFEST).read_text("utf-8"))


def latest_change_time() -> str:
    """When a document with a page was last changed, in UTC; empty when there is none."""
    changed: datetime | None = Document.objects.visible().aggregate(latest=Max("updated_at"))["latest"]
    return changed.astimezone(UTC).isoformat(timespec="seconds") if changed else ""


@contextmanager
def _one_moment():
    """All queries inside see the data of one moment. Inside another transaction it is that one's."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write(folder: Path, name: str, fill: Callable[[Any], dict[str, int]]) -> WrittenFile:
    part = folder / f".{name}.part"
    with part.open("wb") as file:
        hashing = _Hashing(file)
        text = TextIOWrapper(hashing, encoding="utf-8", newline="", write_through=False)
        counts = fill(text)
        text.flush()
        text.detach()
    part.replace(folder / name)
    return WrittenFile(name, hashing.size, hashing.sha256.hexdigest(), counts)


def _write_text(folder: Path, name: str, text: str) -> WrittenFile:
    def fill(file: Any) -> dict[str, int]:
        file.write(text)
        return {}

    return _write(folder, name, fill)


class _Hashing:
    """A binary file that hashes and counts what goes through it."""

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
