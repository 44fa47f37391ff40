"""Texts in other languages than Chinese: they never replace a Chinese text, and a Chinese text replaces them.

An English text beside a Chinese one is kept in tables of its own (``translation_texts``).
"""

from resolutions.models import Document, Status, Translation
from resolutions.text.language import CHINESE
from resolutions.text.parsed import ParsedDocument


def has_chinese_text(document: Document) -> bool:
    """Return True if the text in force is Chinese, or was stored before languages were told; one query."""
    return document.versions.values_list("language", flat=True).first() in ("", CHINESE)


def is_read_translation(document: Document, parsed: ParsedDocument) -> bool:
    """Return True if the text is kept beside the Chinese one as that of its language; one query at most.

    A discarded document is left alone.
    """
    is_read = parsed.language in dict(Translation.LANGUAGES) and document.status != Status.DISCARDED
    return is_read and has_chinese_text(document)


def keeps_chinese_text(document: Document, parsed: ParsedDocument) -> bool:
    """Return True if a new text in another language must not replace the document's Chinese text."""
    return parsed.language != CHINESE and has_chinese_text(document)


def replaces_translation(document: Document, parsed: ParsedDocument) -> bool:
    """Return True if a new Chinese text takes the place of a draft in another language."""
    is_translation = document.status == Status.DRAFT and not has_chinese_text(document)
    return parsed.language == CHINESE and is_translation
