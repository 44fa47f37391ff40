"""Find the text that a new file may be another version of; one rule for uploads and for the command."""

from dataclasses import dataclass

from resolutions.desk.duplicates import find_near_duplicate
from resolutions.models import Document, Status
from resolutions.text.parsed import ParsedDocument
from resolutions.writing.catalogue import find_catalogue_document
from resolutions.writing.translations import keeps_chinese_text


@dataclass(frozen=True, slots=True)
class ExistingText:
    """``document`` has a text that the new one resembles.

    ``share`` (0 to 1) is that of common text; None where symbol, or date and meeting, tell that both are one document.
    ``has_other_symbol`` is True when both texts have a symbol: they are nearly the same and two documents.
    """

    document: Document
    share: float | None = None
    has_other_symbol: bool = False


def find_existing_text(parsed: ParsedDocument, text: str, symbol: str = "") -> ExistingText | None:
    """Return the text that ``text`` may replace, by symbol, by the catalogue or by its words; up to four queries.

    ``symbol`` is the one that the editor named for a text without its own. A text in another language replaces no
    Chinese text.
    """
    same = _find_by_symbol(parsed.symbol or symbol) or find_catalogue_document(parsed)
    if same and same.status != Status.STUB:
        return None if keeps_chinese_text(same, parsed) else ExistingText(same)
    near = find_near_duplicate(text)
    return ExistingText(*near, bool(parsed.symbol and near[0].symbol)) if near else None


def _find_by_symbol(symbol: str) -> Document | None:
    return Document.objects.filter(symbol=symbol).exclude(symbol="").first()
