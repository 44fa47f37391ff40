"""Characters of a text that count for its likeness to another."""

import re

from resolutions.text.fold import fold_script

_NO_WORD = re.compile(r"\W+")


def keep_words(text: str) -> str:
    """Return the text in simplified characters, without white space and punctuation.

    >>> keep_words("回顧其關於 兒童的決議，")
    '回顾其关于儿童的决议'
    """
    return _NO_WORD.sub("", fold_script(text))
