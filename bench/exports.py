"""Measure time and size of exports, feeds and API: ``DATABASE_URL=… python -m bench.exports [--documents N]``.

Fills a migrated database with synthetic documents as long as a real resolution, inside a transaction that is rolled
back. Prints milliseconds (median of requests through Django with middleware and queries) and bytes of exports, feeds,
sitemap, finder and API. The bulk files are written for a tenth of the documents and for all of them; their memory is
constant when the second figure is no larger.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
import warnings
from pathlib import Path

ADDRESSES = {
    "RIS of one document": "/S/RES/5000(1950).ris",
    "JSON of one document": "/S/RES/5000(1950).json",
    "text of one document": "/S/RES/5000(1950).txt",
    "GB/T 7714 of all that cite one": "/S/RES/5000(1950)/cited-by.gbt7714.txt",
    "RIS of a year": "/years/1950.ris",
    "Atom of new documents": "/new.atom",
    "sitemap": "/sitemap.xml",
    "data page": "/data",
    "API: 50 documents": "/api/v1/documents",
    "API: 200 paragraphs": "/api/v1/paragraphs?limit=200",
    "API: 200 citations": "/api/v1/citations?limit=200",
    "API: one document": "/api/v1/documents/S/RES/5000(1950)",
    "API: schema": "/api/v1/openapi.json",
}
REQUESTS = 7
PARAGRAPHS, CITATIONS = 60, 30  # of a document, as in resolution 2553(2020)
SENTENCE = "回顾其关于安全部门改革的第 2151(2014)号决议和关于审查联合国建设和平架构的第 2282(2016)号决议，"


def main() -> None:
    """Set up Django, create the documents and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=3_000)
    options = parser.parse_args()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "DEBUG": "0", "HTTPS": "0", "LOG_LEVEL": "ERROR"}
    os.environ |= {"ALLOWED_HOSTS": "testserver", "API_REQUESTS_PER_MINUTE": "100000"}
    os.environ.setdefault("SECRET_KEY", "for this benchmark alone, guarding nothing that anybody wants")
    warnings.filterwarnings("ignore", message="No directory at")  # static files are not collected
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with transaction.atomic():
        make_documents(0, options.documents // 10)
        measure_bulk(options.documents // 10)
        make_documents(options.documents // 10, options.documents)
        measure_bulk(options.documents)
        measure_addresses()
        measure_finder()
        transaction.set_rollback(True)


def make_documents(first: int, last: int) -> None:
    """Create documents ``first`` to ``last`` (exclusive), a thousand per year; each cites the thirty before it."""
    from django.utils import timezone

    from resolutions.models import Citation, Document, Paragraph, Status

    for number in range(first, last):
        year = 1950 + number // 1_000
        facts = {"number": 5000 + number, "year": year, "organ": "S", "kind": "resolution", "status": Status.PUBLISHED}
        symbol, title = f"S/RES/{5000 + number}({year})", f"第{5000 + number}({year})号决议"
        document = Document.objects.create(symbol=symbol, title=title, published_at=timezone.now(), **facts)
        paragraphs = Paragraph.objects.bulk_create(
            Paragraph(document=document, order=n, kind="operative", label=str(n), anchor=f"op{n}", text=SENTENCE)
            for n in range(PARAGRAPHS)
        )
        targets = Document.objects.filter(number__lt=5000 + number, number__gte=5000).order_by("-number")[:CITATIONS]
        Citation.objects.bulk_create(
            Citation(paragraph=paragraph, source=document, target=target, start=13, end=27, verb_group="recall")
            for paragraph, target in zip(paragraphs, targets, strict=False)
        )


def measure_bulk(documents: int) -> None:
    """Write the bulk files into a temporary folder; print time, size and growth of memory."""
    from resolutions.exports.bulk import bulk_folder

    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.perf_counter()
        written = bulk_folder.write_bulk_files(Path(folder))
        seconds = time.perf_counter() - started
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    size = sum(file.size for file in written)
    print(f"bulk, {documents} documents: {seconds:.1f} s, {size / 1e6:.1f} MB, memory grew by {grown / 1024:.0f} MB")
    for file in written[:4]:
        print(f"    {file.name}: {file.size / 1e6:.2f} MB, {file.counts}")


def measure_addresses() -> None:
    """Print time and size of each address."""
    from django.test import Client

    client = Client()
    for name, address in ADDRESSES.items():
        times = []
        for _ in range(REQUESTS):
            started = time.perf_counter()
            response = client.get(address)
            body = b"".join(response)
            times.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 200, (address, response.status_code)
        print(f"{name}: {statistics.median(times):.0f} ms, {len(body):,} bytes")


def measure_finder() -> None:
    """Print time and size of the finder for two texts of the maximum length."""
    from django.test import Client

    from resolutions.views.citation_finder import MAX_TEXT_BYTES

    for name, piece in {"ordinary text": SENTENCE + "安" * 400 + "。", "nothing but citations": "第1号决议"}.items():
        text = piece * (MAX_TEXT_BYTES // len(piece.encode()))
        started = time.perf_counter()
        response = Client().post("/finder", {"text": text})
        seconds = time.perf_counter() - started
        print(f"finder, {name}, {len(text.encode()):,} bytes: {seconds:.2f} s, {len(response.content):,} bytes")


if __name__ == "__main__":
    main()
