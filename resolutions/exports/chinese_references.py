"""References in Chinese: the plain form of printed texts, and the national standard GB/T 7714."""

from datetime import date

from resolutions.exports.reference import PUBLISHER, PUBLISHER_PLACE, Reference
from resolutions.models import Kind


def format_chinese_reference(reference: Reference) -> str:
    """Format a reference as printed Chinese texts do.

    联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)，第12段
    """
    title = _full_title(reference)
    day = reference.day
    symbol = "" if reference.symbol in title else reference.symbol
    parts = [title, f"{day.year}年{day.month}月{day.day}日" if day else "", symbol, reference.place]
    return "，".join(part for part in parts if part)


def _full_title(reference: Reference) -> str:
    """Return the title with the full name of the body that adopted the document."""
    title = reference.title
    if reference.document.kind == Kind.RESOLUTION and title.startswith("第"):
        return reference.author + title
    return PUBLISHER + title if title.startswith(("大会第", "安全理事会")) else title


def format_gbt7714(reference: Reference, read_on: date) -> str:
    """Format a reference by GB/T 7714—2015, section 8, as a report on line; ``read_on`` is the day of access.

    联合国安全理事会. 第2553(2020)号决议: S/RES/2553(2020)[R/OL]. 纽约: 联合国, 2020: 第12段(2020-12-03)[2026-11-21]. https://…
    """
    symbol = "" if reference.symbol in reference.title else f": {reference.symbol}"
    author = f"{reference.author}. " if reference.author else ""
    published = f"{PUBLISHER_PLACE}: {PUBLISHER}" + (f", {reference.year}" if reference.year else "")
    place = f": {reference.place}" if reference.place else ""
    day = f"({reference.day.isoformat()})" if reference.day else ""
    return f"{author}{reference.title}{symbol}[R/OL]. {published}{place}{day}[{read_on.isoformat()}]. {reference.url}."
