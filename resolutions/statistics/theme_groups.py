"""Themes that citing texts give, the spellings of one theme brought together."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.text.fold import fold_variants

_JOINING = re.compile(r"[、,，与和及以\s“”《》]|问题$")


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """``name`` is the spelling used most; numbers are of citations, documents called so, documents that call so."""

    name: str
    spellings: tuple[str, ...]
    citations: int
    targets: int
    sources: int


def normalize_theme(theme: str) -> str:
    """Equal for spellings of one theme: traditional or simplified, joined by 、 or 与.

    >>> normalize_theme("婦女與和平與安全") == normalize_theme("妇女、和平与安全")
    True
    """
    return _JOINING.sub("", fold_variants(theme)) or theme


def group_themes(rows: Iterable[tuple[str, int, int, int]]) -> list[ThemeGroup]:
    """Themes of rows ``(theme, target, source, citations)``; those given by most documents first."""
    spellings: dict[str, Counter[str]] = {}
    targets: dict[str, set[int]] = {}
    sources: dict[str, set[int]] = {}
    for theme, target, source, count in rows:
        key = normalize_theme(theme)
        spellings.setdefault(key, Counter())[theme] += count
        targets.setdefault(key, set()).add(target)
        sources.setdefault(key, set()).add(source)
    found = [
        ThemeGroup(
            _name(counts),
            tuple(sorted(counts, key=lambda name: (-counts[name], name))),
            counts.total(),
            len(targets[key]),
            len(sources[key]),
        )
        for key, counts in spellings.items()
    ]
    return sorted(found, key=lambda theme: (-theme.sources, -theme.citations, theme.name))


def _name(counts: Counter[str]) -> str:
    """The most used spelling, of those in simplified characters if there is one."""
    simplified = {name for name in counts if fold_variants(name) == name} or set(counts)
    return min(simplified, key=lambda name: (-counts[name], name))
