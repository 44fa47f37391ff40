"""Days and times as the language of the interface writes them."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import pgettext


def format_day(day: date | None) -> str:
    """Write a day: ``2000年10月31日``, ``31 October 2000``; "" without one."""
    return date_format(day, pgettext("format of a day", "Y年n月j日")) if day else ""


def format_month_day(day: date) -> str:
    """Write a day of a year that is known: ``10月31日``, ``31 October``."""
    return date_format(day, pgettext("format of a day without its year", "n月j日"))


def format_minute(moment: datetime | None) -> str:
    """Write a time in the portal's time zone, to the minute: ``2026年3月1日 09:05``; "" without one."""
    return date_format(localtime(moment), pgettext("format of a day with its time", "Y年n月j日 H:i")) if moment else ""
