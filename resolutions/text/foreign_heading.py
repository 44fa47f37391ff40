"""Heading of a resolution or presidential statement in the other official languages.

Source: documents S/RES/…, A/RES/… and S/PRST/… in English, French, Spanish, Russian and Arabic.
"""

import re
from dataclasses import replace
from itertools import islice

from resolutions.text.dates import read_foreign_date
from resolutions.text.heading import Heading
from resolutions.text.symbols import assembly_symbol, council_resolution_symbol, normalize_symbol

_HEAD_LENGTH = 4000  # characters; the letterhead and the heading of the longest documents
_LETTERHEAD_LINES = 12  # that hold text
_SYMBOL = re.compile(r"[SAE]/[A-Z\d][A-Z\d.\-/]{1,40}(?: ?\([A-Za-z\d. ]{1,12}\))?(?:/[A-Za-z]{3,4}\.\d{1,3})?")
_NEAR = 300  # characters from the number of a resolution to the words of its adoption
_MEETING = re.compile(
    r"(?<!\d)(\d{1,5})(?:st|nd|rd|th|e|ème|re|ª|a|-м|-е|-го)?\s(?:\(\w+\)\s)?(?:meeting|séance|sesión|заседани)|"
    r"جلسته(?:ا)?\s(\d{1,5})",
    re.I,
)
_COUNCIL_RESOLUTION = re.compile(r"(?:Resolution|Résolution|Resolución|Резолюция|القرار)\s(\d{1,4})\s?\((\d{4})\)")
_COUNCIL_ADOPTION = re.compile(
    r"adopted by the Security Council|adoptée par le Conseil de sécurité|aprobada por el Consejo de Seguridad|"
    r"принятая Советом Безопасности|اتخذه مجلس الأمن",
    re.I,
)
_ASSEMBLY_ADOPTION = re.compile(
    r"adopted by the General Assembly|adoptée par l[’']Assemblée générale|aprobada por la Asamblea General|"
    r"принятая Генеральной Ассамблеей|اتخذته الجمعية العامة",
    re.I,
)
_ASSEMBLY_NUMBER = re.compile(
    r"(?<![\d/])(\d{2}/\d{1,3}[A-Z]?|\d{1,4}[A-Z]?\s?\([IVXLC]{1,7}\)|E?S-\d{1,2}/\d{1,3})\.\s"
)
_STATEMENT = re.compile(
    r"Statement by the President of the Security Council|Déclaration du Président du Conseil de sécurité|"
    r"Declaración de la Presidencia del Consejo de Seguridad|Заявление Председателя Совета Безопасности|"
    r"بيان من رئيس(?:ة)? مجلس الأمن",
    re.I,
)


def read_foreign_heading(text: str) -> Heading:
    """Read symbol, kind, date and meeting from the beginning of a text in another language than Chinese.

    >>> adopted = "Adopted by the Security Council at its 9836th meeting, on 15 January 2025"
    >>> heading = read_foreign_heading(f"Resolution 2768 (2025) {adopted}")
    >>> heading.symbol, heading.date, heading.meeting
    ('S/RES/2768(2025)', datetime.date(2025, 1, 15), 9836)

    A value that the text does not state is empty. A symbol alone on one of the first lines is the document's own.
    No input raises.
    """
    heading = _read_adoption(" ".join(text[:_HEAD_LENGTH].split()))
    lines = filter(None, (line.strip() for line in text[:_HEAD_LENGTH].splitlines()))
    symbol = next((line for line in islice(lines, _LETTERHEAD_LINES) if _SYMBOL.fullmatch(line)), "")
    return heading if heading.symbol or not symbol else replace(heading, symbol=normalize_symbol(symbol) or "")


def _read_adoption(head: str) -> Heading:
    if (number := _COUNCIL_RESOLUTION.search(head)) and (
        adoption := _COUNCIL_ADOPTION.search(head, number.end(), number.end() + _NEAR)
    ):
        symbol = council_resolution_symbol(int(number[1]), int(number[2])) or ""
        return _dated(Heading(symbol, "S", "resolution"), head[adoption.end() : adoption.end() + _NEAR])
    if adoption := _ASSEMBLY_ADOPTION.search(head):
        printed = _ASSEMBLY_NUMBER.search(head, adoption.end())
        symbol = (assembly_symbol(printed[1]) if printed else "") or ""
        return _dated(Heading(symbol, "A", "resolution"), head[adoption.end() : adoption.end() + _NEAR])
    if statement := _STATEMENT.search(head):
        return _dated(Heading("", "S", "statement"), head[statement.end() :])
    return Heading()


def read_foreign_meeting(text: str) -> int | None:
    """Return the number of the first meeting in ``text`` in one of the five other official languages."""
    match = _MEETING.search(text)
    return int(match[1] or match[2]) if match else None


def _dated(heading: Heading, text: str) -> Heading:
    """Add the first date and meeting of ``text``."""
    return replace(heading, date=read_foreign_date(text), meeting=read_foreign_meeting(text))
