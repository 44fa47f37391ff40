"""Lockout after wrong passwords: of a user name from one address, and of an address that tries many names.

django-axes counts failed logins in the database, one row for each user name, address and browser. A row counts until
``AXES_COOLOFF_TIME`` after its last failure. Attempts during a lockout are not counted and do not prolong it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Lockout:
    """``username`` is None when the address is locked for every name; ``until`` is the end, exclusive."""

    username: str | None
    address: str
    failures: int
    until: datetime


class LoginHandler(AxesDatabaseHandler):
    """Refuse an address that failed ``LOGIN_FAILURES_PER_ADDRESS`` times, for whatever names.

    A successful login forgets the failures of its own name only: a sprayer with an account cannot reset the count.
    """

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Return True when the name from this address, or the address itself, is locked."""
        return super().is_locked(request, credentials) or find_address_lockout(_address(request)) is not None


def render_lockout(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Render the page that says what is locked and until when, with status 429; called by django-axes."""
    username, address = get_client_username(request, credentials), _address(request)
    lockout = find_address_lockout(address) or find_name_lockout(username, address)
    context = {"lockout": lockout, "title": gettext("请稍后再登录")}
    response = render(request, "admin/desk/locked.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    if lockout:
        response["Retry-After"] = str(max(1, ceil((lockout.until - timezone.now()).total_seconds())))
    return response


def find_address_lockout(address: str | None) -> Lockout | None:
    """Return the lockout of an address for all names; one query."""
    return _lockout(None, address, _counting_attempts().filter(ip_address=address), _address_limit())


def find_name_lockout(username: str | None, address: str | None) -> Lockout | None:
    """Return the lockout of a user name from an address; one query."""
    return _lockout(
        username, address, _counting_attempts().filter(username=username, ip_address=address), _name_limit()
    )


def list_lockouts() -> list[Lockout]:
    """Return all present lockouts, addresses first; one query."""
    attempts = sorted(_counting_attempts(), key=lambda row: (row.ip_address or "", row.username or ""))
    addresses = [
        _lockout(None, address, list(rows), _address_limit())
        for address, rows in groupby(attempts, attrgetter("ip_address"))
    ]
    names = [
        _lockout(username, address, list(rows), _name_limit())
        for (address, username), rows in groupby(attempts, attrgetter("ip_address", "username"))
    ]
    return [lockout for lockout in addresses + names if lockout]


def unlock(address: str, username: str | None = None) -> int:
    """Forget the failures from an address, of one name or of all; return the number of rows removed."""
    attempts = AccessAttempt.objects.filter(ip_address=address)
    return (attempts.filter(username=username) if username else attempts).delete()[0]


def remove_expired_attempts() -> int:
    """Remove the rows that do not count any more; return their number."""
    return AccessAttempt.objects.filter(attempt_time__lte=_cool_off_threshold()).delete()[0]


def _address(request: HttpRequest) -> str | None:
    return getattr(request, "axes_ip_address", None)


def _counting_attempts() -> QuerySet[AccessAttempt]:
    return AccessAttempt.objects.filter(attempt_time__gt=_cool_off_threshold())


def _cool_off_threshold() -> datetime:
    return timezone.now() - _cool_off()


def _lockout(
    username: str | None, address: str | None, attempts: Iterable[AccessAttempt], limit: int
) -> Lockout | None:
    """Return the lockout that ``attempts`` make; it ends when so many rows have expired that fewer failures count."""
    rows = sorted(attempts, key=attrgetter("attempt_time"))
    failures = left = sum(row.failures_since_start for row in rows)
    if failures < limit:
        return None
    for row in rows:
        left -= row.failures_since_start
        if left < limit:
            return Lockout(username, address or "", failures, row.attempt_time + _cool_off())
    raise AssertionError("the last row leaves no failures")


def _cool_off() -> timedelta:
    return get_cool_off() or timedelta()


def _name_limit() -> int:
    return get_failure_limit(None, None)


def _address_limit() -> int:
    return settings.LOGIN_FAILURES_PER_ADDRESS
