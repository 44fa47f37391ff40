"""Time, queries and size of the pages: ``python bench/pages.py [rounds]``.

The pages are those of the five texts and of a document with 60 paragraphs that 200 documents cite. The cache of
rendered pages is emptied before each request, because its content costs the same for all pages. For each it prints
the median and 95th percentile of the response time (milliseconds, one process, with templates and queries), the
median processor time without PostgreSQL's, the median time of a 304, the number of queries, and the size plain and
compressed; a page over 100 KB is marked. Needs the URL of a PostgreSQL server in DATABASE_URL: it creates a test
database there and drops it at the end.
"""

import gc
import gzip
import os
import statistics
import sys
import tempfile
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Django is imported after its settings are in the environment
    from django.test import Client


ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("SECRET_KEY", "for this benchmark alone, in a database that is dropped at its end")
os.environ.setdefault("LOG_LEVEL", "ERROR")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="bench-pages-")
os.environ["HTTPS"] = "0"

MAX_PAGE_BYTES = 100_000  # bytes
BUSY_SYMBOL = "S/RES/9999(2020)"
CITING = 200
PARAGRAPHS = 60


def main() -> None:
    """Set up Django, create the cited document and measure."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    setup_test_environment()
    old_name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        fill_database()
        measure(rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 30)
    finally:
        connection.creation.destroy_test_db(old_name, verbosity=0)


def fill_database() -> None:
    """Load the catalogue and the five texts, and make a document with many citations."""
    from django.core.management import call_command
    from django.db import connection

    from resolutions.writing.publish import ingest_file

    call_command("load_catalogue", verbosity=0, stdout=StringIO())
    for file in sorted((ROOT / "fixtures/texts").glob("*.txt")):
        ingest_file(file.read_bytes(), file.name)
    make_busy_document()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # autovacuum does it only after a minute


def make_busy_document() -> None:
    """Create a resolution of 60 paragraphs with three citations each; 200 documents cite it twice each."""
    from resolutions.models import Citation, Document, Paragraph, Status

    def held(symbol: str, day: date) -> Document:
        return Document(symbol=symbol, organ="S", kind="resolution", year=day.year, title=f"第{symbol[6:]}号决议",
                        adopted_on=day, status=Status.PUBLISHED)  # fmt: skip

    days = [date(2021, 1, 1) + timedelta(days=number) for number in range(CITING)]
    documents = [held(BUSY_SYMBOL, date(2020, 12, 31))] + [
        held(f"S/RES/{7000 + n}({d.year})", d) for n, d in enumerate(days)
    ]
    busy, *citing = Document.objects.bulk_create(documents)
    targets = list(Document.objects.filter(status=Status.STUB)[: 3 * PARAGRAPHS])
    surface = "第1234(2000)号决议"
    text = (
        f"回顾其关于安全部门改革的{surface}和关于妇女与和平与安全的{surface}以及{surface}，"
        + "强调指出国家自主的重要性，" * 8
    )

    def paragraph(document: Document, order: int) -> Paragraph:
        return Paragraph(document=document, order=order, kind="operative", label=str(order + 1),
                         anchor=f"op{order + 1}", text=f"{order + 1}. {text}", lead=len(f"{order + 1}. "))  # fmt: skip

    def citation(where: Paragraph, number: int, target: Document, labels: list[str]) -> Citation:
        start = -1
        for _ in range(number + 1):
            start = where.text.index(surface, start + 1)
        return Citation(paragraph=where, source=where.document, target=target, start=start, end=start + len(surface),
                        cited_paragraphs=labels, verb="回顾", theme="安全部门改革", form="bench")  # fmt: skip

    own = Paragraph.objects.bulk_create(paragraph(busy, order) for order in range(PARAGRAPHS))
    theirs = Paragraph.objects.bulk_create(paragraph(document, 0) for document in citing)
    Citation.objects.bulk_create(
        [citation(where, n, targets[3 * order + n], []) for order, where in enumerate(own) for n in range(3)]
        + [
            citation(where, n, busy, [str(number % PARAGRAPHS + 1)])
            for number, where in enumerate(theirs)
            for n in (0, 1)
        ]
    )


def measure(rounds: int) -> None:
    """Measure all pages and print a table."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from resolutions.http.page_cache import clear_page_cache

    client = Client()
    for address in list_urls():
        client.get(address)
    gc.collect()
    gc.freeze()  # as the server does after preloading (portal/gunicorn_conf.py)
    print(
        f"{'median':>8} {'p95':>8} {'cpu':>8} {'304':>8} {'queries':>8} {'bytes':>8} {'gzip':>8}"
        f"  page ({rounds} rounds, times in ms)"
    )
    for address in list_urls():
        clear_page_cache()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            count = len(queries)
        content, tag = response.content, response.get("ETag", "")
        times, cpu = zip(*(_timed(client, address) for _ in range(rounds)), strict=True)
        again, _ = zip(*(_timed(client, address, tag) for _ in range(rounds)), strict=True)
        p95 = sorted(times)[min(round(0.95 * rounds), rounds - 1)]
        unchanged = f"{statistics.median(again):8.1f}" if tag else f"{'–':>8}"
        sizes = f"{len(content):8} {len(gzip.compress(content)):8}"
        heavy = f"  over {MAX_PAGE_BYTES // 1000} KB" if len(content) > MAX_PAGE_BYTES else ""
        figures = f"{statistics.median(times):8.1f} {p95:8.1f} {statistics.median(cpu):8.1f} {unchanged} {count:8}"
        print(f"{figures} {sizes}  {address}{heavy}")


def _timed(client: "Client", address: str, etag: str = "") -> tuple[float, float]:
    """Return milliseconds of wall-clock time and of this process's processor time; other processes add to the first."""
    from resolutions.http.page_cache import clear_page_cache

    clear_page_cache()
    clock, cpu = perf_counter(), process_time()
    client.get(address, headers={"If-None-Match": etag} if etag else None)
    return 1000 * (perf_counter() - clock), 1000 * (process_time() - cpu)


def list_urls() -> list[str]:
    """Return the addresses to measure."""
    from resolutions.models import Document

    held = [document.get_absolute_url() for document in Document.objects.held().exclude(citations_out=0).order_by("id")]
    return [
        "/",
        "/years/2017",
        *held,
        f"/{BUSY_SYMBOL}",
        f"/{BUSY_SYMBOL}/cited-by",
        f"/{BUSY_SYMBOL}/cites",
        f"/{BUSY_SYMBOL}?q=安全部門改革",
        f"/{BUSY_SYMBOL}/find?q=安全部門改革",
        "/S/RES/2151(2014)",
        "/S/RES/2553(2020)/cited-by",
        "/S/RES/2594(2021)/similar",
        "/S/RES/2553(2020)/card",
        "/CHARTER",
        "/CHARTER/ch.VII",
        "/search?q=安全部门改革",
        "/compare?a=2553&b=2594",
        "/trace?phrase=安全部门改革",
        "/S/RES/2600(2021)",
    ]


if __name__ == "__main__":
    main()
