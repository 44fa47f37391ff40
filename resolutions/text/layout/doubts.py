"""Doubts about the paragraphs of a text, as sentences for the editor."""

from collections.abc import Iterator, Sequence

from resolutions.text.layout.line_words import End, LineWords
from resolutions.text.layout.source_lines import SourceLine

_NAMED_LINES = 5  # line numbers in a warning
_FEWEST_OPEN_LINES = 6
_OPEN_SHARE = 0.5  # of the lines end in the middle of a sentence


def describe_undecided(lines: Sequence[SourceLine]) -> Iterator[str]:
    """Yield one sentence that names the lines that may or may not begin a paragraph."""
    if lines:
        numbers = "、".join(str(line.number) for line in lines[:_NAMED_LINES])
        more = "等" if len(lines) > _NAMED_LINES else ""
        yield f"有{len(lines)}处换行不能确定是否分段（原文第{numbers}{more}行），请对照原文"


def describe_open_lines(words: Sequence[LineWords]) -> Iterator[str]:
    """Yield one sentence when most lines end in the middle of a sentence although no width explains them."""
    unfinished = sum(line.end in (End.MIDDLE, End.UNFINISHED) for line in words)
    if unfinished >= max(_FEWEST_OPEN_LINES, _OPEN_SHARE * len(words)):
        yield f"{len(words)}行中有{unfinished}行没有句末标点，不能确定哪些行属于同一段，请对照原文"


def describe_flat_text(parts: int) -> Iterator[str]:
    """Yield one sentence when ``parts`` paragraphs were cut out of a single line."""
    if parts > 1:
        yield f"原文没有换行，{parts}段是按标点、编号和动词划分的，请对照原文"
