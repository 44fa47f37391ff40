"""Council meetings named in prose: weak references to the record of the meeting."""

import re
from collections.abc import Iterator

from resolutions.text.citations.mention import CitationContext, Mention
from resolutions.text.citations.organ import find_organ_before
from resolutions.text.numerals import CHINESE_NUMERALS, parse_number

_MEETING = re.compile(rf"第(?P<number>\d{{1,5}}|[{CHINESE_NUMERALS}]{{1,9}})次会议(?!公报)")
_COMMITTEE = re.compile(r"委员会|工作组|小组|论坛|届会议|执行局|非洲联盟|和平与安全理事会")


def find_meeting_references(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield each Council meeting; other bodies' meetings are left out."""
    for match in _MEETING.finditer(squeezed):
        number = parse_number(match["number"])
        clause = squeezed[max(squeezed.rfind(mark, 0, match.start()) for mark in "，,。；;") + 1 : match.start()]
        organ = find_organ_before(squeezed, match.start(), context.organ) or context.organ
        if number and organ == "S" and not _COMMITTEE.search(clause):
            yield Mention(f"S/PV.{number}", match.start(), match.end(), "meeting", match.start(), counted=False)
