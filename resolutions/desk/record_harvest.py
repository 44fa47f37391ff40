"""Harvest the Library's records of resolutions, the newest first, down to those seen at the last run.

The server (``settings.LIBRARY_API_URL``) sorts records by the time of their last change. Its list names addresses, its
XML has the records without that time, so the time of a page's first and last record is asked for by itself.
Each page and the progress are written in one transaction: an interrupted run goes on where it stopped.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction

from resolutions.fetching import FetchedFile
from resolutions.models import FactSource, HarvestProgress
from resolutions.writing.catalogue.library_import import apply_plan, plan_import
from resolutions.writing.catalogue.marc_records import RecordPage, RecordsError, read_records

DEFAULT_SEARCH = "symbol:S/RES/*"
PAGE_SIZE = 100  # records


class Client(Protocol):
    """The part of ``FetchClient`` that harvesting needs."""

    def get(self, url: str) -> FetchedFile:
        """Fetch an address. Raises FetchError."""


class HarvestError(Exception):
    """The server answered with something that is no list or record; the message says what."""


@dataclass(slots=True)
class HarvestResult:
    """Numbers of pages and records, of what was written, and a sentence for each record that was left out."""

    pages: int = 0
    records: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    is_complete: bool = False


def harvest(
    client: Client,
    *,
    search: str = DEFAULT_SEARCH,
    page_size: int = PAGE_SIZE,
    max_pages: int | None = None,
    report: Callable[[str], object] = lambda line: None,
) -> HarvestResult:
    """Harvest until the last record seen, an empty page or ``max_pages``; ``report`` gets a line for each page.

    Raises FetchError and HarvestError; what was written before stays, and the next run goes on from there.
    """
    result = HarvestResult()
    progress, _ = HarvestProgress.objects.get_or_create(search=search)
    previous: list[str] = []
    while max_pages is None or result.pages < max_pages:
        start = progress.next_start
        numbers = _list_numbers(client, search, start, page_size)
        if numbers and numbers == previous:
            raise HarvestError("the server gives the same page again and again")
        previous = numbers
        if numbers and not progress.run_updated:
            progress.run_updated = _updated(client, numbers[0]).isoformat()
        is_last = not numbers or _reaches_seen(client, numbers[-1], progress)
        page = _fetch_page(client, search, start, page_size) if numbers else RecordPage((), 0, ())
        _write(page, progress, len(numbers), is_last, result)
        report(f"records {start} to {start + len(numbers) - 1}: {len(page.resolutions)} resolutions")
        if is_last:
            result.is_complete = True
            break
    return result


@transaction.atomic
def _write(page: RecordPage, progress: HarvestProgress, count: int, is_last: bool, result: HarvestResult) -> None:
    plan = plan_import(page.resolutions, FactSource.RECORDS)
    if plan:
        apply_plan(plan)
    progress.next_start += count
    if is_last:
        progress.last_updated = progress.run_updated or progress.last_updated
        progress.run_updated, progress.next_start = "", 1
    progress.save()
    result.pages += 1
    result.records += page.records
    result.counts.update(plan.count())
    result.problems += page.problems


def _reaches_seen(client: Client, number: str, progress: HarvestProgress) -> bool:
    """Return true if a record is older than the newest one of the last complete run."""
    if not progress.last_updated:
        return False
    return _updated(client, number) < datetime.fromisoformat(progress.last_updated)


def _list_numbers(client: Client, search: str, start: int, limit: int) -> list[str]:
    """Return the numbers of the records on a page; only the number is taken of each address that the server names."""
    addresses = _load_json(client, f"records?{_query(search, start, limit)}").get("data")
    if not isinstance(addresses, list):
        raise HarvestError("the list of records has no data")
    numbers = [str(address).rstrip("/").rpartition("/")[2] for address in addresses]
    if bad := [number for number in numbers if not (number.isascii() and number.isdecimal())]:
        raise HarvestError(f"no number of a record: {bad[0]:.40}")
    return numbers


def _updated(client: Client, number: str) -> datetime:
    record = _load_json(client, f"records/{number}").get("data")
    printed = record.get("updated") if isinstance(record, dict) else None
    try:
        time = parsedate_to_datetime(str(printed))
    except ValueError as error:
        raise HarvestError(f"record {number} has no time of its last change: {printed!r:.60}") from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _fetch_page(client: Client, search: str, start: int, limit: int) -> RecordPage:
    file = client.get(_address(f"records?{_query(search, start, limit)}&format=xml"))
    try:
        return read_records(file.body)
    except RecordsError as error:
        raise HarvestError(f"{error}: {file.url}") from error


def _load_json(client: Client, path: str) -> dict[str, Any]:
    file = client.get(_address(path))
    try:
        value = json.loads(file.body)
    except ValueError as error:
        raise HarvestError(f"the answer is no JSON but {file.media_type or 'something else'}: {file.url}") from error
    if not isinstance(value, dict):
        raise HarvestError(f"the answer is no JSON object: {file.url}")
    return value


def _query(search: str, start: int, limit: int) -> str:
    parameters = {"search": search, "sort": "updated", "direction": "desc", "subtype": "all"}
    return urlencode(parameters | {"start": str(start), "limit": str(limit)})


def _address(path: str) -> str:
    return f"{settings.LIBRARY_API_URL}/marc/bibs/{path}"
