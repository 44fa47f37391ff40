"""Presidential statements cited by year and number in words: ``主席声明2007年第2号``."""

import re
from collections.abc import Iterator

from resolutions.text.citations.body_names import is_the_council, stands_alone
from resolutions.text.citations.mention import Mention
from resolutions.text.citations.organ import is_other_body_before
from resolutions.text.citations.pinpoint import read_pinpoint
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS, parse_number

_YEAR = rf"((?:19|20)\d\d|[一二][{CHINESE_DIGIT_CHARACTERS}]{{3}})"
_NUMBER = rf"(\d{{1,3}}|[{CHINESE_NUMERALS}]{{1,4}})"
_COUNCIL = r"(?:(?:联合国)?(?P<name>安理会|安全理事会)的?)?"
_STATEMENT = re.compile(
    rf"{_COUNCIL}(?P<president>主席)(?:的?声明(?:{_YEAR}年?第{_NUMBER}号|"
    rf"\(?第?{_YEAR}/{_NUMBER}号?\)?)|"
    rf"{_YEAR}年第{_NUMBER}号(?:主席)?声明|第{_YEAR}/{_NUMBER}号声明)"
)


def find_statement_citations(squeezed: str) -> Iterator[Mention]:
    """Yield each presidential statement; the statement of another body's president is left out."""
    for match in _STATEMENT.finditer(squeezed) if "声明" in squeezed else ():
        name = match["name"]
        ours = is_the_council(squeezed, match.start("name")) if name else _is_without_a_body(squeezed, match.start())
        year, number = (parse_number(part) for part in match.groups()[2:] if part)
        if ours and year and number and year >= 1994:  # statements have had symbols since then
            paragraphs = read_pinpoint(squeezed, match.end())
            start = match.start("president")
            yield Mention(f"S/PRST/{year}/{number}", start, match.end(), "statement_symbol", match.start(), paragraphs)


def _is_without_a_body(squeezed: str, at: int) -> bool:
    return stands_alone(squeezed, at) and not is_other_body_before(squeezed, at)
