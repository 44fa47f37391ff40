"""Committees named by the resolutions that established them: ``1540委员会``, ``第1267/1989/2253号委员会``."""

import re
from collections.abc import Iterator

from resolutions.text.citations.mention import CitationContext, Mention

_COMMITTEE = re.compile(
    r"(?<![\d(./])第?(?P<numbers>\d{3,4}(?:[/、,]\d{3,4})*(?:和\d{3,4})?)号?"
    r"(?=(?:制裁|分析支助和|分析支持和)?(?:委员会|委(?!员)|监测组|监测小组|专家组|专家小组)|制裁(?:名单|制度|清单))"
)
_NAMES = ("委", "组", "制裁")  # one of which the pattern needs: a cheap test before it
_NUMBER = re.compile(r"\d{3,4}")


def find_committee_citations(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield the resolution of each number; a number that no resolution has is left out."""
    if not any(name in squeezed for name in _NAMES):
        return
    for match in _COMMITTEE.finditer(squeezed):
        for part in _NUMBER.finditer(squeezed, match.start("numbers"), match.end("numbers")):
            if year := context.catalogue.council_year(int(part[0])):
                yield Mention(f"S/RES/{int(part[0])}({year})", part.start(), part.end(), "committee", match.start())
