"""What a document cites, grouped by verb and theme."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from resolutions.pages.links import CitationLink, LinkTarget, short_name

NO_VERB_HEADING = "未带引用动词"
OPEN_GROUPS = 2  # the others are folded away until the reader asks
MAX_TARGETS = 24  # of one theme beside the text; the list of all citations is a page of its own


class CitedTarget(NamedTuple):
    """A cited document, ``count`` times; ``style`` is the class of a link to it."""

    name: str
    address: str
    style: str
    count: int


class CitedTheme(NamedTuple):
    """Documents cited under one theme, ``count`` citations; ``more`` documents are left out."""

    name: str
    count: int
    members: list[CitedTarget]
    more: int


class CitedVerbGroup(NamedTuple):
    """What is cited with one verb, by theme; ``count`` counts citations."""

    verb: str
    count: int
    is_open: bool
    themes: list[CitedTheme]


def group_by_verb_and_theme(citations: Iterable[CitationLink]) -> list[CitedVerbGroup]:
    """Groups by verb of groups by theme, the largest first.

    A document cited twice under one theme stands once, with its count.
    """
    groups = []
    for verb, members in _grouped(citations, lambda item: item.verb or NO_VERB_HEADING):
        themes = [_theme(theme, cited, len(members)) for theme, cited in _grouped(members, lambda item: item.theme)]
        groups.append(CitedVerbGroup(verb, len(members), len(groups) < OPEN_GROUPS, themes))
    return groups


def _grouped(
    members: Iterable[CitationLink], name: Callable[[CitationLink], str]
) -> list[tuple[str, list[CitationLink]]]:
    """Members by name, the largest group first, groups of one size in their first order."""
    groups: dict[str, list[CitationLink]] = {}
    for member in members:
        groups.setdefault(name(member), []).append(member)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _theme(name: str, citations: list[CitationLink], all_of_verb: int) -> CitedTheme:
    """The documents in their first order; a group without a theme is named so where there are others."""
    counts: dict[int, int] = {}
    targets: dict[int, LinkTarget] = {}
    for citation in citations:
        target = targets.setdefault(citation.target.pk, citation.target)
        counts[target.pk] = counts.get(target.pk, 0) + 1
    shown = [
        CitedTarget(short_name(target), target.get_absolute_url(), "held" if target.is_held else "stub", counts[pk])
        for pk, target in list(targets.items())[:MAX_TARGETS]
    ]
    name = name or ("未称主题" if len(citations) < all_of_verb else "")
    return CitedTheme(name, len(citations), shown, max(len(targets) - MAX_TARGETS, 0))
