"""References as printed Chinese texts have them, by GB/T 7714 and by the Chinese legal citation manual."""

from datetime import date

from resolutions.exports.reference import PUBLISHER, PUBLISHER_PLACE, Reference
from resolutions.models import Kind
from resolutions.models.choices import chinese_display

# Names of bodies in the legal citation manual, rule 86.
_MANUAL_NAMES = {"S": "联合国安理会", "A": "联合国大会", "E": "联合国经社理事会"}


def format_chinese_reference(reference: Reference) -> str:
    """Format a reference as printed Chinese texts do.

    联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)，第12段
    """
    title = _full_title(reference)
    symbol = "" if reference.symbol in title else reference.symbol
    return _join(title, _chinese_day(reference.day), symbol, reference.place)


def _full_title(reference: Reference) -> str:
    """Return the title with the full name of the body that adopted the document."""
    title = reference.title
    if reference.document.kind == Kind.RESOLUTION and title.startswith("第"):
        return reference.author + title
    return PUBLISHER + title if title.startswith(("大会第", "安全理事会")) else title


def format_legal_reference(reference: Reference) -> str:
    """Format a reference by 《法学引注手册》, rule 86, for documents of the United Nations.

    《第2553(2020)号决议》，联合国安理会决议，S/RES/2553(2020)，第12段
    """
    document, symbol = reference.document, reference.symbol
    body = _MANUAL_NAMES.get(document.organ, PUBLISHER) if reference.is_written_by_the_body else ""
    described = f"{body}{chinese_display(document, 'kind')}" if body else ""
    dated = "" if symbol else _chinese_day(reference.day)
    return _join(f"《{_inner_marks(reference.title)}》", described, dated, symbol, reference.place) + "。"


def _inner_marks(title: str) -> str:
    """Return a title for a place between 《》: its own 《》 become 〈〉."""
    return title.replace("《", "〈").replace("》", "〉")


def _chinese_day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _join(*parts: str) -> str:
    return "，".join(part for part in parts if part)


def format_gbt7714(reference: Reference) -> str:
    """Format a reference by GB/T 7714—2025 as a report on line, with the marks of a Chinese text.

    联合国安全理事会. 第2553(2020)号决议：S/RES/2553(2020)[R/OL]. 纽约：联合国，2020：第12段. https://…
    """
    return _standard_reference(reference, colon="：", comma="，")


def format_gbt7714_2015(reference: Reference, read_on: date | str) -> str:
    """Format a reference by GB/T 7714—2015, section 8, as a report on line; ``read_on`` is the day of access.

    联合国安全理事会. 第2553(2020)号决议: S/RES/2553(2020)[R/OL]. 纽约: 联合国, 2020: 第12段(2020-12-03)[2026-11-21]. https://…
    """
    day = f"({reference.day.isoformat()})" if reference.day else ""
    return _standard_reference(reference, colon=": ", comma=", ", dates=f"{day}[{read_on}]")


def _standard_reference(reference: Reference, *, colon: str, comma: str, dates: str = "") -> str:
    author = f"{reference.author}. " if reference.author else ""
    symbol = f"{colon}{reference.symbol}" if reference.symbol and reference.symbol not in reference.title else ""
    published = f"{PUBLISHER_PLACE}{colon}{PUBLISHER}" + (f"{comma}{reference.year}" if reference.year else "")
    place = f"{colon}{reference.place}" if reference.place else ""
    return f"{author}{reference.title}{symbol}[R/OL]. {published}{place}{dates}. {reference.url}."
