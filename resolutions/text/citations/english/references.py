"""Other English mentions: statements in words, committees named by number, meetings, ibidem."""

import re
from collections.abc import Iterator

from resolutions.text.citations.english.names import find_english_organ_before
from resolutions.text.citations.english.pinpoint import read_english_pinpoint
from resolutions.text.citations.mention import CitationContext, Mention

_STATEMENT = re.compile(
    r"(?i:(?:presidential statements?|statements? (?:by|of) (?:its|the) president(?: of the (?:security )?council)?|"
    r"president(?:['’]s|ial) statements?)) ?(?:Nos?\.? ?)?\(?(?P<year>(?:19|20)\d\d)/(?P<number>\d{1,3})(?!\d)\)?"
    r"|(?<![A-Za-z/])PRST ?/ ?(?P<year_2>(?:19|20)\d\d)/(?P<number_2>\d{1,3})(?!\d)"
)
_COMMITTEE = re.compile(
    r"(?<![\d(./\-])(?P<numbers>\d{3,4}(?:[/,]\d{3,4}){0,4}(?: ?and \d{3,4})?)"
    r"(?= ?(?:(?:\(?[A-Z][\w’'\-]*\)?|and) ?){0,6}(?:[Ss]anctions ?)?"
    r"(?:[Cc]ommittees?|Monitoring (?:Team|Group)|Panel of Experts|Group of Experts|Team)\b"
    r"| [Ss]anctions? ?(?:[Ll]ist|regime|measures))"
)
_MEETING = re.compile(
    r"(?P<number>\d{1,2},?\d{3}|\d{1,4})(?:st|nd|rd|th) "
    r"(?:\((?:closed|private|resumed|open|Part [IVX]+)[^()]{0,20}\) ?)?"
    r"(?:(?:closed|private|formal|open) )?meeting(?! of (?!the (?:Security )?Council))\b"
)
_ANOTHER_MEETING = re.compile(
    r"(?:plenary|Committee|Commission|Assembly|Board|Working Group|Conference|Tribunal)\b", re.I
)
_IBIDEM = re.compile(r"\b[Ii]bid\.?")
_LONGEST_CLAUSE = 120


def find_english_statements(squeezed: str) -> Iterator[Mention]:
    """Yield each presidential statement that is named by year and number; symbols are found elsewhere."""
    for match in _STATEMENT.finditer(squeezed):
        year, number = match["year"] or match["year_2"], match["number"] or match["number_2"]
        if int(year) >= 1994:  # statements have had symbols since then
            symbol = f"S/PRST/{year}/{int(number)}"
            paragraphs = read_english_pinpoint(squeezed, match.start(), match.end())
            yield Mention(symbol, match.start(), match.end(), "statement_symbol", match.start(), paragraphs)


def find_english_committees(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield the resolution of each number in the name of a committee: the 1267/1989/2253 Committee."""
    for match in _COMMITTEE.finditer(squeezed):
        parts = list(re.finditer(r"\d{3,4}", match["numbers"]))
        years = [context.catalogue.council_year(int(part[0])) for part in parts]
        if all(years):
            for part, year in zip(parts, years, strict=True):
                start = match.start() + part.start()
                yield Mention(f"S/RES/{int(part[0])}({year})", start, start + len(part[0]), "committee", match.start())


def find_english_meetings(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield each meeting of the Council: a weak reference to its record."""
    for match in _MEETING.finditer(squeezed):
        begin = max(0, match.start() - _LONGEST_CLAUSE)
        clause = re.split(r"[.;]", squeezed[begin : match.start()])[-1]
        if _ANOTHER_MEETING.search(clause) or _ANOTHER_MEETING.match(squeezed, match.end() + 8):
            continue
        is_ours = squeezed.startswith((" of the Security Council", " of the Council"), match.end())
        organ = find_english_organ_before(squeezed, match.start(), context.organ) or context.organ
        number = int(match["number"].replace(",", ""))
        if number and (is_ours or organ == "S"):
            yield Mention(f"S/PV.{number}", match.start(), match.end(), "meeting", match.start(), counted=False)


def find_ibidem(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield *ibid.* of a footnote: the document of the note before."""
    for match in _IBIDEM.finditer(squeezed) if context.ibidem_symbol else ():
        paragraphs = read_english_pinpoint(squeezed, match.start(), match.end())
        yield Mention(context.ibidem_symbol, match.start(), match.end(), "ibidem", match.start(), paragraphs)
