"""Speed of comparison at scale: ``python bench/comparison.py TEXTS.tar.xz [PARAGRAPHS]``.

Fills a test database beside that of DATABASE_URL with the lines of the archived texts, one document a file, 125,000
paragraphs by default. Prints the time to find the similar paragraphs of a resolution when it is written, to trace a
phrase and to compare two resolutions. The database is dropped at the end.
"""

import os
import statistics
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("SECRET_KEY", "for this benchmark alone, in a database that is dropped at its end")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="bench-comparison-")
os.environ["HTTPS"] = "0"
BATCH = 5000


def main() -> None:
    """Create the database, measure and drop it."""
    import django

    django.setup()
    from django.db import connection

    archive, most = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 125_000
    old_name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        started = perf_counter()
        count = fill_database(archive, most)
        print(f"{count} paragraphs sketched and written in {perf_counter() - started:.0f} s")
        measure()
    finally:
        connection.creation.destroy_test_db(old_name, verbosity=0)


def fill_database(archive: Path, most: int) -> int:
    """Write up to ``most`` paragraphs with their sketches; return their number."""
    from resolutions.comparison.sketch import minhash_bands
    from resolutions.models import Document, Paragraph, ParagraphSketch, Status

    paragraphs: list[Paragraph] = []
    total = 0
    for name, lines in read_archive_texts(archive):
        document = Document.objects.create(slug=f"text-{total}", title=name[:500], status=Status.PUBLISHED)
        paragraphs += [
            Paragraph(document=document, order=n, kind="body", label=f"p{n}", anchor=f"p{n}", text=line)
            for n, line in enumerate(lines)
        ]
        total += len(lines)
        if len(paragraphs) >= BATCH or total >= most:
            written = Paragraph.objects.bulk_create(paragraphs)
            sketches = ((paragraph, minhash_bands(paragraph.text)) for paragraph in written)
            ParagraphSketch.objects.bulk_create(ParagraphSketch(paragraph=p, bands=b) for p, b in sketches if b)
            paragraphs = []
        if total >= most:
            break
    return total


def read_archive_texts(archive: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield name and non-empty lines of each text."""
    with tarfile.open(archive) as files:
        for member in files:
            if member.isfile() and (file := files.extractfile(member)):
                lines = [line.strip() for line in file.read().decode("utf-8").splitlines()]
                yield member.name, [line for line in lines if line]


def measure() -> None:
    """Print the time of each task."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_test_environment

    from resolutions.models import Document, SimilarParagraph
    from resolutions.writing import similar_paragraphs
    from search import indexing

    setup_test_environment()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    resolutions = read_resolutions()
    for document in resolutions:
        seconds = median_seconds(partial(similar_paragraphs.update_similar_paragraphs, [document.pk]), rounds=3)
        found = SimilarParagraph.objects.filter(paragraph__document=document).count()
        print(f"{seconds * 1000:8.0f} ms  similar paragraphs of {document} ({document.paragraphs.count()}): {found}")
    longest = Document.objects.exclude(slug="").order_by("-id")[0]
    seconds = median_seconds(lambda: similar_paragraphs.update_similar_paragraphs([longest.pk]), rounds=3)
    print(f"{seconds * 1000:8.0f} ms  similar paragraphs of a law ({longest.paragraphs.count()})")
    indexing.rebuild_from_database()
    client = Client()
    for phrase in ("安全部门改革", "国家自主", "国务院", "没有这样的措辞"):
        seconds = median_seconds(partial(client.get, "/trace", {"phrase": phrase}), rounds=5)
        print(f"{seconds * 1000:8.0f} ms  tracing {phrase}")
    print(f"{median_seconds(lambda: client.get('/compare?a=2553&b=2594'), 5) * 1000:8.0f} ms  comparing 2553 and 2594")


def read_resolutions() -> list:
    """Ingest the three resolutions of fixtures/texts."""
    from resolutions.sources import extract_text
    from resolutions.text import read_document
    from resolutions.writing.ingest import IngestedFile, ingest_document

    outcomes = []
    for file in sorted((ROOT / "fixtures/texts").glob("00[012]*.txt")):
        data = file.read_bytes()
        source = extract_text(data, file.name)
        outcomes.append(
            ingest_document(read_document(source.text), IngestedFile(data, file.name, source.media_type, source.text))
        )
    return [outcome.document for outcome in outcomes]


def median_seconds(act: Callable[[], object], rounds: int) -> float:
    """Return the median of ``rounds`` runs in seconds."""
    times = []
    for _ in range(rounds):
        before = perf_counter()
        act()
        times.append(perf_counter() - before)
    return statistics.median(times)


if __name__ == "__main__":
    main()
