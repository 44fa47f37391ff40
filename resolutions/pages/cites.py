"""What a document cites, grouped by verb and theme."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from resolutions.pages.links import ShownCitation, Target, short_name

NO_VERB = "未带引用动词"
OPEN_GROUPS = 2  # the others are folded away until the reader asks
MOST_TARGETS = 24  # of one theme beside the text; the list of all citations is a page of its own


class Cited(NamedTuple):
    """A cited document, ``count`` times; ``style`` is the class of a link to it."""

    name: str
    address: str
    style: str
    count: int


class Theme(NamedTuple):
    """Documents cited under one theme, ``count`` citations; ``more`` documents are left out."""

    name: str
    count: int
    members: list[Cited]
    more: int


class Group(NamedTuple):
    """What is cited with one verb, by theme; ``count`` counts citations."""

    verb: str
    count: int
    is_open: bool
    themes: list[Theme]


def by_verb_and_theme(citations: Iterable[ShownCitation]) -> list[Group]:
    """Groups by verb of groups by theme, the largest first.

    A document cited twice under one theme stands once, with its count.
    """
    groups = []
    for verb, members in _grouped(citations, lambda item: item.verb or NO_VERB):
        themes = [_theme(theme, cited, len(members)) for theme, cited in _grouped(members, lambda item: item.theme)]
        groups.append(Group(verb, len(members), len(groups) < OPEN_GROUPS, themes))
    return groups


def _grouped(
    members: Iterable[ShownCitation], name: Callable[[ShownCitation], str]
) -> list[tuple[str, list[ShownCitation]]]:
    """Members by name, the largest group first, groups of one size in their first order."""
    groups: dict[str, list[ShownCitation]] = {}
    for member in members:
        groups.setdefault(name(member), []).append(member)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _theme(name: str, citations: list[ShownCitation], all_of_verb: int) -> Theme:
    """The documents in their first order; a group without a theme is named so where there are others."""
    counts: dict[int, int] = {}
    targets: dict[int, Target] = {}
    for citation in citations:
        target = targets.setdefault(citation.target.pk, citation.target)
        counts[target.pk] = counts.get(target.pk, 0) + 1
    shown = [
        Cited(short_name(target), target.get_absolute_url(), "held" if target.is_held else "stub", counts[pk])
        for pk, target in list(targets.items())[:MOST_TARGETS]
    ]
    name = name or ("未称主题" if len(citations) < all_of_verb else "")
    return Theme(name, len(citations), shown, max(len(targets) - MOST_TARGETS, 0))
