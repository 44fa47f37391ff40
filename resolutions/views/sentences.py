"""The sentence around a citation. Pure."""

_ENDS = "。；！？\n"
_CLOSING = "”’』」）)"


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the whole sentence that holds ``text[start:end]``.

    A sentence ends with 。；！？ and the closing marks after it; an ordinary paragraph of
    a resolution is one sentence.

    >>> text = "甲。回顾第1号决议；乙。"
    >>> text[slice(*sentence_around(text, 4, 9))]
    '回顾第1号决议；'
    """
    first = max((text.rfind(mark, 0, start) for mark in _ENDS), default=-1) + 1
    while first < start and (text[first] in _CLOSING or text[first].isspace()):
        first += 1
    ends = [found for mark in _ENDS if (found := text.find(mark, end)) >= 0]
    last = min(ends) + 1 if ends else len(text)
    while last < len(text) and text[last] in _CLOSING:
        last += 1
    return first, last
