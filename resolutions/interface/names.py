"""Names that records hold in Chinese and in English: agenda items, subjects, States."""

from typing import Protocol

from resolutions.interface.languages import SIMPLIFIED, TAGS, TRADITIONAL, current_language, is_english
from resolutions.interface.traditional import to_traditional


class Named(Protocol):
    """A record with a name in both languages; either may be missing."""

    name_zh: str
    name_en: str


def name_in_language(record: Named | None) -> str:
    """Return the name in the language of the interface, or in the other language when that is the only one."""
    if record is None:
        return ""
    if is_english():
        return english_name(record) or record.name_zh
    return in_script(record.name_zh) or english_name(record)


def english_name(record: Named) -> str:
    """Return the English name as pages print it: of a State without the capitals of the Library."""
    return getattr(record, "spelled_name_en", record.name_en)


def in_script(name: str) -> str:
    """Return a Chinese name in the characters of the interface; unchanged in an English one."""
    return to_traditional(name) if current_language() == TRADITIONAL else name


def name_lang(record: Named | None) -> str:
    """Return the tag of the language of ``name_in_language`` where it is not that of the interface, otherwise ""."""
    if record is None:
        return ""
    if is_english():
        return "" if record.name_en else TAGS[SIMPLIFIED]
    return "" if record.name_zh else "en"
