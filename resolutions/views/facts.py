"""What the head of a page says of a document: meeting, vote, official texts, how to quote it."""

from datetime import date

from resolutions.models import CatalogueEntry, Document, Kind

LANGUAGES = [
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
]
_ADOPTIONS = {"unanimously": "一致通过", "without vote": "未经表决通过"}
_BODIES = {"S": "联合国安全理事会", "A": "联合国大会", "E": "联合国经济及社会理事会"}


def official_texts(document: Document) -> list[tuple[str, str, str]]:
    """``(language code, name, address)`` of the official text in the six languages; none without a symbol."""
    address = document.official_url
    return [(code, name, address.replace("/zh/", f"/{code}/", 1)) for code, name in LANGUAGES] if address else []


def meeting_symbol(document: Document, catalogue: CatalogueEntry | None) -> str:
    """The symbol of the meeting that adopted the document, empty when not known."""
    if catalogue and catalogue.meeting_symbol:
        return catalogue.meeting_symbol
    return f"S/PV.{document.meeting}" if document.meeting else ""


def vote(catalogue: CatalogueEntry | None) -> str:
    """The vote in words, empty when not recorded."""
    if catalogue is None:
        return ""
    counts = (catalogue.votes_yes, catalogue.votes_no, catalogue.votes_abstain)
    if any(count is not None for count in counts):
        names = ("赞成", "反对", "弃权")
        return "，".join(f"{name} {count or 0}" for name, count in zip(names, counts, strict=True))
    return _ADOPTIONS.get(catalogue.adoption, "")


def reference(document: Document, day: date | None) -> str:
    """How a Chinese text quotes the document; a paragraph's place follows it.

    联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)
    """
    title = document.title
    if document.kind == Kind.RESOLUTION and title.startswith("第"):
        title = _BODIES.get(document.organ, "") + title
    parts = [title, f"{day.year}年{day.month}月{day.day}日" if day else ""]
    if document.symbol not in title:
        parts.append(document.symbol)
    return "，".join(part for part in parts if part)


def head_facts(document: Document) -> dict:
    """What every page about a document shows at its head."""
    catalogue = getattr(document, "catalogue", None)
    date = document.adopted_on or (catalogue.date if catalogue else None)
    return {
        "document": document,
        "catalogue": catalogue,
        "agenda_item": catalogue.agenda_item if catalogue else None,
        "date": date,
        "meeting": meeting_symbol(document, catalogue),
        "vote": vote(catalogue),
        "official_texts": official_texts(document),
        "reference": reference(document, date),
    }
