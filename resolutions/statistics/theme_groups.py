"""Themes under which documents are cited; the spellings of one theme form a group."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.text.fold import fold_variants

# Conjunctions, quotation marks and the ending 问题, in which the spellings of one theme differ.
_JOINING = re.compile(r"[、,，与和及以\s“”《》]|问题$")


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """A theme. ``name`` is its commonest spelling; ``spellings`` has all of them, the commonest first.

    ``citations`` counts citations under the theme, ``targets`` the cited documents, ``sources`` the citing ones.
    """

    name: str
    spellings: tuple[str, ...]
    citations: int
    targets: int
    sources: int


def normalize_theme(theme: str) -> str:
    """Return the same key for all spellings of a theme: traditional or simplified, joined by 、 or 与.

    >>> normalize_theme("婦女與和平與安全") == normalize_theme("妇女、和平与安全")
    True
    """
    return _JOINING.sub("", fold_variants(theme)) or theme


def group_themes(rows: Iterable[tuple[str, int, int, int]]) -> list[ThemeGroup]:
    """Group rows ``(theme, target, source, citations)`` by theme; themes of most citing documents first."""
    spellings: dict[str, Counter[str]] = {}
    targets: dict[str, set[int]] = {}
    sources: dict[str, set[int]] = {}
    for theme, target, source, count in rows:
        key = normalize_theme(theme)
        spellings.setdefault(key, Counter())[theme] += count
        targets.setdefault(key, set()).add(target)
        sources.setdefault(key, set()).add(source)
    groups = [
        ThemeGroup(
            name=_commonest_spelling(counts),
            spellings=tuple(sorted(counts, key=lambda name: (-counts[name], name))),
            citations=counts.total(),
            targets=len(targets[key]),
            sources=len(sources[key]),
        )
        for key, counts in spellings.items()
    ]
    return sorted(groups, key=lambda theme: (-theme.sources, -theme.citations, theme.name))


def join_spellings(counts: Counter[str]) -> Counter[str]:
    """Add up the counts of the spellings of each theme under its commonest one.

    >>> join_spellings(Counter({"儿童与武装冲突": 2, "兒童與武裝衝突": 3, "海地": 1}))
    Counter({'儿童与武装冲突': 5, '海地': 1})
    """
    spellings: dict[str, Counter[str]] = {}
    for theme, count in counts.items():
        spellings.setdefault(normalize_theme(theme), Counter())[theme] += count
    return Counter({_commonest_spelling(group): group.total() for group in spellings.values()})


def _commonest_spelling(counts: Counter[str]) -> str:
    """Return the commonest spelling in simplified characters, or of all when none is simplified."""
    simplified = {name for name in counts if fold_variants(name) == name} or set(counts)
    return min(simplified, key=lambda name: (-counts[name], name))
