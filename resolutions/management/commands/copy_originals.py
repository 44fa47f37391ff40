"""``manage.py copy_originals``: copy originals between their storage and a folder, for backups of a bucket."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.atomic_file import atomic_write, hash_file
from resolutions.writing import originals
from resolutions.writing.errors import LostOriginalError


class Command(BaseCommand):
    """Copy files named by their hash. A file that is missing or damaged is left out and printed."""

    help = "Copy originals to a folder (hashes on standard input, one a line), or from a folder into their storage."

    def add_arguments(self, parser: CommandParser) -> None:
        """Require a direction."""
        direction = parser.add_mutually_exclusive_group(required=True)
        direction.add_argument("--to", type=Path, metavar="FOLDER", help="copy the originals with these hashes here")
        direction.add_argument("--from", type=Path, metavar="FOLDER", dest="source", help="store all files of a folder")

    def handle(self, *, to: Path | None, source: Path | None, **options: Any) -> None:
        """Copy, and print a line of JSON for each file: its hash and its size, null when it was left out."""
        try:
            if to is not None:
                for sha256 in map(str.strip, sys.stdin):
                    self._report(sha256, _copy_to(to, sha256))
            elif source is not None:
                for path in sorted(path for path in source.rglob("*") if path.is_file()):
                    self._report(path.name, _store(path))
        except OSError as error:
            raise CommandError(f"the originals were not copied: {error}") from error

    def _report(self, sha256: str, size: int | None) -> None:
        self.stdout.write(json.dumps([sha256, size]))


def _copy_to(folder: Path, sha256: str) -> int | None:
    try:
        data = originals.read_original(sha256)
    except LostOriginalError:
        return None
    path = folder / originals.storage_path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path, sha256=sha256) as file:
        file.write(data)
    return len(data)


def _store(path: Path) -> int | None:
    if hash_file(path) != path.name:
        return None
    data = path.read_bytes()
    originals.store_file(data)
    return len(data)
