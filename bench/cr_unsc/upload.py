"""Cost of the similar paragraphs of one upload in a kept portal: ``python -m bench.cr_unsc.upload FOLDER``.

For documents of growing length, and for a text made of so many paragraphs, it prints the number of paragraphs and the
seconds of the clock, of this process and of PostgreSQL that finding their similar paragraphs again takes.
"""

import time
from argparse import ArgumentParser
from pathlib import Path

import psutil

from bench.cr_unsc.processes import Processes
from bench.drills.temporary_portal import portal_in

LENGTHS = (1, 10, 25, 50, 99, 100, 150, 300, 595, 2000)  # paragraphs


def main() -> None:
    """Print a row for each length; the made text is removed again."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    with portal_in(options.folder) as portal:
        assert portal.postgres.process
        processes = Processes(psutil.Process(portal.postgres.process.pid))
        print(f"{'paragraphs':>10}{'pairs':>8}{'wall s':>9}{'own s':>9}{'PG s':>9}")
        for length in LENGTHS:
            print(measure(length, processes), flush=True)


def measure(length: int, processes: Processes) -> str:
    """Make a document of paragraphs of others, find the similar ones, and return a row."""
    from resolutions.models import Document, Paragraph, Status
    from resolutions.text.parsed import ParagraphKind
    from resolutions.writing.similar_paragraphs import update_similar_paragraphs

    document = Document.objects.create(slug="bench-upload", title="bench", status=Status.PUBLISHED)
    texts = Paragraph.objects.filter(kind=ParagraphKind.OPERATIVE).order_by("document", "order")
    step = max(1, texts.count() // length)
    Paragraph.objects.bulk_create(
        Paragraph(document=document, order=order, kind="body", label=f"p{order}", anchor=f"p{order}", text=text)
        for order, text in enumerate(list(texts.values_list("text", flat=True))[::step][:length])
    )
    try:
        own, postgres = processes.read_processor_seconds()
        start = time.perf_counter()
        pairs = update_similar_paragraphs([document.pk])
        clock = time.perf_counter() - start
        own_after, postgres_after = processes.read_processor_seconds()
    finally:
        document.delete()
    return f"{length:>10}{pairs:>8}{clock:>9.2f}{own_after - own:>9.2f}{postgres_after - postgres:>9.2f}"


if __name__ == "__main__":
    main()
