"""Find words in a text by the words around them, whatever the line breaks, blanks, widths and forms of characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resolutions.text.bare_strings import common_prefix_length, strip_blanks
from resolutions.text.fold import fold_variants

CONTEXT_LENGTH = 20  # characters on either side, blanks not counted
_MIN_CONTEXT = 24  # equal characters on both sides together, where neither side is equal as a whole
_MIN_SIDE = 10  # characters of a side that suffices alone
_KEY_LENGTH = 8  # characters that lead to the candidates for an empty passage
_OPENING_LENGTH = 16  # characters that identify the beginning of a paragraph


class BareText:
    """A text without blanks, and the offset in the text of each of its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets = [at for at, character in enumerate(text) if not character.isspace()]
        self.bare = strip_blanks(text)
        self.folded = fold_variants(self.bare)

    def context(self, start: int, end: int) -> tuple[str, str]:
        """Return the characters before and after a range of bare offsets."""
        return self.bare[max(0, start - CONTEXT_LENGTH) : start], self.bare[end : end + CONTEXT_LENGTH]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the text from the first to the last character of a range of bare offsets."""
        if start < end:
            return self.offsets[start], self.offsets[end - 1] + 1
        at = self.offsets[start - 1] + 1 if start else 0
        return at, at


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a ``BareText``, by bare offsets, end exclusive; ``score`` counts the equal characters around them."""

    start: int
    end: int
    score: int


def find_passage(text: BareText, words: str, before: str, after: str, near: int) -> Passage | None:
    """Return the place where ``words`` have the longest equal context, of several the nearest to offset ``near``.

    The words stand there when the whole context of one side is equal, or enough of both. None where they stand nowhere.
    """
    wanted, left, right = (fold_variants(strip_blanks(part)) for part in (words, before, after))
    best: tuple[int, int, Passage] | None = None
    for start in _candidates(text.folded, wanted, left, right):
        end = start + len(wanted)
        equal_left = common_prefix_length(left[::-1], text.folded[max(0, start - len(left)) : start][::-1])
        equal_right = common_prefix_length(right, text.folded[end : end + len(right)])
        distance = abs(text.span(start, end)[0] - near)
        score = equal_left + equal_right
        if _is_enough(equal_left, len(left), equal_right, len(right)):
            rank = (score, -distance, Passage(start, end, score))
            best = rank if best is None or rank[:2] > best[:2] else best
    return best[2] if best else None


def _candidates(text: str, words: str, before: str, after: str) -> Iterator[int]:
    """Yield the offsets of the words; for no words those between the characters around them."""
    key, shift = words, 0
    if not words:
        key = before[-_KEY_LENGTH:] or after[:_KEY_LENGTH]
        shift = len(key) if before else 0
    at = text.find(key) if key else -1
    while at >= 0:
        yield at + shift
        at = text.find(key, at + 1)


def _is_enough(left: int, left_length: int, right: int, right_length: int) -> bool:
    is_left, is_right = left == left_length, right == right_length
    if is_left and is_right:
        return left + right > 0
    return left + right >= _MIN_CONTEXT or (is_left and left >= _MIN_SIDE) or (is_right and right >= _MIN_SIDE)


def find_paragraph_starts(text: str, paragraphs: Sequence[str]) -> list[int | None]:
    """Return the offset in ``text`` where each paragraph begins; None where it is not found.

    The search starts behind the beginning of the previous paragraph, then at the beginning of the text, because a
    footnote is not where the document has it.
    """
    searched = BareText(text)
    places: list[int | None] = []
    at = 0
    for paragraph in paragraphs:
        words = fold_variants(strip_blanks(paragraph)[:_OPENING_LENGTH])
        place = searched.folded.find(words, at) if words else -1
        if place < 0 and words:
            place = searched.folded.find(words)
        places.append(searched.offsets[place] if place >= 0 else None)
        at = place + 1 if place >= 0 else at
    return places
