"""Numbering of a body: the style of its main numbers and the levels below, chosen from the sequence in this text.

``(1)`` is a main number in one text and a sub-paragraph in another; ``(i)`` is a letter behind ``(h)`` and a Roman
number before ``(ii)``. Labels are Arabic and Latin (docs/design.md, "Reading a text").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resolutions.text.drafting_verbs import begins_with_drafting_verb
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.markers import ADDITION_NAMES, Marker, letter_of, read_possible_markers
from resolutions.text.numerals import to_roman
from resolutions.text.structure.short_titles import is_short_title

# Styles of main numbers; of two styles in one text the one with the lower rank contains the other.
_DOUBTFUL_STYLES = ("bare", "signed", "arabic half", "circled", "bracketed", "chinese bracketed")
_MAIN_RANKS = {"article": 0, "arabic": 0, "chinese": 0} | dict.fromkeys(_DOUBTFUL_STYLES, 1)
_NEEDS_RUN = {"article", *_DOUBTFUL_STYLES}
_HEADING_STYLES = {"chinese", "chinese bracketed", "article"}
_LATIN_STYLES = {
    "letter",
    "letter half",
    "letter point",
    "capital",
    "capital point",
    "roman",
    "roman half",
    "roman point",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a paragraph in the numbering: ``("20", "a", "i")``.

    The first part is empty for a lettered paragraph above the first main number. ``marker`` is the printed one.
    """

    path: tuple[str, ...]
    marker: Marker


@dataclass(slots=True)
class _Level:
    """An open level below the main numbers: its style and the ordinal of its last marker."""

    style: str
    ordinal: int


@dataclass(slots=True)
class _State:
    """State of the walk through the paragraphs."""

    main: str
    number: int = 0
    addition: int = 0
    path: tuple[str, ...] = ("",)
    levels: list[_Level] = field(default_factory=list)


def read_numbering(texts: Sequence[str]) -> list[Place | None]:
    """Return the place of each paragraph; None for one without a marker that fits the sequence.

    >>> [place.path for place in read_numbering(["1. 请：", "（一）甲；", "(i) 乙；", "（二）丙；", "2. 决定。"])]
    [('1',), ('1', 'a'), ('1', 'a', 'i'), ('1', 'b'), ('2',)]

    ``texts`` are paragraphs in order, an empty one for a block that is no text. No input raises.
    """
    markers = [read_possible_markers(text) for text in texts]
    main = choose_main_style(texts, markers)
    following = _find_following(markers, main)
    state = _State(main)
    return [
        _read_main(state, found, following[at], _is_behind_title(texts, at))
        or (None if _is_titled_section(found, texts[at]) else _read_sub(state, markers, at))
        for at, found in enumerate(markers)
    ]


def choose_main_style(texts: Sequence[str], markers: Sequence[list[Marker]]) -> str:
    """Return the style of the main numbers; empty without one."""
    runs: dict[str, list[tuple[int, int]]] = {}
    for at, found in enumerate(markers):
        for marker in found:
            if marker.style in _MAIN_RANKS:
                runs.setdefault(marker.style, []).append((at, marker.ordinal))
    runs = {style: run for style, run in runs.items() if _is_run(style, run, texts)}
    titles = {style for style, run in runs.items() if style in _HEADING_STYLES and _are_titles(run, texts)}
    if len(runs) > len(titles):
        runs = {style: run for style, run in runs.items() if style not in titles}
    chosen = ""
    for style, run in sorted(runs.items(), key=lambda item: item[1][0]):
        if not chosen or (_MAIN_RANKS[style] < _MAIN_RANKS[chosen] and not _resumes(runs[chosen], run)):
            chosen = style
    return chosen


def _is_run(style: str, run: list[tuple[int, int]], texts: Sequence[str]) -> bool:
    """Return True if the numbers can be those of paragraphs; a doubtful style must count 1, 2."""
    if style not in _NEEDS_RUN:
        return True
    ordinals = [ordinal for _, ordinal in run]
    if style == "bare" and not all(begins_with_drafting_verb(_words(texts[at])) for at, _ in run):
        return False
    return ordinals[0] == 1 and (2 in ordinals or (len(run) == 1 and style not in ("bare", "article")))


def _words(text: str) -> str:
    return fold_and_squeeze(text[:30]).lstrip("0123456789")


def _are_titles(run: list[tuple[int, int]], texts: Sequence[str]) -> bool:
    return all(is_short_title(texts[at]) for at, _ in run)


def _resumes(outer: list[tuple[int, int]], inner: list[tuple[int, int]]) -> bool:
    """Return True if the outer numbers go on behind the first inner one: the inner numbers are nested in them."""
    first = inner[0][0]
    before = max((ordinal for at, ordinal in outer if at < first), default=0)
    return any(at > first and ordinal == before + 1 for at, ordinal in outer)


def _find_following(markers: Sequence[list[Marker]], main: str) -> list[set[int]]:
    """Return for each paragraph the main numbers behind it."""
    behind: set[int] = set()
    following: list[set[int]] = []
    for found in reversed(markers):
        following.append(behind)
        ordinals = {marker.ordinal for marker in found if marker.style == main}
        behind = behind | ordinals if not ordinals <= behind else behind
    return following[::-1]


def _is_titled_section(found: list[Marker], text: str) -> bool:
    """Return True for the numbered title of a section: 三、执行情况."""
    return bool(found) and found[0].style in ("chinese", "article", "capital point") and is_short_title(text)


def _is_behind_title(texts: Sequence[str], at: int) -> bool:
    """Return True if the paragraph before is the title of a section."""
    return at > 0 and bool(texts[at - 1]) and is_short_title(texts[at - 1])


def _read_main(state: _State, found: list[Marker], following: set[int], behind_title: bool) -> Place | None:
    """Return the place of a main number that fits the sequence.

    A number that skips others is false when a skipped one follows. Numbers restart only behind the title of a section.
    """
    marker = next((marker for marker in found if marker.style == state.main), None)
    if marker is None:
        return None
    number, addition = marker.ordinal, marker.addition
    is_next = number == state.number + 1 or (number == state.number and addition > state.addition)
    skips = number > state.number + 1 and state.number + 1 not in following
    restarts = number == 1 and state.number > 0 and behind_title
    if not (is_next or skips or restarts):
        return None
    state.number, state.addition, state.levels = number, addition, []
    state.path = (f"{number}{ADDITION_NAMES.get(addition, '')}",)
    return Place(state.path, marker)


def _read_sub(state: _State, markers: Sequence[list[Marker]], at: int) -> Place | None:
    """Return the place of a marker below the main numbers."""
    found = [marker for marker in markers[at] if marker.style not in (state.main, "bare") and marker.ordinal]
    upcoming = markers[at + 1] if at + 1 < len(markers) else []
    for depth, marker in _fitting_levels(state, found, upcoming):
        del state.levels[depth:]
        state.levels.append(_Level(marker.style, marker.ordinal))
        state.path = (*state.path[: depth + 1], _part_of(marker, depth))
        return Place(state.path, marker)
    return None


def _fitting_levels(state: _State, found: list[Marker], upcoming: list[Marker]) -> Iterator[tuple[int, Marker]]:
    """Yield depth and reading of a marker, the most likely first."""
    levels = state.levels
    open_levels = [(depth, marker) for depth in range(len(levels) - 1, -1, -1) for marker in found]
    nexts = [(d, m) for d, m in open_levels if levels[d].style == m.style and m.ordinal == levels[d].ordinal + 1]
    depths = {level.style: depth for depth, level in enumerate(levels)}
    begins = [(depths.get(marker.style, len(levels)), marker) for marker in found if marker.ordinal == 1]
    goes_on = any(m.style == b.style and m.ordinal == 2 for _, b in begins for m in upcoming)
    if nexts and begins and goes_on and not _continues(nexts[0][1], upcoming):
        yield from begins
    yield from nexts
    yield from begins
    yield from ((d, m) for d, m in open_levels if levels[d].style == m.style and m.ordinal > levels[d].ordinal)
    if not levels:
        yield from ((0, marker) for marker in found if marker.style in _LATIN_STYLES)


def _continues(marker: Marker, upcoming: list[Marker]) -> bool:
    return any(other.style == marker.style and other.ordinal == marker.ordinal + 1 for other in upcoming)


def _part_of(marker: Marker, depth: int) -> str:
    """Return the part of a label: Latin markers as printed, others as letter, Roman number, Arabic number by depth."""
    if marker.style in _LATIN_STYLES:
        return marker.value
    return (letter_of, lambda number: to_roman(number).lower(), str)[min(depth, 2)](marker.ordinal)
