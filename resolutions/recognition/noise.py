"""Lines that recognition makes of emblems, stamps, rules and dirt."""

import unicodedata
from collections.abc import Iterable, Iterator

from resolutions.sources.recognized_page import RecognizedLine

_SHORT = 5  # characters
_DOUBTFUL_SHARE = 0.5  # of a short line
_DOUBTFUL_SHARE_OF_LATIN = 0.8  # of a line without Chinese characters


def remove_noise(lines: Iterable[RecognizedLine]) -> Iterator[RecognizedLine]:
    """Yield the lines that are text: without letter or digit, or nearly all in doubt, a short or Latin one is none."""
    for line in lines:
        printed = [character for character in line.characters if not character.text.isspace()]
        share = sum(character.is_doubtful for character in printed) / max(1, len(printed))
        is_short = len(printed) <= _SHORT
        is_chinese = any(unicodedata.east_asian_width(character.text) == "W" for character in printed)
        if is_short and (share > _DOUBTFUL_SHARE or not any(character.text.isalnum() for character in printed)):
            continue
        if not is_chinese and share > _DOUBTFUL_SHARE_OF_LATIN:
            continue
        yield line
