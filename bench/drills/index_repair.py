"""Measure a repair of the index: memory, time, and how long another writer waits meanwhile.

    python -m bench.drills.index_repair ../shared/scale/laws-hans.tar.xz [--documents 3259]

The texts are published documents of a temporary database. ``index --repair`` runs in a process of its own, first
without an index, then with an index in which a third of the documents is out of date. Another process takes the write
lock again and again and notes the longest wait. Peak memory is VmHWM of ``/proc/PID/status`` in MiB.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.search.corpus import build_parser, parse_options, read_texts
from portal.local.postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[2]
POLL_SECONDS = 0.05


def main() -> None:
    """Fill a temporary portal and print a table."""
    parser = build_parser(__doc__)
    parser.set_defaults(documents=3259)
    options = parse_options(parser)
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder, "postgres"), durable=False) as server:
        Path(folder).chmod(0o711)  # started by root, the server runs under another uid
        data = Path(folder, "data")
        (data / "static").mkdir(parents=True)
        key = "a key for this drill only, long enough for the check of its length"
        os.environ |= {"DATABASE_URL": server.url, "DATA_DIR": str(data), "DEBUG": "0", "HTTPS": "0", "SECRET_KEY": key}
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, check=True)
        import django

        django.setup()
        fill_database(options.texts, options.documents)
        print(f"{'repair':<40}{'seconds':>9}{'peak MiB':>10}{'longest wait of a writer, s':>29}", flush=True)
        measure("no index")
        age_documents()
        measure("a third of the documents out of date")
        measure("nothing to do")
        size = sum(path.stat().st_size for path in (data / "index").rglob("*") if path.is_file())
        print(f"index: {size / 2**20:.0f} MiB, {verify_seconds():.2f} s to read all of it for its checksums")


def fill_database(archive: Path, count: int) -> None:
    """Store the first ``count`` texts as published documents."""
    from django.utils import timezone

    from resolutions.models import Document, Paragraph, Status

    for source in read_texts(archive, count):
        document = Document.objects.create(
            symbol=f"S/RES/{source.key}({source.year})",
            title=source.title,
            status=Status.PUBLISHED,
            kind="resolution",
            organ="S",
            year=source.year,
            adopted_on=source.date,
            published_at=timezone.now(),
        )
        Paragraph.objects.bulk_create(
            Paragraph(document=document, order=order, kind=p.kind, label=p.label, anchor=p.anchor, text=p.text)
            for order, p in enumerate(source.passages)
        )


def age_documents() -> None:
    """Change a third of the documents without telling the index."""
    from django.db.models import F

    from resolutions.models import Document

    Document.objects.annotate(rest=F("pk") % 3).filter(rest=0).update(citations_in=F("citations_in") + 1)


def measure(name: str) -> None:
    """Run the repair and print its row."""
    from tests.search.default_index import default_index

    started, peak, waits = time.monotonic(), 0.0, [0.0]
    process = subprocess.Popen([sys.executable, "manage.py", "index", "--repair"], cwd=ROOT, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, read_peak(process.pid))
        asked = time.monotonic()
        with default_index().write_lock():
            waits.append(time.monotonic() - asked)
        time.sleep(POLL_SECONDS)
    print(f"{name:<40}{time.monotonic() - started:>9.1f}{peak:>10.0f}{max(waits):>29.2f}", flush=True)
    if process.returncode:
        sys.exit("the repair failed")


def read_peak(pid: int) -> float:
    """Return the peak memory of a process in MiB, 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def verify_seconds() -> float:
    """Return the time that one verification of all files takes."""
    from tests.search.default_index import default_index

    started = time.monotonic()
    default_index().verify()
    return time.monotonic() - started


if __name__ == "__main__":
    main()
