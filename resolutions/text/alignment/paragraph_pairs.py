"""Pairs of paragraphs of one document in two languages: by label, otherwise by their order and what they share."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resolutions.text.alignment.scoring import PairScorer
from resolutions.text.parsed import ParagraphKind

_GAP = -2.5  # log odds that a paragraph of one language has none in the other
_JOINED = -3.0  # log odds that one paragraph of a language is two of the other
_LIKE_KIND, _OTHER_KIND = 1.0, -6.0
_SAME_LABEL, _SAME_COUNT = 4.0, 0.5  # a printed number, and one that only counts: PP3
_HEADINGS = (ParagraphKind.HEADING,)
_BAND = 40  # paragraphs that the two orders may differ by


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """Paragraph of one language as the alignment sees it."""

    kind: str
    label: str
    anchor: str
    text: str


def digest_paragraphs(paragraphs: Iterable[TextParagraph]) -> str:
    """Return the SHA-256 of the labels and texts: pairs that were found for it hold while it is the same."""
    values = [(paragraph.label, paragraph.text) for paragraph in paragraphs]
    return hashlib.sha256(repr(values).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Indexes of the paragraphs that say the same; one side may be empty, or have two."""

    chinese: tuple[int, ...]
    english: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs in reading order. ``by_labels`` is True where both languages number alike and labels alone decided."""

    pairs: tuple[AlignedPair, ...]
    by_labels: bool


def align_paragraphs(
    chinese: Sequence[TextParagraph], english: Sequence[TextParagraph], scorer: PairScorer | None = None
) -> Alignment:
    """Pair the paragraphs of a document: by kind and label when both have the same ones in the same order.

    Otherwise by dynamic programming over length, shared symbols, numbers, names and terms. Headings of a document may
    differ in number (letterhead, date) without a difference in the labels. No input raises.
    """
    if _number_alike(chinese, english):
        return Alignment(tuple(_pair_by_labels(chinese, english)), True)
    return Alignment(tuple(_pair_by_content(chinese, english, scorer or PairScorer())), False)


def _key(paragraph: TextParagraph) -> tuple[str, str]:
    """Return kind and label; running labels of headings and of text without numbers only count."""
    return paragraph.kind, paragraph.label


def _number_alike(chinese: Sequence[TextParagraph], english: Sequence[TextParagraph]) -> bool:
    one, other = ([_key(p) for p in side if p.kind != ParagraphKind.FOOTNOTE] for side in (chinese, english))
    if one == other:
        return True
    numbered = [[key for key in keys if key[0] not in _HEADINGS and not _is_running(key[1])] for keys in (one, other)]
    bodies = [sum(_is_running(label) and kind not in _HEADINGS for kind, label in keys) for keys in (one, other)]
    return numbered[0] == numbered[1] != [] and bodies[0] == bodies[1]


def _is_running(label: str) -> bool:
    return label[:1] in "ph" and label[1:].isdigit()


def _pair_by_labels(chinese: Sequence[TextParagraph], english: Sequence[TextParagraph]) -> Iterator[AlignedPair]:
    """Yield the pairs with one label; running labels are counted by kind, notes go with their number."""
    places: dict[tuple[str, str, int], int] = {}
    for at, key in enumerate(_counted_keys(english)):
        places[key] = at
    found = [places.get(key) for key in _counted_keys(chinese)]
    yield from _merge(found, len(english))


def _counted_keys(paragraphs: Iterable[TextParagraph]) -> Iterator[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter()
    for paragraph in paragraphs:
        key = paragraph.kind, "" if _is_running(paragraph.label) else paragraph.label
        counts[key] += 1
        yield (*key, counts[key])


def _merge(found: Sequence[int | None], length: int) -> Iterator[AlignedPair]:
    """Yield the Chinese paragraphs with the English ones in ``found``, the others of the English in their place."""
    taken, at = {place for place in found if place is not None}, 0
    for index, place in enumerate(found):
        if place is None:
            yield AlignedPair((index,), ())
            continue
        while at < place:
            if at not in taken:
                yield AlignedPair((), (at,))
            at += 1
        yield AlignedPair((index,), (place,))
        at = max(at, place + 1)
    yield from (AlignedPair((), (rest,)) for rest in range(at, length) if rest not in taken)


def _pair_by_content(
    chinese: Sequence[TextParagraph], english: Sequence[TextParagraph], scorer: PairScorer
) -> list[AlignedPair]:
    """Return the path with the greatest sum: 1-1, 1-0, 0-1, 1-2, 2-1 (Gale and Church, 1993)."""
    steps = ((1, 1, 0.0), (1, 0, _GAP), (0, 1, _GAP), (1, 2, _JOINED), (2, 1, _JOINED))
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    slope = len(english) / max(1, len(chinese))
    for row in range(len(chinese) + 1):
        for column in range(len(english) + 1):
            score = best.get((row, column))
            if score is None or abs(column - row * slope) > _BAND:
                continue
            for down, right, cost in steps:
                end = row + down, column + right
                if end[0] > len(chinese) or end[1] > len(english):
                    continue
                total = score + cost
                if down and right:
                    total += _score(chinese[row : end[0]], english[column : end[1]], scorer)
                if total > best.get(end, float("-inf")):
                    best[end], came[end] = total, (row, column)
    end, pairs = (len(chinese), len(english)), list[AlignedPair]()
    while end in came:
        start = came[end]
        pairs.append(AlignedPair(tuple(range(start[0], end[0])), tuple(range(start[1], end[1]))))
        end = start
    return pairs[::-1]


def _score(one: Sequence[TextParagraph], other: Sequence[TextParagraph], scorer: PairScorer) -> float:
    kinds = [{_group(p.kind) for p in side} for side in (one, other)]
    score = _LIKE_KIND if kinds[0] & kinds[1] else _OTHER_KIND
    if one[0].label == other[0].label and not _is_running(one[0].label):
        score += _SAME_COUNT if one[0].label.startswith("PP") else _SAME_LABEL
    return score + scorer.score("".join(p.text for p in one), " ".join(p.text for p in other))


def _group(kind: str) -> str:
    """Return kinds that the two languages may tell apart differently as one."""
    return kind if kind in (ParagraphKind.FOOTNOTE, ParagraphKind.TABLE, ParagraphKind.HEADING) else "text"
