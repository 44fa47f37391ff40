"""``manage.py ingest PATH…``: bring files and folders of files into the portal."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from resolutions.desk.ingest_preview import preview_ingest
from resolutions.sources import SourceError, iter_archive, read_file
from resolutions.writing.publish import ingest_file


class Command(BaseCommand):
    help = "Bring files into the portal: each is read, written in one transaction, and indexed. Can be repeated."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files")
        status = parser.add_mutually_exclusive_group()
        status.add_argument("--publish", action="store_true", help="publish what was recognised (the default)")
        status.add_argument("--draft", action="store_true", help="keep new documents as drafts")
        parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")

    def handle(self, *, paths, draft: bool, dry_run: bool, **options):
        outcomes: Counter[str] = Counter()
        lost: list[str] = []
        take = preview_ingest if dry_run else ingest_file
        for name, read in tqdm(_contents(_files(paths), lost), desc="ingest", unit="file", disable=None):
            try:
                outcome = take(read(), name, publish=not draft, reason="由命令行收录")
            except (OSError, SourceError) as error:
                lost.append(f"{name}: {error}")
                continue
            outcomes[outcome.status] += 1
            if dry_run:
                self.stdout.write(f"{name}: {outcome.status}, {outcome.document}")
            for warning in outcome.warnings if outcome.status != "unchanged" else ():
                self.stderr.write(f"{name}: {warning}")
        counts = ", ".join(f"{count} {status}" for status, count in sorted(outcomes.items())) or "no files"
        self.stdout.write(f"{counts}{' (dry run: nothing was written)' if dry_run else ''}")
        for line in lost:
            self.stderr.write(line)
        if lost:
            raise CommandError(f"{len(lost)} files could not be brought in")


def _contents(files: list[Path], lost: list[str]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Each file's name and how to read it; a zipped folder gives its files. Archives that cannot be opened are lost."""
    for file in files:
        if file.suffix.lower() != ".zip":
            yield file.name, partial(read_file, file)
            continue
        try:
            for inside in iter_archive(file.read_bytes(), file.name):
                yield inside.name, inside.read
        except (OSError, SourceError) as error:
            lost.append(f"{file}: {error}")


def _files(paths: list[Path]) -> list[Path]:
    """The files named, and those in the folders named, in a fixed order; hidden ones are left out."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith("."))
        else:
            files.append(path)
    return files
