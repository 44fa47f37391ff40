"""Alignment of two texts by their words, whatever the division into paragraphs.

Paragraphs that share their words are one group, so that a paragraph that the other text divides in two is no difference
of words. Time grows about as the texts do (``resolutions.comparison.line_diff``).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resolutions.comparison.line_diff import ChangedLines, find_changed_lines
from resolutions.comparison.printed_words import PrintedWord, fold_words, list_printed_words
from resolutions.comparison.word_diff import DiffSegment

_MIN_SHARED = 10  # characters that two paragraphs must share, or half of the shorter one

_Group = tuple[set[int], set[int]]  # indexes of paragraphs of the left and the right text


@dataclass(frozen=True, slots=True)
class ParagraphGroup:
    """Paragraphs of the left and the right text with common words, by their indexes; one side may be empty.

    ``before`` and ``after`` are the segments of their difference, empty where the words are the same. ``is_moved`` is
    True for a paragraph that stands elsewhere in the other text with the same words.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    before: tuple[DiffSegment, ...] = ()
    after: tuple[DiffSegment, ...] = ()
    is_moved: bool = False

    @property
    def is_changed(self) -> bool:
        """True when the words differ."""
        return bool(self.before or self.after)


def group_paragraphs(left: Sequence[str], right: Sequence[str]) -> list[ParagraphGroup]:
    """Return all paragraphs of both texts in groups, about in the order of the texts.

    >>> [(g.left, g.right, g.is_changed) for g in group_paragraphs(["甲乙丙丁，戊己庚辛"], ["甲乙丙丁，", "戊己庚辛"])]
    [((0,), (0, 1), False)]
    """
    keys, other_keys = [fold_words(text) for text in left], [fold_words(text) for text in right]
    groups: list[ParagraphGroup] = []
    at, other = 0, 0
    for change in [*find_changed_lines(keys, other_keys), ChangedLines(len(left), len(left), len(right), len(right))]:
        same = change.left - at
        groups += [ParagraphGroup((at + step,), (other + step,)) for step in range(same)]
        groups += _group_range(left, right, change)
        at, other = change.left_end, change.right_end
    return _pair_replaced(_with_moved(groups, keys, other_keys))


def _group_range(left: Sequence[str], right: Sequence[str], change: ChangedLines) -> Iterator[ParagraphGroup]:
    """Yield the groups of a range that differs."""
    words = list_printed_words(left[change.left : change.left_end])
    others = list_printed_words(right[change.right : change.right_end])
    pairs = list(_equal_words(words, others))
    counts = change.left_end - change.left, change.right_end - change.right
    components = _connect(_link(words, others, pairs), _crossed(words), _crossed(others), *counts)
    for lefts, rights in _join_shifted(components, words, others):
        matched = [(i, j) for i, j in pairs if words[i].paragraph in lefts and others[j].paragraph in rights]
        yield ParagraphGroup(
            tuple(change.left + number for number in sorted(lefts)),
            tuple(change.right + number for number in sorted(rights)),
            *_segments(words, others, lefts, rights, matched),
        )


def _equal_words(words: Sequence[PrintedWord], others: Sequence[PrintedWord]) -> Iterator[tuple[int, int]]:
    at, other = 0, 0
    changes = find_changed_lines([word.folded for word in words], [word.folded for word in others])
    end = ChangedLines(len(words), len(words), len(others), len(others))
    for change in [*changes, end]:
        yield from zip(range(at, change.left), range(other, change.right), strict=True)
        at, other = change.left_end, change.right_end


def _link(
    words: Sequence[PrintedWord], others: Sequence[PrintedWord], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the pairs of paragraphs that share enough of their characters."""
    lengths, other_lengths = _count_characters(words), _count_characters(others)
    shared: Counter[tuple[int, int]] = Counter()
    for i, j in pairs:
        shared[words[i].paragraph, others[j].paragraph] += len(words[i].folded)
    return [
        (one, other)
        for (one, other), count in shared.items()
        if count >= min(_MIN_SHARED, lengths[one] / 2, other_lengths[other] / 2)
    ]


def _count_characters(words: Sequence[PrintedWord]) -> Counter[int]:
    lengths: Counter[int] = Counter()
    for word in words:
        lengths[word.paragraph] += len(word.folded)
    return lengths


def _crossed(words: Sequence[PrintedWord]) -> list[tuple[int, int]]:
    """Return the pairs of neighbouring paragraphs that share a word."""
    return [(number, number + 1) for word in words for number in range(word.paragraph, word.last)]


def _connect(
    links: Sequence[tuple[int, int]],
    crossed: Sequence[tuple[int, int]],
    other_crossed: Sequence[tuple[int, int]],
    count: int,
    other_count: int,
) -> list[_Group]:
    """Return the groups of paragraphs that links and words across paragraphs connect, in the order of the right text.

    A group of the left text alone follows the group of the paragraph before it.
    """
    parents = list(range(count + other_count))  # the right paragraphs follow the left ones
    joined = [*crossed, *((one, count + other) for one, other in links)]
    for one, other in [*joined, *((count + one, count + other) for one, other in other_crossed)]:
        parents[_find_root(parents, one)] = _find_root(parents, other)
    found: dict[int, _Group] = {}
    for number in range(count + other_count):
        lefts, rights = found.setdefault(_find_root(parents, number), (set(), set()))
        (lefts if number < count else rights).add(number if number < count else number - count)
    groups = sorted((group for group in found.values() if group[1]), key=lambda group: min(group[1]))
    for alone in sorted((group for group in found.values() if not group[1]), key=lambda group: min(group[0])):
        before = (at for at, group in enumerate(groups) if min(alone[0]) - 1 in group[0])
        groups.insert(next(before, -1) + 1, alone)
    return groups


def _find_root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _join_shifted(
    groups: Sequence[_Group], words: Sequence[PrintedWord], others: Sequence[PrintedWord]
) -> list[_Group]:
    """Join neighbouring groups that differ apart and are the same together: the border between them was moved."""
    joined: list[_Group] = []
    for lefts, rights in groups:
        if joined and _read(words, lefts) != _read(others, rights):
            both = joined[-1][0] | lefts, joined[-1][1] | rights
            if _read(words, both[0]) == _read(others, both[1]):
                joined[-1] = both
                continue
        joined.append((lefts, rights))
    return joined


def _read(words: Sequence[PrintedWord], paragraphs: set[int]) -> str:
    return "".join(word.folded for word in words if word.paragraph in paragraphs)


def _segments(
    words: Sequence[PrintedWord],
    others: Sequence[PrintedWord],
    lefts: set[int],
    rights: set[int],
    matched: Sequence[tuple[int, int]],
) -> tuple[tuple[DiffSegment, ...], tuple[DiffSegment, ...]]:
    """Return the segments of both sides; two empty ones where the words are the same."""
    own = [number for number, word in enumerate(words) if word.paragraph in lefts]
    theirs = [number for number, word in enumerate(others) if word.paragraph in rights]
    if _read(words, lefts) == _read(others, rights):
        return (), ()
    same, other_same = {i for i, _ in matched}, {j for _, j in matched}
    return _join(words, own, same, "old"), _join(others, theirs, other_same, "new")


def _join(words: Sequence[PrintedWord], numbers: Sequence[int], same: set[int], kind: str) -> tuple[DiffSegment, ...]:
    parts: list[DiffSegment] = []
    last = None
    for number in numbers:
        word = words[number]
        text = word.text if last in (None, word.paragraph) else f"\n{word.text}"
        last = word.paragraph
        name = "same" if number in same else kind
        if parts and parts[-1].kind == name:
            text = parts.pop().text + text
        parts.append(DiffSegment(name, text))  # type: ignore[arg-type]  # one of the three kinds
    return tuple(parts)


def _with_moved(
    groups: Sequence[ParagraphGroup], keys: Sequence[str], other_keys: Sequence[str]
) -> list[ParagraphGroup]:
    """Return the groups; a paragraph that is gone in one place and new in another with the same words is moved."""
    new = {other_keys[group.right[0]]: group for group in groups if not group.left}
    gone = [(new.get(keys[group.left[0]]), group) for group in groups if not group.right]
    moved = {found.right: group.left for found, group in gone if found}
    dropped = set(moved.values())
    kept = []
    for group in groups:
        if not group.right and group.left in dropped:
            continue
        if not group.left and group.right in moved:
            kept.append(ParagraphGroup(moved[group.right], group.right, is_moved=True))
        else:
            kept.append(group)
    return kept


def _pair_replaced(groups: Sequence[ParagraphGroup]) -> list[ParagraphGroup]:
    """Join a dropped paragraph and a new one in the same place: one replaces the other."""
    paired: list[ParagraphGroup] = []
    for group in groups:
        last = paired[-1] if paired else None
        if last and last.is_changed and group.is_changed and _is_one_sided(last, group):
            dropped, new = (last, group) if last.left else (group, last)
            paired[-1] = ParagraphGroup(dropped.left, new.right, dropped.before, new.after)
        else:
            paired.append(group)
    return paired


def _is_one_sided(one: ParagraphGroup, other: ParagraphGroup) -> bool:
    """Return True when one group has only left and the other only right paragraphs."""
    return (not one.right and not other.left) or (not one.left and not other.right)
