"""Preparation steps from an empty database to a readable portal; each is quick when repeated."""

import contextlib
import hashlib
import io
import os
import sys
import traceback
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from resolutions.atomic_file import write_atomically


def migrate() -> None:
    """Create or migrate the tables."""
    call_command("migrate", interactive=False, verbosity=0)


def load_catalogue() -> None:
    """Load the catalogue of the Council's action from fixtures/catalogue."""
    call_command("load_catalogue")


def ingest_texts() -> None:
    """Ingest the texts of fixtures/texts; unchanged ones are skipped."""
    call_command("ingest", str(settings.BASE_DIR / "fixtures" / "texts"))


def repair_index() -> None:
    """Build a missing or damaged index, otherwise index only the documents that differ; a failure stops no start."""
    call_command("index", "--prepare")


def clean_up() -> None:
    """Remove expired sessions, login attempts and cache files."""
    call_command("housekeeping", stdout=io.StringIO())


def collect_static() -> None:
    """Copy, hash and compress the static files unless they are unchanged since the last collection."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    wanted = static_fingerprint()
    if not stamp.exists() or stamp.read_text() != wanted:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        write_atomically(stamp, wanted)


def static_fingerprint() -> str:
    """Return a hash of the static files and of the packages that process them."""
    digest = hashlib.sha256(f"{version('django')} {version('whitenoise')}".encode())
    for path in sorted(path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*")):
        if path.is_file():
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


STEPS: list[tuple[str, Callable[[], None]]] = [
    ("Settings", django.setup),
    ("Tables", migrate),
    ("Static files", collect_static),
    ("Catalogue", load_catalogue),
    ("Texts", ingest_texts),
    ("Index", repair_index),
    ("Housekeeping", clean_up),
]


def main() -> None:
    """Run all steps; exit with one sentence when a step fails."""
    for title, step in STEPS:
        print(f"· {title}", flush=True)
        try:
            step()
        except KeyboardInterrupt:
            sys.exit(130)
        except (Exception, SystemExit) as error:
            reason = " ".join(str(error).split())  # the database driver writes several lines
            sys.exit(f"The step “{title}” failed: {reason} (details: {write_failure_log()})")


def write_failure_log() -> str:
    """Write the current traceback to failure.log in the data folder and return its path."""
    path = Path(os.environ["DATA_DIR"]) / "failure.log"
    with contextlib.suppress(OSError):  # the disk may be full, and that be the failure
        write_atomically(path, traceback.format_exc())
    return str(path)


if __name__ == "__main__":
    main()
