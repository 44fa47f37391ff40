"""Facts of the Library about one resolution, from its voting data or its records."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_RESOLUTION = re.compile(r"S/RES/([1-9]\d{0,3})\s*\(\s*((?:19|20)\d\d)\s*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LibraryVote:
    """The vote of one State: its code and name as the Library prints them, and the value of its Ballot."""

    code: str
    name: str
    ballot: str
    is_permanent: bool


@dataclass(frozen=True, slots=True)
class LibraryResolution:
    """Facts of one resolution.

    ``facts`` are fields of the CatalogueEntry; what the Library leaves empty is missing. ``votes`` are those of all
    members, or empty. ``subjects`` are headings in upper case, None when the source does not tell. ``further_topics``
    are the agenda items after the first, which is ``topic_en`` of the facts.
    """

    symbol: str
    facts: Mapping[str, Any]
    votes: tuple[LibraryVote, ...] = ()
    subjects: tuple[str, ...] | None = None
    further_topics: tuple[str, ...] = ()


def parse_resolution_symbol(text: str) -> str:
    """Return the canonical symbol of a Council resolution with its year, "" for anything else.

    >>> [parse_resolution_symbol(text) for text in (" s/res/503 (1982)", "S/RES/503", "A/RES/70/1")]
    ['S/RES/503(1982)', '', '']
    """
    match = _RESOLUTION.fullmatch(text.strip())
    return f"S/RES/{match[1]}({match[2]})" if match else ""


def split_topics(printed: Iterable[str]) -> tuple[str, ...]:
    """Return the agenda items in fields of the Library, each once, without the full stop.

    >>> split_topics(["The situation in Cyprus.|Peacekeeping.", "The situation in Cyprus"])
    ('The situation in Cyprus', 'Peacekeeping')
    """
    topics = (part.strip().removesuffix(".") for text in printed for part in text.split("|"))
    return tuple(dict.fromkeys(filter(None, topics)))


def adoption_of(modality: str) -> str:
    """Return the Chinese manner of adoption for the Library's word, "" for an unknown one.

    >>> adoption_of("Vote"), adoption_of("Adopted without vote"), adoption_of("?")
    ('表决通过', '未经表决通过', '')
    """
    word = modality.strip().lower()
    if "without" in word or "acclamation" in word or "consensus" in word:
        return "未经表决通过"
    return "表决通过" if "vote" in word else ""
