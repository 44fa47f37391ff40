"""Program that publishes, withdraws and replaces made documents. The drills run it beside readers and kill around it.

    python -m bench.drills.publisher FIRST_NUMBER COUNT SECONDS

It prints a line for each change as JSON (``Change``). A change that failed may be in the database or not.
"""

import json
import random
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

from bench.drills.editions import build_text, find_edition, symbol_of

SHARE_OF_WITHDRAWALS = 0.4
UNDECIDED = -1  # edition of a change that failed before it was chosen
PAUSE_SECONDS = 0.15  # between two changes
PAUSE_AFTER_FAILURE_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one document to ``edition``, 0 when it is not published afterwards.

    ``began`` and ``ended`` are seconds of the monotonic clock, which all processes of a machine share; at ``ended`` the
    index has the change. ``error`` is empty when the change was confirmed.
    """

    number: int
    edition: int
    began: float
    ended: float
    error: str = ""


def main() -> None:
    """Change documents until the time is over."""
    import django

    django.setup()
    first, count, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    chance, end = random.Random(23), time.monotonic() + seconds
    while time.monotonic() < end:
        change = change_one(chance.randrange(first, first + count), chance.random() < SHARE_OF_WITHDRAWALS)
        print(json.dumps(asdict(change)), flush=True)
        time.sleep(PAUSE_SECONDS if not change.error else PAUSE_AFTER_FAILURE_SECONDS)


def change_one(number: int, should_withdraw: bool) -> Change:
    """Publish a withdrawn document again; withdraw a published one or give it the next edition."""
    from django.db import Error, connection

    from resolutions.models import Document
    from search import indexing

    began, edition = time.monotonic(), UNDECIDED
    try:
        document = Document.objects.get(symbol=symbol_of(number))
        newest = find_edition(document.versions.all()[0].text, number)
        edition = (0 if should_withdraw else newest + 1) if document.is_held else newest
        carry_out(document, number, edition)
        error = "" if indexing.is_indexed(Document.objects.get(pk=document.pk)) else "not in the index yet"
    except Error as raised:
        connection.close()
        error = type(raised).__name__
    return Change(number, edition, began, time.monotonic(), error)


def carry_out(document: Any, number: int, edition: int) -> None:
    """Withdraw, publish again, or replace the text by a new edition."""
    from resolutions.models import Status
    from resolutions.writing.publish import change_status, ingest_file

    if not edition:
        change_status(document, Status.WITHDRAWN)
    elif document.is_held:
        ingest_file(build_text(number, edition).encode(), f"{number}.txt")
    else:
        change_status(document, Status.PUBLISHED)


if __name__ == "__main__":
    main()
