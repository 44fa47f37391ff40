"""Documents that a document cites, grouped by verb and theme."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from resolutions.pages.links import CitationLink, LinkTarget, short_name
from resolutions.statistics.theme_groups import join_spellings, normalize_theme

OPEN_GROUPS = 2  # verbs; the groups after them are closed until the reader opens them
MAX_TARGETS = 24  # documents of one theme; the page of all citations shows the rest


@dataclass(frozen=True, slots=True)
class CitedTarget:
    """A cited document and the number of citations of it; ``css_class`` is ``held`` or ``stub``."""

    name: str
    url: str
    css_class: str
    count: int


@dataclass(frozen=True, slots=True)
class CitedTheme:
    """Documents cited under one theme; ``count`` counts citations, ``more`` the documents left out."""

    name: str
    count: int
    targets: list[CitedTarget]
    more: int


@dataclass(frozen=True, slots=True)
class CitedVerbGroup:
    """Documents cited with one verb, by theme; ``count`` counts citations."""

    verb: str
    count: int
    is_open: bool
    themes: list[CitedTheme]


def group_by_verb_and_theme(citations: Iterable[CitationLink]) -> list[CitedVerbGroup]:
    """Group citations by verb and then by theme, the largest groups first.

    Spellings of a theme in either script are one. A document cited twice under one theme is listed once, with its
    count.
    """
    groups: list[CitedVerbGroup] = []
    without_verb = gettext("仅提及")
    for verb, members in _group_by_name(citations, lambda item: item.verb or without_verb):
        by_theme = _group_by_name(members, lambda item: item.theme and normalize_theme(item.theme))
        themes = [_build_theme(theme and _name_theme(cited), cited, len(members)) for theme, cited in by_theme]
        groups.append(CitedVerbGroup(verb, len(members), len(groups) < OPEN_GROUPS, themes))
    return groups


def _group_by_name(
    members: Iterable[CitationLink], name: Callable[[CitationLink], str]
) -> list[tuple[str, list[CitationLink]]]:
    """Group members by name, the largest group first, equal groups in order of first occurrence."""
    groups: dict[str, list[CitationLink]] = {}
    for member in members:
        groups.setdefault(name(member), []).append(member)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _name_theme(citations: Iterable[CitationLink]) -> str:
    """Return the commonest spelling of the theme of some citations."""
    return next(iter(join_spellings(Counter(citation.theme for citation in citations))))


def _build_theme(name: str, citations: list[CitationLink], citations_of_verb: int) -> CitedTheme:
    """List the documents in order of first citation; citations without a theme get a heading beside other themes."""
    counts: dict[int, int] = {}
    targets: dict[int, LinkTarget] = {}
    for citation in citations:
        target = targets.setdefault(citation.target.pk, citation.target)
        counts[target.pk] = counts.get(target.pk, 0) + 1
    listed = [
        CitedTarget(short_name(target), target.get_absolute_url(), "held" if target.is_held else "stub", counts[pk])
        for pk, target in list(targets.items())[:MAX_TARGETS]
    ]
    name = name or (gettext("未称主题") if len(citations) < citations_of_verb else "")
    return CitedTheme(name, len(citations), listed, max(len(targets) - MAX_TARGETS, 0))
