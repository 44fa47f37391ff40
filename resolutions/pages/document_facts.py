"""What the head of a page says of a document: meeting, vote, official texts, how to quote it."""

from resolutions.exports.chinese_references import format_chinese_reference
from resolutions.exports.reference import Reference
from resolutions.models import CatalogueEntry, Document

OFFICIAL_LANGUAGES = [
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
]
_ADOPTIONS = {"unanimously": "一致通过", "without vote": "未经表决通过"}
MAX_INLINE_FACT_LENGTH = 14  # characters of a fact that shares a line with another
# What reading a heading gives by these names (``ParsedDocument.facts``); the others are the desk's own.
_HEADING = {"from": "发文", "to": "收文", "bodies": "机关", "agenda_item": "议程项目", "sections": "章节"}


def official_text_links(document: Document) -> list[tuple[str, str, str]]:
    """``(language code, name, address)`` of the official text in the six languages; none without a symbol."""
    address = document.official_url
    return (
        [(code, name, address.replace("/zh/", f"/{code}/", 1)) for code, name in OFFICIAL_LANGUAGES] if address else []
    )


def list_heading_facts(document: Document) -> list[tuple[str, str, bool]]:
    """``(name, words, whether they take a line of their own)`` of what the heading tells besides date and meeting."""
    facts = [(name, str(words)) for key, name in _HEADING.items() if (words := document.facts.get(key))]
    return [(name, words, len(words) > MAX_INLINE_FACT_LENGTH) for name, words in facts]


def format_meeting_symbol(document: Document, catalogue: CatalogueEntry | None) -> str:
    """The symbol of the meeting that adopted the document, empty when not known."""
    if catalogue and catalogue.meeting_symbol:
        return catalogue.meeting_symbol
    return f"S/PV.{document.meeting}" if document.meeting else ""


def format_vote(catalogue: CatalogueEntry | None) -> str:
    """The vote in words, empty when not recorded."""
    if catalogue is None:
        return ""
    counts = (catalogue.votes_yes, catalogue.votes_no, catalogue.votes_abstain)
    if any(count is not None for count in counts):
        names = ("赞成", "反对", "弃权")
        return "，".join(f"{name} {count or 0}" for name, count in zip(names, counts, strict=True))
    return _ADOPTIONS.get(catalogue.adoption, "")


def document_head_context(document: Document) -> dict:
    """What every page about a document shows at its head."""
    catalogue = getattr(document, "catalogue", None)
    date = document.adopted_on or (catalogue.date if catalogue else None)
    return {
        "document": document,
        "catalogue": catalogue,
        "agenda_item": document.agenda_item,
        "date": date,
        "meeting": format_meeting_symbol(document, catalogue),
        "vote": format_vote(catalogue),
        "official_texts": official_text_links(document),
        "heading": list_heading_facts(document),
        "reference": format_chinese_reference(Reference(document)),
    }
