"""Evidence beside the Chinese heading: language and damage of the whole text, and the name of its file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from resolutions.text.damage import Damage, count_characters, find_damage
from resolutions.text.file_names import FileName, read_file_name
from resolutions.text.foreign_heading import read_foreign_heading
from resolutions.text.heading import Heading
from resolutions.text.language import CHINESE, LANGUAGE_NAMES, detect_language
from resolutions.text.symbols import describe_symbol

SYMBOL_SOURCE = "symbol_source"  # key of ``ParsedDocument.facts`` for a symbol that the text does not print
FROM_FILE_NAME, FROM_CATALOGUE = "file_name", "catalogue"
UNREADABLE = "zxx"  # the code of ISO 639-3 for no linguistic content
_OWN_SYMBOLS = ("resolution", "statement", "meeting", "decision")  # kinds that their symbols tell


@dataclass(frozen=True, slots=True)
class Evidence:
    """``language`` is a code of ``LANGUAGE_NAMES`` or ``UNREADABLE``; ``damage`` is None for a sound text."""

    language: str
    damage: Damage | None
    file: FileName


def gather_evidence(text: str, file_name: str = "") -> Evidence:
    """Return what the characters of a text and the name of its file tell. No input raises."""
    characters = count_characters(text)
    damage = find_damage(text, characters)
    language = UNREADABLE if damage and damage.is_unreadable else detect_language(text, characters)
    return Evidence(language, damage, read_file_name(file_name))


def add_foreign_heading(heading: Heading, text: str, evidence: Evidence) -> Heading:
    """Fill the heading of a text in another language; the date is then that of adoption, not of distribution.

    The kind is the one that this heading or the symbol tells, because the structure was read as that of a Chinese text.
    """
    if evidence.language in (CHINESE, UNREADABLE):
        return heading
    foreign = read_foreign_heading(text)
    symbol = heading.symbol or foreign.symbol
    facts = describe_symbol(symbol)
    return replace(
        heading,
        symbol=symbol,
        organ=heading.organ or foreign.organ or facts.organ,
        kind=_foreign_kind(heading, foreign, facts.kind if symbol else "", evidence.language),
        date=foreign.date or heading.date,
        meeting=foreign.meeting or heading.meeting,
    )


def _foreign_kind(heading: Heading, foreign: Heading, kind_of_symbol: str, language: str) -> str:
    """Return the kind that the heading or the symbol tells; the structure knows the letters in English."""
    if language == "en" and heading.kind == "letter" and not foreign.kind:
        return heading.kind
    return foreign.kind or kind_of_symbol or "other"


def add_file_symbol(heading: Heading, file: FileName) -> Heading:
    """Fill a missing symbol with that in the name of the file, if it can be that of the text."""
    if heading.symbol or not file.symbol or not _fits(file, heading):
        return heading
    return replace(heading, symbol=file.symbol, organ=heading.organ or describe_symbol(file.symbol).organ)


def choose_title(own_title: str, evidence: Evidence) -> str:
    """Return the title of a text without a symbol: its own where that can be read, otherwise the name of its file.

    >>> choose_title("\\ue001\\ue002", gather_evidence("\\ue001\\ue002", "关于西非的报告.pdf"))
    '关于西非的报告'
    """
    return (
        own_title
        if is_readable_title(own_title) and evidence.language != UNREADABLE
        else evidence.file.stem or own_title
    )


def is_readable_title(title: str) -> bool:
    """Return True if a title has letters and no damage."""
    return sum(map(str.isalpha, title)) > 1 and not find_damage(title)


def find_evidence_warnings(printed: str, chosen: str, evidence: Evidence) -> Iterator[str]:
    """Yield warnings on damage, language and the name of the file.

    ``printed`` is the symbol in the text, ``chosen`` the one after ``add_file_symbol``; each is empty when unknown.
    """
    if evidence.damage:
        yield evidence.damage.sentence
    if evidence.language not in (CHINESE, UNREADABLE):
        yield f"这是{LANGUAGE_NAMES[evidence.language]}，不是中文本"
    file = evidence.file
    if file.language and evidence.language != UNREADABLE and file.language != evidence.language:
        yield f"文件名标明{LANGUAGE_NAMES[file.language]}，读到的却是{LANGUAGE_NAMES[evidence.language]}"
    if not file.symbol:
        return
    if chosen and not printed:
        yield f"文号 {chosen} 取自文件名，文本中没有印出，请核对"
    elif file.is_bare:
        return
    elif not chosen:
        yield f"文件名所示文号 {file.symbol} 与文本的类型、机关或年份不符，没有采用"
    elif not _agree(chosen, file.symbol):
        yield f"文件名所示文号 {file.symbol} 与文本的 {chosen} 不同，请核对"


def _fits(file: FileName, heading: Heading) -> bool:
    """Return True if the symbol in the name can be that of the text: by kind, organ and, at the Council, year."""
    facts = describe_symbol(file.symbol)
    if heading.kind in _OWN_SYMBOLS:
        same_year = not (heading.date and facts.organ == "S" and facts.year) or heading.date.year == facts.year
        return (facts.kind, facts.organ) == (heading.kind, heading.organ) and same_year
    return not file.is_bare and (heading.kind == "other" or facts.kind == "other")


def _agree(symbol: str, other: str) -> bool:
    """Compare letters and digits: a name of a file has no brackets, and a symbol may lack its year."""
    bare, bare_other = (re.sub(r"[^0-9A-Z]", "", one.upper()) for one in (symbol, other))
    return bare == bare_other or symbol.partition("(")[0] == other or symbol == other.partition("(")[0]
