"""Council meetings named in prose: weak references to the record of the meeting."""

import re
from collections.abc import Iterator

from resolutions.text.citations.mention import CitationContext, Mention
from resolutions.text.citations.organ import find_organ_before
from resolutions.text.numerals import CHINESE_NUMERALS, parse_number

_MEETING = re.compile(rf"第(?P<number>\d{{1,5}}|[{CHINESE_NUMERALS}]{{1,9}})次会议(?!公报)")
# The last of these before a meeting tells if its clause names a committee.
_CLAUSE_MARK = re.compile(r"[，,。；;]|(?P<committee>委员会|工作组|小组|论坛|届会议|执行局|非洲联盟|和平与安全理事会)")


def find_meeting_references(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield each Council meeting; other bodies' meetings are left out."""
    is_of_committee, at = False, 0
    for match in _MEETING.finditer(squeezed) if "次会议" in squeezed else ():
        number = parse_number(match["number"])
        for mark in _CLAUSE_MARK.finditer(squeezed, at, match.start()):
            is_of_committee = mark.lastgroup == "committee"
        at = match.start()
        organ = find_organ_before(squeezed, match.start(), context.organ) or context.organ
        if number and organ == "S" and not is_of_committee:
            yield Mention(f"S/PV.{number}", match.start(), match.end(), "meeting", match.start(), counted=False)
