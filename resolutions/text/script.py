"""Script of a Chinese text: simplified or traditional characters, told by those that only one of them uses."""

from collections.abc import Iterable
from enum import StrEnum

from resolutions.text.fold import SIMPLIFIED_FORMS

MAX_CHARACTERS = 3_000  # of a text, which are enough to tell its script
_TRADITIONAL = frozenset(map(chr, SIMPLIFIED_FORMS))
_SIMPLIFIED = frozenset(SIMPLIFIED_FORMS.values()) - _TRADITIONAL

_WEIGHT = 2  # of a traditional character


class Script(StrEnum):
    """Language tags of the two scripts, as ``lang`` has them."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"

    @property
    def name_zh(self) -> str:
        """Return the Chinese name of the script."""
        return "简体" if self == Script.SIMPLIFIED else "繁体"


def detect_script(texts: Iterable[str]) -> Script:
    """Return the script of most characters that only one script uses; simplified without any.

    A simplified form such as 后 for 後 may be a character of its own in a traditional text; a traditional form is in no
    simplified text. So one of these outweighs two of the others.

    >>> detect_script(["回顧其關於海地的決議，"]), detect_script(["回顾其决议，"]), detect_script([])
    (<Script.TRADITIONAL: 'zh-Hant'>, <Script.SIMPLIFIED: 'zh-Hans'>, <Script.SIMPLIFIED: 'zh-Hans'>)
    """
    read, traditional, simplified = 0, 0, 0
    for text in texts:
        part = text[: MAX_CHARACTERS - read]
        traditional += sum(map(_TRADITIONAL.__contains__, part))
        simplified += sum(map(_SIMPLIFIED.__contains__, part))
        read += len(part)
        if read >= MAX_CHARACTERS:
            break
    return Script.TRADITIONAL if _WEIGHT * traditional > simplified else Script.SIMPLIFIED
