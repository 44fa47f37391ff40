"""What a document cites, grouped by verb and theme."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from resolutions.models import Citation, Document

NO_VERB = "未带引用动词"


@dataclass(frozen=True, slots=True)
class Group:
    """Members under one name; ``count`` counts citations."""

    name: str
    count: int
    members: list


def by_verb_and_theme(citations: Iterable[Citation]) -> list[Group]:
    """Groups by verb of groups by theme of ``(document, address, count)``; the largest first.

    A document cited twice under one theme stands once, with its count.
    """
    return [
        Group(
            verb,
            len(members),
            [Group(theme, len(cited), _targets(cited)) for theme, cited in _grouped(members, lambda item: item.theme)],
        )
        for verb, members in _grouped(citations, lambda item: item.verb or NO_VERB)
    ]


def _grouped(members: Iterable[Citation], name: Callable[[Citation], str]) -> list[tuple[str, list[Citation]]]:
    """Members by name, the largest group first, groups of one size in their first order."""
    groups: dict[str, list[Citation]] = {}
    for member in members:
        groups.setdefault(name(member), []).append(member)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _targets(citations: list[Citation]) -> list[tuple[Document, str, int]]:
    """Each cited document once, in its first order."""
    counts: dict[Any, int] = {}
    documents = {}
    for citation in citations:
        counts[citation.target_id] = counts.get(citation.target_id, 0) + 1
        documents[citation.target_id] = citation.target
    return [(documents[pk], documents[pk].get_absolute_url(), count) for pk, count in counts.items()]
