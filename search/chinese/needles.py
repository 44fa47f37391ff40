"""Needle: a folded string to look for, taken apart into characters and the gaps between them."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from search.chinese.gap_characters import DIGITS, is_gap_character


@dataclass(frozen=True, slots=True)
class Needle:
    """A folded ``string`` to look for.

    ``characters`` are those that are no punctuation. ``gaps`` has the offset in ``characters`` of each that follows
    punctuation, ascending, and that punctuation; ``lead`` and ``trail`` are the punctuation at the ends.
    ``is_verbatim``: the punctuation must be the same; otherwise it does not matter, except that a gap must be between
    the same two digits. A needle of punctuation alone is verbatim.
    """

    string: str
    is_verbatim: bool
    characters: str
    gaps: tuple[tuple[int, str], ...]
    lead: str = ""
    trail: str = ""

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """The ranges of ``characters`` between two gaps, ends exclusive."""
        if not self.gaps:
            return [(0, len(self.characters))]
        return list(pairwise([0, *(at for at, _ in self.gaps), len(self.characters)]))

    @property
    def number_gaps(self) -> list[int]:
        """The offsets of the gaps between two digits."""
        return [at for at, _ in self.gaps if self.characters[at - 1] in DIGITS and self.characters[at] in DIGITS]

    def widen(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Return a range of ``text`` that has the characters, with ``lead`` and ``trail`` if they stand beside it."""
        has_lead = start >= len(self.lead) and text.startswith(self.lead, start - len(self.lead))
        has_trail = text.startswith(self.trail, end)
        return start - len(self.lead) * has_lead, end + len(self.trail) * has_trail


@lru_cache(maxsize=2_000)
def parse_needle(string: str, is_verbatim: bool = False) -> Needle:
    """Take a folded string apart.

    >>> needle = parse_needle("《宪章》第七章,")
    >>> needle.characters, needle.lead, needle.gaps, needle.trail
    ('宪章第七章', '《', ((2, '》'),), ',')
    """
    characters, gap = "", ""
    gaps: dict[int, str] = {}
    for character in string:
        if is_gap_character(character):
            gap += character
        else:
            if gap:
                gaps[len(characters)] = gap
            characters, gap = characters + character, ""
    lead = gaps.pop(0, "")
    return Needle(string, is_verbatim or not characters, characters, tuple(gaps.items()), lead, gap)
